// Verification with its progress, its end, and the way to stop it. Charging goes on meanwhile.
import { Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { VerifyResult } from '../../../core/contract/procedures/ledger.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type Progressed = { readonly done: number; readonly of: number };

export function VerifyLedger() {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [progress, setProgress] = useState<Progressed>({ done: 0, of: 0 });
  const [result, setResult] = useState<VerifyResult | null>(null);
  useEffect(() => ledger.on('verify.progress', setProgress), [ledger]);
  const verify = (): void => {
    setResult(null);
    setProgress({ done: 0, of: 0 });
    act.run(async () => setResult(await ledger.ask('ledger.verify', {})));
  };
  const percent = progress.of === 0 ? 0 : Math.floor((progress.done / progress.of) * 100);
  const whole = new Intl.NumberFormat('en');
  return (
    <div className="verify">
      <div>
        <h2>{say('work.ledger.verifyTitle')}</h2>
        <p>{say('work.ledger.verifySay')}</p>
      </div>
      {act.busy ? (
        <ActionButton onPress={() => void ledger.ask('ledger.verifyCancel', {}).catch(() => undefined)}>
          {say('work.ledger.stop')}
        </ActionButton>
      ) : (
        <ActionButton tone="go" cap="Enter" autoFocus onPress={verify}>
          {say('work.ledger.verify')}
        </ActionButton>
      )}
      <div className="verify-result" aria-live="polite">
        {act.busy && (
          <>
            <Progress percent={percent} showInfo={false} aria-label={say('work.ledger.progress')} />
            <p>{say('work.ledger.running', { done: whole.format(progress.done), of: whole.format(progress.of) })}</p>
          </>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        {result !== null && <Result result={result} />}
      </div>
    </div>
  );
}

function Result({ result }: { readonly result: VerifyResult }) {
  const { say } = useWords();
  const whole = new Intl.NumberFormat('en');
  const head = (
    <p className="verify-head selectable">
      {say('work.ledger.head', { seq: whole.format(result.head.seq) })} {result.head.hash}
    </p>
  );
  if (result.ok) {
    return (
      <>
        <Notice tone="good">
          <b>{say('work.ledger.good')}</b>{' '}
          {say('work.ledger.goodSay', {
            rows: whole.format(result.rows),
            seconds: (result.millis / 1000).toFixed(1),
            speed: whole.format(result.rowsPerSecond),
          })}
        </Notice>
        {head}
      </>
    );
  }
  const bad = result.firstBad;
  return (
    <>
      <Notice tone="fault">
        <b>{say('work.ledger.bad')}</b>{' '}
        {bad !== null &&
          say('work.ledger.badAt', { table: bad.table, row: bad.row === '' ? '—' : bad.row, check: bad.check })}{' '}
        {say('work.ledger.badDo')}
      </Notice>
      {bad !== null && <p className="verify-head selectable">{bad.detail}</p>}
      {head}
    </>
  );
}
