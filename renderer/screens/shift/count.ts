// Counted notes and coins: from typed pieces to the sum. Pure; amounts in minor units.
import { MAX_MINOR, type Minor, minor } from '../../../core/money/money.ts';

/** Most pieces of one face that the contract takes. */
const MOST_PIECES = 100_000;
const PIECES = /^\d{0,6}$/;

/** The number of pieces typed, 0 for nothing; null when it is not a whole number in range. */
export function piecesFrom(text: string): number | null {
  const ascii = text.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (!PIECES.test(ascii)) return null;
  const pieces = Number(ascii);
  return pieces <= MOST_PIECES ? pieces : null;
}

export type Counted = {
  readonly rows: readonly { readonly face: Minor; readonly pieces: number | null; readonly sum: Minor | null }[];
  /** null while a row cannot be read. */
  readonly total: Minor | null;
};

/** Reads what was typed beside each face. */
export function readCount(faces: readonly Minor[], typed: Readonly<Record<number, string>>): Counted {
  const rows = faces.map((face) => {
    const pieces = piecesFrom(typed[face] ?? '');
    return { face, pieces, sum: pieces === null ? null : minor(face * pieces) };
  });
  if (rows.some((row) => row.sum === null)) return { rows, total: null };
  const total = rows.reduce((sum, row) => sum + (row.sum ?? 0), 0);
  return { rows, total: total <= MAX_MINOR ? minor(total) : null };
}

/** The faces of which there are any, as the contract takes them. */
export function piecesOf(counted: Counted): { face: Minor; pieces: number }[] {
  return counted.rows.flatMap(({ face, pieces }) => (pieces === null || pieces === 0 ? [] : [{ face, pieces }]));
}
