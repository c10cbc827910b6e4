// The A5 slips that follow a receipt: the void, red because money goes out, and the tender correction.
// Made from posted facts alone, so that a copy says what the first one said.
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import type { CorrectionView, VoidView } from '../contract/receipt-standing.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Currency, currencyOf, type Minor, negateMinor } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import type { ColourRole, DocumentLayout, LayoutBlock, LeafBlock, TableCell } from './document-layout.ts';
import { PAPER_SIZES } from './document-layout.ts';
import { FOLLOW_UP_WORDS, type FollowUpWords } from './follow-up-words.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { fittingSize } from './text-extent.ts';

/** What a slip is of. */
export type FollowUp =
  | { readonly kind: 'void'; readonly receipt: ReceiptView; readonly view: VoidView }
  | { readonly kind: 'correction'; readonly receipt: ReceiptView; readonly view: CorrectionView };

interface Setting {
  readonly followUp: FollowUp;
  readonly mark: PrintMark;
  readonly words: FollowUpWords;
  readonly methods: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly width: number;
  /** Brick red where money goes out; the correction moves none. */
  readonly colour: ColourRole;
}

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(10), left: mm(12) };
const QR_SIDE = mm(20);
/** A sheet shows what was charged; more lines than this are counted in the total and read on the receipt. */
const MOST_LINES = 12;

