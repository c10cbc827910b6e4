// Takes the mapping out as a file: the ledger writes it, the shell asks where to.
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { type Act, useAct } from '../../use-act.ts';

type Export = Pick<Act, 'busy' | 'thrown'> & { readonly run: (format: 'csv' | 'xlsx') => void };

/** `onDone` hears the sentence to show. */
export function useMappingExport(onDone: (sentence: string | null) => void): Export {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const act = useAct();
  const run = (format: 'csv' | 'xlsx'): void => {
    onDone(null);
    act.run(async () => {
      const { name, rows, bytes } = await ledger.ask('mapping.export', { format });
      const outcome = await bridge.saveList(name, bytesOf(bytes));
      if ('saved' in outcome) onDone(say('central.mapping.exported', { rows, path: outcome.saved }));
      else if ('failed' in outcome) onDone(say('central.mapping.exportFailed'));
    });
  };
  return { busy: act.busy, thrown: act.thrown, run };
}

/** Base64 as bytes. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
