// The receipt on an 80 mm roll: the face of the A5 paper on 72 mm of print, one page as long as its content.
// Thermal heads know black only, so that nothing here is grey. Template version 1, like the A5 paper it goes with.
import { counterPlace } from '../numbers/counter-place.ts';
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount } from '../money/format-amount.ts';
import { currencyOf } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import { type DocumentLayout, type LayoutBlock, type LeafBlock, PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { localTime, payerName, type ReceiptSetting, run, textOf } from './receipt-blocks.ts';
import { contactLine, exchangedMark, footerLine, markShort, paperFacts } from './receipt-layout.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { type SealPicture, sealBlock } from './seal-picture.ts';
import { slipLines, slipTenders, slipTotals } from './slip-blocks.ts';
import { cutToFit, fittingSize, LINE_HEIGHT, lineCount, textExtent } from './text-extent.ts';

export interface SlipPaper {
  locale: PaperLocale;
  paper: '80mm';
  /** As for the A5 paper. */
  seal?: SealPicture | null;
  stock?: string | null;
  contact?: { readonly address: string | null; readonly phone: string | null } | null;
  footer?: string | null;
}

/** 72 mm of the 80 can be printed on. */
const MARGIN = mm(4);
const SIDE = mm(18);
const FACT_SIZE = 8.5;

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly bold?: true;
}

/** Label and value, one fact a row. */
export function factRows(facts: readonly Fact[], width: number, above: number): LeafBlock {
  const gap = 6;
  const label = Math.ceil(Math.max(...facts.map((fact) => textExtent(fact.label, FACT_SIZE, 'regular')))) + 1;
  return {
    kind: 'table',
    columns: [
      { width: label, align: 'left' },
      { width: width - label - gap, align: 'left' },
    ],
    gap,
    rowPadding: 0.6,
    header: null,
    rows: facts.map((fact) => [
      { runs: [run(fact.label, FACT_SIZE)] },
      { runs: [run(fact.value, FACT_SIZE, fact.bold ? 'bold' : 'regular')] },
    ]),
    rules: 'none',
    above,
  };
}

/** The organisation over the whole width, then QR, title with number, and seal in one row. */
function head(setting: ReceiptSetting, seal: SealPicture | null): LayoutBlock[] {
  const { view, words, width } = setting;
  const one = fittingSize(view.organisation, 'bold', width, [14, 13, 12], 1);
  const fits = textExtent(view.organisation, one, 'bold') <= width;
  const size = fits ? one : fittingSize(view.organisation, 'bold', width, [12, 11, 10, 9], 2);
  const lines = fits ? 1 : lineCount(view.organisation, size, 'bold', width);
  const top = mm(3);
  const rowTop = top + lines * size * LINE_HEIGHT + mm(1.5);
  const middle = width - 2 * SIDE - mm(4);
  const number = fittingSize(view.number, 'bold', middle, [9, 8.5, 8, 7.5, 7, 6.5, 6], 1);
  const check = checkDigits(view.number);
  return [
    { kind: 'qr', x: MARGIN, y: rowTop, side: SIDE, text: scanText(view.number) },
    sealBlock(seal, {
      x: MARGIN + width - SIDE,
      y: rowTop,
      side: SIDE,
      colour: 'ink',
      ring: view.organisation,
      centre: view.businessDate,
      foot: words.sealFoot,
    }),
    {
      kind: 'placed',
      x: MARGIN,
      y: top,
      width,
      blocks: [textOf([run(view.organisation, size, 'bold')], 'center')],
    },
    {
      kind: 'placed',
      x: MARGIN + SIDE + mm(2),
      y: rowTop + mm(1),
      width: middle,
      blocks: [
        textOf([{ ...run(words.title, 12), spacing: setting.words === RECEIPT_WORDS.en ? 0.5 : 2 }], 'center'),
        textOf([run(view.number, number, 'bold')], 'center', 3),
        textOf([run(`${words.checkDigits} ${check}`, 7.5)], 'center', 1),
      ],
    },
    { kind: 'space', height: rowTop + SIDE + mm(1.5) - MARGIN },
    { kind: 'rule', width, thickness: 0.8, colour: 'ink' },
  ];
}

