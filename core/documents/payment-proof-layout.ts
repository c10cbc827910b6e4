// 付款证明, A5: what a customer gets whose receipt is lost. It certifies the payment and says that the receipt itself is good
// for nothing any more. Made from posted facts alone, so that a copy says what the first one said.
import { counterPlace } from '../numbers/counter-place.ts';
import type { LossView } from '../contract/paper-case-view.ts';
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import { amountInWords } from '../money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Currency, currencyOf } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import { slipLines } from './a5-slip.ts';
import type { ColourRole, DocumentLayout, LayoutBlock, LeafBlock, TableCell } from './document-layout.ts';
import { PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { PAYMENT_PROOF_WORDS, type PaymentProofWords } from './payment-proof-words.ts';
import { factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { type SealPicture, sealBlock } from './seal-picture.ts';
import { fittingSize } from './text-extent.ts';

/** A lost receipt and the row of the register that says so. */
export interface PaymentProof {
  readonly receipt: ReceiptView;
  readonly view: LossView;
}

interface Setting {
  readonly proof: PaymentProof;
  readonly mark: PrintMark;
  readonly words: PaymentProofWords;
  readonly locale: PaperLocale;
  readonly currency: Currency;
  readonly width: number;
}

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(10), left: mm(12) };
const QR_SIDE = mm(20);
const SEAL = mm(23);
/** A sheet shows what was charged; more lines than this are counted in the total and read in the ledger. */
const MOST_LINES = 8;

/** The layout of a proof: the same facts, mark, language and seal give the same layout for ever. */
export function paymentProofLayout(
  proof: PaymentProof,
  mark: PrintMark,
  { locale, seal }: { readonly locale: PaperLocale; readonly seal: SealPicture | null },
): DocumentLayout {
  const page = PAPER_SIZES.A5;
  const words = PAYMENT_PROOF_WORDS[locale];
  const width = Math.floor((page.width - MARGINS.left - MARGINS.right) * 100) / 100;
  const { receipt, view } = proof;
  const setting: Setting = { proof, mark, words, locale, width, currency: currencyOf(receipt.currency) };
  return {
    layoutVersion: 1,
    paper: 'A5',
    margins: MARGINS,
    info: {
      title: `${words.title} ${view.number}`,
      author: receipt.organisation,
      subject: scanText(view.number),
      language: locale,
      createdAt: view.at,
    },
    runningHead: [textOf([run(`${words.title} ${view.number}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'muted' },
    body: [...head(setting, page.width, seal), ...marks(setting), ...facts(setting), lines(setting)],
    closing: [...total(setting), tenders(setting), { kind: 'space', height: mm(5) }],
    tail: signatures(setting),
  };
}

function payerOf({ proof: { receipt } }: Setting): string | null {
  return receipt.payer ?? receipt.customer?.name ?? null;
}

function head(setting: Setting, pageWidth: number, seal: SealPicture | null): LayoutBlock[] {
  const { proof, words, width } = setting;
  const { receipt, view } = proof;
  const side = SEAL + mm(3);
  const middle = width - 2 * side;
  const size = fittingSize(receipt.organisation, 'bold', middle, [18, 16, 14, 12], 2);
  return [
    { kind: 'qr', x: MARGINS.left, y: mm(11), side: QR_SIDE, text: scanText(view.number) },
    sealBlock(seal, {
      x: pageWidth - MARGINS.right - SEAL,
      y: mm(10),
      side: SEAL,
      colour: 'in',
      ring: receipt.organisation,
      centre: view.businessDate,
      foot: words.title,
    }),
    {
      kind: 'placed',
      x: MARGINS.left + side,
      y: mm(12),
      width: middle,
      blocks: [
        textOf([run(receipt.organisation, size, 'bold')], 'center'),
        textOf([run(words.title, 15, 'bold')], 'center', 3),
      ],
    },
    { kind: 'space', height: mm(22) },
    { kind: 'rule', width, thickness: 0.7, colour: 'ink' },
  ];
}

/** That the receipt is good for nothing any more; and of a copy, that it is one. */
function marks({ proof, mark, words, width }: Setting): LayoutBlock[] {
  const banner = (text: string, size: number): LayoutBlock => ({
    kind: 'banner',
    width,
    runs: [run(text, size, 'regular', 'warn')],
    ground: 'warnGround',
    edge: 'warn',
    above: 5,
  });
  const said = banner(words.banner(proof.receipt.number), 8.5);
  if (mark.kind !== 'copy') return [said];
  const at = localTime(mark.at, proof.view.utcOffsetMinutes);
  return [said, banner(words.copy(mark.n, at, mark.by, mark.reason), 8.5)];
}

function facts(setting: Setting): LayoutBlock[] {
  const { proof, words, width } = setting;
  const { receipt, view } = proof;
  const payer = payerOf(setting);
  const certified = words.certify(payer ?? words.bearer(receipt.number), receipt.businessDate);
  return [
    textOf([run(certified, 10.5)], 'left', 8),
    factTable(
      [
        [
          { label: words.number, value: `${view.number}　${checkDigits(view.number)}`, weight: 'bold' },
          { label: words.issued, value: localTime(view.at, view.utcOffsetMinutes) },
        ],
        [
          { label: words.receipt, value: `${receipt.number}　${checkDigits(receipt.number)}`, weight: 'bold' },
          { label: words.receiptTime, value: localTime(receipt.postedAt, receipt.utcOffsetMinutes) },
        ],
        [{ label: words.payer, value: payer ?? words.noPayer, weight: 'bold' }],
        [
          { label: words.counter, value: counterPlace(receipt.counter) },
          { label: words.cashier, value: view.cashier },
        ],
        [
          { label: words.reportedBy, value: view.reportedBy },
          { label: words.identified, value: words.identifiedBy[view.identified] },
        ],
        ...(view.note === null ? [] : ([[{ label: words.note, value: view.note }]] as const)),
      ],
      width,
      6,
    ),
  ];
}

function lines({ proof, words, width, currency }: Setting): LayoutBlock {
  const { lines: all } = proof.receipt;
  const shown = all.slice(0, MOST_LINES);
  const cell = (text: string, colour: ColourRole = 'ink'): TableCell => ({ runs: [run(text, 9, 'regular', colour)] });
  const rows = shown.map((line) => [
    cell(line.name),
    cell(`${formatQuantity(line.quantity)} ${line.unit}`),
    cell(formatAmount(line.amount, currency)),
  ]);
  const left = all.length - shown.length;
  if (left > 0) rows.push([cell(words.more(left), 'muted'), cell(''), cell('')]);
  return slipLines([words.item, words.quantity, words.amount], rows, width);
}

function total({ proof, words, width, currency }: Setting): LayoutBlock[] {
  const { total: paid } = proof.receipt;
  const text = `${currency.symbol}${formatAmount(paid, currency)}`;
  const size = fittingSize(text, 'bold', width * 0.5, [24, 20, 16, 12], 1);
  return [
    { kind: 'rule', width, thickness: 0.7, colour: 'ink', above: 6 },
    {
      kind: 'columns',
      gap: 8,
      above: 6,
      columns: [
        {
          width: width * 0.5 - 8,
          blocks: [
            textOf([run(words.total, 9, 'bold')], 'left'),
            textOf([run(amountInWords(paid, currency), 9)], 'left', 3),
          ],
        },
        { width: width * 0.5, blocks: [textOf([run(text, size, 'bold')], 'right')] },
      ],
    },
  ];
}

function tenders({ proof, words, locale, width, currency }: Setting): LeafBlock {
  const { methods } = RECEIPT_WORDS[locale];
  const each = (width - 86 - 16) / 2;
  return {
    kind: 'table',
    columns: [
      { width: each, align: 'left' },
      { width: each, align: 'left' },
      { width: 86, align: 'right' },
    ],
    gap: 8,
    rowPadding: 2,
    header: [heading(words.paidBy, 'left'), heading(words.reference, 'left'), heading(words.amount, 'right')],
    rows: proof.receipt.tenders.map(({ method, reference, applied }) =>
      [methods[method], reference ?? '', formatAmount(applied, currency)].map((text) => ({ runs: [run(text, 9)] })),
    ),
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
          { width: half, blocks: line(words.signReporter) },
          { width: half, blocks: line(words.signCashier) },
        ],
      },
    ],
  };
}
