// Lines, totals and tenders of a receipt where the paper is 72 mm wide: a figure is never broken and never over another.
// A name that is long stands on a row of its own; a figure too wide to stand beside another goes under it.
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Minor, negateMinor, subtractMinor } from '../money/money.ts';
import type { LayoutBlock, LeafBlock, TableBlock, TextRun } from './document-layout.ts';
import { explanationOf, packageOpening, taxSummary } from './line-details.ts';
import { lineName, type ReceiptSetting, run, textOf } from './receipt-blocks.ts';
import { tenderDetail } from './tender-table.ts';
import { fittingSize, textExtent } from './text-extent.ts';

const SIZE = 8.5;
const SMALL = 7.5;
const GAP = 6;
/** Down to what a 203 dpi head still prints readably. */
const SIZES = [SIZE, 8, 7.5, 7, 6.5, 6, 5.5, 5] as const;

type Row = TableBlock['rows'][number];

/** Rows of something left and a figure right; a figure that leaves no room for its left side stands on the next row. */
export class FigureRows {
  readonly #width: number;
  readonly #right: number;
  readonly #rows: Row[] = [];

  constructor(width: number, figures: readonly string[]) {
    this.#width = width;
    const widest = Math.max(0, ...figures.map((figure) => textExtent(figure, SIZE, 'bold')));
    this.#right = Math.min(Math.ceil(widest) + 1, Math.floor(width * 0.62));
  }

  /** Room beside the figures, in points. */
  get left(): number {
    return this.#width - GAP - this.#right;
  }

  whole(runs: TextRun[]): void {
    this.#rows.push([{ runs, span: 2, align: 'left' }]);
  }

