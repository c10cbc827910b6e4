// Reads one answer file in: what it says first, then it is taken whole. A file with anything wrong is not taken at all.
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { stageFile } from '../../port/keep-file.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type Looked = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly file: string;
  readonly check: OutputOf<'ack.check'>;
};

/** Longest name the ledger keeps. */
const NAME = 120;

export function ReadAnswer({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = (from: File): void =>
    act.run(async () => {
      const bytes = new Uint8Array(await from.arrayBuffer());
      const file = await stageFile(ledger, bytes);
      const check = await ledger.ask('ack.check', { file });
      setLooked({ name: from.name.slice(0, NAME), bytes, file, check });
    });
  const close = (): void => {
    setLooked(null);
    act.forget();
  };
  const ready = looked?.check.ok === true;
  const take = (one: Looked): void =>
    act.run(async () => {
      // Handed over again: the ledger may have been restarted since, and the same bytes are the same file.
      await stageFile(ledger, one.bytes);
      const { rejected, differences } = await ledger.act('ack.take', { file: one.file, name: one.name });
      close();
      onDone(say('central.answers.taken', { rejected, differences }));
    });
  return (
    <>
      {/* Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt. */}
      <ActionButton tone="go" busy={act.busy} onPress={() => input.current?.click()}>
        {say('central.answers.choose')}
      </ActionButton>
      <input
        ref={input}
        data-testid="answer-file"
        type="file"
        accept=".csv,.txt"
        hidden
        tabIndex={-1}
        onChange={(event) => {
          const [from] = event.target.files ?? [];
          if (from !== undefined) look(from);
          event.target.value = '';
        }}
      />
      {(looked !== null || act.thrown !== null) && (
        <Dialog
          title={say('central.answers.choose')}
          width="medium"
          onClose={close}
          keys={{ save: looked !== null && ready ? () => take(looked) : undefined }}
        >
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {looked !== null && <Checked name={looked.name} check={looked.check} />}
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus={!ready} onPress={close}>
              {say('frame.cancel')}
            </ActionButton>
            {looked !== null && ready && (
              <ActionButton tone="ink" action="save" autoFocus busy={act.busy} onPress={() => take(looked)}>
                {say('central.answers.take')}
              </ActionButton>
            )}
          </div>
        </Dialog>
      )}
    </>
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
