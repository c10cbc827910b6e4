// A voucher 记账凭证 as central finance takes it in, before any program's own form.
// Each writer (Yonyou, Kingdee, CSV) gets the same vouchers, so that no two files of one day can say different things.
import type { Minor } from '../money/money.ts';

/** What an account of central's is broken down by; names are those of central's own records. */
export interface Auxiliary {
  readonly department: string | null;
  readonly person: string | null;
  readonly customer: string | null;
  readonly supplier: string | null;
  readonly project: string | null;
}

export const NO_AUXILIARY: Auxiliary = {
  department: null,
  person: null,
  customer: null,
  supplier: null,
  project: null,
};

/** One line; minor units, never negative; exactly one of `debit` and `credit` is not 0. */
export interface VoucherEntry {
  readonly summary: string;
  /** Central's code and name. */
  readonly account: string;
  readonly accountName: string;
  readonly auxiliary: Auxiliary;
  readonly debit: Minor;
  readonly credit: Minor;
}

export interface Voucher {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** 凭证类别字, mostly 记. */
  readonly word: string;
  /** Counts on within a month; with date and word it names the voucher at central. */
  readonly number: number;
  /** How many papers stand behind it. */
  readonly attachments: number;
  readonly preparedBy: string;
  readonly entries: readonly VoucherEntry[];
}

/** Where an account of ours is booked at central. */
export interface AccountTarget {
  readonly code: string;
  readonly name: string;
  readonly auxiliary: Auxiliary;
  /** What its lines say instead of the voucher's own 摘要 (core/vouchers/summary-text.ts); null: the voucher's. */
  readonly summary: string | null;
}

/** Why no file is written. Every fault of a day is listed, not only the first. */
export type VoucherFault =
  /** `amount`: what moved on it, minor units, debits and credits added; `documents`: on how many documents. */
  | {
      readonly code: 'UNMAPPED';
      readonly account: string;
      readonly name: string;
      readonly amount: Minor;
      readonly documents: number;
    }
  | { readonly code: 'UNBALANCED'; readonly document: string; readonly difference: Minor }
  | { readonly code: 'TEXT_NOT_ENCODABLE'; readonly text: string; readonly characters: string }
  | { readonly code: 'TEXT_TOO_LONG'; readonly text: string; readonly limit: number }
  | { readonly code: 'ACCOUNT_TOO_LONG'; readonly account: string; readonly limit: number }
  | { readonly code: 'TOO_MANY_ATTACHMENTS'; readonly voucher: number; readonly limit: number }
  | { readonly code: 'AMOUNT_OUT_OF_RANGE'; readonly account: string };
