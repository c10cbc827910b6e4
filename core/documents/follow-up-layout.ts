// The A5 slips that follow a receipt: the void, red because money goes out, the tender correction, and the red receipt of a
// reissue 冲红, which takes the whole of the old one back: what was refunded and what a new receipt stands for.
// Made from posted facts alone, so that a copy says what the first one said.
import { counterPlace } from '../numbers/counter-place.ts';
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import type { ReissueView } from '../contract/paper-case-view.ts';
import type { CorrectionView, VoidView } from '../contract/receipt-standing.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { type Currency, currencyOf, type Minor, negateMinor } from '../money/money.ts';
import { checkDigits } from '../numbers/document-number.ts';
import { copySentence, SLIP_WIDTH, slipAmount, slipFrame, slipHead, slipSignatures, slipTable } from './a5-slip.ts';
import type { ColourRole, DocumentLayout, LayoutBlock, TableCell } from './document-layout.ts';
import { FOLLOW_UP_WORDS, type FollowUpWords } from './follow-up-words.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, heading, localTime, run } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';

/** What a slip is of. */
export type FollowUp =
  | { readonly kind: 'void'; readonly receipt: ReceiptView; readonly view: VoidView }
  | { readonly kind: 'correction'; readonly receipt: ReceiptView; readonly view: CorrectionView }
  | { readonly kind: 'reissue'; readonly receipt: ReceiptView; readonly view: ReissueView };

interface Setting {
  readonly followUp: FollowUp;
  readonly words: FollowUpWords;
  readonly methods: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly width: number;
  /** Brick red where money goes out; the correction moves none. */
  readonly colour: ColourRole;
}

/** A sheet shows what was charged; more lines than this are counted in the total and read on the receipt. */
const MOST_LINES = 12;

/** The layout of a slip: the same facts, mark and locale give the same layout for ever. */
export function followUpLayout(followUp: FollowUp, mark: PrintMark, locale: PaperLocale): DocumentLayout {
  const words = FOLLOW_UP_WORDS[locale];
  const width = SLIP_WIDTH;
  const { receipt, view } = followUp;
  const { organisation } = receipt;
  const { number } = view;
  const setting: Setting = {
    ...{ followUp, words, width, methods: RECEIPT_WORDS[locale].methods },
    currency: currencyOf(receipt.currency),
    colour: followUp.kind === 'correction' ? 'ink' : 'out',
  };
  const { title, banner } = headOf(followUp, words);
  const copied = copySentence(mark, words.copy, (at) => localTime(at, view.utcOffsetMinutes));
  const head = slipHead({ organisation, title, number, banner, colour: setting.colour, copied });
  return {
    ...slipFrame({ title, number, organisation, at: view.at, locale, pageMark: RECEIPT_WORDS[locale].pageMark }),
    body: [...head, ...facts(setting), ...(followUp.kind === 'correction' ? [] : voided(setting))],
    closing: [...CLOSINGS[followUp.kind](setting), { kind: 'space', height: mm(6) }],
    tail: slipSignatures([words.signCustomer, words.signCashier]),
  };
}

function headOf({ kind, receipt, ...said }: FollowUp, words: FollowUpWords): { title: string; banner: string } {
  if (kind === 'void') return { title: words.voidTitle, banner: words.voidBanner(receipt.number) };
  if (kind === 'correction') return { title: words.correctionTitle, banner: words.correctionBanner(receipt.number) };
  const { replacement } = said.view as ReissueView;
  return { title: words.reissueTitle, banner: words.reissueBanner(receipt.number, replacement) };
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
      { label: words.counter, value: counterPlace(receipt.counter) },
      { label: words.shift, value: view.shiftNumber },
    ],
    followUp.kind === 'reissue'
      ? [
          { label: words.cashier, value: view.cashier },
          { label: words.refundCase, value: followUp.view.case },
        ]
      : [
          { label: words.cashier, value: view.cashier },
          { label: words.approver, value: followUp.view.approver ?? words.noApprover },
        ],
    ...(followUp.kind === 'void'
      ? ([[{ label: words.reason, value: words.reasons[followUp.view.reason] }]] as const)
      : []),
    ...(followUp.kind === 'reissue' || followUp.view.text === null
      ? []
      : ([[{ label: words.remark, value: followUp.view.text }]] as const)),
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
    slipAmount(words.returned, back, currency, 'out'),
    slipTable(
      [words.by, words.proof, words.amount],
      tenders.map(({ method, amount, reversal }) => [
        setting.methods[method] ?? method,
        reversal === null ? words.noReversal : words.reversal(reversal),
        formatAmount(negateMinor(amount), currency),
      ]),
    ),
  ];
}

/** The whole of the old receipt, red, and what became of it: the slips that gave a part back, the receipt for the rest. */
function reissued(setting: Setting): LayoutBlock[] {
  const { followUp, words, width, currency } = setting;
  if (followUp.kind !== 'reissue') return [];
  const { slips, total, replacement } = followUp.view;
  const red = (amount: Minor): string => formatAmount(negateMinor(amount), currency);
  return [
    { kind: 'rule', width, thickness: 0.7, colour: 'out', above: 6 },
    slipAmount(words.takenBack, negateMinor(followUp.receipt.total), currency, 'out'),
    slipTable(
      [words.became, words.number, words.amount],
      [
        ...slips.map((slip) => [words.refundedBy, slip.number, red(slip.total)]),
        [words.standsFor, replacement, red(total)],
      ],
    ),
  ];
}

const CLOSINGS: Readonly<Record<FollowUp['kind'], (setting: Setting) => LayoutBlock[]>> = {
  void: returned,
  correction: moved,
  reissue: reissued,
};

/** From where the money was booked to where it is. */
function moved(setting: Setting): LayoutBlock[] {
  const { followUp, words, currency } = setting;
  if (followUp.kind !== 'correction') return [];
  const { from, to, amount, reference, proof } = followUp.view;
  const proved = reference ?? (proof === 'unverified' ? words.unproved : '');
  return [
    slipAmount(words.amount, amount, currency, setting.colour),
    slipTable(
      ['', words.by, words.proof, words.amount],
      [
        [words.from, setting.methods[from] ?? from, '', formatAmount(negateMinor(amount), currency)],
        [words.to, setting.methods[to] ?? to, proved, formatAmount(amount, currency)],
      ],
    ),
  ];
}
