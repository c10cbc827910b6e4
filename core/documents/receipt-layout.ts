// The A5 receipt: where each part stands on the paper, from organisation and seal down to the stub that stays at the counter.
// Template version 1. A later version gets a file of its own; this one stays, so that a reprint looks as the original did.
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import { formatAmount } from '../money/format-amount.ts';
import { currencyOf } from '../money/money.ts';
import { checkDigits, scanText } from '../numbers/document-number.ts';
import {
  type ColourRole,
  type DocumentLayout,
  type LayoutBlock,
  type LeafBlock,
  PAPER_SIZES,
} from './document-layout.ts';
import {
  type FactRow,
  factTable,
  lineTable,
  localTime,
  payerName,
  type ReceiptSetting,
  receiptFacts,
  run,
  textOf,
  totals,
} from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { mm } from './millimetres.ts';
import { type SealPicture, sealBlock } from './seal-picture.ts';
import { tableHeight } from './table-height.ts';
import { tenderTable } from './tender-table.ts';
import { cutToFit, fittingSize, LINE_HEIGHT, lineCount, textExtent } from './text-extent.ts';

export interface ReceiptPaper {
  locale: PaperLocale;
  paper: 'A5';
  /** The organisation's seal as it was on the receipt's business date; absent: a ring with its name. */
  seal?: SealPicture | null;
  /** Number of the pre-printed sheet this paper goes on; absent where there is none. */
  stock?: string | null;
  /** Where the organisation is found, and a line of its own at the end; as set on the receipt's business date. */
  contact?: { readonly address: string | null; readonly phone: string | null } | null;
  footer?: string | null;
}

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(8), left: mm(12) };
const QR_SIDE = mm(20);
const SEAL = mm(23);
const HEAD_TOP = mm(10);
const HEAD_HEIGHT = mm(24);
// More tenders than this flow with the lines, or totals and stub would not fit one page together.
const MOST_TENDERS_KEPT = 12;

/** QR left, organisation and title in the middle, seal right: each where a reader of Chinese receipts looks for it. */
function head(setting: ReceiptSetting, pageWidth: number, seal: SealPicture | null): LayoutBlock[] {
  const { view, words, width } = setting;
  const side = Math.max(QR_SIDE, SEAL) + mm(3);
  const middle = width - 2 * side;
  const size = fittingSize(view.organisation, 'bold', middle, [18, 16], 1);
  const fits = textExtent(view.organisation, size, 'bold') <= middle;
  const orgSize = fits ? size : fittingSize(view.organisation, 'bold', middle, [14, 13, 12], 2);
  const lines = fits ? 1 : lineCount(view.organisation, orgSize, 'bold', middle);
  const finalSize = lines > 3 ? 9 : orgSize;
  return [
    { kind: 'qr', x: MARGINS.left, y: HEAD_TOP + mm(1.5), side: QR_SIDE, text: scanText(view.number) },
    sealBlock(seal, {
      x: pageWidth - MARGINS.right - SEAL,
      y: HEAD_TOP,
      side: SEAL,
      colour: 'in',
      ring: view.organisation,
      centre: view.businessDate,
      foot: words.sealFoot,
    }),
    {
      kind: 'placed',
      x: MARGINS.left + side,
      y: HEAD_TOP + (fits ? mm(3) : 0),
      width: middle,
      blocks: [
        textOf([run(view.organisation, finalSize, 'bold')], 'center'),
        {
          kind: 'text',
          runs: [{ ...run(words.title, 13), spacing: setting.words === RECEIPT_WORDS.en ? 1 : 5 }],
          align: 'center',
          above: 2,
        },
      ],
    },
    { kind: 'space', height: HEAD_TOP + HEAD_HEIGHT - MARGINS.top },
    { kind: 'rule', width, thickness: 0.7, colour: 'ink' },
    { kind: 'rule', width, thickness: 0.4, colour: 'ink', above: 1.4 },
  ];
}

