// A refund application as it is being typed: text only, until it is read into what the ledger is asked.
// Every amount and every rule comes back from the ledger's dry run; nothing is reckoned here.
import type { CommandInput } from '../../port/ledger.ts';
import type { CaseView, RefundableView, RefundOf } from '../../../core/contract/refund-view.ts';
import { formatAmount, plainQuantity } from '../../../core/money/format-amount.ts';
import type { Currency, Milli, Minor } from '../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../core/money/parse-amount.ts';
import type { RefundChannel, RefundRelation, RefundWay } from '../../../core/refund/refund-words.ts';

export type Application = CommandInput<'refund.apply'>;
export type Payee = { readonly name: string; readonly account: string; readonly bank: string };
export const NO_PAYEE: Payee = { name: '', account: '', bank: '' };
export type OtherWay = { readonly way: Exclude<RefundWay, 'original'>; readonly reason: string };
export type TickedPaper = { readonly name: string; readonly attachment: string | null };

export type RefundDraft = {
  readonly of: RefundOf;
  /** The returned case that is being corrected; null for a new one. */
  readonly corrects: string | null;
  readonly by: 'quantity' | 'amount';
  /** By line number: what was typed, a quantity or an amount as `by` says. */
  readonly lines: Readonly<Record<number, string>>;
  /** By "number-n" of a load of held money: the amount typed. */
  readonly loads: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly text: string;
  readonly askedBy: string;
  readonly relation: RefundRelation;
  readonly channel: RefundChannel;
  readonly papers: readonly TickedPaper[];
  readonly originalIsBack: boolean;
  /** By "number-n" of the tender. */
  readonly otherWays: Readonly<Record<string, OtherWay>>;
  readonly payee: Payee;
};

export const tenderKey = ({ number, n }: { readonly number: string; readonly n: number }): string => `${number}-${n}`;

/** An empty application for what was found; whoever paid is who probably asks. */
export function newDraft(of: RefundOf, askedBy: string): RefundDraft {
  return {
    of,
    corrects: null,
    by: 'quantity',
    lines: {},
    loads: {},
    reason: '',
    text: '',
    askedBy,
    relation: 'self',
    channel: 'counter',
    papers: [],
    originalIsBack: false,
    otherWays: {},
    payee: NO_PAYEE,
  };
}

/** A returned case as it was handed in. The payee's account is not given out again, so it is typed anew. */
export function draftOfCase(one: CaseView, currency: Currency): RefundDraft {
  const byAmount = one.lines.some(({ quantity }) => quantity === 0);
  const held = one.of.of === 'held';
  return {
    ...newDraft(one.of, one.askedBy),
    corrects: one.number,
    by: byAmount ? 'amount' : 'quantity',
    lines: Object.fromEntries(
      one.lines.map(({ n, quantity, amount }) => [
        n,
        byAmount ? formatAmount(amount, currency) : plainQuantity(quantity),
      ]),
    ),
    loads: held
      ? Object.fromEntries(one.backs.map((back) => [tenderKey(back), formatAmount(back.amount, currency)]))
      : {},
    reason: one.reason,
    text: one.text ?? '',
    relation: one.relation,
    channel: one.channel,
    papers: one.papers,
    originalIsBack: one.originalIsBack,
    otherWays: Object.fromEntries(
      one.backs.flatMap((back) =>
        back.way === 'original' ? [] : [[tenderKey(back), { way: back.way, reason: back.reason ?? '' }] as const],
      ),
    ),
    payee: { ...NO_PAYEE, name: one.payee?.name ?? '', bank: one.payee?.bank ?? '' },
  };
}

/** All that can go back now. */
export function wholeOf(draft: RefundDraft, view: RefundableView, currency: Currency): RefundDraft {
  const lines = view.lines.filter(({ refundable }) => refundable.amount > 0);
  return {
    ...draft,
    by: 'quantity',
    lines: Object.fromEntries(lines.map(({ n, refundable }) => [n, plainQuantity(refundable.quantity as Milli)])),
    loads:
      draft.of.of === 'held'
        ? Object.fromEntries(
            view.tenders
              .filter(({ state, refundable }) => state === 'ready' && refundable > 0)
              .map((load) => [tenderKey(load), formatAmount(load.refundable, currency)]),
          )
        : {},
  };
}

/** Whether anything would be lost by going somewhere else. */
export function isTouched(draft: RefundDraft): boolean {
  return (
    [...Object.values(draft.lines), ...Object.values(draft.loads)].some((text) => text.trim() !== '') ||
    draft.text !== ''
  );
}

