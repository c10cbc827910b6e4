// The next step of a receipt's e-invoice: which, and the numbers the issuer gave. Numbers are typed or scanned, never made.
import { useId, useState } from 'react';
import type { InvoiceView } from '../../../core/contract/procedures/paper.ts';
import {
  INVOICE_KINDS,
  type InvoiceKind,
  type InvoiceStatus,
  nextInvoiceStatuses,
} from '../../../core/invoice/invoice-state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type RecordInvoiceProps = { readonly number: string; readonly invoice: InvoiceView; readonly onDone: () => void };

export function RecordInvoice({ number, invoice, onDone }: RecordInvoiceProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const next = nextInvoiceStatuses(invoice.status);
  const [status, setStatus] = useState<InvoiceStatus>(next.includes('issued') ? 'issued' : (next[0] ?? 'none'));
  const [kind, setKind] = useState<InvoiceKind>(invoice.steps.at(-1)?.kind ?? 'digital');
  const [code, setCode] = useState('');
  const [digits, setDigits] = useState('');
  const [note, setNote] = useState('');
  const issued = status === 'issued';
  const record = (): void =>
    act.run(async () => {
      await ledger.act('invoice.record', {
        number,
        status,
        kind,
        code: issued && kind === 'fiscal' && code.trim() !== '' ? code.trim() : null,
        invoiceNumber: issued && digits.trim() !== '' ? digits.trim() : null,
        note: note.trim() === '' ? null : note.trim(),
      });
      onDone();
    });
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <Radios
        legend={say('paper.invoice.becomes')}
        options={next}
        value={status}
        words={(one) => say(`paper.invoice.status.${one}`)}
        onPick={setStatus}
        autoFocus
      />
      {issued && (
        <>
          <Radios
            legend={say('paper.invoice.kind')}
            options={INVOICE_KINDS}
            value={kind}
            words={(one) => say(`paper.invoice.kinds.${one}`)}
            onPick={setKind}
          />
          {kind === 'fiscal' && (
            <Field label={say('paper.invoice.code')} value={code} onType={setCode} maxLength={8} scans />
          )}
          <Field
            label={say('paper.invoice.number')}
            value={digits}
            onType={setDigits}
            scans
            maxLength={kind === 'digital' ? 20 : 10}
          />
        </>
      )}
      <Field label={say('paper.invoice.note')} value={note} onType={setNote} maxLength={100} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" submit cap="Enter" block busy={act.busy}>
        {say('paper.invoice.record')}
      </ActionButton>
    </form>
  );
}

type RadiosProps<T extends string> = {
  readonly legend: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly words: (one: T) => string;
  readonly onPick: (one: T) => void;
  readonly autoFocus?: boolean;
};

function Radios<T extends string>({ legend, options, value, words, onPick, autoFocus = false }: RadiosProps<T>) {
  const name = useId();
  return (
    <fieldset className="person-roles">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={value === one}
            autoFocus={autoFocus && value === one}
            onChange={() => onPick(one)}
          />{' '}
          {words(one)}
        </label>
      ))}
    </fieldset>
  );
}
