// The public tariff board 公示: what everything costs on a date, by category, as it hangs on the wall beside the window.
// The same facts make the same board; A3 is the A4 board enlarged, because it is read from farther away.
import { formatAmount, plainQuantity } from '../money/format-amount.ts';
import { formatRate } from '../tariff/rate.ts';
import type { TariffRule } from '../tariff/tariff-rule.ts';
import { type Currency, currencyOf, type Minor } from '../money/money.ts';
import { type BoardWords, BOARD_WORDS } from './board-words.ts';
import { type DocumentLayout, type LeafBlock, PAPER_SIZES, type TableCell } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { run, textOf } from './receipt-blocks.ts';
import type { PaperLocale } from './receipt-words.ts';
import { type SealPicture, sealBlock } from './seal-picture.ts';
import { fittingSize, textExtent } from './text-extent.ts';

export interface BoardItem {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly unit: string;
  /** null: it is worked out by `rule`, or typed at the counter. */
  readonly price: Minor | null;
  readonly rule: TariffRule | null;
  readonly spec: string | null;
  /** The paper that allows the price 收费依据. */
  readonly basis: string | null;
}

export interface Board {
  readonly organisation: string;
  readonly currency: string;
  /** YYYY-MM-DD, the day the prices hold on. */
  readonly date: string;
  readonly complaintPhone: string | null;
  /** In the order they are to stand in; categories in the order of their first item. */
  readonly items: readonly BoardItem[];
}

export interface BoardPaper {
  readonly locale: PaperLocale;
  readonly paper: 'A4' | 'A3';
  readonly seal: SealPicture | null;
}

/** More rows than this are a table of their own: one table of the layout has no more. */
const MOST_ROWS = 1_500;

interface Setting {
  readonly words: BoardWords;
  readonly currency: Currency;
  /** Between the margins, in points. */
  readonly width: number;
  /** 1 on A4; sizes grow with the paper. */
  readonly scale: number;
}

function head(board: Board, { words, width, scale }: Setting, paper: BoardPaper): DocumentLayout['body'] {
  const side = mm(26) * scale;
  const middle = width - 2 * side;
  const size = fittingSize(board.organisation, 'bold', middle, [22 * scale, 19 * scale, 16 * scale, 13 * scale], 1);
  const facts = [words.holdsFrom(board.date), words.currency(board.currency)].join('　');
  return [
    sealBlock(paper.seal, {
      x: mm(15) * scale + width - side,
      y: mm(12) * scale,
      side,
      colour: 'in',
      ring: board.organisation,
      centre: board.date,
      foot: words.sealFoot,
    }),
    textOf([run(board.organisation, size, 'bold')], 'center'),
    textOf([{ ...run(words.title, 15 * scale), spacing: words.titleSpacing * scale }], 'center', 3),
    textOf([run(facts, 9.5 * scale, 'regular', 'muted')], 'center', 4),
    { kind: 'rule', width, thickness: 0.8, colour: 'ink', above: 8 * scale },
  ];
}

function priceOf(item: BoardItem, { words, currency }: Setting): string {
  if (item.price !== null) return formatAmount(item.price, currency);
  const { rule } = item;
  switch (rule?.kind) {
    case 'tiered':
    case 'metered':
      return rule.bands
        .map(({ from, upTo, rate }) =>
          words.band(
            rule.bands.length === 1 ? null : [plainQuantity(from), upTo === null ? null : plainQuantity(upTo)],
            formatRate(rate, currency),
          ),
        )
        .join(words.bandSeparator);
    case 'period':
      return rule.perArea
        ? words.perAreaMonth(formatRate(rule.rate, currency))
        : words.perMonth(formatRate(rule.rate, currency));
    case 'package':
      return words.asPackage(rule.components.length);
    default:
      return words.asUsed;
  }
}