/** The layout of a slip: the same facts, mark and locale give the same layout for ever. */
export function followUpLayout(followUp: FollowUp, mark: PrintMark, locale: PaperLocale): DocumentLayout {
  const page = PAPER_SIZES.A5;
  const words = FOLLOW_UP_WORDS[locale];
  const width = Math.floor((page.width - MARGINS.left - MARGINS.right) * 100) / 100;
  const { receipt, view } = followUp;
  const setting: Setting = {
    ...{ followUp, mark, words, width, methods: RECEIPT_WORDS[locale].methods },
    currency: currencyOf(receipt.currency),
    colour: followUp.kind === 'void' ? 'out' : 'ink',
  };
  const title = followUp.kind === 'void' ? words.voidTitle : words.correctionTitle;
  return {
    layoutVersion: 1,
    paper: 'A5',
    margins: MARGINS,
    info: {
      title: `${title} ${view.number}`,
      author: receipt.organisation,
      subject: scanText(view.number),
      language: locale,
      createdAt: view.at,
    },
    runningHead: [textOf([run(`${title} ${view.number}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'muted' },
    body: [...head(setting, title), ...facts(setting), ...(followUp.kind === 'void' ? voided(setting) : [])],
    closing: [...(followUp.kind === 'void' ? returned(setting) : moved(setting)), { kind: 'space', height: mm(6) }],
    tail: signatures(setting),
  };
}

function head({ followUp, words, width, colour, mark }: Setting, title: string): LayoutBlock[] {
  const { receipt, view } = followUp;
  const said = followUp.kind === 'void' ? words.voidBanner(receipt.number) : words.correctionBanner(receipt.number);
  const middle = width - 2 * (QR_SIDE + mm(3));
  const size = fittingSize(receipt.organisation, 'bold', middle, [18, 16, 14, 12], 2);
  const blocks: LayoutBlock[] = [
    { kind: 'qr', x: MARGINS.left, y: mm(11), side: QR_SIDE, text: scanText(view.number) },
    {
      kind: 'placed',
      x: MARGINS.left + QR_SIDE + mm(3),
      y: mm(12),
      width: middle,
      blocks: [
        textOf([run(receipt.organisation, size, 'bold')], 'center'),
        textOf([run(title, 15, 'bold', colour)], 'center', 3),
      ],
    },
    { kind: 'space', height: mm(22) },
    { kind: 'rule', width, thickness: 1.2, colour },
    {
      kind: 'banner',
      width,
      runs: [run(said, 9, 'bold', colour)],
      ground: 'quietGround',
      edge: colour,
      above: 5,
    },
  ];
  if (mark.kind === 'copy') {
    const copied = words.copy(mark.n, localTime(mark.at, view.utcOffsetMinutes), mark.by, mark.reason);
    blocks.push({
      kind: 'banner',
      width,
      runs: [run(copied, 8.5, 'regular', 'warn')],
      ground: 'warnGround',
      edge: 'warn',
      above: 4,
    });
  }
  return blocks;
}

function facts({ followUp, words, width }: Setting): LayoutBlock[] {
  const { receipt, view } = followUp;
  const payer = receipt.payer ?? receipt.customer?.name ?? words.noPayer;
  const rows: FactRow[] = [
    [
      { label: words.number, value: `${view.number}　${checkDigits(view.number)}`, weight: 'bold' },
      { label: words.time, value: localTime(view.at, view.utcOffsetMinutes) },
    ],
    [
      { label: words.receipt, value: `${receipt.number}　${checkDigits(receipt.number)}`, weight: 'bold' },
      { label: words.receiptTime, value: localTime(receipt.postedAt, receipt.utcOffsetMinutes) },
    ],
    [{ label: words.payer, value: payer, weight: 'bold' }],
    [
      { label: words.counter, value: `${receipt.counter.code} ${receipt.counter.name}` },
      { label: words.shift, value: view.shiftNumber },
    ],
    [
      { label: words.cashier, value: view.cashier },
      { label: words.approver, value: view.approver ?? words.noApprover },
    ],
    ...(followUp.kind === 'void'
      ? ([[{ label: words.reason, value: words.reasons[followUp.view.reason] }]] as const)
      : []),
    ...(view.text === null ? [] : ([[{ label: words.remark, value: view.text }]] as const)),
  ];
  return [factTable(rows, width, 6)];
}

/** What was charged, with the sign it has now. */
function voided({ followUp, words, width, currency }: Setting): LayoutBlock[] {
  const lines = followUp.receipt.lines.slice(0, MOST_LINES);
  const cell = (text: string, colour: ColourRole = 'ink'): TableCell => ({ runs: [run(text, 9, 'regular', colour)] });
  return [
    {
      kind: 'table',
      columns: [
        { width: width - 172, align: 'left' },
        { width: 70, align: 'right' },
        { width: 86, align: 'right' },
      ],
      gap: 8,
      rowPadding: 2,
      header: [heading(words.item, 'left'), heading(words.quantity, 'right'), heading(words.amount, 'right')],
      rows: lines.map((line) => [
        cell(line.name),
        cell(`${formatQuantity(line.quantity)} ${line.unit}`),
        cell(formatAmount(negateMinor(line.amount), currency), 'out'),
      ]),
      rules: 'rows',
      above: 8,
    },
  ];
}

/** The total that goes back, large and in words, and by which way each part of it went. */
function returned(setting: Setting): LayoutBlock[] {
  const { followUp, words, width, currency } = setting;
  if (followUp.kind !== 'void') return [];
  const { total, tenders } = followUp.view;
  const back = negateMinor(total);
  return [
    { kind: 'rule', width, thickness: 0.7, colour: 'out', above: 6 },
    amountLine(words.returned, back, setting),
    tenderTable(
      setting,
      [words.by, words.proof, words.amount],
      tenders.map(({ method, amount, reversal }) => [
        setting.methods[method] ?? method,
        reversal === null ? words.noReversal : words.reversal(reversal),
        formatAmount(negateMinor(amount), currency),
      ]),
    ),
  ];
}

/** From where the money was booked to where it is. */
function moved(setting: Setting): LayoutBlock[] {
  const { followUp, words, currency } = setting;
  if (followUp.kind !== 'correction') return [];
  const { from, to, amount, reference, proof } = followUp.view;
  const proved = reference ?? (proof === 'unverified' ? words.unproved : '');
  return [
    amountLine(words.amount, amount, setting),
    tenderTable(
      setting,
      ['', words.by, words.proof, words.amount],
      [
        [words.from, setting.methods[from] ?? from, '', formatAmount(negateMinor(amount), currency)],
        [words.to, setting.methods[to] ?? to, proved, formatAmount(amount, currency)],
      ],
    ),
  ];
}

function amountLine(label: string, amount: Minor, { width, currency, colour }: Setting): LayoutBlock {
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

function tenderTable({ width }: Setting, titles: readonly string[], rows: readonly (readonly string[])[]): LeafBlock {
  const gap = 8;
  const last = 86;
  const each = (width - last - gap * (titles.length - 1)) / (titles.length - 1);
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

function signatures({ words, width }: Setting): DocumentLayout['tail'] {
  const half = (width - 24) / 2;
  const line = (label: string): LeafBlock[] => [
    { kind: 'rule', width: half, thickness: 0.5, colour: 'muted' },
    textOf([run(label, 8, 'regular', 'muted')], 'left', 2),
  ];
  return {
    height: mm(14),
    blocks: [
      { kind: 'space', height: mm(6) },
      {
        kind: 'columns',
        gap: 24,
        columns: [
          { width: half, blocks: line(words.signCustomer) },
          { width: half, blocks: line(words.signCashier) },
        ],
      },
    ],
  };
}
