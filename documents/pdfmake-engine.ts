// pdfmake, set up once: our faces already parsed, and no way to a file or an address from inside a document.
// Nothing of pdfmake is patched: its font loader recognises a short handle in the virtual file system and is given the parsed font.
import type { PdfDefinition } from './compose-page.ts';
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
  createPdf(definition: PdfDefinition): { getBuffer(): Promise<Uint8Array> };
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

/** Draws a pdfmake definition. The definition is used up: pdfmake writes into it. */
export async function drawPdf(definition: PdfDefinition): Promise<Uint8Array> {
  engine ??= startEngine();
  return await engine.createPdf(definition).getBuffer();
}
