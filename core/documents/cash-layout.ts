// A5 papers of cash: the voucher of a movement, the drop slip with two signatures, the 缴款单 and the count sheet 交班单.
// From posted facts alone: the same facts, mark and locale give the same paper for ever.
import { counterPlace } from '../numbers/counter-place.ts';
import type { CashView } from '../contract/cash-view.ts';
import type { PrintMark } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount } from '../money/format-amount.ts';
import { type Currency, currencyOf, type Minor, minor, negateMinor } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import { CASH_WORDS, type CashWords } from './cash-words.ts';
import {
  type ColourRole,
  type DocumentLayout,
  type LayoutBlock,
  type LeafBlock,
  PAPER_SIZES,
} from './document-layout.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { fittingSize } from './text-extent.ts';

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(10), left: mm(12) };
const QR_SIDE = mm(20);
const WIDTH = Math.floor((PAPER_SIZES.A5.width - MARGINS.left - MARGINS.right) * 100) / 100;

interface Setting {
  readonly view: CashView;
  readonly mark: PrintMark;
  readonly words: CashWords;
  readonly currency: Currency;
  readonly colour: ColourRole;
}

/** The layout of one document of cash. RangeError for a currency or a document number that does not exist. */
export function cashLayout(view: CashView, mark: PrintMark, locale: PaperLocale): DocumentLayout {
  const words = CASH_WORDS[locale];
  const out = view.kind === 'paidOut' || view.kind === 'pettySpend';
  const setting: Setting = { view, mark, words, currency: currencyOf(view.currency), colour: out ? 'out' : 'ink' };
  const title = words.title[view.kind];
  return {
    layoutVersion: 1,
    paper: 'A5',
    margins: MARGINS,
    info: {
      ...{ title: `${title} ${view.number}`, author: view.organisation, subject: scanText(view.number) },
      ...{ language: locale, createdAt: view.postedAt },
    },
    runningHead: [textOf([run(`${title} ${view.number}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'muted' },
    body: [...head(setting, title), ...facts(setting), ...notes(setting), ...counts(setting)],
    closing: [...amounts(setting), { kind: 'space', height: mm(6) }],
    tail: signatures(setting),
  };
}

function head({ view, words, colour, mark }: Setting, title: string): LayoutBlock[] {
  const middle = WIDTH - 2 * (QR_SIDE + mm(3));
  const size = fittingSize(view.organisation, 'bold', middle, [18, 16, 14, 12], 2);
  const blocks: LayoutBlock[] = [
    { kind: 'qr', x: MARGINS.left, y: mm(11), side: QR_SIDE, text: scanText(view.number) },
    {
      kind: 'placed',
      x: MARGINS.left + QR_SIDE + mm(3),
      y: mm(12),
      width: middle,
      blocks: [
        textOf([run(view.organisation, size, 'bold')], 'center'),
        textOf([run(title, 15, 'bold', colour)], 'center', 3),
      ],
    },
    { kind: 'space', height: mm(22) },
    { kind: 'rule', width: WIDTH, thickness: 1.2, colour },
  ];
  if (mark.kind === 'copy') {
    const copied = words.copy(mark.n, localTime(mark.at, view.utcOffsetMinutes), mark.by, mark.reason);
    const runs = [run(copied, 8.5, 'regular', 'warn')];
    blocks.push({ kind: 'banner', width: WIDTH, runs, ground: 'warnGround', edge: 'warn', above: 4 });
  }
  return blocks;
}

function facts({ view, words }: Setting): LayoutBlock[] {
  const { deposit, count } = view;
  const rows: FactRow[] = [
    [
      { label: words.number, value: `${view.number}　${checkDigits(view.number)}`, weight: 'bold' },
      { label: words.time, value: localTime(view.postedAt, view.utcOffsetMinutes) },
    ],
    [
      { label: words.counter, value: counterPlace(view.counter) },
      { label: words.businessDate, value: view.businessDate },
    ],
    [
      { label: words.by, value: count?.cashier ?? view.by },
      { label: words.shift, value: view.shiftNumber },
    ],
    ...(view.second === null ? [] : [[{ label: words.second, value: view.second, weight: 'bold' }] as const]),
    ...told(words.from, view.from),
    ...told(words.to, view.to),
    ...told(words.cause, view.cause === null ? null : words.causes[view.cause]),
    ...told(words.reason, view.reason),
    ...told(words.party, view.party),
    ...told(words.paper, view.paper),
  ];
  if (deposit !== null) {
    rows.push([{ label: words.holder, value: deposit.holder, weight: 'bold' }]);
    rows.push([{ label: words.bank, value: deposit.bank, weight: 'bold' }]);
    rows.push([{ label: words.account, value: deposit.account, weight: 'bold' }]);
    rows.push([{ label: words.bearer, value: deposit.bearer }]);
    if (view.kind === 'depositEnd') rows.push([{ label: words.slip, value: deposit.slip }]);
    if (deposit.end !== null) {
      const { outcome, reference, counted, reason } = deposit.end;
      rows.push([
        { label: words.outcome[outcome], value: formatAmount(counted, currencyOf(view.currency)), weight: 'bold' },
      ]);
      rows.push(...told(words.bankReference, reference), ...told(words.reason, reason));
    }
  }
  if (count?.receipts) {
    const { first, last } = count.receipts;
    rows.push([{ label: words.receipts, value: words.receiptRange(first, last) }]);
  }
  return [factTable(rows, WIDTH, 6)];
}

function told(label: string, value: string | null): FactRow[] {
  return value === null ? [] : [[{ label, value }]];
}

/** Notes and coins, the largest first. */
function notes({ view, words, currency }: Setting): LeafBlock[] {
  if (view.pieces.length === 0) return [];
  const sides = { held: '', in: words.taken, out: words.given };
  const rows = view.pieces.map(({ side, face, pieces }) => [
    view.kind === 'exchange' ? `${sides[side]}　${formatAmount(face, currency)}` : formatAmount(face, currency),
    String(pieces),
    formatAmount(minor(face * pieces), currency),
  ]);
  return [figures([words.face, words.pieces, words.sum], rows)];
}

/** Every count of the drawer, and what machines said beside what was booked. */
function counts({ view, words, currency }: Setting): LeafBlock[] {
  const { count } = view;
  if (count === null) return [];
  const show = (amount: Minor): string => formatAmount(amount, currency);
  const every = count.counts.length < 2 ? [] : count.counts;
  const rows = every.map(({ n, by, counted }) => [words.countN(n), by, show(counted)]);
  const channels = count.channels.map(({ method, said, booked }) => [words.channels[method], show(said), show(booked)]);
  return [
    ...(rows.length === 0 ? [] : [figures([words.counted, words.by, words.sum], rows)]),
    ...(channels.length === 0 ? [] : [figures([words.channel, words.said, words.booked], channels)]),
  ];
}

function figures(titles: readonly [string, string, string], rows: readonly (readonly string[])[]): LeafBlock {
  const gap = 8;
  const last = 92;
  const first = (WIDTH - last - 2 * gap) * 0.55;
  const aligns = ['left', 'right', 'right'] as const;
  return {
    kind: 'table',
    columns: [
      { width: first, align: 'left' },
      { width: WIDTH - last - first - 2 * gap, align: 'right' },
      { width: last, align: 'right' },
    ],
    gap,
    rowPadding: 1.6,
    header: titles.map((title, index) => heading(title, aligns[index] ?? 'left')),
    rows: rows.map((row) => row.map((text) => ({ runs: [run(text, 9)] }))),
    rules: 'rows',
    above: 7,
  };
}

function amounts(setting: Setting): LayoutBlock[] {
  const { view, words, currency } = setting;
  if (view.count === null) return view.kind === 'exchange' ? [] : [amountLine(setting, words.amount, view.amount)];
  const { counted, expected, difference } = view.count;
  const signed = `${difference > 0 ? '+' : ''}${formatAmount(difference, currency)}`;
  return [
    amountLine(setting, words.counted, counted),
    factTable(
      [
        [
          { label: words.expected, value: formatAmount(expected, currency) },
          { label: words.difference, value: signed, weight: 'bold' },
        ],
      ],
      WIDTH,
      6,
    ),
  ];
}

function amountLine({ currency, colour }: Setting, label: string, amount: Minor): LayoutBlock {
  const absolute = amount < 0 ? negateMinor(amount) : amount;
  const text = `${amount < 0 ? '−' : ''}${currency.symbol}${formatAmount(absolute, currency)}`;
  const size = fittingSize(text, 'bold', WIDTH * 0.5, [24, 20, 16, 12], 1);
  return {
    kind: 'columns',
    gap: 8,
    above: 8,
    columns: [
      {
        width: WIDTH * 0.5 - 8,
        blocks: [
          textOf([run(label, 9, 'bold', colour)], 'left'),
          textOf([run(amountInWords(amount, currency), 9)], 'left', 3),
        ],
      },
      { width: WIDTH * 0.5, blocks: [textOf([run(text, size, 'bold', colour)], 'right')] },
    ],
  };
}

/** Whose hands it went through: two who counted, or whoever paid and whoever was paid. */
function signatures({ view, words }: Setting): DocumentLayout['tail'] {
  const half = (WIDTH - 24) / 2;
  const other = {
    deposit: words.signBearer,
    depositEnd: words.signFinance,
    paidIn: words.signParty,
    paidOut: words.signParty,
    pettySpend: words.signParty,
  } as const satisfies Partial<Record<CashView['kind'], string>>;
  const second = Object.hasOwn(other, view.kind) ? other[view.kind as keyof typeof other] : words.signSecond;
  const line = (label: string): LeafBlock[] => [
    { kind: 'rule', width: half, thickness: 0.5, colour: 'muted' },
    textOf([run(label, 8, 'regular', 'muted')], 'left', 2),
  ];
  const third = view.kind === 'deposit' ? [words.signBy, words.signSecond] : [];
  const pair = (labels: readonly string[]): LayoutBlock => ({
    kind: 'columns',
    gap: 24,
    columns: labels.map((label) => ({ width: half, blocks: line(label) })),
  });
  const rows = third.length === 0 ? [[words.signBy, second]] : [third, [second, words.signFinance]];
  return {
    height: mm(14) * rows.length,
    blocks: rows.flatMap((labels) => [
      { kind: 'space', height: mm(7) },
      pair(labels),
    ]) as DocumentLayout['tail']['blocks'],
  };
}
