// A mapping list from a file: what would happen first, then it happens once.
import type { ListPreview } from '../../../core/contract/procedures/lists.ts';
import { MAX_LIST_BYTES } from '../../../core/lists/list-limits.ts';
import { CheckedFile } from '../../components/checked-file.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { CallFailed } from '../../port/call-fault.ts';
import { useServices } from '../../services.tsx';
import { handOver } from '../import/hand-over.ts';

export function MappingImport({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  return (
    <CheckedFile<ListPreview>
      choose={say('central.mapping.import')}
      tone="plain"
      accept=".xlsx,.csv,.txt"
      testId="mapping-file"
      title={() => say('central.mapping.import')}
      width="medium"
      look={async (from) => {
        if (from.size > MAX_LIST_BYTES)
          throw new CallFailed({ code: 'LIST_TOO_LARGE', params: { limit: MAX_LIST_BYTES } });
        const bytes = new Uint8Array(await from.arrayBuffer());
        const file = await handOver(ledger, 'mapping', bytes);
        return { name: from.name, bytes, check: await ledger.ask('mapping.preview', { file, from: 0 }) };
      }}
      isReady={({ imported }) => imported > 0}
      takeWords={say('central.mapping.take')}
      take={async ({ bytes }) => {
        const file = await handOver(ledger, 'mapping', bytes);
        const { imported, rejected } = await ledger.act('mapping.import', { file, strict: false });
        return () => onDone(say('central.mapping.taken', { imported, rejected }));
      }}
    >
      {({ name, check: { imported, unchanged, rejected, rejectedCount } }) => (
        <>
          <p className="dialog-say">
            {say('central.mapping.preview', { name, imported, unchanged, rejected: rejectedCount })}
          </p>
          <ul className="central-faults" tabIndex={0}>
            {rejected.map(({ row, column, reason }) => (
              <li key={row}>
                {say('central.mapping.row', { row, column: column ?? '', reason: say(`lists.reason.${reason}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </CheckedFile>
  );
}
