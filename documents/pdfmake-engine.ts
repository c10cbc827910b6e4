// pdfmake, set up once: our faces already parsed, and no way to a file or an address from inside a document.
// Nothing of pdfmake is patched: its font loader recognises a short handle in the virtual file system and is given the parsed font.
import type { ComposedPage, PdfDefinition } from './compose-page.ts';
import {
  FACES,
  type FaceName,
  type FontWeight,
  fontkit,
  type ParsedFont,
  paperFont,
  programRequire,
  WEIGHTS,
} from './paper-fonts.ts';

/** What we use of pdfmake's Node entry. */
interface Pdfmake {
  virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
  setFonts(fonts: Record<string, { normal: string; bold: string }>): void;
  setUrlAccessPolicy(policy: (url: string) => boolean): void;
  setLocalAccessPolicy(policy: (path: string) => boolean): void;
  createPdf(definition: PdfDefinition): { getStream(): Promise<LaidOut>; getBuffer(): Promise<Uint8Array> };
}

/** pdfmake's document once it is laid out; it keeps its pages on it. */
interface LaidOut {
  _pdfMakePages?: { items: { type: string; item: { inlines?: { text: string; mark?: number }[] } }[] }[];
}

const HANDLE_MAGIC = 'counterfoil-font:';

/** A font format in fontkit's sense: it recognises our handles, and "parsing" one returns the font that is already parsed. */
class WarmFontHandle {
  readonly type = 'CounterfoilHandle';

  static probe(data: Uint8Array): boolean {
    return data.length < 64 && Buffer.from(data).toString('latin1').startsWith(HANDLE_MAGIC);
  }

  // A constructor may return another object, and fontkit makes fonts with `new`.
  constructor(stream: { buffer: Uint8Array }) {
    const [face, weight] = Buffer.from(stream.buffer).toString('latin1').slice(HANDLE_MAGIC.length).split('/');
    return paperFont(face as FaceName, weight as FontWeight) as unknown as WarmFontHandle & ParsedFont;
  }
}

function handleName(face: FaceName, weight: FontWeight): string {
  return `${face}-${weight}`;
}

function startEngine(): Pdfmake {
  const pdfmake = programRequire('pdfmake') as Pdfmake;
  fontkit.registerFormat(WarmFontHandle);
  for (const face of FACES) {
    for (const weight of WEIGHTS) {
      pdfmake.virtualfs.writeFileSync(
        handleName(face, weight),
        Buffer.from(`${HANDLE_MAGIC}${face}/${weight}`, 'latin1'),
      );
    }
  }
  pdfmake.setFonts(
    Object.fromEntries(
      FACES.map((face) => [face, { normal: handleName(face, 'regular'), bold: handleName(face, 'bold') }]),
    ),
  );
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake;
}

let engine: Pdfmake | null = null;

/**
 * Draws a composed page and makes sure that every piece of its text is on paper: pdfmake has ways of leaving out what
 * finds no room, and a receipt without its total must not look like one. The definition is used up.
 */
export async function drawPdf({ definition, pieces }: ComposedPage): Promise<Uint8Array> {
  engine ??= startEngine();
  const document = engine.createPdf(definition);
  const lost = countLostPieces(await document.getStream(), pieces);
  if (lost > 0) throw new Error(`${lost} pieces of text found no room on the paper`);
  return await document.getBuffer();
}

function countLostPieces(document: LaidOut, pieces: readonly number[]): number {
  const missing = [...pieces];
  for (const page of document._pdfMakePages ?? []) {
    for (const { item } of page.items) {
      for (const { mark, text } of item.inlines ?? []) {
        if (mark !== undefined) missing[mark] = (missing[mark] ?? 0) - text.length;
      }
    }
  }
  return missing.filter((length) => length > 0).length;
}
