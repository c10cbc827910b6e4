// Which item Enter means. Money follows from it, so nothing is guessed that the cashier has not seen.
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';

type Meant = {
  /** What was typed, without the quantity. */
  readonly words: string;
  /** The ledger's answer for it. */
  readonly found: readonly TariffItem[];
  /** The suggestion that was marked on the screen when Enter came, or null when none was shown for this text yet. */
  readonly seen: TariffItem | null;
  /** True when the cashier moved the mark there with the arrows. */
  readonly chosen: boolean;
};

/**
 * The item chosen with the arrows; else the one whose code was typed; else the marked one; else the only one there is;
 * else null: the cashier has to choose.
 */
export function itemMeant({ words, found, seen, chosen }: Meant): TariffItem | null {
  if (chosen && seen !== null) return seen;
  const exact = found.find((item) => item.code.toUpperCase() === words.toUpperCase());
  if (exact !== undefined) return exact;
  if (seen !== null) return seen;
  return found.length === 1 ? (found[0] ?? null) : null;
}