export type DraftFault = 'nothing' | 'line' | 'reason' | 'askedBy' | 'otherWay' | 'payee';
export type ReadDraft =
  | { readonly ok: true; readonly application: Application }
  | { readonly ok: false; readonly fault: DraftFault; readonly field: string };

const failed = (fault: DraftFault, field: string): ReadDraft => ({ ok: false, fault, field });

/**
 * What the ledger is asked. `for` dryRun: what is not yet chosen (reason, who asks) stands in by `fallback`, so that the
 * amounts are seen while the form is still being filled in; submitting takes no stand-ins.
 */
export function readDraft(
  draft: RefundDraft,
  view: RefundableView,
  currency: Currency,
  asking: { readonly for: 'submit' } | { readonly for: 'dryRun'; readonly fallback: string },
): ReadDraft {
  const parts = readParts(draft, view, currency);
  if (!parts.ok) return parts;
  const dry = asking.for === 'dryRun' ? asking.fallback : null;
  const reason = draft.reason || dry;
  if (reason === null) return failed('reason', 'refund-reason');
  const askedBy = draft.askedBy.trim() || dry;
  if (askedBy === null) return failed('askedBy', 'refund-asked-by');
  const otherWays: Application['otherWays'] = [];
  for (const [key, { way, reason: why }] of Object.entries(draft.otherWays)) {
    const tender = view.tenders.find((one) => tenderKey(one) === key);
    if (tender === undefined) continue;
    const said = why.trim() || dry;
    if (said === null) return failed('otherWay', `refund-way-${key}`);
    otherWays.push({ load: draft.of.of === 'held' ? tender.number : null, n: tender.n, way, reason: said });
  }
  const payee = readPayee(draft.payee);
  if (payee === 'half' && dry === null) return failed('payee', 'refund-payee-name');
  return {
    ok: true,
    application: {
      of: draft.of,
      lines: parts.lines,
      loads: parts.loads,
      reason,
      text: draft.text.trim() === '' ? null : draft.text.trim(),
      askedBy,
      relation: draft.relation,
      channel: draft.channel,
      papers: [...draft.papers],
      originalIsBack: draft.originalIsBack,
      otherWays,
      payee: payee === 'half' ? null : payee,
    },
  };
}

type Parts =
  | { readonly ok: true; readonly lines: Application['lines']; readonly loads: Application['loads'] }
  | Extract<ReadDraft, { readonly ok: false }>;

function readParts(draft: RefundDraft, view: RefundableView, currency: Currency): Parts {
  const lines: Application['lines'] = [];
  for (const { n } of view.lines) {
    const text = (draft.lines[n] ?? '').trim();
    if (text === '') continue;
    const quantity = parseQuantity(text, { source: 'person' });
    const amount = parseAmount(text, { currency, source: 'person' });
    if (draft.by === 'quantity' ? !quantity.ok || quantity.value <= 0 : !amount.ok || amount.value <= 0)
      return { ok: false, fault: 'line', field: `refund-line-${n}` };
    if (draft.by === 'quantity' && quantity.ok) lines.push({ n, part: { by: 'quantity', quantity: quantity.value } });
    if (draft.by === 'amount' && amount.ok) lines.push({ n, part: { by: 'amount', amount: amount.value as Minor } });
  }
  const loads: Application['loads'] = [];
  for (const load of draft.of.of === 'held' ? view.tenders : []) {
    const text = (draft.loads[tenderKey(load)] ?? '').trim();
    if (text === '') continue;
    const amount = parseAmount(text, { currency, source: 'person' });
    if (!amount.ok || amount.value <= 0) return { ok: false, fault: 'line', field: `refund-load-${tenderKey(load)}` };
    loads.push({ load: load.number, n: load.n, amount: amount.value });
  }
  if (lines.length + loads.length > 0) return { ok: true, lines, loads };
  const first = view.lines.find(({ refundable }) => refundable.amount > 0);
  const load = view.tenders.find(({ refundable }) => refundable > 0);
  const field = first ? `refund-line-${first.n}` : load ? `refund-load-${tenderKey(load)}` : 'refund-find';
  return { ok: false, fault: 'nothing', field };
}

function readPayee(typed: Payee): Payee | null | 'half' {
  const payee = { name: typed.name.trim(), account: typed.account.trim(), bank: typed.bank.trim() };
  if (payee.name === '' && payee.account === '' && payee.bank === '') return null;
  return payee.name !== '' && payee.account.replaceAll(/\D/g, '').length >= 8 && payee.bank !== '' ? payee : 'half';
}