/** One category: its name heads the first column and comes again with the columns' names on every page it reaches. */
function categoryTable(category: string, items: readonly BoardItem[], setting: Setting): LeafBlock {
  const { words, width, scale } = setting;
  const gap = 8 * scale;
  const small = 8.5 * scale;
  const body = 10 * scale;
  const prices = items.map((item) => priceOf(item, setting));
  const figures = items.flatMap((item, i) => (item.price === null ? [] : [prices[i] ?? '']));
  const widest = Math.max(60 * scale, ...figures.map((text) => textExtent(text, body, 'bold') + 2));
  const price = Math.min(Math.ceil(widest), width * 0.3);
  const code = Math.min(
    Math.ceil(Math.max(...items.map((item) => textExtent(item.code, small, 'regular')))) + 2,
    90 * scale,
  );
  const unit = 48 * scale;
  const basis = items.some((item) => item.basis !== null) ? width * 0.24 : 0;
  const columns = basis === 0 ? 3 : 4;
  const name = width - code - unit - price - basis - columns * gap;
  const heading = (text: string): TableCell => ({ runs: [run(text, small, 'regular', 'muted')] });
  return {
    kind: 'table',
    columns: [
      { width: code, align: 'left' },
      { width: name, align: 'left' },
      { width: unit, align: 'center' },
      { width: price, align: 'right' },
      ...(basis === 0 ? [] : [{ width: basis, align: 'left' as const }]),
    ],
    gap,
    rowPadding: 2.6 * scale,
    header: [
      { runs: [run(category, 11 * scale, 'bold', 'in')], span: 2 },
      heading(words.unit),
      heading(words.price),
      ...(basis === 0 ? [] : [heading(words.basis)]),
    ],
    rows: items.map((item, i) => [
      { runs: [run(item.code, small, 'regular', 'muted')] },
      {
        runs: [run(item.name, body), ...(item.spec === null ? [] : [run(`　${item.spec}`, small, 'regular', 'muted')])],
      },
      { runs: [run(item.unit, body)] },
      { runs: [run(prices[i] ?? '', item.price === null ? small : body, item.price === null ? 'regular' : 'bold')] },
      ...(basis === 0 ? [] : [{ runs: [run(item.basis ?? '', small, 'regular', 'muted')] }]),
    ]),
    rules: 'rows',
    above: 10 * scale,
  };
}

function byCategory(items: readonly BoardItem[]): [string, BoardItem[]][] {
  const found = new Map<string, BoardItem[]>();
  for (const item of items) {
    const known = found.get(item.category);
    if (known) known.push(item);
    else found.set(item.category, [item]);
  }
  return [...found].flatMap(([category, all]) =>
    Array.from({ length: Math.ceil(all.length / MOST_ROWS) }, (_, part): [string, BoardItem[]] => [
      category,
      all.slice(part * MOST_ROWS, (part + 1) * MOST_ROWS),
    ]),
  );
}

/** The layout of a board. RangeError for a currency that does not exist. */
export function boardLayout(board: Board, paper: BoardPaper): DocumentLayout {
  const words = BOARD_WORDS[paper.locale];
  const scale = paper.paper === 'A3' ? Math.SQRT2 : 1;
  const margin = mm(15) * scale;
  const width = Math.floor((PAPER_SIZES[paper.paper].width - 2 * margin) * 100) / 100;
  const setting: Setting = { words, currency: currencyOf(board.currency), width, scale };
  const phone = board.complaintPhone === null ? [] : [words.complaints(board.complaintPhone)];
  const foot = [words.count(board.items.length), ...phone].join('　');
  return {
    layoutVersion: 1,
    paper: paper.paper,
    margins: { top: mm(14) * scale, right: margin, bottom: mm(12) * scale, left: margin },
    info: {
      title: `${words.title} ${board.date}`,
      author: board.organisation,
      subject: board.date,
      language: paper.locale,
      createdAt: Date.parse(`${board.date}T00:00:00Z`),
    },
    runningHead: [
      textOf([run(words.runningHead(board.organisation, board.date), 8, 'regular', 'muted')], 'left'),
      { kind: 'rule', width: width - 90, thickness: 0.4, colour: 'hairline', above: 2 },
    ],
    pageMark: { template: words.pageMark, size: 8, colour: 'muted' },
    body: [
      ...head(board, setting, paper),
      ...byCategory(board.items).map(([category, items]) => categoryTable(category, items, setting)),
    ],
    closing: [
      { kind: 'rule', width, thickness: 0.8, colour: 'ink', above: 10 * scale },
      textOf([run(foot, 10 * scale, 'bold')], 'left', 4 * scale),
      textOf([run(words.note, 8.5 * scale, 'regular', 'muted')], 'left', 2 * scale),
    ],
    tail: { height: 0, blocks: [] },
  };
}
