// The kinds of documents 单据种类, one row each: whatever tells kinds apart reads this table, so that a new kind is a row here
// and no list anywhere forgets it. What SQL has to say of a kind stands beside it, typed by it (db/readers/kind-sums.ts).

interface KindRow {
  /** What its numbers are allotted under, from the ledger's first link on. */
  readonly name: string;
  /** The one chained table whose row says what a document of this kind is. */
  readonly row: string;
  /** Which of a day's three totals of receipts counts it. */
  readonly total: 'receipts' | 'voids' | 'exchanges' | null;
  /** Who makes its paper: the receipt's own, the slips that follow a receipt, money held, cash and what lies in the house. */
  readonly paper: 'receipt' | 'slip' | 'held' | 'cash' | null;
}

const kind = (name: string, row: string, rest: Partial<Omit<KindRow, 'name' | 'row'>> = {}): KindRow => ({
  ...{ name, row, total: null, paper: null },
  ...rest,
});

/** By letter, in the order in which the first link of a ledger names them. */
export const DOCUMENT_KINDS = {
  R: kind('收据', 'receipt', { total: 'receipts', paper: 'receipt' }),
  C: kind('现金收支', 'cash_movement', { paper: 'cash' }),
  V: kind('作废', 'receipt_void', { total: 'voids', paper: 'slip' }),
  T: kind('更正支付方式', 'tender_correction', { paper: 'slip' }),
  Y: kind('预付款押金', 'prepayment', { paper: 'held' }),
  Q: kind('支票收妥退票', 'cheque_end'),
  B: kind('账单', 'bill_document'),
  F: kind('退费', 'refund_document', { paper: 'slip' }),
  O: kind('退费打款', 'payout_document'),
  D: kind('缴款单', 'deposit_slip', { paper: 'cash' }),
  X: kind('换票', 'receipt_exchange', { total: 'exchanges' }),
  L: kind('遗失损坏补办', 'receipt_loss', { paper: 'slip' }),
  A: kind('收回欠款', 'claim_collection'),
  E: kind('工单打款', 'ticket_payout'),
  H: kind('冲红重开', 'receipt_reissue', { total: 'exchanges', paper: 'slip' }),
} as const satisfies Readonly<Record<string, KindRow>>;

export type DocumentLetter = keyof typeof DOCUMENT_KINDS;

/** The letters in the table's order. */
export const DOCUMENT_LETTERS = Object.keys(DOCUMENT_KINDS) as readonly DocumentLetter[];

/** What a day's sheet lists by reason as taken back. */
export const TAKEN_BACK_LETTERS = ['V', 'F', 'Y'] as const satisfies readonly DocumentLetter[];
export type TakenBackLetter = (typeof TAKEN_BACK_LETTERS)[number];

export function isDocumentLetter(letter: string): letter is DocumentLetter {
  return Object.hasOwn(DOCUMENT_KINDS, letter);
}

/** Numbered in the same form, but no documents: they post nothing and belong to no shift. */
export const SLIP_LETTERS = {
  shift: 'S',
  parkedBill: 'P',
  refusedBill: 'N',
  ticket: 'K',
  refundCase: 'W',
  bankBatch: 'G',
} as const;
