// The refund slip 退费单 on A5: red, negative, with both numbers, who approved, which way each part goes and until when,
// and a line for the customer's signature. Made from posted facts, so that a copy says what the first one said.
import { counterPlace } from '../numbers/counter-place.ts';
import type { PrintMark } from '../contract/receipt-view.ts';
import type { CaseView, PayoutView } from '../contract/refund-view.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Currency, type Milli, type Minor, negateMinor } from '../money/money.ts';
import { checkDigits } from '../numbers/document-number.ts';
import {
  copySentence,
  SLIP_WIDTH,
  slipAmount,
  slipFrame,
  slipHead,
  slipLines,
  slipSignatures,
  slipTable,
} from './a5-slip.ts';
import type { ColourRole, DocumentLayout, LayoutBlock, TableCell } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, localTime, run } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { REFUND_SLIP_WORDS, type RefundSlipWords } from './refund-slip-words.ts';

/** Beside the case itself: what stood when its refund was posted. Times in ms since 1970, the offset in minutes. */
export interface RefundSlip {
  readonly organisation: string;
  readonly counter: { readonly code: string; readonly name: string };
  readonly currency: Currency;
  readonly utcOffsetMinutes: number;
  /** Document F. */
  readonly number: string;
  readonly at: number;
  readonly receipt: { readonly number: string; readonly at: number; readonly payer: string | null } | null;
  /** By which day each payout is there, YYYY-MM-DD, by its n; as promised when it was approved. */
  readonly arrives: Readonly<Record<number, string>>;
  readonly case: CaseView;
}

/** A sheet shows what went back; more lines than this are counted and read in the case. */
const MOST_LINES = 10;

/** The layout of a refund slip: the same facts, mark and locale give the same layout for ever. */
export function refundSlipLayout(slip: RefundSlip, mark: PrintMark, locale: PaperLocale): DocumentLayout {
  const words = REFUND_SLIP_WORDS[locale];
  const { organisation, number, at, currency, receipt } = slip;
  const banner = receipt === null ? words.heldBanner : words.banner(receipt.number);
  const copied = copySentence(mark, words.copy, (time) => localTime(time, slip.utcOffsetMinutes));
  const { title } = words;
  return {
    ...slipFrame({ title, number, organisation, at, locale, pageMark: RECEIPT_WORDS[locale].pageMark }),
    body: [
      ...slipHead({ organisation, title, number, banner, colour: 'out', copied }),
      facts(slip, words),
      ...lines(slip, words),
    ],
    closing: [
      { kind: 'rule', width: SLIP_WIDTH, thickness: 0.7, colour: 'out', above: 6 },
      slipAmount(words.returned, negateMinor(slip.case.total), currency, 'out'),
      ways(slip, words, locale),
      { kind: 'space', height: mm(6) },
    ],
    tail: slipSignatures([words.signCustomer, words.signCashier]),
  };
}

function facts(slip: RefundSlip, words: RefundSlipWords): LayoutBlock {
  const { case: one, receipt } = slip;
  const time = (at: number): string => localTime(at, slip.utcOffsetMinutes);
  const yes = one.decisions.filter(({ verdict }) => verdict === 'approved');
  const approval = yes
    .map(({ level, by, inPlaceOf, at }) => words.approvedBy(words.levels[level], by, time(at), inPlaceOf))
    .join('；');
  const rows: FactRow[] = [
    [
      { label: words.number, value: `${slip.number}　${checkDigits(slip.number)}`, weight: 'bold' },
      { label: words.time, value: time(slip.at) },
    ],
    ...(receipt === null
      ? []
      : ([
          [
            { label: words.receipt, value: `${receipt.number}　${checkDigits(receipt.number)}`, weight: 'bold' },
            { label: words.receiptTime, value: time(receipt.at) },
          ],
        ] as const)),
    [
      { label: words.payer, value: receipt?.payer ?? one.customer?.name ?? words.noPayer, weight: 'bold' },
      { label: words.askedBy, value: one.askedBy },
    ],
    [
      { label: words.counter, value: counterPlace(slip.counter) },
      { label: words.cashier, value: one.appliedBy },
    ],
    [{ label: words.reason, value: [one.reason, one.text].filter((text) => text !== null).join('，') }],
    ...(one.payee === null
      ? []
      : ([[{ label: words.payee, value: `${one.payee.name}　${one.payee.bank}　${one.payee.account}` }]] as const)),
    [{ label: words.approval, value: approval === '' ? words.noApproval : approval }],
  ];
  return factTable(rows, SLIP_WIDTH, 6);
}

function lines(slip: RefundSlip, words: RefundSlipWords): LayoutBlock[] {
  const { case: one, currency } = slip;
  const cell = (text: string, colour: ColourRole = 'ink'): TableCell => ({ runs: [run(text, 9, 'regular', colour)] });
  const red = (amount: Minor): TableCell => cell(formatAmount(amount, currency), amount < 0 ? 'out' : 'ink');
  const shown = one.lines.slice(0, MOST_LINES);
  const hidden = one.lines.length - shown.length;
  const extras: readonly (readonly [string, Minor])[] = [
    [words.fee, one.fee],
    [words.rounding, negateMinor(one.rounding)],
  ];
  const rows: TableCell[][] = [
    ...shown.map((line) => [
      cell(line.name),
      cell(line.quantity === 0 ? '' : `${formatQuantity(line.quantity as Milli)} ${line.unit}`),
      red(negateMinor(line.amount)),
    ]),
    ...(hidden > 0 ? [[cell(words.moreLines(hidden)), cell(''), cell('')]] : []),
    // Taken off the lines above already, so it is said and not subtracted again.
    ...(one.difference > 0
      ? [[cell(words.difference(formatAmount(one.difference, currency))), cell(''), cell('')]]
      : []),
    ...extras.filter(([, amount]) => amount !== 0).map(([label, amount]) => [cell(label), cell(''), red(amount)]),
  ];
  if (rows.length === 0) return [];
  return [slipLines([words.item, words.quantity, words.amount], rows, SLIP_WIDTH)];
}

/** Every payout that stands (one that another took the place of is history), with its state or by when it is there. */
function ways(slip: RefundSlip, words: RefundSlipWords, locale: PaperLocale): LayoutBlock {
  const { methods } = RECEIPT_WORDS[locale];
  const standing = slip.case.payouts.filter(({ replacedBy }) => replacedBy === null);
  return slipTable(
    [words.by, words.standing, words.amount],
    standing.map((payout) => [
      words.way(methods[payout.method], words.ways[payout.way]),
      payoutSaid(slip, payout, words),
      formatAmount(negateMinor(payout.amount), slip.currency),
    ]),
  );
}

/** Where a payout stands with its reference, or by when the customer has it. */
export function payoutSaid(slip: Pick<RefundSlip, 'arrives'>, payout: PayoutView, words: RefundSlipWords): string {
  const until = slip.arrives[payout.n];
  if (payout.state !== 'confirmed' && until !== undefined) return words.arrives(until);
  return [words.states[payout.state], payout.reference].filter((text) => text !== null).join(' ');
}