/** What sets this paper apart: a copy says it is one, a receipt entered later names the hand-written one. */
function marks({ view, mark, words, width }: ReceiptSetting): LayoutBlock[] {
  const blocks: LayoutBlock[] = [];
  if (mark.kind === 'copy') {
    const facts = words.copyFacts(localTime(mark.at, view.utcOffsetMinutes), mark.by, mark.reason);
    blocks.push({
      kind: 'banner',
      width,
      runs: [run(`${words.copyTitle(mark.n)}　`, 11, 'bold', 'warn'), run(facts, 8.5, 'regular', 'warn')],
      ground: 'warnGround',
      edge: 'warn',
      above: 5,
    });
  }
  if (view.paper) {
    blocks.push({
      kind: 'banner',
      width,
      runs: [run(words.backfilled(view.paper.number, view.paper.date), 8.5)],
      ground: 'quietGround',
      edge: 'muted',
      above: 5,
    });
  }
  const exchanged = exchangedMark({ view, mark, words });
  if (exchanged !== null) {
    blocks.push({
      kind: 'banner',
      width,
      runs: [run(exchanged.text, 8.5, 'bold', exchanged.stands ? 'ink' : 'warn')],
      ground: exchanged.stands ? 'quietGround' : 'warnGround',
      edge: exchanged.stands ? 'muted' : 'warn',
      above: 5,
    });
  }
  return blocks;
}

/** 换票, 冲红重开: what this paper took the place of; on a copy made afterwards, what took the place of this one. */
export function exchangedMark({
  view,
  mark,
  words,
}: Pick<ReceiptSetting, 'view' | 'mark' | 'words'>): { readonly text: string; readonly stands: boolean } | null {
  if (mark.kind === 'copy' && view.replacedBy !== undefined)
    return {
      text: view.byRest ? words.replacedByRest(view.replacedBy) : words.replacedBy(view.replacedBy),
      stands: false,
    };
  if (view.replaces === undefined) return null;
  return { text: view.isRest ? words.restOf(view.replaces) : words.replaces(view.replaces), stands: true };
}

const STUB_SIZE = 8.5;

/** Below the name: address and telephone, where they are set. */
export function contactLine(
  { words }: ReceiptSetting,
  contact: { readonly address: string | null; readonly phone: string | null } | null,
  colour: ColourRole,
): LeafBlock[] {
  if (contact === null || (contact.address === null && contact.phone === null)) return [];
  return [textOf([run(words.contact(contact.address, contact.phone), 7.5, 'regular', colour)], 'center', 2)];
}

/** The organisation's own line at the end of its part. */
export function footerLine(footer: string | null, colour: ColourRole): LeafBlock[] {
  return footer === null ? [] : [textOf([run(footer, 7.5, 'regular', colour)], 'center', 4)];
}

/** What sets this sheet apart, in a word or two for the stub; nothing for the original. */
export function markShort({ mark, words }: ReceiptSetting): string[] {
  if (mark.kind === 'original') return [];
  return [mark.kind === 'copy' ? words.copyShort(mark.n) : words.replacedShort(mark.n)];
}

/** What the counter keeps of the sheet itself: its pre-printed number, and why an earlier one was spoiled. */
export function paperFacts({ view, mark, words }: ReceiptSetting, stock: string | null) {
  const facts: { label: string; value: string }[] = [];
  if (stock !== null) facts.push({ label: words.stockNumber, value: stock });
  if (mark.kind === 'replacement') {
    const at = localTime(mark.at, view.utcOffsetMinutes);
    facts.push({
      label: words.replaced,
      value: words.replacedFacts(at, mark.by, words.spoilReasons[mark.reason], mark.note),
    });
  }
  return facts;
}

