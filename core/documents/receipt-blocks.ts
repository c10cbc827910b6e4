// The parts a receipt is put together from: facts, lines, totals.
// Each is a pure function from the posted facts to blocks; where they stand is receipt-layout.ts.
import { counterPlace } from '../numbers/counter-place.ts';
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Currency, type Minor, negateMinor, subtractMinor } from '../money/money.ts';
import { checkDigits } from '../numbers/document-number.ts';
import type { Align, ColourRole, LayoutBlock, LeafBlock, TableBlock, TableCell, TextRun } from './document-layout.ts';
import { explanationOf, packageOpening, taxSummary } from './line-details.ts';
import type { ReceiptWords } from './receipt-words.ts';
import { fittingSize, textExtent, type Weight } from './text-extent.ts';

/** What every part needs to know. `width` is the width between the margins, in points. */
export interface ReceiptSetting {
  view: ReceiptView;
  mark: PrintMark;
  words: ReceiptWords;
  currency: Currency;
  width: number;
}

const BODY_SIZE = 9;
const FACT_SIZE = 8.5;

export function run(text: string, size: number, weight: Weight = 'regular', colour: ColourRole = 'ink'): TextRun {
  return { text, size, weight, colour };
}

/** A column's heading. */
export function heading(text: string, align: Align): TableCell {
  return { runs: [run(text, 8, 'regular', 'muted')], align };
}

export function textOf(runs: TextRun[], align: Align, above = 0): LeafBlock {
  return { kind: 'text', runs, align, above };
}

