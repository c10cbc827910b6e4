// From our layout to pdfmake's definition. Every value from outside ends as the `text` of a node we made ourselves,
// so nothing a customer is called can become an image, a link or a file (CVE-2026-26801 and its like).
import type { Content, CustomTableLayout, createPdf, TableCell } from 'pdfmake';
import type {
  Align,
  ColourRole,
  ColumnsBlock,
  DocumentLayout,
  LayoutBlock,
  LeafBlock,
  TableBlock,
  TextRun,
} from '../core/documents/document-layout.ts';
import { PAPER_SIZES } from '../core/documents/document-layout.ts';
import { rowHeight } from '../core/documents/table-height.ts';
import { GlyphMissingError, printable, splitRuns, widthOfRuns } from './split-runs.ts';
import { qrStrokes } from './trace-qr.ts';
import { ringLettering } from './trace-ring.ts';

/** pdfmake's name for it is not exported from its entry. */
export type PdfDefinition = Parameters<typeof createPdf>[0];

/** Inks for white paper, each AA on white (and warn on its ground): the same green, red and amber as on the screen. */
const INK: Record<ColourRole, string> = {
  ink: '#16201d',
  muted: '#56625e',
  hairline: '#c9d0cc',
  in: '#0b5d4a',
  out: '#a3271f',
  warn: '#8a5200',
  warnGround: '#fdf1dc',
  quietGround: '#f1f4f2',
};

/** One composition: what no font draws, and every piece of text that must come out on paper. */
interface Pass {
  missing: Set<string>;
  /** Length of each piece, its index being the mark its node carries through pdfmake; null where pages repeat a text. */
  pieces: number[] | null;
}

/** One paragraph. What fits its width is set as it is: looking for line breaks in Chinese costs an object per character. */
function paragraph(
  runs: readonly TextRun[],
  align: Align,
  width: number,
  pass: Pass,
): { text: Content[]; alignment: Align } {
  let extent = 0;
  const segments: {
    text: string;
    font: string;
    bold: boolean;
    fontSize: number;
    color: string;
    characterSpacing: number;
    mark: number | undefined;
  }[] = [];
  for (const run of runs) {
    const faces = splitRuns(printable(run.text), pass.missing);
    extent += widthOfRuns(faces, run.weight, run.size, run.spacing ?? 0);
    for (const { face, text } of faces) {
      segments.push({
        text,
        font: face,
        bold: run.weight === 'bold',
        fontSize: run.size,
        color: INK[run.colour],
        characterSpacing: run.spacing ?? 0,
        // pdfmake hands unknown properties down to every bit of line it makes of this text (checked by findLostText).
        mark: pass.pieces ? pass.pieces.push(text.length) - 1 : undefined,
      });
    }
  }
  const noWrap = extent <= width;
  return { text: segments.map((segment) => ({ ...segment, noWrap })), alignment: align };
}

function columnOffsets(table: TableBlock): number[] {
  const ends: number[] = [];
  let end = -table.gap;
  for (const column of table.columns) {
    end += table.gap + column.width;
    ends.push(end);
  }
  return ends;
}

function tableRow(
  cells: TableBlock['rows'][number],
  table: TableBlock,
  ends: readonly number[],
  pass: Pass,
): TableCell[] {
  const row: TableCell[] = [];
  for (const cell of cells) {
    const first = row.length;
    const span = cell.span ?? 1;
    const column = table.columns[first];
    const last = Math.min(first + span, table.columns.length) - 1;
    if (!column) break;
    const width = (ends[last] ?? 0) - (ends[first] ?? 0) + column.width;
    const content = paragraph(cell.runs, cell.align ?? column.align, width, pass);
    row.push(span > 1 ? { ...content, colSpan: last - first + 1 } : content);
    while (row.length <= last) row.push({ text: '' });
  }
  while (row.length < table.columns.length) row.push({ text: '' });
  return row;
}

