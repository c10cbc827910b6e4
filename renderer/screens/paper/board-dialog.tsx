// The public tariff board 公示: made as a PDF for a date, looked at, saved or sent to the printer for large paper.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { isWrittenDate } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { paperSentence } from '../../i18n/fault-sentence.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { PdfPage } from '../receipts/pdf-page.tsx';
import { useBoard } from './use-board.ts';

export function BoardDialog({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const saving = useAct();
  const board = useBoard();
  const [date, setDate] = useState('');
  const [size, setSize] = useState<'A4' | 'A3'>('A4');
  const wrongDate = date.trim() !== '' && !isWrittenDate(date.trim());
  const make = (): void => {
    if (wrongDate) return;
    act.run(() => board.make({ date: date.trim() === '' ? null : date.trim(), paper: size }));
  };
  const ready = board.state?.kind === 'ready' ? board.state.jobId : null;
  const save = (): void => {
    if (ready !== null) saving.run(async () => void (await bridge.savePaper(ready)));
  };
  return (
    <Dialog title={say('paper.board.title')} width="wide" onClose={onClose} keys={{ save }}>
      <div className="viewer">
        <div className="viewer-page">
          {board.state === null && <p className="viewer-muted">{say('paper.board.say')}</p>}
          {board.state?.kind === 'waiting' && <p className="viewer-muted">{say('work.paper.waiting')}</p>}
          {board.state?.kind === 'failed' && <Notice tone="warn">{paperSentence(board.state.fault, say)}</Notice>}
          {ready !== null && <PdfPage jobId={ready} number={say('paper.board.title')} />}
        </div>
        <div className="viewer-side">
          <form
            className="person-form"
            onSubmit={(event) => {
              event.preventDefault();
              make();
            }}
          >
            <Field
              label={say('paper.board.date')}
              value={date}
              onType={setDate}
              maxLength={10}
              hint={say('paper.board.dateHint')}
              fault={wrongDate ? say('paper.board.dateBad') : null}
              autoFocus
            />
            <fieldset className="person-roles">
              <legend>{say('paper.board.size')}</legend>
              {(['A4', 'A3'] as const).map((one) => (
                <label key={one}>
                  <input type="radio" name="size" checked={size === one} onChange={() => setSize(one)} /> {one}
                </label>
              ))}
            </fieldset>
            {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
            <ActionButton tone="go" submit cap="Enter" block busy={act.busy} disabled={wrongDate}>
              {say('paper.board.make')}
            </ActionButton>
          </form>
          <ActionButton
            block
            disabled={ready === null}
            onPress={() => ready !== null && void bridge.sendPaper(ready, null)}
          >
            {say('paper.print.do')}
          </ActionButton>
          <ActionButton action="save" block disabled={ready === null} busy={saving.busy} onPress={save}>
            {say('work.paper.save')}
          </ActionButton>
          {board.print !== null && <p className="print-line">{board.print}</p>}
          <ActionButton action="back" tone="quiet" block onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}