/** "2026-11-22 09:41:07": the counter's local time, from the offset that was posted with it. */
export function localTime(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Who paid: the name typed for this receipt, else the customer's. */
export function payerName({ view, words }: ReceiptSetting): string {
  return view.payer ?? view.customer?.name ?? words.noPayer;
}

interface Fact {
  label: string;
  value: string;
  weight?: Weight;
}

/** One row of facts: two side by side, or one over the whole width. */
export type FactRow = readonly [Fact, Fact] | readonly [Fact];

function labelWidth(facts: readonly Fact[], size: number): number {
  return Math.ceil(Math.max(...facts.map((fact) => textExtent(fact.label, size, 'regular')))) + 1;
}

/** Pairs of facts side by side; a pair of one takes the whole width, because names are long. */
export function factTable(pairs: readonly FactRow[], width: number, above: number): TableBlock {
  const gap = 8;
  const left = labelWidth(
    pairs.map((pair) => pair[0]),
    FACT_SIZE,
  );
  const rights = pairs.flatMap((pair) => (pair.length === 2 ? [pair[1]] : []));
  const right = rights.length === 0 ? 1 : labelWidth(rights, FACT_SIZE);
  const rightValue = Math.round(
    Math.min(
      width * 0.36,
      Math.max(24, ...rights.map((fact) => textExtent(fact.value, FACT_SIZE, fact.weight ?? 'regular') + 2)),
    ),
  );
  const leftValue = width - left - right - rightValue - 3 * gap;
  const rows = pairs.map(([first, second]) => {
    const cells: TableCell[] = [{ runs: [run(first.label, FACT_SIZE, 'regular', 'muted')] }];
    const value = { runs: [run(first.value, FACT_SIZE, first.weight ?? 'regular')] };
    if (second === undefined) return [...cells, { ...value, span: 3 }];
    return [
      ...cells,
      value,
      { runs: [run(second.label, FACT_SIZE, 'regular', 'muted')] },
      { runs: [run(second.value, FACT_SIZE, second.weight ?? 'regular')] },
    ];
  });
  const columns = [left, leftValue, right, rightValue].map((w) => ({ width: w, align: 'left' as const }));
  return { kind: 'table', columns, gap, rowPadding: 1, header: null, rows, rules: 'none', above };
}

/** Number, time, counter, shift, cashier, payer. */
export function receiptFacts(setting: ReceiptSetting, above: number): LeafBlock {
  const { view, words, width } = setting;
  const { customer } = view;
  const payerIsCustomer = customer !== null && (view.payer === null || view.payer === customer.name);
  const payer = payerIsCustomer ? words.customerValue(customer.number, customer.name) : payerName(setting);
  const pairs: FactRow[] = [
    [
      { label: words.number, value: words.numberWithCheck(view.number, checkDigits(view.number)), weight: 'bold' },
      { label: words.time, value: localTime(view.postedAt, view.utcOffsetMinutes) },
    ],
    [{ label: words.payer, value: payer, weight: 'bold' }],
    [
      { label: words.counter, value: counterPlace(view.counter) },
      { label: words.businessDate, value: view.businessDate },
    ],
    [
      { label: words.cashier, value: view.cashier },
      { label: words.shift, value: view.shiftNumber },
    ],
  ];
  if (customer && !payerIsCustomer) {
    pairs.splice(2, 0, [{ label: words.customer, value: words.customerValue(customer.number, customer.name) }]);
  }
  return factTable(pairs, width, above);
}

interface FigureColumn {
  label: string;
  align: Align;
  texts: string[];
}

/** The least width that leaves an item's name readable beside its figures. */
const LEAST_NAME = 104;
const ORDINAL = 14;
const LINE_SIZES = [BODY_SIZE, 8, 7] as const;

function figureColumns({ view, words, currency }: ReceiptSetting): FigureColumn[] {
  const discounted = view.lines.some((line) => line.discount !== 0);
  const amounts = (label: string, pick: (line: ReceiptView['lines'][number]) => Minor): FigureColumn => ({
    label,
    align: 'right',
    texts: view.lines.map((line) => formatAmount(pick(line), currency)),
  });
  const discounts = view.lines.map((line) =>
    line.discount === 0 ? '' : formatAmount(negateMinor(line.discount), currency),
  );
  return [
    { label: words.unit, align: 'center', texts: view.lines.map((line) => line.unit) },
    { label: words.quantity, align: 'right', texts: view.lines.map((line) => formatQuantity(line.quantity)) },
    {
      label: words.unitPrice,
      align: 'right',
      texts: view.lines.map((line) => (line.unitPrice === null ? '' : formatAmount(line.unitPrice, currency))),
    },
    ...(discounted ? [{ label: words.discount, align: 'right' as const, texts: discounts }] : []),
    amounts(words.amount, (line) => line.amount),
  ];
}

/** The lines with right-aligned figures. Where figures are too wide to stand beside a name, they go under it. */
export function lineTable(setting: ReceiptSetting, above: number): LeafBlock {
  const { view, words, width } = setting;
  const figures = figureColumns(setting);
  const gap = 8;
  const widthsAt = (size: number) =>
    figures.map((column, i) => {
      const widest = Math.max(
        textExtent(column.label, 8, 'regular'),
        ...column.texts.map((t) => textExtent(t, size, 'regular')),
      );
      // A long unit may wrap; a figure may not.
      return Math.ceil(i === 0 ? Math.min(widest, 44) : widest) + 1;
    });
  const nameAt = (size: number) => width - ORDINAL - widthsAt(size).reduce((sum, w) => sum + w + gap, gap);
  const size = LINE_SIZES.find((candidate) => nameAt(candidate) >= LEAST_NAME);
  if (size === undefined) return stackedLines(setting, figures, above);
  return {
    kind: 'table',
    columns: [
      { width: ORDINAL, align: 'left' },
      { width: nameAt(size), align: 'left' },
      ...widthsAt(size).map((w, i) => ({ width: w, align: figures[i]?.align ?? 'right' })),
    ],
    gap,
    rowPadding: 2.2,
    header: [
      heading('', 'left'),
      heading(words.item, 'left'),
      ...figures.map((column) => heading(column.label, column.align)),
    ],
    rows: view.lines.flatMap((line, row) => [
      ...packageRow(setting, row, figures.length, size),
      [
        { runs: [run(String(line.n), size, 'regular', 'muted')] },
        { runs: [run(lineName(setting, line), size)] },
        ...figures.map((column) => ({ runs: [run(column.texts[row] ?? '', size)] })),
      ],
      ...explanationRow(setting, line, figures.length + 1),
    ]),
    rules: 'rows',
    above,
  };
}

const EXPLANATION_SIZE = 7.5;

/** Over the first line of a package: what it is called, how many, and what all of it comes to. */
function packageRow(setting: ReceiptSetting, row: number, span: number, size: number): TableCell[][] {
  const opening = packageOpening(setting, row);
  if (opening === null) return [];
  const told = run(opening.told, Math.min(size, EXPLANATION_SIZE), 'regular', 'muted');
  const name: TableCell = { runs: [run(`${opening.name}　`, size, 'bold'), told], align: 'left' };
  const gross: TableCell = { runs: [run(opening.gross, size, 'regular', 'muted')], align: 'right' };
  return [[{ runs: [run('', size)] }, span > 1 ? { ...name, span } : name, gross]];
}

/** Under a line that no single price explains: how its amount came about, in small print over the whole width. */
function explanationRow(setting: ReceiptSetting, line: ReceiptView['lines'][number], span: number): TableCell[][] {
  const text = explanationOf(setting, line);
  if (text === null) return [];
  const cell = { runs: [run(text, EXPLANATION_SIZE, 'regular', 'muted')], align: 'left' as const, span };
  return [[{ runs: [run('', EXPLANATION_SIZE)] }, cell]];
}

/** What a line was for; a payment on a bill says which one and what is left of it. */
export function lineName({ words, currency }: ReceiptSetting, line: ReceiptView['lines'][number]): string {
  const { bill } = line;
  if (bill === undefined) return line.name;
  return words.onBill(line.name, bill.number, bill.rest === 0 ? null : formatAmount(bill.rest, currency));
}

function stackedLines(setting: ReceiptSetting, figures: readonly FigureColumn[], above: number): LeafBlock {
  const { view, words, width } = setting;
  const gap = 6;
  const size = 7.5;
  const columnWidth = (width - ORDINAL - gap * figures.length) / figures.length;
  const labelled = (column: FigureColumn, text: string): TableCell => ({
    runs: [run(text, fittingSize(text, 'regular', columnWidth, [size, 7, 6.5, 6, 5.5, 5, 4.5, 4], 1))],
    align: column.align,
  });
  return {
    kind: 'table',
    columns: [
      { width: ORDINAL, align: 'left' },
      ...figures.map((column) => ({ width: columnWidth, align: column.align })),
    ],
    gap,
    rowPadding: 1.6,
    header: [
      heading('', 'left'),
      ...figures.map((column, i) =>
        heading(i === 0 ? `${words.item} / ${column.label}` : column.label, i === 0 ? 'left' : column.align),
      ),
    ],
    rows: view.lines.flatMap((line, row) => [
      ...packageRow(setting, row, figures.length - 1, BODY_SIZE),
      [
        { runs: [run(String(line.n), BODY_SIZE, 'regular', 'muted')] },
        { runs: [run(lineName(setting, line), BODY_SIZE)], align: 'left' as const, span: figures.length },
      ],
      [{ runs: [run('', size)] }, ...figures.map((column) => labelled(column, column.texts[row] ?? ''))],
      ...explanationRow(setting, line, figures.length),
    ]),
    rules: 'rows',
    above,
  };
}

/** Subtotal, discount and rounding where there are any, then the total: the largest thing on the paper, and in words. */
export function totals(setting: ReceiptSetting): LayoutBlock[] {
  const { view, words, currency, width } = setting;
  const rounding = subtractMinor(view.total, subtractMinor(view.gross, view.discount));
  const steps: [string, Minor][] = [];
  if (view.discount !== 0 || rounding !== 0) steps.push([words.gross, view.gross]);
  if (view.discount !== 0) steps.push([words.discount, negateMinor(view.discount)]);
  if (rounding !== 0) steps.push([words.rounding, rounding]);
  const blocks: LayoutBlock[] = [{ kind: 'rule', width, thickness: 1, colour: 'ink', above: 1, below: 2 }];
  if (steps.length > 0) {
    const runs = steps.flatMap(([label, amount], i) => [
      run(i === 0 ? `${label} ` : `　${label} `, FACT_SIZE, 'regular', 'muted'),
      run(formatAmount(amount, currency), FACT_SIZE),
    ]);
    blocks.push(textOf(runs, 'right', 1));
  }
  const total = `${currency.symbol}${formatAmount(view.total, currency)}`;
  const label = run(words.total, 11, 'bold');
  const count = run(`　${words.lineCount(view.lines.length)}`, FACT_SIZE, 'regular', 'muted');
  const bigSize = fittingSize(total, 'bold', width - 96, [26, 24, 22, 20, 18, 16], 1);
  const bigWidth = Math.ceil(textExtent(total, bigSize, 'bold')) + 2;
  blocks.push({
    kind: 'columns',
    gap: 8,
    columns: [
      // The label's base line is brought to that of the figure beside it (ascender 1.16 em).
      { width: width - 8 - bigWidth, blocks: [textOf([label, count], 'left', (bigSize - 11) * 1.16)] },
      { width: bigWidth, blocks: [textOf([run(total, bigSize, 'bold')], 'right')] },
    ],
  });
  blocks.push(
    factTable(
      [[{ label: words.inWords(currency.code), value: amountInWords(view.total, currency), weight: 'bold' }]],
      width,
      1,
    ),
  );
  const tax = taxSummary(setting);
  if (tax !== null) blocks.push(factTable([[{ label: words.tax, value: tax }]], width, 0));
  return blocks;
}
