// Reads a bank's answer in: what it says of every transfer first, then it is taken whole. A file with anything uncertain in it
// is not taken at all.
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
import { AnswerRows } from './answer-rows.tsx';

type Check = OutputOf<'payout.answerCheck'>;
type Looked = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly file: string;
  readonly check: Check;
};

/** Longest name the ledger keeps. */
const NAME = 120;

export function ReadAnswer({ onTaken }: { readonly onTaken: (answer: number) => void }) {
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
      const check = await ledger.ask('payout.answerCheck', { file });
      setLooked({ name: from.name.slice(0, NAME), bytes, file, check });
    });
  const close = (): void => {
    setLooked(null);
    act.forget();
  };
  const take = (one: Looked): void =>
    act.run(async () => {
      // Handed over again: the ledger may have been restarted since, and the same bytes are the same file.
      await stageFile(ledger, one.bytes);
      const { n } = await ledger.act('payout.answerTake', { file: one.file, name: one.name });
      close();
      onTaken(n);
    });
  const ready = looked?.check.ok === true;
  return (
    <>
      {/* Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt. */}
      <ActionButton tone="ink" cap="Enter" autoFocus busy={act.busy} onPress={() => input.current?.click()}>
        {say('bank.answer.choose')}
      </ActionButton>
      <input
        ref={input}
        data-testid="bank-answer-file"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
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
          title={looked === null ? say('bank.answer.choose') : say('bank.answer.title', { name: looked.name })}
          width="sheet"
          onClose={close}
          keys={{ save: looked !== null && ready ? () => take(looked) : undefined }}
        >
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {looked !== null && <Checked check={looked.check} />}
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus={!ready} onPress={close}>
              {say('frame.cancel')}
            </ActionButton>
            {looked !== null && ready && (
              <ActionButton tone="ink" action="save" autoFocus busy={act.busy} onPress={() => take(looked)}>
                {say('bank.answer.take')}
              </ActionButton>
            )}
          </div>
        </Dialog>
      )}
    </>
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
