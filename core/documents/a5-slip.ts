// What every A5 slip beside a receipt has in common: head with QR code, banner and copy mark, the large amount with its words,
// the small table of ways money went, and the lines to sign on. Each slip says its own facts between them.
import type { PrintMark } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount } from '../money/format-amount.ts';
import { type Currency, type Minor, negateMinor } from '../money/money.ts';
import { scanText } from '../numbers/document-number.ts';
import type { ColourRole, DocumentLayout, LayoutBlock, LeafBlock, TableCell } from './document-layout.ts';
import { PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { heading, run, textOf } from './receipt-blocks.ts';
import { fittingSize } from './text-extent.ts';

export const SLIP_MARGINS = { top: mm(13), right: mm(12), bottom: mm(10), left: mm(12) };
const QR_SIDE = mm(20);

/** Points between the margins of an A5 slip. */
export const SLIP_WIDTH = Math.floor((PAPER_SIZES.A5.width - SLIP_MARGINS.left - SLIP_MARGINS.right) * 100) / 100;

export interface SlipHead {
  readonly organisation: string;
  readonly title: string;
  /** The document's number: QR code and running head. */
  readonly number: string;
  /** What the slip is about, in one sentence. */
  readonly banner: string;
  /** out: brick red, where money goes out. */
  readonly colour: ColourRole;
  /** The sentence of a copy, or null on the original. */
  readonly copied: string | null;
}

/** Organisation, title, QR code, banner, and the copy mark where there is one. */
export function slipHead({ organisation, title, number, banner, colour, copied }: SlipHead): LayoutBlock[] {
  const width = SLIP_WIDTH;
  const middle = width - 2 * (QR_SIDE + mm(3));
  const size = fittingSize(organisation, 'bold', middle, [18, 16, 14, 12], 2);
  return [
    { kind: 'qr', x: SLIP_MARGINS.left, y: mm(11), side: QR_SIDE, text: scanText(number) },
    {
      kind: 'placed',
      x: SLIP_MARGINS.left + QR_SIDE + mm(3),
      y: mm(12),
      width: middle,
      blocks: [
        textOf([run(organisation, size, 'bold')], 'center'),
        textOf([run(title, 15, 'bold', colour)], 'center', 3),
      ],
    },
    { kind: 'space', height: mm(22) },
    { kind: 'rule', width, thickness: 1.2, colour },
    { kind: 'banner', width, runs: [run(banner, 9, 'bold', colour)], ground: 'quietGround', edge: colour, above: 5 },
    ...(copied === null
      ? []
      : [
          {
            kind: 'banner' as const,
            width,
            runs: [run(copied, 8.5, 'regular', 'warn')],
            ground: 'warnGround' as const,
            edge: 'warn' as const,
            above: 4,
          },
        ]),
  ];
}

/** An amount (minor units, signed) as large as fits, with its words beside it. */
export function slipAmount(label: string, amount: Minor, currency: Currency, colour: ColourRole): LayoutBlock {
  const width = SLIP_WIDTH;
  // The sign stands before the symbol, as on a statement: −¥42.17.
  const absolute = amount < 0 ? negateMinor(amount) : amount;
  const text = `${amount < 0 ? '−' : ''}${currency.symbol}${formatAmount(absolute, currency)}`;
  const size = fittingSize(text, 'bold', width * 0.5, [24, 20, 16, 12], 1);
  return {
    kind: 'columns',
    gap: 8,
    above: 6,
    columns: [
      {
        width: width * 0.5 - 8,
        blocks: [
          textOf([run(label, 9, 'bold', colour)], 'left'),
          textOf([run(amountInWords(amount, currency), 9)], 'left', 3),
        ],
      },
      { width: width * 0.5, blocks: [textOf([run(text, size, 'bold', colour)], 'right')] },
    ],
  };
}

/** Columns of equal width and a last one for amounts, right-aligned. */
export function slipTable(titles: readonly string[], rows: readonly (readonly string[])[]): LeafBlock {
  const gap = 8;
  const last = 86;
  const each = (SLIP_WIDTH - last - gap * (titles.length - 1)) / (titles.length - 1);
  const align = (index: number): 'left' | 'right' => (index === titles.length - 1 ? 'right' : 'left');
  return {
    kind: 'table',
    columns: titles.map((_title, index) => ({ width: index === titles.length - 1 ? last : each, align: align(index) })),
    gap,
    rowPadding: 2,
    header: titles.map((title, index) => heading(title, align(index))),
    rows: rows.map((row) => row.map((text) => ({ runs: [run(text, 9)] }))),
    rules: 'rows',
    above: 8,
  };
}

/** What was charged or goes back: name, quantity, amount; the name takes what the other two leave of `width` points. */
export function slipLines(
  titles: readonly [item: string, quantity: string, amount: string],
  rows: TableCell[][],
  width: number,
): LeafBlock {
  const [item, quantity, amount] = titles;
  return {
    kind: 'table',
    columns: [
      { width: width - 172, align: 'left' },
      { width: 70, align: 'right' },
      { width: 86, align: 'right' },
    ],
    gap: 8,
    rowPadding: 2,
    header: [heading(item, 'left'), heading(quantity, 'right'), heading(amount, 'right')],
    rows,
    rules: 'rows',
    above: 8,
  };
}

/** Two lines to sign on, at the foot of the page. */
export function slipSignatures(labels: readonly [string, string]): DocumentLayout['tail'] {
  const half = (SLIP_WIDTH - 24) / 2;
  const line = (label: string): LeafBlock[] => [
    { kind: 'rule', width: half, thickness: 0.5, colour: 'muted' },
    textOf([run(label, 8, 'regular', 'muted')], 'left', 2),
  ];
  return {
    height: mm(14),
    blocks: [
      { kind: 'space', height: mm(6) },
      { kind: 'columns', gap: 24, columns: labels.map((label) => ({ width: half, blocks: line(label) })) },
    ],
  };
}

/** The frame of an A5 slip: margins, facts about the file, running head and page marks. `at` in ms since 1970. */
export function slipFrame(slip: {
  readonly title: string;
  readonly number: string;
  readonly organisation: string;
  readonly at: number;
  readonly locale: string;
  readonly pageMark: string;
}): Pick<DocumentLayout, 'layoutVersion' | 'paper' | 'margins' | 'info' | 'runningHead' | 'pageMark'> {
  const { title, number, organisation, at, locale, pageMark } = slip;
  return {
    layoutVersion: 1,
    paper: 'A5',
    margins: SLIP_MARGINS,
    info: {
      title: `${title} ${number}`,
      author: organisation,
      subject: scanText(number),
      language: locale,
      createdAt: at,
    } as DocumentLayout['info'],
    runningHead: [textOf([run(`${title} ${number}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: pageMark, size: 8, colour: 'muted' },
  };
}

/** What a copy says of itself; null on the original. */
export function copySentence(
  mark: PrintMark,
  words: (n: number, at: string, by: string, reason: string) => string,
  localTime: (at: number) => string,
): string | null {
  return mark.kind === 'copy' ? words(mark.n, localTime(mark.at), mark.by, mark.reason) : null;
}