  pair(left: TextRun[], figure: string, weight: 'regular' | 'bold' = 'regular'): void {
    const extent = left.reduce((sum, one) => sum + textExtent(one.text, one.size, one.weight), 0);
    const size = fittingSize(figure, weight, this.#right, SIZES, 1);
    const right = { runs: [run(figure, size, weight)], align: 'right' as const };
    if (extent <= this.left) this.#rows.push([{ runs: left }, right]);
    else {
      this.whole(left);
      this.#rows.push([{ runs: [run('', SIZE)] }, right]);
    }
  }

  table(above: number): LeafBlock {
    return {
      kind: 'table',
      columns: [
        { width: this.left, align: 'left' },
        { width: this.#right, align: 'right' },
      ],
      gap: GAP,
      rowPadding: 0.8,
      header: null,
      rows: this.#rows,
      rules: 'none',
      above,
    };
  }
}

/** Each line: its name, quantity × price, and its amount at the right edge; a discount on a row of its own. */
export function slipLines(setting: ReceiptSetting): LayoutBlock[] {
  const { view, words, currency, width } = setting;
  const amounts = view.lines.map((line) => formatAmount(line.amount, currency));
  const rows = new FigureRows(width, amounts);
  for (const [i, line] of view.lines.entries()) {
    const opening = packageOpening(setting, i);
    if (opening !== null) rows.whole([run(`${opening.name}　`, SIZE, 'bold'), run(opening.told, SMALL)]);
    const figures =
      line.unitPrice === null
        ? words.quantityOf(formatQuantity(line.quantity), line.unit)
        : words.timesPrice(formatQuantity(line.quantity), line.unit, formatAmount(line.unitPrice, currency));
    const explained = explanationOf(setting, line);
    const name = run(`${line.n}. ${lineName(setting, line)}`, SIZE);
    const amount = amounts[i] ?? '';
    const beside = textExtent(`${name.text}　`, SIZE, 'regular') + textExtent(figures, SMALL, 'regular') <= rows.left;
    if (beside && line.discount === 0) {
      rows.pair([run(`${name.text}　`, SIZE), run(figures, SMALL)], amount);
      if (explained !== null) rows.whole([run(explained, SMALL)]);
      continue;
    }
    rows.whole([name]);
    const off = `${words.discount} ${formatAmount(negateMinor(line.discount), currency)}`;
    const both = line.discount === 0 ? figures : `${figures}　${off}`;
    if (line.discount === 0 || textExtent(both, SMALL, 'regular') <= rows.left) {
      rows.pair([run(both, fittingSize(both, 'regular', rows.left, SIZES, 1))], amount);
    } else {
      rows.whole([run(figures, SIZE)]);
      rows.pair([run(off, SIZE)], amount);
    }
    if (explained !== null) rows.whole([run(explained, SMALL)]);
  }
  return [
    { kind: 'rule', width, thickness: 0.4, colour: 'ink', above: 3 },
    rows.table(1),
    { kind: 'rule', width, thickness: 0.8, colour: 'ink', above: 1 },
  ];
}

/** Subtotal, discount and rounding where there are any, the total as the largest thing on the slip, and in words. */
export function slipTotals(setting: ReceiptSetting, inWords: string): LayoutBlock[] {
  const { view, words, currency, width } = setting;
  const rounding = subtractMinor(view.total, subtractMinor(view.gross, view.discount));
  const steps: [string, Minor][] = [];
  if (view.discount !== 0 || rounding !== 0) steps.push([words.gross, view.gross]);
  if (view.discount !== 0) steps.push([words.discount, negateMinor(view.discount)]);
  if (rounding !== 0) steps.push([words.rounding, rounding]);
  const blocks: LayoutBlock[] = [];
  if (steps.length > 0) {
    const rows = new FigureRows(
      width,
      steps.map(([, amount]) => formatAmount(amount, currency)),
    );
    for (const [label, amount] of steps) rows.pair([run(label, SIZE)], formatAmount(amount, currency));
    blocks.push(rows.table(1));
  }
  const total = `${currency.symbol}${formatAmount(view.total, currency)}`;
  const label = `${words.total}　`;
  const count = words.lineCount(view.lines.length);
  const labelWidth = Math.ceil(textExtent(label, 11, 'bold') + textExtent(count, SMALL, 'regular')) + 2;
  const size = fittingSize(total, 'bold', width - labelWidth - GAP, [22, 20, 18, 16, 15, 14, 13, 12, 11, 10, 9], 1);
  const beside = textExtent(total, size, 'bold') <= width - labelWidth - GAP;
  const labelled = [run(label, 11, 'bold'), run(count, SMALL)];
  if (beside) {
    const figureWidth = width - labelWidth - GAP;
    blocks.push({
      kind: 'columns',
      gap: GAP,
      above: 1,
      columns: [
        // The label's base line is brought to that of the figure beside it (ascender 1.16 em).
        { width: labelWidth, blocks: [textOf(labelled, 'left', Math.max(0, (size - 11) * 1.16))] },
        { width: figureWidth, blocks: [textOf([run(total, size, 'bold')], 'right')] },
      ],
    });
  } else {
    const alone = fittingSize(total, 'bold', width, [18, 16, 15, 14, 13, 12, 11, 10, 9, 8], 1);
    blocks.push(textOf(labelled, 'left', 1), textOf([run(total, alone, 'bold')], 'right'));
  }
  const tax = taxSummary(setting);
  blocks.push(textOf([run(`${words.inWords(currency.code)}　`, SMALL), run(inWords, SIZE, 'bold')], 'left', 1));
  if (tax !== null) blocks.push(textOf([run(`${words.tax}　`, SMALL), run(tax, SMALL)], 'left', 1));
  blocks.push({
    kind: 'rule',
    width,
    thickness: 0.4,
    colour: 'ink',
    above: 3,
  });
  return blocks;
}

/** How it was paid: given and change where they differ from what was applied, references, and what nothing proves yet. */
export function slipTenders({ view, words, currency, width }: ReceiptSetting): LayoutBlock[] {
  if (view.tenders.length === 0) return [];
  const amount = (value: Minor): string => formatAmount(value, currency);
  const rows = new FigureRows(
    width,
    view.tenders.flatMap(({ applied, given, change }) => [applied, given, change].map(amount)),
  );
  for (const tender of view.tenders) {
    const mark = tender.proof === 'unverified' ? [run(`　△ ${words.unverified}`, SIZE, 'bold')] : [];
    rows.pair([run(words.methods[tender.method], SIZE), ...mark], amount(tender.applied), 'bold');
    const detail = tenderDetail(tender);
    if (detail !== null) rows.whole([run(detail, SMALL)]);
    if (tender.reference !== null) rows.whole([run(`${words.reference} ${tender.reference}`, SMALL)]);
    if (tender.change === 0 && tender.given === tender.applied) continue;
    rows.pair([run(words.given, SIZE)], amount(tender.given));
    if (tender.change !== 0) rows.pair([run(words.change, SIZE)], amount(tender.change), 'bold');
  }
  const unverified = view.tenders.some((tender) => tender.proof === 'unverified');
  return [rows.table(2), ...(unverified ? [textOf([run(words.unverifiedNote, SMALL)], 'left', 1)] : [])];
}
