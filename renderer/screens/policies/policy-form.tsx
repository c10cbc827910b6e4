// One version of a discount policy as finance writes it: the first of a code, or the next; ending one is a last day.
// Nothing is overwritten: what was given keeps the terms of its day.
import { type ReactNode, useState } from 'react';
import type { PolicyView } from '../../../core/contract/procedures/discount.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { percentText } from '../../i18n/discount-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { CommandInput } from '../../port/ledger.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { readPercent } from '../till/discount/discount-form.ts';

type PolicyFormProps = {
  /** The version to go on from; null: a new policy. */
  readonly policy: PolicyView | null;
  readonly today: string;
  readonly onClose: () => void;
};

const KINDS = ['percent', 'amount', 'threshold'] as const;
const WHO = ['everyone', 'customers', 'tag'] as const;

export function PolicyForm({ policy, today, onClose }: PolicyFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [form, setForm] = useState(() => formOf(policy, today, (amount) => formatAmount(amount, currency)));
  const [wrong, setWrong] = useState(false);
  const type = (next: Partial<typeof form>): void => setForm((now) => ({ ...now, ...next }));
  const amountFrom = (text: string): Minor | null => {
    const read = parseAmount(text, { currency, source: 'person' });
    return read.ok && read.value > 0 ? read.value : null;
  };
  const save = (): void => {
    const input = inputOf(form, amountFrom);
    setWrong(input === null);
    if (input === null) return;
    act.run(async () => {
      await ledger.act('policy.write', input);
      onClose();
    });
  };
  const field = (
    name: 'code' | 'name' | 'off' | 'reach' | 'items' | 'categories' | 'cap' | 'tag' | 'from' | 'until',
  ) => (
    <Field
      label={say(`discount.policy.${name}`)}
      value={form[name]}
      onType={(text) => type({ [name]: text })}
      maxLength={200}
      autoFocus={name === (policy === null ? 'code' : 'name')}
    />
  );
  const choice = <V extends string>(
    legend: string,
    name: string,
    options: readonly V[],
    value: V,
    words: (one: V) => string,
    set: (one: V) => void,
  ): ReactNode => (
    <fieldset className="discount-choice">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => set(one)} />
          {words(one)}
        </label>
      ))}
    </fieldset>
  );
  return (
    <Dialog title={policy?.name ?? say('discount.policy.new')} width="wide" onClose={onClose} keys={{ save }}>
      <form
        className="discount-form policy-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {policy === null && field('code')}
        {field('name')}
        {choice(
          say('discount.till.what'),
          'policy-kind',
          KINDS,
          form.kind,
          (one) => say(`discount.policy.kind.${one}`),
          (kind) => type({ kind }),
        )}
        {form.kind === 'threshold' && field('reach')}
        {field('off')}
        {form.kind === 'threshold' && (
          <label>
            <input
              type="checkbox"
              checked={form.repeats}
              onChange={(event) => type({ repeats: event.target.checked })}
            />{' '}
            {say('discount.policy.repeats')}
          </label>
        )}
        {field('cap')}
        {field('items')}
        {field('categories')}
        {choice(
          say('discount.policy.who'),
          'policy-who',
          WHO,
          form.who,
          (one) => say(`discount.policy.audience.${one}`),
          (who) => type({ who }),
        )}
        {form.who === 'tag' && field('tag')}
        <label>
          <input
            type="checkbox"
            checked={form.combines}
            onChange={(event) => type({ combines: event.target.checked })}
          />{' '}
          {say('discount.policy.combines')}
        </label>
        {field('from')}
        {field('until')}
        {wrong && <Notice tone="fault">{say('discount.policy.wrong')}</Notice>}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" action="save" submit busy={act.busy}>
            {say('discount.policy.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

function formOf(policy: PolicyView | null, today: string, written: (amount: Minor) => string) {
  const benefit = policy?.benefit ?? null;
  const off =
    benefit === null
      ? ''
      : benefit.kind === 'percent'
        ? percentText(benefit.basisPoints)
        : written(benefit.kind === 'amount' ? benefit.amount : benefit.off);
  return {
    code: policy?.code ?? '',
    name: policy?.name ?? '',
    kind: benefit?.kind ?? ('percent' as const),
    off,
    reach: benefit?.kind === 'threshold' ? written(benefit.reach) : '',
    repeats: benefit?.kind === 'threshold' && benefit.repeats,
    cap: policy === null || policy.cap === null ? '' : written(policy.cap),
    items: policy?.items.join(' ') ?? '',
    categories: policy?.categories.join(' ') ?? '',
    who: policy?.audience.who ?? ('everyone' as const),
    tag: policy?.audience.who === 'tag' ? policy.audience.tag : '',
    combines: policy?.combines ?? true,
    from: policy !== null && policy.fromDate > today ? policy.fromDate : today,
    until: policy?.untilDate ?? '',
  };
}

/** The version as the ledger takes it; null while a figure cannot be read. */
function inputOf(
  form: ReturnType<typeof formOf>,
  amountFrom: (text: string) => Minor | null,
): CommandInput<'policy.write'> | null {
  const benefit = benefitOf(form, amountFrom);
  const cap = form.cap.trim() === '' ? null : amountFrom(form.cap);
  if (benefit === null || (cap === null && form.cap.trim() !== '')) return null;
  const words = (text: string): string[] => text.split(/[\s,，、]+/).filter((one) => one !== '');
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    benefit,
    audience: form.who === 'tag' ? { who: 'tag', tag: form.tag.trim() } : { who: form.who },
    items: words(form.items),
    categories: words(form.categories),
    cap,
    combines: form.combines,
    fromDate: form.from.trim(),
    untilDate: form.until.trim() === '' ? null : form.until.trim(),
  };
}

function benefitOf(
  { kind, off, reach, repeats }: ReturnType<typeof formOf>,
  amountFrom: (text: string) => Minor | null,
): PolicyView['benefit'] | null {
  if (kind === 'percent') {
    const basisPoints = readPercent(off);
    return basisPoints === null ? null : { kind, basisPoints };
  }
  const amount = amountFrom(off);
  if (amount === null) return null;
  if (kind === 'amount') return { kind, amount };
  const from = amountFrom(reach);
  return from === null ? null : { kind, reach: from, off: amount, repeats };
}
