// Notes and coins as they were told: each face once, and together what was said.
import { type Pieces, sumOfPieces } from '../../core/cash/count-rule.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';

/** Throws Refused PIECES_DIFFER unless `pieces` come to `amount`; none told at all is allowed where `optional`. */
export function refuseMiscounted(amount: Minor, pieces: readonly Pieces[], optional = true): void {
  if (pieces.length === 0 && optional) return;
  const sum = sumOfPieces(pieces);
  const twice = new Set(pieces.map(({ face }) => face)).size !== pieces.length;
  if (sum !== amount || twice) refuse('PIECES_DIFFER', { amount, counted: sum ?? 0 });
}

/** As the approver reads them: the largest first, "100 × 12". `show` writes an amount of minor units. */
export function piecesText(pieces: readonly Pieces[], show: (amount: Minor) => string): string {
  const falling = [...pieces].sort((one, other) => other.face - one.face);
  return falling.map(({ face, pieces: n }) => `${show(face)} × ${n}`).join('，');
}
