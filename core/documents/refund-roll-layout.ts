// The refund slip 退费单 on an 80 mm roll: the facts of the A5 slip on 72 mm of print, one page as long as its content.
// Thermal heads know black only: that money goes out is said by the title, the bars round it and the minus signs.
import type { PrintMark } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Milli, negateMinor } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import { copySentence } from './a5-slip.ts';
import { type DocumentLayout, type LayoutBlock, type LeafBlock, PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { payoutSaid, type RefundSlip } from './refund-slip-layout.ts';
import { REFUND_SLIP_WORDS, type RefundSlipWords } from './refund-slip-words.ts';
import { FigureRows } from './slip-blocks.ts';
import { type Fact, factRows } from './slip-layout.ts';
import { fittingSize, textExtent } from './text-extent.ts';

/** 72 mm of the 80 can be printed on. */
const MARGIN = mm(4);
const WIDTH = Math.floor((PAPER_SIZES['80mm'].width - 2 * MARGIN) * 100) / 100;
const QR_SIDE = mm(18);
const SIZE = 8.5;
const SMALL = 7.5;

const bar = (thickness: number, above: number): LeafBlock => ({
  kind: 'rule',
  width: WIDTH,
  thickness,
  colour: 'ink',
  above,
});

/** The layout of a refund slip on the roll: the same facts, mark and locale give the same layout for ever. */
export function refundRollLayout(slip: RefundSlip, mark: PrintMark, locale: PaperLocale): DocumentLayout {
  const words = REFUND_SLIP_WORDS[locale];
  const { organisation, number, at } = slip;
  return {
    layoutVersion: 1,
    paper: '80mm',
    margins: { top: MARGIN, right: MARGIN, bottom: mm(6), left: MARGIN },
    info: {
      title: `${words.title} ${number}`,
      author: organisation,
      subject: scanText(number),
      language: locale,
      createdAt: at,
    },
    runningHead: [],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'ink' },
    body: [...head(slip, words), ...marks(slip, mark, words), facts(slip, words), ...lines(slip, words)],
    closing: [...total(slip, words), ...ways(slip, words, locale)],
    tail: { height: 0, blocks: signatures(words) },
  };
}

/** QR code and title side by side under the organisation; the title is the largest word on the paper. */
function head({ organisation, number }: RefundSlip, words: RefundSlipWords): LayoutBlock[] {
  const size = fittingSize(organisation, 'bold', WIDTH, [13, 12, 11, 10, 9], 2);
  const beside = WIDTH - QR_SIDE - mm(3);
  const checked = `${number}　${checkDigits(number)}`;
  const numberSize = fittingSize(checked, 'bold', beside, [10, 9, 8.5, 8, 7.5, 7, 6.5, 6], 1);
  const twoLines = textExtent(organisation, size, 'bold') > WIDTH;
  const top = mm(3);
  const rowTop = top + (twoLines ? 2 : 1) * size * 1.5 + mm(1);
  return [
    { kind: 'placed', x: MARGIN, y: top, width: WIDTH, blocks: [textOf([run(organisation, size, 'bold')], 'center')] },
    { kind: 'qr', x: MARGIN, y: rowTop, side: QR_SIDE, text: scanText(number) },
    {
      kind: 'placed',
      x: MARGIN + QR_SIDE + mm(3),
      y: rowTop + mm(1),
      width: beside,
      blocks: [
        textOf([run(words.title, fittingSize(words.title, 'bold', beside, [20, 18, 16, 14], 1), 'bold')], 'left'),
        textOf([run(checked, numberSize, 'bold')], 'left', 2),
      ],
    },
    { kind: 'space', height: rowTop + QR_SIDE + mm(1.5) - MARGIN },
    bar(1.6, 0),
  ];
}

function marks(slip: RefundSlip, mark: PrintMark, words: RefundSlipWords): LayoutBlock[] {
  const banner = slip.receipt === null ? words.heldBanner : words.banner(slip.receipt.number);
  const copied = copySentence(mark, words.copy, (time) => localTime(time, slip.utcOffsetMinutes));
  return [
    textOf([run(banner, 8)], 'left', 3),
    ...(copied === null ? [] : [textOf([run(copied, 8, 'bold')], 'left', 2)]),
    bar(0.8, 2),
  ];
}

