// The bank's answers: one more is read in, and those that were taken, each with what it came to and what is left to do.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerView } from '../../../core/contract/bank-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { AnswerRows, BY_NEED, TO_DO } from './answer-rows.tsx';
import { ReadAnswer } from './read-answer.tsx';
import { useRows } from './use-rows.ts';

const SHOWN = 100;

export function AnswersTab({ onCase }: { readonly onCase: (number: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [open, setOpen] = useState<number | null>(null);
  const box = useRows(open === null);
  const { data, error } = useQuery({
    queryKey: ['refunds', 'answers'],
    queryFn: () => ledger.ask('payout.answers', { limit: SHOWN }),
  });
  const answers = data?.answers ?? [];
  return (
    <div className="claims-panel" ref={box}>
      <div className="bank-head">
        <p>{say('bank.answer.say')}</p>
        <ReadAnswer onTaken={setOpen} />
      </div>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && answers.length === 0 && (
        <p className="work-none">
          <span className="lines-empty-title">{say('bank.answer.none')}</span>
        </p>
      )}
      {answers.length > 0 && (
        <div className="work-table bank-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('bank.answer.file')}</th>
                <th scope="col">{say('bank.batch.when')}</th>
                <th scope="col">{say('bank.answer.came')}</th>
              </tr>
            </thead>
            <tbody>
              {answers.map((one) => (
                <Answer key={one.n} one={one} onOpen={() => setOpen(one.n)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open !== null && (
        <OpenAnswer
          answer={open}
          name={answers.find(({ n }) => n === open)?.name ?? ''}
          onClose={() => setOpen(null)}
          onCase={onCase}
        />
      )}
    </div>
  );
}

function Answer({ one, onOpen }: { readonly one: AnswerView; readonly onOpen: () => void }) {
  const { say, locale } = useWords();
  return (
    <tr>
      <td>
        <button type="button" className="bank-row" data-row={one.n} onClick={onOpen}>
          {one.n} {one.name}
        </button>{' '}
        <span className="work-faint">{one.sha256.slice(0, 12)}</span>
      </td>
      <td>
        {moment(one.at, locale)} <span className="work-faint">{one.by}</span>
      </td>
      <td className="bank-states">
        {BY_NEED.filter((verdict) => one.verdicts[verdict] > 0).map((verdict) => (
          <span key={verdict} className={`work-tag bank-verdict-${verdict}`}>
            {say(`bank.verdict.${verdict}`)} {one.verdicts[verdict]}
          </span>
        ))}
      </td>
    </tr>
  );
}

type OpenAnswerProps = {
  readonly answer: number;
  readonly name: string;
  readonly onClose: () => void;
  readonly onCase: (number: string) => void;
};

function OpenAnswer({ answer, name, onClose, onCase }: OpenAnswerProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['refunds', 'answer', answer],
    queryFn: () => ledger.ask('payout.answerShow', { answer }),
  });
  const rows = data?.rows ?? [];
  const count = rows.filter(({ verdict }) => TO_DO.some((one) => one === verdict)).length;
  return (
    <Dialog title={say('bank.answer.opened', { n: answer, name })} width="sheet" onClose={onClose}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined &&
        (count > 0 ? (
          <Notice tone="warn">{say('bank.answer.toDo', { count })}</Notice>
        ) : (
          <Notice tone="good">{say('bank.answer.nothingToDo')}</Notice>
        ))}
      <AnswerRows rows={rows} taken onCase={onCase} />
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
      </div>
    </Dialog>
  );
}
