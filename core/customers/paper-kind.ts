// What a kept paper of a customer shows.
export const PAPER_KINDS = ['idFront', 'idBack', 'licence', 'contract', 'photo', 'other'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