function facts(slip: RefundSlip, words: RefundSlipWords): LeafBlock {
  const { case: one, receipt } = slip;
  const time = (at: number): string => localTime(at, slip.utcOffsetMinutes);
  const approvals = one.decisions.filter(({ verdict }) => verdict === 'approved');
  const rows: Fact[] = [
    { label: words.time, value: time(slip.at) },
    ...(receipt === null
      ? []
      : [
          { label: words.receipt, value: `${receipt.number} ${checkDigits(receipt.number)}`, bold: true as const },
          { label: words.receiptTime, value: time(receipt.at) },
        ]),
    { label: words.payer, value: receipt?.payer ?? one.customer?.name ?? words.noPayer, bold: true },
    { label: words.askedBy, value: one.askedBy },
    { label: words.counter, value: `${slip.counter.code} ${slip.counter.name}` },
    { label: words.cashier, value: one.appliedBy },
    { label: words.reason, value: [one.reason, one.text].filter((text) => text !== null).join('，') },
    ...(one.payee === null
      ? []
      : [{ label: words.payee, value: `${one.payee.name} ${one.payee.bank} ${one.payee.account}` }]),
    ...(approvals.length === 0
      ? [{ label: words.approval, value: words.noApproval }]
      : approvals.map(({ level, by, at, inPlaceOf }) => ({
          label: words.approval,
          value: words.approvedBy(words.levels[level], by, time(at), inPlaceOf),
        }))),
  ];
  return factRows(rows, WIDTH, 3);
}

/** Each part that goes back: its name over the whole width where it is long, how much of it, and its amount with its sign. */
function lines({ case: one, currency }: RefundSlip, words: RefundSlipWords): LayoutBlock[] {
  const extras = [
    [words.fee, one.fee],
    [words.rounding, negateMinor(one.rounding)],
  ] as const;
  const amounts = one.lines.map(({ amount }) => formatAmount(negateMinor(amount), currency));
  const rows = new FigureRows(WIDTH, [...amounts, ...extras.map(([, amount]) => formatAmount(amount, currency))]);
  for (const [index, line] of one.lines.entries()) {
    const quantity = line.quantity === 0 ? '' : `　${formatQuantity(line.quantity as Milli)} ${line.unit}`;
    rows.pair([run(line.name, SIZE), run(quantity, SMALL)], amounts[index] ?? '');
  }
  if (one.difference > 0) rows.whole([run(words.difference(formatAmount(one.difference, currency)), SMALL)]);
  for (const [label, amount] of extras) if (amount !== 0) rows.pair([run(label, SIZE)], formatAmount(amount, currency));
  return one.lines.length === 0 && one.fee === 0 && one.rounding === 0 ? [] : [bar(0.4, 3), rows.table(1)];
}

/** What the customer gets, as large as the roll is wide, and in words. */
function total({ case: one, currency }: RefundSlip, words: RefundSlipWords): LayoutBlock[] {
  const figure = `−${currency.symbol}${formatAmount(one.total, currency)}`;
  const size = fittingSize(figure, 'bold', WIDTH, [24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10], 1);
  return [
    bar(1.6, 3),
    textOf([run(words.returned, 10, 'bold')], 'left', 2),
    textOf([run(figure, size, 'bold')], 'right'),
    textOf([run(amountInWords(negateMinor(one.total), currency), SIZE, 'bold')], 'left', 1),
    bar(0.4, 3),
  ];
}

/** Every payout that stands, with its state or by when it is there. */
function ways(slip: RefundSlip, words: RefundSlipWords, locale: PaperLocale): LayoutBlock[] {
  const { methods } = RECEIPT_WORDS[locale];
  const standing = slip.case.payouts.filter(({ replacedBy }) => replacedBy === null);
  const figure = (index: number): string =>
    formatAmount(negateMinor(standing[index]?.amount ?? slip.case.total), slip.currency);
  const rows = new FigureRows(
    WIDTH,
    standing.map((_one, index) => figure(index)),
  );
  for (const [index, payout] of standing.entries()) {
    rows.pair([run(words.way(methods[payout.method], words.ways[payout.way]), SIZE)], figure(index), 'bold');
    rows.whole([run(payoutSaid(slip, payout, words), SMALL)]);
  }
  return standing.length === 0 ? [] : [rows.table(2)];
}

/** Room to write in, a line, and who signs on it; the customer first. */
function signatures(words: RefundSlipWords): LeafBlock[] {
  return [words.signCustomer, words.signCashier].flatMap((label): LeafBlock[] => [
    { kind: 'space', height: mm(11) },
    bar(0.5, 0),
    textOf([run(label, SMALL)], 'left', 1),
  ]);
}