function tableRules(table: TableBlock): CustomTableLayout {
  const last = table.columns.length - 1;
  const headed = table.header !== null;
  const strength = (line: number, rows: number): number => {
    if (headed && line === 1) return 0.7;
    if (table.rules === 'none' || line === 0) return 0;
    return line === rows ? 0 : 0.4;
  };
  return {
    hLineWidth: (line, node) => strength(line, node.table.body.length),
    hLineColor: (line) => (headed && line === 1 ? INK.muted : INK.hairline),
    vLineWidth: () => 0,
    paddingLeft: (i) => (i === 0 ? 0 : table.gap / 2),
    paddingRight: (i) => (i === last ? 0 : table.gap / 2),
    paddingTop: () => table.rowPadding,
    paddingBottom: () => table.rowPadding,
  };
}

// A third of an A5 page. What is lower is kept in one piece.
const TALL_ROW = 190;

function tableContent(table: TableBlock, pass: Pass): Content {
  const ends = columnOffsets(table);
  const head = table.header ? [tableRow(table.header, table, ends, pass)] : [];
  const body = [...head, ...table.rows.map((row) => tableRow(row, table, ends, pass))];
  if (body.length === 0) return { text: '' };
  // pdfmake drops an unbreakable row that is higher than a page, without a word: such a row may break.
  const breakable = table.rows.some((row) => rowHeight(table, row) > TALL_ROW);
  return {
    table: {
      headerRows: head.length,
      dontBreakRows: !breakable,
      keepWithHeaderRows: breakable ? 0 : head.length,
      widths: table.columns.map((column) => column.width),
      body,
    },
    layout: tableRules(table),
    margin: [0, table.above ?? 0, 0, 0],
  };
}

function horizontalLine(width: number, thickness: number, color: string, dash: boolean): Content {
  const y = thickness / 2;
  return {
    canvas: [
      {
        type: 'line',
        x1: 0,
        y1: y,
        x2: width,
        y2: y,
        lineWidth: thickness,
        lineColor: color,
        ...(dash ? { dash: { length: 3, space: 2.5 } } : {}),
      },
    ],
  };
}

