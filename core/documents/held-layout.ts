// A5 slips: money taken for a customer, given back (red) or kept, and our account for somebody who will transfer.
// From posted facts alone, as a receipt is: the same facts, mark and locale give the same slip for ever.
import { counterPlace } from '../numbers/counter-place.ts';
import type { PrepaymentView } from '../contract/prepayment-view.ts';
import type { PrintMark } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount } from '../money/format-amount.ts';
import { currencyOf, type Minor, negateMinor } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import { type DocumentLayout, type LayoutBlock, type LeafBlock, PAPER_SIZES } from './document-layout.ts';
import { HELD_WORDS } from './held-words.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { type SealPicture, sealBlock } from './seal-picture.ts';
import { tenderDetail } from './tender-table.ts';
import { fittingSize } from './text-extent.ts';

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(8), left: mm(12) };
const PAGE = PAPER_SIZES.A5;
const WIDTH = Math.floor((PAGE.width - MARGINS.left - MARGINS.right) * 100) / 100;
const SEAL = mm(23);
const SIDE = SEAL + mm(3);

interface HeadOf {
  readonly organisation: string;
  readonly title: string;
  readonly businessDate: string;
  /** Text of the QR code; null: none. */
  readonly qr: string | null;
  readonly seal: SealPicture | null;
  readonly foot: string;
  readonly out: boolean;
}

function head({ organisation, title, businessDate, qr, seal, foot, out }: HeadOf): LayoutBlock[] {
  const middle = WIDTH - 2 * SIDE;
  const place = { x: PAGE.width - MARGINS.right - SEAL, y: mm(10), side: SEAL, colour: 'in' as const };
  return [
    sealBlock(seal, { ...place, ring: organisation, centre: businessDate, foot }),
    ...(qr === null ? [] : [{ kind: 'qr' as const, x: MARGINS.left, y: mm(11.5), side: mm(20), text: qr }]),
    {
      kind: 'placed',
      x: MARGINS.left + SIDE,
      y: mm(12),
      width: middle,
      blocks: [
        textOf([run(organisation, fittingSize(organisation, 'bold', middle, [16, 14, 12, 10], 2), 'bold')], 'center'),
        textOf([run(title, 14, 'bold', out ? 'out' : 'ink')], 'center', 4),
      ],
    },
    { kind: 'space', height: mm(21) },
    { kind: 'rule', width: WIDTH, thickness: 0.7, colour: out ? 'out' : 'ink' },
    { kind: 'rule', width: WIDTH, thickness: 0.4, colour: out ? 'out' : 'ink', above: 1.4 },
  ];
}

export interface HeldPrint {
  readonly locale: PaperLocale;
  readonly seal: SealPicture | null;
}

/** The slip of one document Y. RangeError for a currency or a document number that does not exist. */
export function heldLayout(view: PrepaymentView, mark: PrintMark, { locale, seal }: HeldPrint): DocumentLayout {
  const words = HELD_WORDS[locale];
  const receipt = RECEIPT_WORDS[locale];
  const currency = currencyOf(view.currency);
  const title = words.title[view.act](view.kind.name);
  const out = view.act !== 'take';
  const signed = out ? negateMinor(view.amount) : view.amount;
  const big = `${currency.symbol}${formatAmount(signed, currency)}`;
  const facts: FactRow[] = [
    [
      { label: receipt.number, value: receipt.numberWithCheck(view.number, checkDigits(view.number)), weight: 'bold' },
      { label: receipt.time, value: localTime(view.postedAt, view.utcOffsetMinutes) },
    ],
    [{ label: words.customer, value: receipt.customerValue(view.customer.number, view.customer.name), weight: 'bold' }],
    [
      { label: receipt.counter, value: counterPlace(view.counter) },
      { label: receipt.businessDate, value: view.businessDate },
    ],
    [
      { label: receipt.cashier, value: view.cashier },
      { label: receipt.shift, value: view.shiftNumber },
    ],
    [{ label: words.kind, value: view.kind.name }],
    ...(view.reason === null ? [] : [[{ label: words.reason, value: view.reason }] as const]),
  ];
  const unverified = view.tenders.some(({ proof }) => proof === 'unverified');
  return {
    ...base(view.organisation, title, locale, view.postedAt, scanText(view.number)),
    body: [
      ...head({
        organisation: view.organisation,
        title,
        businessDate: view.businessDate,
        qr: scanText(view.number),
        seal,
        foot: receipt.sealFoot,
        out,
      }),
      ...copyMark(view, mark, locale),
      factTable(facts, WIDTH, 6),
      ...parts(view, locale),
      ...(unverified ? [textOf([run(receipt.unverifiedNote, 7.5, 'regular', 'warn')], 'left', 1)] : []),
    ],
    closing: [
      { kind: 'rule', width: WIDTH, thickness: 1, colour: out ? 'out' : 'ink', above: 6, below: 2 },
      amountRow(words.amount[view.act], big, out),
      factTable(
        [
          [{ label: receipt.inWords(currency.code), value: amountInWords(view.amount, currency), weight: 'bold' }],
          [{ label: words.balance, value: formatAmount(view.balance, currency), weight: 'bold' }],
        ],
        WIDTH,
        2,
      ),
      textOf([run(words.note[view.act], 7.5, 'regular', 'muted')], 'left', 6),
      ...(out ? [textOf([run(`${words.signature}：＿＿＿＿＿＿＿＿＿＿`, 9)], 'right', 18)] : []),
    ],
  };
}

