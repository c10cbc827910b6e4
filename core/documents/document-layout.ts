// What a paper looks like, as plain data: blocks with sizes in points, nothing that runs and nothing that reads a file.
// core/ makes it from posted facts, documents/ draws it; the same data can feed a preview, a PDF and later a thermal printer.
import { z } from 'zod';

/** Page sizes in PDF points (1/72 inch), width × height. A roll has no height: its one page is as long as what stands on it. */
export const PAPER_SIZES = {
  A5: { width: 419.53, height: 595.28 },
  'A5-landscape': { width: 595.28, height: 419.53 },
  A4: { width: 595.28, height: 841.89 },
  A3: { width: 841.89, height: 1190.55 },
  '80mm': { width: 226.77, height: null },
} as const;

export type PaperSize = keyof typeof PAPER_SIZES;

/** Colours are said by what they mean; the renderer knows the ink (look.md: green = money in, brick red = money out, amber = look at this). */
export const COLOUR_ROLES = ['ink', 'muted', 'hairline', 'in', 'out', 'warn', 'warnGround', 'quietGround'] as const;

export type ColourRole = (typeof COLOUR_ROLES)[number];

// A renderer process takes layouts from another process: every list and string is bounded, so that no message can make it draw for hours.
const MAX_TEXT = 2_000;
const MAX_ROWS = 2_000;
const MAX_BLOCKS = 500;

const points = z.number().min(0).max(2_000);
const colour = z.enum(COLOUR_ROLES);
const align = z.enum(['left', 'center', 'right']);

const textRun = z.strictObject({
  text: z.string().max(MAX_TEXT),
  /** Font size in points. */
  size: z.number().min(4).max(60),
  weight: z.enum(['regular', 'bold']),
  colour,
  /** Extra space between characters in points; only for headings. */
  spacing: z.number().min(0).max(20).optional(),
});

const runs = z.array(textRun).min(1).max(20);

const textBlock = z.strictObject({ kind: z.literal('text'), runs, align, above: points.optional() });

const cell = z.strictObject({
  runs,
  align: align.optional(),
  /** How many columns this cell covers; the covered ones are left out of the row. */
  span: z.int().min(2).max(12).optional(),
});

const tableBlock = z.strictObject({
  kind: z.literal('table'),
  columns: z
    .array(z.strictObject({ width: points, align }))
    .min(1)
    .max(12),
  /** White space between two columns, in points. */
  gap: points,
  /** White space above and below each row, in points. */
  rowPadding: points,
  /** Repeated at the top of every page the table reaches. */
  header: z.array(cell).min(1).max(12).nullable(),
  rows: z.array(z.array(cell).min(1).max(12)).max(MAX_ROWS),
  rules: z.enum(['none', 'rows']),
  above: points.optional(),
});

const ruleBlock = z.strictObject({
  kind: z.literal('rule'),
  width: points,
  thickness: z.number().min(0.1).max(5),
  colour,
  above: points.optional(),
  below: points.optional(),
});

const perforationBlock = z.strictObject({ kind: z.literal('perforation'), width: points });

const bannerBlock = z.strictObject({
  kind: z.literal('banner'),
  width: points,
  runs,
  ground: colour,
  edge: colour,
  above: points.optional(),
});

const spaceBlock = z.strictObject({ kind: z.literal('space'), height: points });

// A QR symbol and a seal stand at a fixed place of the page their position in the flow falls on; x and y are measured from its top left corner.
const qrBlock = z.strictObject({
  kind: z.literal('qr'),
  x: points,
  y: points,
  side: points,
  text: z.string().min(1).max(300),
});

const sealBlock = z.strictObject({
  kind: z.literal('seal'),
  x: points,
  y: points,
  diameter: points,
  colour,
  /** Set along the upper arc of the ring: the organisation. */
  ring: z.string().max(200),
  /** Set in the middle. */
  centre: z.string().max(20),
  /** Set under the middle. */
  foot: z.string().max(40),
});

