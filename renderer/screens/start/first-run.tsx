// First run: what the ledger must know, then the recovery key, then the proof that it was written down.
// The key lives only in this component's memory and is gone with it.
import { useState } from 'react';
import type { Gate } from '../../gate.ts';
import { FirstRunForm, type Created } from './first-run-form.tsx';
import { RecoveryCheck } from './recovery-check.tsx';
import { RecoveryShown } from './recovery-shown.tsx';

type Step = { readonly at: 'form' } | { readonly at: 'shown' | 'check'; readonly created: Created };

export function FirstRun({ gate }: { readonly gate: Gate }) {
  const [step, setStep] = useState<Step>({ at: 'form' });
  if (step.at === 'form') {
    return (
      <FirstRunForm
        protection={gate.status?.state === 'new' ? gate.status.protection : 'passphrase'}
        onCreated={(created) => {
          gate.holdFirstRun(true);
          setStep({ at: 'shown', created });
        }}
      />
    );
  }
  if (step.at === 'shown') {
    return <RecoveryShown created={step.created} onNext={() => setStep({ ...step, at: 'check' })} />;
  }
  return (
    <RecoveryCheck
      recoveryKey={step.created.recoveryKey}
      onAgain={() => setStep({ ...step, at: 'shown' })}
      onDone={() => {
        gate.holdFirstRun(false);
        void gate.refresh();
      }}
    />
  );
}
