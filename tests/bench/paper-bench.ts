// How fast a receipt's PDF is made, against bare pdfkit and against pdfmake as it comes (product.md "How fast").
// All three draw in turn in one process, so that a busy machine slows them alike; the table shows medians of one run.
import { receiptLayout } from '../../core/documents/receipt-layout.ts';
import type { DocumentLayout, LayoutBlock, TextRun } from '../../core/documents/document-layout.ts';
import { composePage } from '../../documents/compose-page.ts';
import {
  fontFile,
  fontkit,
  type ParsedFont,
  paperFont,
  pdfkitRequire,
  programRequire,
  WEIGHTS,
} from '../../documents/paper-fonts.ts';
import { renderDocument } from '../../documents/render-document.ts';
import { everydayReceipt, ORIGINAL } from '../unit/documents/sample-receipts.ts';

export interface BenchRow {
  name: string;
  value: string;
  target: string;
  pass: boolean;
}

const ROUNDS = 60;
const WARM_UP = 10;
const MAX_BYTES = 35 * 1024;

interface PdfkitDocument {
  registerFont(name: string, source: Uint8Array): PdfkitDocument;
  font(name: string): PdfkitDocument;
  fontSize(size: number): PdfkitDocument;
  text(text: string, x: number, y: number, options: { lineBreak: boolean }): PdfkitDocument;
  on(event: 'data' | 'end', listener: (chunk: Uint8Array) => void): void;
  end(): void;
}

type Pdfkit = new (options: { size: [number, number]; info: { CreationDate: Date } }) => PdfkitDocument;

interface StockPdfmake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(policy: () => boolean): void;
  setLocalAccessPolicy(policy: () => boolean): void;
  createPdf(definition: unknown): { getBuffer(): Promise<Uint8Array> };
}

/** Every run of text on the paper, in order. */
function runsOf(layout: DocumentLayout): TextRun[] {
  const ofBlock = (block: LayoutBlock): TextRun[] => {
    if (block.kind === 'text' || block.kind === 'banner') return block.runs;
    if (block.kind === 'table') return [...(block.header ?? []), ...block.rows.flat()].flatMap((cell) => cell.runs);
    if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(ofBlock));
    if (block.kind === 'placed') return block.blocks.flatMap(ofBlock);
    return [];
  };
  return [...layout.body, ...layout.closing, ...layout.tail.blocks].flatMap(ofBlock).filter((run) => run.text !== '');
}

// Bare pdfkit is measured twice: with fonts of the bench's own, parsed once (pdfkit as it is), and with ours, which also
// remember the shapes of texts they have set. The second is the harder baseline.
const BARE_MAGIC = 'bench-font:';
const bareFonts = new Map<string, ParsedFont>();

class BareFontHandle {
  static probe(data: Uint8Array): boolean {
    return data.length < 64 && Buffer.from(data).toString('latin1').startsWith(BARE_MAGIC);
  }
  constructor(stream: { buffer: Uint8Array }) {
    const font = bareFonts.get(Buffer.from(stream.buffer).toString('latin1').slice(BARE_MAGIC.length));
    if (!font) throw new Error('no such bench font');
    return font as unknown as BareFontHandle;
  }
}

async function drawBare(runs: readonly TextRun[], fonts: 'plain' | 'remembering'): Promise<void> {
  const PDFDocument = pdfkitRequire('pdfkit') as Pdfkit;
  const document = new PDFDocument({ size: [419.53, 595.28], info: { CreationDate: new Date(0) } });
  const ended = new Promise<void>((resolve) => {
    document.on('data', () => {});
    document.on('end', () => resolve());
  });
  // Registered by name: a font given as bytes would be opened anew for every run, and the baseline would be too easy.
  for (const weight of WEIGHTS) document.registerFont(weight, Buffer.from(`${BARE_MAGIC}${fonts}/${weight}`, 'latin1'));
  runs.forEach((run, i) => {
    const x = 34 + (i % 4) * 90;
    const y = 34 + Math.floor(i / 4) * 13;
    document.font(run.weight).fontSize(run.size).text(run.text, x, y, { lineBreak: false });
  });
  document.end();
  await ended;
}

function stockPdfmake(): StockPdfmake {
  const ours = programRequire('pdfmake') as object;
  const stock = new (ours.constructor as new () => StockPdfmake)();
  stock.setFonts({ Paper: { normal: fontFile('Paper', 'regular'), bold: fontFile('Paper', 'bold') } });
  stock.setUrlAccessPolicy(() => false);
  stock.setLocalAccessPolicy(() => true);
  return stock;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Rows for the bench table: time of a warm receipt against both baselines, and its size. */
export async function paperBench(): Promise<BenchRow[]> {
  const layout = receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
  const runs = runsOf(layout);
  fontkit.registerFormat(BareFontHandle);
  for (const weight of WEIGHTS) {
    bareFonts.set(`plain/${weight}`, fontkit.openSync(fontFile('Paper', weight)));
    bareFonts.set(`remembering/${weight}`, paperFont('Paper', weight));
  }
  const stock = stockPdfmake();

  const ours: number[] = [];
  const bare: number[] = [];
  const remembering: number[] = [];
  const asItComes: number[] = [];
  let bytes = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const a = await timed(async () => {
      const result = await renderDocument(layout);
      if (!result.ok) throw new Error(result.code);
      bytes = result.pdf.length;
    });
    const b = await timed(() => drawBare(runs, 'plain'));
    const r = await timed(() => drawBare(runs, 'remembering'));
    const c = await timed(() => stock.createPdf(composePage(layout).definition).getBuffer());
    if (round < WARM_UP) continue;
    ours.push(a);
    bare.push(b);
    remembering.push(r);
    asItComes.push(c);
  }
  const own = median(ours);
  const againstBare = own / median(bare);
  const againstRemembering = own / median(remembering);
  const againstStock = own / median(asItComes);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      name: `receipt PDF, warm (${ms(own)}) / bare pdfkit, font parsed (${ms(median(bare))})`,
      value: `${againstBare.toFixed(2)} ×`,
      target: '≤ 2.0 ×',
      pass: againstBare <= 2.0,
    },
    {
      name: `receipt PDF, warm (${ms(own)}) / bare pdfkit, font parsed and shapes remembered (${ms(median(remembering))})`,
      value: `${againstRemembering.toFixed(2)} ×`,
      target: '≤ 2.0 ×',
      pass: againstRemembering <= 2.0,
    },
    {
      name: `receipt PDF, warm (${ms(own)}) / stock pdfmake (${ms(median(asItComes))})`,
      value: `${againstStock.toFixed(2)} ×`,
      target: '≤ 0.7 ×',
      pass: againstStock <= 0.7,
    },
    {
      name: 'receipt PDF, size of the everyday receipt',
      value: `${(bytes / 1024).toFixed(1)} KB`,
      target: '≤ 35 KB',
      pass: bytes <= MAX_BYTES,
    },
  ];
}
