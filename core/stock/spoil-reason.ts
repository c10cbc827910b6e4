// Why a printed sheet was spoiled 废票: a closed list, so that stock reports can count the printer's faults.
// Anything else is told in words beside it.

/** jam 卡纸 · misprint 打印不清 · outOfPaper 缺纸 · torn 破损 · other 其他 (needs a note). */
export const SPOIL_REASONS = ['jam', 'misprint', 'outOfPaper', 'torn', 'other'] as const;

export type SpoilReason = (typeof SPOIL_REASONS)[number];
