// The printers of this machine as a short list, and the form that sends a paper to one of them.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePapers } from '../../frame/papers.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type PrinterListProps = {
  readonly value: string | null;
  readonly onPick: (printer: string | null) => void;
  readonly autoFocus?: boolean;
};

/** One printer of several, or the one that is set. */
export function PrinterList({ value, onPick, autoFocus = false }: PrinterListProps) {
  const { bridge } = useServices();
  const { say } = useWords();
  const name = useId();
  const { data: printers } = useQuery({ queryKey: ['printers'], queryFn: () => bridge.printers(), staleTime: 0 });
  const choices = [{ name: null, label: say('paper.print.asSet') }, ...(printers ?? [])];
  return (
    <fieldset className="person-roles print-printers">
      <legend>{say('paper.print.printer')}</legend>
      {choices.map((printer) => (
        <label key={printer.name ?? ''}>
          <input
            type="radio"
            name={name}
            checked={value === printer.name}
            autoFocus={autoFocus && value === printer.name}
            onChange={() => onPick(printer.name)}
          />{' '}
          {printer.label}
        </label>
      ))}
      {printers?.length === 0 && <p className="viewer-muted">{say('paper.print.noPrinters')}</p>}
    </fieldset>
  );
}

type ChoosePrinterProps = { readonly number: string; readonly onDone: () => void };

export function ChoosePrinter({ number, onDone }: ChoosePrinterProps) {
  const { say } = useWords();
  const papers = usePapers();
  const act = useAct();
  const [printer, setPrinter] = useState<string | null>(null);
  const [notAgain, setNotAgain] = useState(false);
  const send = (): void =>
    act.run(async () => {
      if ((await papers.send(number, printer)) === 'queued') return onDone();
      setNotAgain(true);
    });
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <PrinterList value={printer} onPick={setPrinter} autoFocus />
      {notAgain && <Notice tone="fault">{say('paper.print.notAgain')}</Notice>}
      <ActionButton tone="go" submit cap="Enter" block busy={act.busy}>
        {say('paper.print.do')}
      </ActionButton>
    </form>
  );
}