function banner(block: Extract<LeafBlock, { kind: 'banner' }>, pass: Pass): Content {
  const inset = 7;
  const edge = 2;
  // pdfmake draws the edge inside the table but adds padding to it, so both are taken off the text.
  const width = block.width - 2 * inset - edge;
  return {
    table: { widths: [width], body: [[paragraph(block.runs, 'left', width, pass)]] },
    layout: {
      fillColor: () => INK[block.ground],
      hLineWidth: () => 0,
      vLineWidth: (i) => (i === 0 ? edge : 0),
      vLineColor: () => INK[block.edge],
      paddingLeft: () => inset,
      paddingRight: () => inset,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    margin: [0, block.above ?? 0, 0, 0],
  };
}

/** Each bar stands in a column of its own with its figure above and its name below, so that they cannot drift apart. */
function bars(block: Extract<LeafBlock, { kind: 'bars' }>, pass: Pass): Content {
  const each = block.width / block.bars.length;
  const wide = Math.min(each * 0.62, 28);
  const row = (text: (bar: (typeof block.bars)[number]) => string, colour: ColourRole): Content => ({
    columns: block.bars.map((bar) => ({
      width: each,
      ...paragraph([{ text: text(bar), size: block.size, weight: 'regular', colour }], 'center', each, pass),
    })),
    columnGap: 0,
  });
  const rects = block.bars.map((bar, index) => {
    const h = Math.max(bar.share * block.height, 0.6);
    const x = index * each + (each - wide) / 2;
    return { type: 'rect', x, y: block.height - h, w: wide, h, color: INK[bar.colour] };
  });
  const base = {
    type: 'line',
    x1: 0,
    y1: block.height,
    x2: block.width,
    y2: block.height,
    lineWidth: 0.6,
    lineColor: INK.muted,
  };
  return {
    stack: [row((bar) => bar.figure, 'ink'), { canvas: [...rects, base] } as Content, row((bar) => bar.name, 'muted')],
    margin: [0, block.above ?? 0, 0, 0],
  };
}

/** An outline already in page coordinates; pdfmake leaves a path where it is, wherever the flow has got to. */
function onPage(canvas: unknown[]): Content {
  return { canvas, absolutePosition: { x: 0, y: 0 } } as Content;
}

/** A round mark: ring with the organisation along its upper arc, the date between two bars, a word below. */
function seal(block: Extract<LeafBlock, { kind: 'seal' }>, pass: Pass): Content {
  const ring = printable(block.ring);
  splitRuns(ring, pass.missing);
  if (pass.missing.size > 0) return { text: '' };
  const r = block.diameter / 2;
  const cx = block.x + r;
  const cy = block.y + r;
  const color = INK[block.colour];
  const bar = (y: number, half: number) => ({
    type: 'line',
    x1: cx - half,
    x2: cx + half,
    y1: y,
    y2: y,
    lineWidth: 0.5,
    lineColor: color,
  });
  const word = (text: string, size: number, top: number, spacing: number): Content => ({
    columns: [
      {
        width: 2 * r,
        ...paragraph([{ text, size, weight: 'bold', colour: block.colour, spacing }], 'center', 2 * r, pass),
      },
    ],
    absolutePosition: { x: block.x, y: top },
  });
  const dateSize = r * 0.2;
  const footSize = r * 0.25;
  return {
    stack: [
      onPage([
        { type: 'ellipse', x: cx, y: cy, r1: r - 0.7, r2: r - 0.7, lineColor: color, lineWidth: 1.4 },
        bar(cy - r * 0.17, r * 0.6),
        bar(cy + r * 0.2, r * 0.6),
        { type: 'path', d: ringLettering({ text: ring, cx, cy, radius: r }), color },
      ]),
      // The line box is 1.448 em high with its capitals' middle at 0.79 em.
      word(block.centre, dateSize, cy + r * 0.015 - dateSize * 0.79, 0),
      word(block.foot, footSize, cy + r * 0.5 - footSize * 0.79, footSize * 0.3),
    ],
  };
}

function qr(block: Extract<LeafBlock, { kind: 'qr' }>): Content {
  const { d, thickness } = qrStrokes(block.text, block.x, block.y, block.side);
  return onPage([{ type: 'path', d, lineWidth: thickness, lineColor: '#000000' }]);
}

function leaf(block: LeafBlock, width: number, pass: Pass): Content {
  switch (block.kind) {
    case 'text':
      return { ...paragraph(block.runs, block.align, width, pass), margin: [0, block.above ?? 0, 0, 0] };
    case 'table':
      return tableContent(block, pass);
    case 'rule':
      return {
        stack: [horizontalLine(block.width, block.thickness, INK[block.colour], false)],
        margin: [0, block.above ?? 0, 0, block.below ?? 0],
      };
    case 'perforation':
      return horizontalLine(block.width, 0.7, INK.muted, true);
    case 'banner':
      return banner(block, pass);
    case 'space':
      return { canvas: [{ type: 'rect', x: 0, y: 0, w: 0, h: block.height, lineWidth: 0.1, lineColor: '#ffffff' }] };
    case 'bars':
      return bars(block, pass);
    case 'qr':
      return qr(block);
    case 'seal':
      return seal(block, pass);
    case 'picture':
      return {
        image: `data:image/png;base64,${block.png}`,
        width: block.width,
        height: block.height,
        absolutePosition: { x: block.x, y: block.y },
      };
  }
}

function columns(block: ColumnsBlock, pass: Pass): Content {
  return {
    columns: block.columns.map((column) => ({
      width: column.width,
      stack: column.blocks.map((child) => leaf(child, column.width, pass)),
    })),
    columnGap: block.gap,
    margin: [0, block.above ?? 0, 0, 0],
  };
}

function compose(block: LayoutBlock, width: number, pass: Pass): Content {
  if (block.kind === 'columns') return columns(block, pass);
  if (block.kind !== 'placed') return leaf(block, width, pass);
  return {
    columns: [{ width: block.width, stack: block.blocks.map((child) => leaf(child, block.width, pass)) }],
    absolutePosition: { x: block.x, y: block.y },
  };
}

// Distance of the running head from the top edge; the top margin of a layout is what the head must fit in.
const HEAD_TOP = 15;
const PAGE_MARK_WIDTH = 90;

/** What pdfmake is to draw, and the pieces of text that must be found on its pages. */
export interface ComposedPage {
  definition: PdfDefinition;
  pieces: readonly number[];
}

// The closing stack is known by this among the nodes pdfmake reports.
const CLOSING = 1;

/** The pdfmake definition of a layout. Throws GlyphMissingError if any text has a character that no font draws. */
export function composePage(layout: DocumentLayout): ComposedPage {
  const pieces: number[] = [];
  const pass: Pass = { missing: new Set(), pieces };
  const page = PAPER_SIZES[layout.paper];
  const { margins, info } = layout;
  const width = page.width - margins.left - margins.right;
  const flow = (blocks: readonly LayoutBlock[]) => blocks.map((block) => compose(block, width, pass));
  const content: Content[] =
    page.height === null
      ? flow([...layout.body, ...layout.closing, ...layout.tail.blocks])
      : [
          ...flow(layout.body),
          {
            stack: [...flow(layout.closing), leaf({ kind: 'space', height: layout.tail.height }, width, pass)],
            headlineLevel: CLOSING,
          },
          {
            stack: flow(layout.tail.blocks),
            absolutePosition: {
              x: margins.left,
              y: Math.max(margins.top, page.height - margins.bottom - layout.tail.height),
            },
          },
        ];
  const header = composeHeader(layout, width, pass.missing);
  if (pass.missing.size > 0) throw new GlyphMissingError([...pass.missing]);

  const definition: PdfDefinition = {
    pageSize: { width: page.width, height: page.height ?? 'auto' },
    pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
    header,
    content,
    // Totals and the room for the stub stay together: if they would be torn, they begin a page. Not `unbreakable`:
    // pdfmake drops an unbreakable block that is higher than a page, without a word.
    pageBreakBefore: (node) => node.headlineLevel === CLOSING && node.pageNumbers.length > 1,
    defaultStyle: { font: 'Paper', fontSize: 9 },
    language: info.language,
    info: {
      title: info.title,
      author: info.author,
      subject: info.subject,
      creator: 'Counterfoil',
      producer: 'Counterfoil',
      // Also what the file's /ID is derived from; without it both would come from the clock.
      creationDate: new Date(info.createdAt),
      modDate: new Date(info.createdAt),
    },
  };
  return { definition, pieces };
}

/** Page mark and running head. Composed once for their characters; a new copy for each page, as pdfmake uses nodes up. */
function composeHeader(
  layout: DocumentLayout,
  width: number,
  missing: Set<string>,
): (page: number, pages: number) => Content {
  const { margins, pageMark } = layout;
  const pass: Pass = { missing, pieces: null };
  const head = () => layout.runningHead.map((block) => leaf(block, width - PAGE_MARK_WIDTH, pass));
  const mark = (text: string) =>
    paragraph(
      [{ text, size: pageMark.size, weight: 'regular', colour: pageMark.colour }],
      'right',
      PAGE_MARK_WIDTH,
      pass,
    );
  head();
  mark(`${pageMark.template}0123456789`);
  return (current, pages) => {
    if (pages < 2) return '';
    const text = pageMark.template.replace('{page}', String(current)).replace('{pages}', String(pages));
    return {
      columns: [
        { width: width - PAGE_MARK_WIDTH, stack: current === 1 ? [] : head() },
        { width: PAGE_MARK_WIDTH, ...mark(text) },
      ],
      columnGap: 0,
      margin: [margins.left, HEAD_TOP, margins.right, 0],
    };
  };
}