function base(
  author: string,
  title: string,
  language: PaperLocale,
  createdAt: number,
  subject: string,
): Omit<DocumentLayout, 'body' | 'closing'> {
  return {
    layoutVersion: 1,
    paper: 'A5',
    margins: MARGINS,
    info: { title, author, subject, language, createdAt },
    runningHead: [textOf([run(`${author}　${title}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: RECEIPT_WORDS[language].pageMark, size: 8, colour: 'muted' },
    tail: { height: 0, blocks: [] },
  };
}

function copyMark(view: PrepaymentView, mark: PrintMark, locale: PaperLocale): LayoutBlock[] {
  if (mark.kind !== 'copy') return [];
  const words = RECEIPT_WORDS[locale];
  const facts = words.copyFacts(localTime(mark.at, view.utcOffsetMinutes), mark.by, mark.reason);
  const runs = [run(`${words.copyTitle(mark.n)}　`, 11, 'bold', 'warn'), run(facts, 8.5, 'regular', 'warn')];
  return [{ kind: 'banner', width: WIDTH, runs, ground: 'warnGround', edge: 'warn', above: 5 }];
}

/** How it came in, or how it went back and which load it was. */
function parts(view: PrepaymentView, locale: PaperLocale): LeafBlock[] {
  const words = RECEIPT_WORDS[locale];
  const currency = currencyOf(view.currency);
  const amount = (value: Minor) => formatAmount(value, currency);
  const rows =
    view.act === 'take'
      ? view.tenders.map((tender) => ({
          method: words.methods[tender.method],
          told: [tenderDetail(tender), tender.reference].filter((text) => text !== null).join('　'),
          warn: tender.proof === 'unverified' ? `△ ${words.unverified}` : null,
          amount: amount(tender.applied),
        }))
      : view.backs.map((back) => ({
          method: words.methods[back.method],
          told: [`${HELD_WORDS[locale].load} ${back.load}`, ...(back.reference === null ? [] : [back.reference])].join(
            '　',
          ),
          warn: null,
          amount: amount(negateMinor(back.amount)),
        }));
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { width: 76, align: 'left' },
        { width: WIDTH - 76 - 84 - 16, align: 'left' },
        { width: 84, align: 'right' },
      ],
      gap: 8,
      rowPadding: 2.2,
      header: [heading(words.tender, 'left'), heading(words.reference, 'left'), heading(words.amount, 'right')],
      rows: rows.map((row) => [
        { runs: [run(row.method, 9)] },
        {
          runs: [
            run(row.told, 9),
            ...(row.warn === null ? [] : [run(`　${row.warn}`, 9, 'bold' as const, 'warn' as const)]),
          ],
        },
        { runs: [run(row.amount, 9)] },
      ]),
      rules: 'rows',
      above: 6,
    },
  ];
}

function amountRow(label: string, big: string, out: boolean): LayoutBlock {
  const size = fittingSize(big, 'bold', WIDTH - 96, [26, 24, 22, 20, 18, 16], 1);
  const colour = out ? 'out' : 'ink';
  return {
    kind: 'columns',
    gap: 8,
    columns: [
      { width: 88, blocks: [textOf([run(label, 11, 'bold', colour)], 'left', (size - 11) * 1.16)] },
      { width: WIDTH - 96, blocks: [textOf([run(big, size, 'bold', colour)], 'right')] },
    ],
  };
}

/** What is quoted to somebody who will transfer; amounts in minor units. */
export interface TransferSlip {
  readonly organisation: string;
  readonly counter: { readonly code: string; readonly name: string };
  readonly currency: string;
  readonly businessDate: string;
  readonly madeAt: number;
  readonly utcOffsetMinutes: number;
  readonly cashier: string;
  readonly holder: string;
  readonly bank: string;
  readonly account: string;
  readonly purpose: string;
  readonly amount: Minor;
  readonly payer: string | null;
}

/** The slip for a transfer to come: no document, no number, and it says that it is no receipt. */
export function transferLayout(slip: TransferSlip, { locale, seal }: HeldPrint): DocumentLayout {
  const words = HELD_WORDS[locale];
  const receipt = RECEIPT_WORDS[locale];
  const currency = currencyOf(slip.currency);
  const title = words.transferTitle;
  const lines: FactRow[] = [
    [{ label: words.holder, value: slip.holder, weight: 'bold' }],
    [{ label: words.bank, value: slip.bank, weight: 'bold' }],
    [{ label: words.account, value: slip.account, weight: 'bold' }],
    [{ label: words.purpose, value: slip.purpose, weight: 'bold' }],
  ];
  return {
    ...base(slip.organisation, title, locale, slip.madeAt, slip.purpose),
    body: [
      ...head({ ...slip, title, qr: null, seal, foot: '', out: false }),
      factTable(
        [
          [
            { label: receipt.payer, value: slip.payer ?? receipt.noPayer },
            { label: receipt.time, value: localTime(slip.madeAt, slip.utcOffsetMinutes) },
          ],
          [
            { label: receipt.counter, value: counterPlace(slip.counter) },
            { label: receipt.cashier, value: slip.cashier },
          ],
        ],
        WIDTH,
        6,
      ),
      { kind: 'rule', width: WIDTH, thickness: 0.4, colour: 'hairline', above: 6, below: 4 },
      factTable(lines, WIDTH, 4),
    ],
    closing: [
      { kind: 'rule', width: WIDTH, thickness: 1, colour: 'ink', above: 6, below: 2 },
      amountRow(words.transferAmount, `${currency.symbol}${formatAmount(slip.amount, currency)}`, false),
      factTable(
        [[{ label: receipt.inWords(currency.code), value: amountInWords(slip.amount, currency), weight: 'bold' }]],
        WIDTH,
        2,
      ),
      textOf([run(words.transferNote, 8.5)], 'left', 8),
    ],
  };
}
