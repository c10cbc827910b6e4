// How a receipt was paid: every tender with its reference, or with the mark that nothing proves it yet, and the change.
// A QR payment without a reference may be a forged screenshot (product.md C4), so the paper says so as loudly as the screen.
import type { ReceiptView } from '../contract/receipt-view.ts';
import { formatAmount } from '../money/format-amount.ts';
import type { Minor } from '../money/money.ts';
import type { LeafBlock, TableBlock, TextRun } from './document-layout.ts';
import { heading, type ReceiptSetting, run } from './receipt-blocks.ts';
import type { ReceiptWords } from './receipt-words.ts';
import { textExtent } from './text-extent.ts';

type Tender = ReceiptView['tenders'][number];

interface Figures {
  label: string;
  texts: string[];
}

const GAP = 8;
const SIZES = [8.5, 7.5, 6.5] as const;

// Given and change are shown only where they differ from what was applied: most receipts need one column.
function figuresOf({ view, words, currency }: ReceiptSetting): Figures[] {
  const column = (label: string, pick: (tender: Tender) => Minor): Figures => ({
    label,
    texts: view.tenders.map((tender) => formatAmount(pick(tender), currency)),
  });
  const changed = view.tenders.some((tender) => tender.change !== 0 || tender.given !== tender.applied);
  const change = view.tenders.map((tender) => (tender.change === 0 ? '' : formatAmount(tender.change, currency)));
  return [
    ...(changed ? [column(words.given, (tender) => tender.given), { label: words.change, texts: change }] : []),
    column(words.applied, (tender) => tender.applied),
  ];
}

function widest(texts: readonly string[], size: number): number {
  return Math.max(0, ...texts.map((text) => textExtent(text, size, 'regular')));
}

/** The tenders as a table. References too long for their column stand on a row of their own. */
export function tenderTable(setting: ReceiptSetting, above: number): LeafBlock {
  const { view, words, width } = setting;
  const figures = figuresOf(setting);
  const room = (size: number) => width - 150 - figures.reduce((sum, f) => sum + widest(f.texts, size) + GAP, 0);
  const size = SIZES.find((candidate) => room(candidate) >= 0) ?? 6.5;
  const figureWidths = figures.map((f) => Math.ceil(Math.max(widest([f.label], 8), 40, widest(f.texts, size))) + 1);
  const methods = view.tenders.map((tender) => words.methods[tender.method]);
  const methodWidth = Math.ceil(Math.max(widest([words.tender], 8), widest(methods, size))) + 1;
  const proofWidth = width - methodWidth - GAP - figureWidths.reduce((sum, w) => sum + w + GAP, 0);
  const proofs = view.tenders.map((tender) => proofRuns(tender, words, size));
  const longest = Math.max(
    ...proofs.map((runs) => runs.reduce((sum, r) => sum + textExtent(r.text, r.size, r.weight), 0)),
  );
  const apart = longest > proofWidth;

  const rows: TableBlock['rows'] = view.tenders.flatMap((tender, row) => {
    const proof = proofs[row] ?? [];
    const method = { runs: [run(words.methods[tender.method], size)] };
    const amounts = figures.map((f) => ({ runs: [run(f.texts[row] ?? '', size)] }));
    if (!apart) return [[method, { runs: proof }, ...amounts]];
    const first = [method, { runs: [run('', size)] }, ...amounts];
    if (proof.every((r) => r.text === '')) return [first];
    return [first, [{ runs: [run('', size)] }, { runs: proof, span: figures.length + 1 }]];
  });
  return {
    kind: 'table',
    columns: [
      { width: methodWidth, align: 'left' },
      { width: proofWidth, align: 'left' },
      ...figureWidths.map((w) => ({ width: w, align: 'right' as const })),
    ],
    gap: GAP,
    rowPadding: 1.2,
    header: [
      heading(words.tender, 'left'),
      heading(words.reference, 'left'),
      ...figures.map((f) => heading(f.label, 'right')),
    ],
    rows,
    rules: 'none',
    above,
  };
}

/** Whose money it is besides the payer's: the cheque's bank and drawer, who pays for them, the kind of prepayment. */
export function tenderDetail({ detail }: Tender): string | null {
  if (detail === undefined) return null;
  return detail.of === 'cheque' ? `${detail.bank}　${detail.drawer}` : detail.name;
}

function proofRuns(tender: Tender, words: ReceiptWords, size: number): TextRun[] {
  const reference = [tenderDetail(tender), tender.reference].filter((text) => text !== null).join('　');
  if (tender.proof !== 'unverified') return [run(reference, size)];
  const mark = run(`△ ${words.unverified}`, size, 'bold', 'warn');
  return reference === '' ? [mark] : [run(`${reference}　`, size), mark];
}
