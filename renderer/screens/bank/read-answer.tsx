// Reads a bank's answer in: what it says of every transfer first, then it is taken whole. A file with anything uncertain in it
// is not taken at all.
import type { OutputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { CheckedFile } from '../../components/checked-file.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { LONGEST_FILE_NAME, stageFile } from '../../port/keep-file.ts';
import { useServices } from '../../services.tsx';
import { AnswerRows } from './answer-rows.tsx';

type Check = OutputOf<'payout.answerCheck'>;

export function ReadAnswer({ onTaken }: { readonly onTaken: (answer: number) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  return (
    <CheckedFile<Check>
      choose={say('bank.answer.choose')}
      tone="ink"
      eager
      accept=".csv,.txt,.tsv,.xlsx"
      testId="bank-answer-file"
      title={(name) => (name === null ? say('bank.answer.choose') : say('bank.answer.title', { name }))}
      width="sheet"
      look={async (from) => {
        const bytes = new Uint8Array(await from.arrayBuffer());
        const file = await stageFile(ledger, bytes);
        const check = await ledger.ask('payout.answerCheck', { file });
        return { name: from.name.slice(0, LONGEST_FILE_NAME), bytes, check };
      }}
      isReady={({ ok }) => ok}
      takeWords={say('bank.answer.take')}
      take={async ({ name, bytes }) => {
        const { n } = await ledger.act('payout.answerTake', { file: await stageFile(ledger, bytes), name });
        return () => onTaken(n);
      }}
    >
      {({ check }) => <Checked check={check} />}
    </CheckedFile>
  );
}

function Checked({ check }: { readonly check: Check }) {
  const { currency } = useServices();
  const { say } = useWords();
  if (!check.ok) return <Notice tone="fault">{say(`faults.BANK_ANSWER.${check.reason}`, { row: check.row })}</Notice>;
  const { count, total } = check.controls;
  const controls =
    count === null && total === null
      ? say('bank.answer.noControls')
      : say('bank.answer.controls', {
          count: count ?? check.rows.length,
          total: total === null ? '' : formatAmount(total, currency),
        });
  return (
    <>
      <p className="dialog-say">{controls}</p>
      <AnswerRows rows={check.rows} taken={false} onCase={null} />
    </>
  );
}
