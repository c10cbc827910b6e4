// Whether one customer may be merged into another, and whether that may be taken back. Merged means: the old number goes
// on meaning the other customer. One step leads from a number to who it is, so there are no chains and no circles.

export interface MergeSide {
  readonly id: number;
  readonly frozen: boolean;
  readonly mergedInto: number | null;
  /** How many others were merged into this one. */
  readonly absorbed: number;
}

/** same: one customer. merged: is another one already. survivor: others were merged into the one that would go. frozen: what was frozen would get away. */
export const MERGE_FAULTS = ['same', 'merged', 'survivor', 'frozen'] as const;
export type MergeFault = (typeof MERGE_FAULTS)[number];

/** Why `from` may not be merged into `into`; null: it may. */
export function mergeFault(from: MergeSide, into: MergeSide): MergeFault | null {
  if (from.id === into.id) return 'same';
  if (from.mergedInto !== null || into.mergedInto !== null) return 'merged';
  if (from.absorbed > 0) return 'survivor';
  return from.frozen || into.frozen ? 'frozen' : null;
}

/** What happened to the survivor since a merge; any of it keeps the merge from being taken back. */
export interface SinceMerge {
  readonly charged: boolean;
  /** Its file was changed, frozen or given papers after the merge. */
  readonly changed: boolean;
}

/** Why a merge may not be taken back; null: nothing moved, it may. */
export function unmergeFault(since: SinceMerge): 'charged' | 'changed' | null {
  if (since.charged) return 'charged';
  return since.changed ? 'changed' : null;
}