/** The most of a picture in base64: what a seal scanned at 600 dpi in one colour needs, with room to spare. */
export const MAX_PICTURE_TEXT = 400_000;

// A picture stands where it is told to, like a QR symbol; what comes later in the flow is drawn over it.
const pictureBlock = z.strictObject({
  kind: z.literal('picture'),
  x: points,
  y: points,
  width: points,
  height: points,
  /** A PNG in base64; its size in pixels was checked when it was taken in (core/settings/png-image.ts). */
  png: z
    .string()
    .max(MAX_PICTURE_TEXT)
    .regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/),
});

// A small chart: upright bars on one base line, each with its figure above and its name below.
const barsBlock = z.strictObject({
  kind: z.literal('bars'),
  width: points,
  /** Of the highest bar. */
  height: points,
  /** Of figures and names. */
  size: z.number().min(4).max(20),
  bars: z
    .array(
      z.strictObject({
        /** Share of the highest bar. */
        share: z.number().min(0).max(1),
        colour,
        figure: z.string().max(40),
        name: z.string().max(40),
      }),
    )
    .min(1)
    .max(24),
  above: points.optional(),
});

const leafBlock = z.discriminatedUnion('kind', [
  barsBlock,
  textBlock,
  tableBlock,
  ruleBlock,
  perforationBlock,
  bannerBlock,
  spaceBlock,
  qrBlock,
  sealBlock,
  pictureBlock,
]);

const columnsBlock = z.strictObject({
  kind: z.literal('columns'),
  gap: points,
  columns: z
    .array(z.strictObject({ width: points, blocks: z.array(leafBlock).max(MAX_BLOCKS) }))
    .min(1)
    .max(6),
  above: points.optional(),
});

const placedBlock = z.strictObject({
  kind: z.literal('placed'),
  x: points,
  y: points,
  width: points,
  blocks: z.array(leafBlock).max(MAX_BLOCKS),
});

const block = z.discriminatedUnion('kind', [...leafBlock.options, columnsBlock, placedBlock]);

export const documentLayout = z.strictObject({
  layoutVersion: z.literal(1),
  paper: z.enum(['A5', 'A5-landscape', 'A4', 'A3', '80mm']),
  margins: z.strictObject({ top: points, right: points, bottom: points, left: points }),
  info: z.strictObject({
    title: z.string().max(300),
    author: z.string().max(300),
    subject: z.string().max(300),
    language: z.enum(['zh-CN', 'zh-TW', 'en']),
    /** The moment of posting, ms since 1970 (UTC). It is the PDF's creation date: printing again must give the same bytes. */
    createdAt: z.int().min(0).max(8.64e15),
  }),
  /** Drawn in the top margin of every page but the first. */
  runningHead: z.array(leafBlock).max(MAX_BLOCKS),
  /** Page mark in the top margin when there is more than one page; `{page}` and `{pages}` are filled in. */
  pageMark: z.strictObject({ template: z.string().max(60), size: z.number().min(4).max(20), colour }),
  /** Flows from page to page. */
  body: z.array(block).max(MAX_BLOCKS),
  /** Flows after the body but is never torn apart: totals stay together and above the tail. */
  closing: z.array(block).max(MAX_BLOCKS),
  /** Stands at the foot of the last page: the stub. On a roll it follows what is above it. */
  tail: z.strictObject({
    height: points,
    blocks: z.array(z.discriminatedUnion('kind', [...leafBlock.options, columnsBlock])).max(MAX_BLOCKS),
  }),
});

export type DocumentLayout = z.infer<typeof documentLayout>;
export type LayoutBlock = z.infer<typeof block>;
export type LeafBlock = z.infer<typeof leafBlock>;
export type ColumnsBlock = z.infer<typeof columnsBlock>;
export type TableBlock = z.infer<typeof tableBlock>;
export type TableCell = z.infer<typeof cell>;
export type TextRun = z.infer<typeof textRun>;
export type Align = z.infer<typeof align>;
