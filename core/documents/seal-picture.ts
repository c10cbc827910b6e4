// Where the seal of the organisation stands: its own picture when one is set, else a ring drawn from its name.
// The picture comes first in the flow, so that what is printed over it stays readable, as under a real seal.
import type { ColourRole, LayoutBlock } from './document-layout.ts';

/** A seal as it was taken in: PNG in base64 and its size in pixels. */
export interface SealPicture {
  readonly png: string;
  readonly width: number;
  readonly height: number;
}

export interface SealPlace {
  /** Left and top edge of the square it stands in, and its side; points from the page's top left corner. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Of the ring; a picture has its own. */
  readonly colour: ColourRole;
  readonly ring: string;
  readonly centre: string;
  readonly foot: string;
}

/** The seal within its square: a picture keeps its proportions and is centred. */
export function sealBlock(picture: SealPicture | null, place: SealPlace): LayoutBlock {
  const { x, y, side, colour, ring, centre, foot } = place;
  if (picture === null) return { kind: 'seal', x, y, diameter: side, colour, ring, centre, foot };
  const scale = side / Math.max(picture.width, picture.height);
  const width = Math.round(picture.width * scale * 100) / 100;
  const height = Math.round(picture.height * scale * 100) / 100;
  return { kind: 'picture', x: x + (side - width) / 2, y: y + (side - height) / 2, width, height, png: picture.png };
}
