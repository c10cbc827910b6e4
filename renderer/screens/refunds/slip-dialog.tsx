// The refund slip on paper: the first time the original, to be signed; every later time a copy that says why.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePapers } from '../../frame/papers.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { SlipPage } from '../receipts/slip-page.tsx';

type SlipDialogProps = { readonly number: string; readonly onClose: () => void };

export function SlipDialog({ number, onClose }: SlipDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const act = useAct();
  const paper = papers.of(number);
  const [copy, setCopy] = useState(false);
  const [reason, setReason] = useState('');
  const begun = useRef(false);
  const { print } = papers;
  const { run } = act;
  useEffect(() => {
    // Opened once, asked for once; what this window made already is shown again without another print.
    if (begun.current || paper !== null) return;
    begun.current = true;
    run(async () => {
      try {
        await print(number, null);
      } catch (thrown) {
        if (faultOf(thrown).code !== 'REPRINT_REASON_REQUIRED') throw thrown;
        setCopy(true);
      }
    });
  }, [number, paper, print, run]);
  const again = (event: FormEvent): void => {
    event.preventDefault();
    const said = reason.trim();
    if (said === '') return;
    run(async () => {
      await print(number, said);
      setCopy(false);
      setReason('');
    });
  };
  return (
    <Dialog title={say('refunds.slip', { number })} width="wide" tone="out" onClose={onClose}>
      <div className="viewer">
        <div className="viewer-page" data-testid="refund-slip">
          {(paper !== null || !copy) && <SlipPage paper={paper} number={number} />}
        </div>
        <div className="viewer-side">
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {copy ? (
            <form onSubmit={again} className="refunds-dialog">
              <Field label={say('refunds.againReason')} value={reason} maxLength={60} autoFocus onType={setReason} />
              <ActionButton tone="go" cap="Enter" submit block busy={act.busy} disabled={reason.trim() === ''}>
                {say('refunds.again')}
              </ActionButton>
            </form>
          ) : (
            <ActionButton block onPress={() => setCopy(true)}>
              {say('refunds.again')}
            </ActionButton>
          )}
          <ActionButton action="back" tone="quiet" block onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}
