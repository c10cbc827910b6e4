// Reads one answer file in: what it says first, then it is taken whole. A file with anything wrong is not taken at all.
import type { OutputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { CheckedFile, type LookedAt } from '../../components/checked-file.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { LONGEST_FILE_NAME, stageFile } from '../../port/keep-file.ts';
import { useServices } from '../../services.tsx';

type Looked = LookedAt<OutputOf<'ack.check'>>;

export function ReadAnswer({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  return (
    <CheckedFile<Looked['check']>
      choose={say('central.answers.choose')}
      tone="go"
      accept=".csv,.txt"
      testId="answer-file"
      title={() => say('central.answers.choose')}
      width="medium"
      look={async (from) => {
        const bytes = new Uint8Array(await from.arrayBuffer());
        const file = await stageFile(ledger, bytes);
        const check = await ledger.ask('ack.check', { file });
        return { name: from.name.slice(0, LONGEST_FILE_NAME), bytes, check };
      }}
      isReady={({ ok }) => ok}
      takeWords={say('central.answers.take')}
      take={async ({ name, bytes }) => {
        const { rejected, differences } = await ledger.act('ack.take', { file: await stageFile(ledger, bytes), name });
        return () => onDone(say('central.answers.taken', { rejected, differences }));
      }}
    >
      {({ name, check }) => <Checked name={name} check={check} />}
    </CheckedFile>
  );
}

function Checked({ name, check }: Pick<Looked, 'name' | 'check'>) {
  const { currency } = useServices();
  const { say } = useWords();
  if (!check.ok) return <Notice tone="fault">{say(`faults.ACK_REFUSED.${check.reason}`, { line: check.line })}</Notice>;
  const { accepted, rejected, balances, differences } = check;
  return (
    <>
      <p className="dialog-say">{say('central.answers.check', { name, accepted, rejected, balances })}</p>
      <ul className="central-faults" tabIndex={0}>
        {differences.map(({ code, asOf, theirs, ours }) => (
          <li key={`${code} ${asOf}`}>
            {say('central.answers.differ', {
              code,
              asOf,
              theirs: formatAmount(theirs, currency),
              ours: ours === null ? say('central.answers.noneOfOurs') : formatAmount(ours, currency),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