/** The stub 存根: what the counter keeps when the customer has torn off the rest. */
function stub(setting: ReceiptSetting, stock: string | null): DocumentLayout['tail'] {
  const { view, mark, words, currency, width } = setting;
  const total = `${currency.symbol}${formatAmount(view.total, currency)}`;
  const tenders = view.tenders
    .map((tender) =>
      words.stubTender(
        words.methods[tender.method],
        formatAmount(tender.applied, currency),
        tender.proof === 'unverified' ? words.unverified : null,
      ),
    )
    .join(words.stubTenderSeparator);
  const payer = payerName(setting);
  const title = `${[words.stub, ...markShort(setting)].join('　')}　`;
  const numberText = words.numberWithCheck(view.number, checkDigits(view.number));
  const numberWidth = Math.ceil(textExtent(numberText, 9, 'bold')) + 2;
  const titleWidth = width - numberWidth - 8;
  const organisation = cutToFit(view.organisation, 8, 'bold', titleWidth - textExtent(title, 10, 'bold') - 2);
  const totalSize = fittingSize(total, 'bold', width * 0.42, [15, 13, 11, 9], 1);
  const totalWidth = Math.ceil(Math.max(textExtent(total, totalSize, 'bold'), textExtent(words.total, 8, 'bold'))) + 4;
  const factsWidth = width - totalWidth - 12;
  const time = { label: words.time, value: localTime(view.postedAt, view.utcOffsetMinutes) };
  const cashier = { label: words.cashier, value: view.cashier };
  const widest = Math.max(...[words.time, words.payer, words.tender].map((l) => textExtent(l, STUB_SIZE, 'regular')));
  const pairLength = [time.value, cashier.label, cashier.value].reduce(
    (sum, text) => sum + textExtent(text, STUB_SIZE, 'regular'),
    widest + 40,
  );
  const together = pairLength <= factsWidth;
  const rows: FactRow[] = [
    ...(together ? [[time, cashier] as const] : [[time] as const, [cashier] as const]),
    // Bold like the payer above: its characters are in that font already, and a stub is looked up by name.
    [{ label: words.payer, value: payer, weight: 'bold' }],
    [{ label: words.tender, value: tenders }],
    ...paperFacts(setting, stock).map((fact) => [fact] as const),
  ];
  const facts = factTable(rows, factsWidth, 0);
  const titleHeight = 10 * LINE_HEIGHT;
  return {
    height: Math.ceil(10 + titleHeight + 3 + tableHeight(facts)),
    blocks: [
      { kind: 'perforation', width },
      { kind: 'space', height: 7 },
      {
        kind: 'columns',
        gap: 8,
        columns: [
          {
            width: titleWidth,
            blocks: [
              textOf(
                [run(title, 10, 'bold', mark.kind === 'copy' ? 'warn' : 'ink'), run(organisation, 8, 'bold', 'muted')],
                'left',
              ),
            ],
          },
          { width: numberWidth, blocks: [textOf([run(numberText, 9, 'bold')], 'right', 1.2)] },
        ],
      },
      {
        kind: 'columns',
        gap: 12,
        above: 2,
        columns: [
          { width: factsWidth, blocks: [facts] },
          {
            width: totalWidth,
            blocks: [
              textOf([run(words.total, 8, 'bold', 'muted')], 'right', 1),
              textOf([run(total, totalSize, 'bold')], 'right'),
            ],
          },
        ],
      },
    ],
  };
}

/** Later pages say whose they are; those of a copy say that too, since sheets come apart. */
function runningHead(setting: ReceiptSetting): LeafBlock[] {
  const { view, mark, words, width } = setting;
  const copy = mark.kind === 'copy' ? `${words.copyShort(mark.n)}　` : '';
  const room = width - 100 - textExtent(copy, 8, 'bold');
  const text = words.runningHead(view.organisation, view.number, payerName(setting));
  const runs = [run(cutToFit(text, 8, 'regular', room), 8, 'regular', 'muted')];
  return [
    textOf(copy === '' ? runs : [run(copy, 8, 'bold', 'warn'), ...runs], 'left'),
    { kind: 'rule', width, thickness: 0.4, colour: 'hairline', above: 2 },
  ];
}

/**
 * The layout of a receipt, from its posted facts alone: the same facts, mark and locale give the same layout for ever.
 * RangeError for a currency or a document number that does not exist.
 */
export function receiptLayout(view: ReceiptView, mark: PrintMark, options: ReceiptPaper): DocumentLayout {
  const words = RECEIPT_WORDS[options.locale];
  const page = PAPER_SIZES[options.paper];
  const width = Math.floor((page.width - MARGINS.left - MARGINS.right) * 100) / 100;
  const setting: ReceiptSetting = { view, mark, words, currency: currencyOf(view.currency), width };
  const unverified = view.tenders.some((tender) => tender.proof === 'unverified');
  const tenders: LeafBlock[] = view.tenders.length === 0 ? [] : [tenderTable(setting, 5)];
  if (unverified) tenders.push(textOf([run(words.unverifiedNote, 7.5, 'regular', 'warn')], 'left', 1));
  const tendersFlow = view.tenders.length > MOST_TENDERS_KEPT;
  return {
    layoutVersion: 1,
    paper: options.paper,
    margins: MARGINS,
    info: {
      title: words.documentTitle(view.number),
      author: view.organisation,
      subject: scanText(view.number),
      language: options.locale,
      createdAt: view.postedAt,
    },
    runningHead: runningHead(setting),
    pageMark: { template: words.pageMark, size: 8, colour: 'muted' },
    body: [
      ...head(setting, page.width, options.seal ?? null),
      ...contactLine(setting, options.contact ?? null, 'muted'),
      ...marks(setting),
      receiptFacts(setting, 5),
      lineTable(setting, 6),
      ...(tendersFlow ? tenders : []),
    ],
    closing: [
      ...totals(setting),
      ...(tendersFlow ? [] : tenders),
      ...footerLine(options.footer ?? null, 'muted'),
      { kind: 'space', height: 8 },
    ],
    tail: stub(setting, options.stock ?? null),
  };
}
