// A mapping list from a file: what would happen first, then it happens once.
import { useRef, useState } from 'react';
import type { ListPreview } from '../../../core/contract/procedures/lists.ts';
import { MAX_LIST_BYTES } from '../../../core/lists/list-limits.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { CallFailed } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { handOver } from '../import/hand-over.ts';

type Looked = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly preview: ListPreview };

export function MappingImport({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const look = (from: File): void =>
    act.run(async () => {
      if (from.size > MAX_LIST_BYTES)
        throw new CallFailed({ code: 'LIST_TOO_LARGE', params: { limit: MAX_LIST_BYTES } });
      const bytes = new Uint8Array(await from.arrayBuffer());
      const file = await handOver(ledger, 'mapping', bytes);
      setLooked({ name: from.name, bytes, preview: await ledger.ask('mapping.preview', { file, from: 0 }) });
    });
  const close = (): void => {
    setLooked(null);
    act.forget();
  };
  const take = (one: Looked): void =>
    act.run(async () => {
      const file = await handOver(ledger, 'mapping', one.bytes);
      const { imported, rejected } = await ledger.act('mapping.import', { file, strict: false });
      close();
      onDone(say('central.mapping.taken', { imported, rejected }));
    });
  const ready = looked !== null && looked.preview.imported > 0;
  return (
    <>
      {/* Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt. */}
      <ActionButton busy={act.busy} onPress={() => input.current?.click()}>
        {say('central.mapping.import')}
      </ActionButton>
      <input
        ref={input}
        data-testid="mapping-file"
        type="file"
        accept=".xlsx,.csv,.txt"
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
          title={say('central.mapping.import')}
          width="medium"
          onClose={close}
          keys={{ save: looked !== null && ready ? () => take(looked) : undefined }}
        >
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          {looked !== null && (
            <>
              <p className="dialog-say">
                {say('central.mapping.preview', {
                  name: looked.name,
                  imported: looked.preview.imported,
                  unchanged: looked.preview.unchanged,
                  rejected: looked.preview.rejectedCount,
                })}
              </p>
              <ul className="central-faults" tabIndex={0}>
                {looked.preview.rejected.map(({ row, column, reason }) => (
                  <li key={row}>
                    {say('central.mapping.row', { row, column: column ?? '', reason: say(`lists.reason.${reason}`) })}
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus={!ready} onPress={close}>
              {say('frame.cancel')}
            </ActionButton>
            {ready && (
              <ActionButton tone="ink" action="save" autoFocus busy={act.busy} onPress={() => take(looked)}>
                {say('central.mapping.take')}
              </ActionButton>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
