// How far a paper is on its way to a printer, as one quiet line with the acts that help beside it.
// What never left this program is simply sent again; what may lie in the printer is spoiled and printed again.
import type { PrintState } from '../../core/contract/bridge.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { type Say, useWords } from '../i18n/i18n.ts';
import { type KeyLayer, useKeys } from '../keys/use-keys.ts';
import { isTrouble, usePapers } from './papers.tsx';
import './print-line.css';

/** The station in words. */
export function printSentence(print: PrintState, say: Say): string {
  const printer = print.printer ?? say('paper.print.chosenBySystem');
  switch (print.kind) {
    case 'queued':
      return say('paper.print.queued');
    case 'printed':
      return say('paper.print.printed', { printer });
    case 'unknown':
      return say('paper.print.unknown', { printer });
    case 'failed':
      return say(`paper.print.failed.${print.fault}`, { printer });
    case 'sent':
      if (print.fault !== null) return say(`paper.print.waits.${print.fault}`, { printer });
      return say(print.slow ? 'paper.print.slow' : 'paper.print.sent', { printer });
  }
}

/** What helps: another try or another printer before it reached one, a new sheet after that. */
export function helpFor(print: PrintState): 'send' | 'spoil' | null {
  if (print.kind === 'failed') return print.reached ? 'spoil' : 'send';
  return isTrouble(print) || print.kind === 'unknown' ? 'spoil' : null;
}

type PrintLineProps = {
  readonly number: string;
  readonly layer: KeyLayer;
  readonly onPrinter: () => void;
  readonly onSpoil: () => void;
};

export function PrintLine({ number, layer, onPrinter, onSpoil }: PrintLineProps) {
  const { say } = useWords();
  const papers = usePapers();
  const print = papers.of(number)?.print ?? null;
  const help = print === null ? null : helpFor(print);
  const retry = (): void => void papers.send(number, null);
  useKeys(
    layer,
    {
      retryPrint: help === 'send' ? retry : undefined,
      choosePrinter: help === 'send' ? onPrinter : undefined,
      spoilSheet: help === 'spoil' ? onSpoil : undefined,
    },
    help !== null,
  );
  if (print === null) return null;
  const words = printSentence(print, say);
  if (help === null) {
    return (
      <p className={print.kind === 'printed' ? 'print-line print-line-done' : 'print-line'} data-testid="print-state">
        {print.kind === 'printed' && <span aria-hidden="true">✓ </span>}
        {words}
      </p>
    );
  }
  return (
    <div className="print-trouble" data-testid="print-state">
      <Notice tone={isTrouble(print) ? 'warn' : 'wait'}>{words}</Notice>
      <div className="print-acts">
        {help === 'send' && (
          <>
            <ActionButton size="small" action="retryPrint" onPress={retry}>
              {say('paper.print.retry')}
            </ActionButton>
            <ActionButton size="small" action="choosePrinter" onPress={onPrinter}>
              {say('paper.print.otherPrinter')}
            </ActionButton>
          </>
        )}
        {help === 'spoil' && (
          <ActionButton size="small" action="spoilSheet" onPress={onSpoil}>
            {say('paper.spoil.do')}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
