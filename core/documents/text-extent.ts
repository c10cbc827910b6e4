// How wide a text will be on paper, without a font file: core/ decides column widths and sizes before anything is drawn.
// The advances of ASCII are those of the face the paper uses (Noto Sans SC, thousandths of an em); everything else counts as one full em, which is the most it can be.
const REGULAR = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
  555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
  723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
  554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
  270, 338, 555,
] as const;

const BOLD = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590,
  590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853,
  749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644,
  581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495, 421, 637, 576, 863, 562, 574, 511, 378,
  296, 378, 590,
] as const;

export type Weight = 'regular' | 'bold';

// Minus sign, yen sign: as wide as a digit, and part of every amount.
const DIGIT_WIDE = new Set([0x2212, 0xa5]);

/** The line height of the face in ems (ascender 1.160 + descender 0.288). */
export const LINE_HEIGHT = 1.448;

/** An upper bound of the width of one line of text, in points. */
export function textExtent(text: string, size: number, weight: Weight): number {
  const advances = weight === 'bold' ? BOLD : REGULAR;
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (DIGIT_WIDE.has(code)) thousandths += advances[0x30 - 0x20] ?? 1000;
    else thousandths += advances[code - 0x20] ?? 1000;
  }
  return (thousandths * size) / 1000;
}

// What stays together at the end of a line: a Latin word or one Chinese character, with the opening marks before it and the
// closing marks behind it (UAX #14, as far as it matters for a bound).
const PIECE = /[（「『《【“‘]*(?:[!-~]+|[^!-~])[，。、：；！？）」』》】”’·…]*/gu;

/** An upper bound of how many lines a text takes in a column of this width (points): lines are filled piece by piece. */
export function lineCount(text: string, size: number, weight: Weight, width: number): number {
  if (textExtent(text, size, weight) <= width) return 1;
  let lines = 1;
  let filled = 0;
  for (const piece of text.match(PIECE) ?? []) {
    const extent = textExtent(piece, size, weight);
    if (filled + extent <= width) {
      filled += extent;
      continue;
    }
    // A piece wider than the column is broken inside, wherever it reaches the edge.
    lines += Math.max(1, Math.ceil(extent / width));
    filled = extent <= width ? extent : width;
  }
  // One more, for breaks that another reading of the rules would place earlier.
  return lines + 1;
}

/** The largest of the sizes (given large to small) at which the text needs at most `lines` lines; the smallest if none does. */
export function fittingSize(
  text: string,
  weight: Weight,
  width: number,
  sizes: readonly [number, ...number[]],
  lines: number,
): number {
  const fits = sizes.find((size) =>
    lines === 1 ? textExtent(text, size, weight) <= width : lineCount(text, size, weight, width) <= lines,
  );
  return fits ?? sizes.at(-1) ?? sizes[0];
}

/** Cuts a text so that it fits one line, ending in an ellipsis; only for repetitions of what stands in full elsewhere. */
export function cutToFit(text: string, size: number, weight: Weight, width: number): string {
  if (textExtent(text, size, weight) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textExtent(`${characters.join('')}…`, size, weight) > width) characters.pop();
  return `${characters.join('')}…`;
}
