// The vouchers of one closed day: a form is chosen, the ledger says what they come to or what is against them, and they are
// written and saved where the person says.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { VoucherDay, VoucherFaultView, WrittenVouchers } from '../../../core/contract/procedures/voucher.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { VOUCHER_FORMATS, type VoucherFormat } from '../../../core/vouchers/voucher-form.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { type Say, useWords } from '../../i18n/i18n.ts';
import type { Ledger } from '../../port/ledger.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { numbersOf } from './central-words.ts';
import { bytesOf } from './use-mapping-export.ts';

type WriteDialogProps = {
  readonly day: VoucherDay;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function WriteDialog({ day, mayWrite, onClose, onDone }: WriteDialogProps) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const { businessDate } = day;
  const [format, setFormat] = useState<VoucherFormat>('yonyou');
  const [revising, setRevising] = useState(false);
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const [kept, setKept] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['vouchers', 'check', businessDate, format, revising],
    queryFn: () => ledger.ask('voucher.check', { businessDate, format, revise: revising }),
    staleTime: 0,
  });
  const ready = mayWrite && data?.ok === true;
  const save = (): void => {
    setTried(true);
    const revise = revising ? why.trim() : null;
    if (!ready || revise === '') return;
    act.run(async () => {
      const written = await ledger.act('voucher.write', { businessDate, format, revise });
      // Made anew once: what is pressed again is the saving.
      setRevising(false);
      const outcome = await bridge.saveList(written.name, await readWhole(ledger, written));
      if ('saved' in outcome) onDone(say('central.write.saved', { name: written.name, path: outcome.saved }));
      else setKept(true);
    });
  };
  return (
    <Dialog
      title={say('central.write.title', { date: businessDate })}
      width="medium"
      onClose={onClose}
      keys={{ save: ready ? save : undefined }}
    >
      <form
        className="central-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <fieldset className="central-choices">
          <legend>{say('central.write.format')}</legend>
          {VOUCHER_FORMATS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="format"
                checked={one === format}
                {...(one === format ? { 'data-first-focus': '' } : {})}
                onChange={() => setFormat(one)}
              />{' '}
              {say(`central.format.${one}`)}
            </label>
          ))}
        </fieldset>
        {error !== null && <Notice tone="warn">{sentence(error)}</Notice>}
        {data === undefined && error === null && <Notice tone="wait">{say('central.write.checking')}</Notice>}
        {data !== undefined && <Checked data={data} />}
        {mayWrite && day.set !== null && (
          <>
            <label>
              <input type="checkbox" checked={revising} onChange={(event) => setRevising(event.target.checked)} />{' '}
              {say('central.write.revise')}
            </label>
            {revising && (
              <Field
                label={say('central.write.why')}
                value={why}
                onType={setWhy}
                maxLength={100}
                fault={tried && why.trim() === '' ? say('central.map.needed') : null}
              />
            )}
          </>
        )}
        {kept && <Notice tone="warn">{say('central.write.kept')}</Notice>}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
          {mayWrite && (
            <ActionButton tone="ink" action="save" submit busy={act.busy} disabled={!ready}>
              {say('central.write.save')}
            </ActionButton>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Checked({ data }: { readonly data: OutputOf<'voucher.check'> }) {
  const { currency } = useServices();
  const { say } = useWords();
  if (!data.ok)
    return (
      <>
        <Notice tone="warn">{say('central.write.faults', { count: data.count })}</Notice>
        <ul className="central-faults" tabIndex={0}>
          {data.faults.map((fault, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is answered whole and never reordered
            <li key={at}>{faultWords(fault, say, (amount) => formatAmount(amount, currency))}</li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <Notice tone="good">
        {say('central.write.made', {
          vouchers: data.vouchers,
          numbers: numbersOf(data, say),
          entries: data.entries,
          debit: formatAmount(data.debit, currency),
        })}
      </Notice>
      {data.replaced.length > 0 && (
        <>
          <p className="dialog-say">{say('central.write.replaced')}</p>
          <ul className="central-faults" tabIndex={0}>
            {data.replaced.map(({ text, into }) => (
              <li key={text}>{say('central.write.into', { text, into })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type Amount = Extract<VoucherFaultView, { code: 'UNMAPPED' }>['amount'];

function faultWords(fault: VoucherFaultView, say: Say, amount: (value: Amount) => string): string {
  switch (fault.code) {
    case 'UNMAPPED':
      return say('central.write.UNMAPPED', { ...fault, amount: amount(fault.amount) });
    case 'UNBALANCED':
      return say('central.write.UNBALANCED', { ...fault, difference: amount(fault.difference) });
    default:
      return say(`central.write.${fault.code}`, { ...fault });
  }
}

async function readWhole(
  ledger: Ledger,
  { businessDate, revision, format }: WrittenVouchers,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 1; ; part += 1) {
    const read = await ledger.ask('voucher.part', { businessDate, revision, format, part });
    parts.push(bytesOf(read.bytes));
    if (part >= read.parts) break;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
