// Takes the whole tariff out as a file: the ledger writes it, the shell asks where to.
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { type Act, useAct } from '../../use-act.ts';

type Export = Pick<Act, 'busy' | 'thrown'> & { readonly run: (format: 'csv' | 'xlsx') => void };

/** `onDone` hears the sentence to show. */
export function useExport(onDone: (sentence: string | null) => void): Export {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const act = useAct();
  const run = (format: 'csv' | 'xlsx'): void => {
    onDone(null);
    act.run(async () => {
      const { name, rows, bytes } = await ledger.ask('tariff.export', { format });
      const outcome = await bridge.saveList(
        name,
        Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
      );
      if ('saved' in outcome) onDone(say('tariff.exported', { rows, path: outcome.saved }));
      else if ('failed' in outcome) onDone(say('tariff.exportFailed'));
    });
  };
  return { busy: act.busy, thrown: act.thrown, run };
}