/** A copy says so between two bars; a receipt entered later names the hand-written one. */
function marks({ view, mark, words, width }: ReceiptSetting): LayoutBlock[] {
  const blocks: LayoutBlock[] = [];
  if (mark.kind === 'copy') {
    const facts = words.copyFacts(localTime(mark.at, view.utcOffsetMinutes), mark.by, mark.reason);
    blocks.push(textOf([run(words.copyTitle(mark.n), 12, 'bold')], 'center', 3), textOf([run(facts, 8)], 'center'), {
      kind: 'rule',
      width,
      thickness: 0.8,
      colour: 'ink',
      above: 2,
    });
  }
  if (view.paper) {
    blocks.push(textOf([run(words.backfilled(view.paper.number, view.paper.date), 8)], 'left', 3), {
      kind: 'rule',
      width,
      thickness: 0.4,
      colour: 'ink',
      above: 2,
    });
  }
  const exchanged = exchangedMark({ view, mark, words });
  if (exchanged !== null) {
    blocks.push(textOf([run(exchanged.text, 8, exchanged.stands ? 'regular' : 'bold')], 'left', 3), {
      kind: 'rule',
      width,
      thickness: 0.4,
      colour: 'ink',
      above: 2,
    });
  }
  return blocks;
}

function facts(setting: ReceiptSetting): LeafBlock {
  const { view, words, width } = setting;
  const { customer } = view;
  const payerIsCustomer = customer !== null && (view.payer === null || view.payer === customer.name);
  const payer = payerIsCustomer ? words.customerValue(customer.number, customer.name) : payerName(setting);
  const rows: Fact[] = [
    { label: words.payer, value: payer, bold: true },
    ...(customer && !payerIsCustomer
      ? [{ label: words.customer, value: words.customerValue(customer.number, customer.name) }]
      : []),
    { label: words.time, value: localTime(view.postedAt, view.utcOffsetMinutes) },
    { label: words.businessDate, value: view.businessDate },
    { label: words.counter, value: counterPlace(view.counter) },
    { label: words.shift, value: view.shiftNumber },
    { label: words.cashier, value: view.cashier },
  ];
  return factRows(rows, width, 3);
}

/** The stub 存根: what is torn off below the perforation and stays at the counter. */
function stub(setting: ReceiptSetting, stock: string | null): LeafBlock[] {
  const { view, words, currency, width } = setting;
  const title = [words.stub, ...markShort(setting)].join('　');
  const room = width - textExtent(`${title}　`, 10, 'bold') - 2;
  const tenders = view.tenders
    .map((tender) =>
      words.stubTender(
        words.methods[tender.method],
        formatAmount(tender.applied, currency),
        tender.proof === 'unverified' ? words.unverified : null,
      ),
    )
    .join(words.stubTenderSeparator);
  const total = `${currency.symbol}${formatAmount(view.total, currency)}`;
  const rows: Fact[] = [
    { label: words.number, value: words.numberWithCheck(view.number, checkDigits(view.number)), bold: true },
    { label: words.total, value: total, bold: true },
    { label: words.payer, value: payerName(setting), bold: true },
    { label: words.time, value: localTime(view.postedAt, view.utcOffsetMinutes) },
    { label: words.cashier, value: view.cashier },
    ...(tenders === '' ? [] : [{ label: words.tender, value: tenders }]),
    ...paperFacts(setting, stock),
  ];
  return [
    { kind: 'space', height: 8 },
    { kind: 'perforation', width },
    textOf([run(`${title}　`, 10, 'bold'), run(cutToFit(view.organisation, 8, 'bold', room), 8, 'bold')], 'left', 6),
    factRows(rows, width, 2),
  ];
}

/**
 * The layout of a receipt on an 80 mm roll, from its posted facts alone. The same facts, mark and paper give the same
 * layout for ever. RangeError for a currency or a document number that does not exist.
 */
export function slipLayout(view: ReceiptView, mark: PrintMark, options: SlipPaper): DocumentLayout {
  const words = RECEIPT_WORDS[options.locale];
  const width = Math.floor((PAPER_SIZES['80mm'].width - 2 * MARGIN) * 100) / 100;
  const setting: ReceiptSetting = { view, mark, words, currency: currencyOf(view.currency), width };
  return {
    layoutVersion: 1,
    paper: options.paper,
    margins: { top: MARGIN, right: MARGIN, bottom: mm(6), left: MARGIN },
    info: {
      title: words.documentTitle(view.number),
      author: view.organisation,
      subject: scanText(view.number),
      language: options.locale,
      createdAt: view.postedAt,
    },
    runningHead: [],
    pageMark: { template: words.pageMark, size: 8, colour: 'ink' },
    body: [
      ...head(setting, options.seal ?? null),
      ...contactLine(setting, options.contact ?? null, 'ink'),
      ...marks(setting),
      facts(setting),
      ...slipLines(setting),
    ],
    closing: [
      ...slipTotals(setting, amountInWords(view.total, setting.currency)),
      ...slipTenders(setting),
      ...footerLine(options.footer ?? null, 'ink'),
    ],
    tail: { height: 0, blocks: stub(setting, options.stock ?? null) },
  };
}
