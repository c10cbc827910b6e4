// Which loads a sum is taken out of: the oldest first, so that what goes back later goes back the way it came (C10).
// The till, the ledger and verify use this one function; a load that is used up is skipped, never taken below nothing.
import type { Minor } from '../money/money.ts';

/** One tender that loaded an account, by its document's seq and its place on it; `left` ≥ 0 in minor units. */
export interface LoadLeft {
  readonly loadSeq: number;
  readonly loadN: number;
  readonly left: Minor;
}

/** A part of a sum, taken out of one load; amount > 0 in minor units. */
export interface LoadDraw {
  readonly loadSeq: number;
  readonly loadN: number;
  readonly amount: Minor;
}

export type Drawn =
  | { readonly ok: true; readonly draws: LoadDraw[] }
  | { readonly ok: false; readonly available: Minor };

/** Takes `amount` (> 0, minor units) out of `loads`, in the order given: by seq, then by place. */
export function drawLoads(loads: readonly LoadLeft[], amount: Minor): Drawn {
  const draws: LoadDraw[] = [];
  let missing: number = amount;
  for (const { loadSeq, loadN, left } of loads) {
    if (missing === 0) break;
    const taken = Math.min(left, missing);
    if (taken <= 0) continue;
    draws.push({ loadSeq, loadN, amount: taken as Minor });
    missing -= taken;
  }
  if (missing === 0) return { ok: true, draws };
  return { ok: false, available: (amount - missing) as Minor };
}
