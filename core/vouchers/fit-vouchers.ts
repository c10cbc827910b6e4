// Fits every text of a set of vouchers into the fields of a file form, and collects all that does not fit.
// A clerk who has to correct names wants the whole list at once, not the first of it.
import type { Minor } from '../money/money.ts';
import { fitText, type Replacement, type UnwritableRule } from './fit-text.ts';
import type { Auxiliary, Voucher, VoucherEntry, VoucherFault } from './voucher.ts';

/** Most characters per field; `attachments` is a number. */
export interface VoucherLimits {
  readonly summary: number;
  readonly account: number;
  readonly word: number;
  readonly preparedBy: number;
  readonly auxiliary: number;
  readonly attachments: number;
}

export interface FitVoucherRules {
  readonly canWrite: (character: string) => boolean;
  readonly rule: UnwritableRule;
  readonly limits: VoucherLimits;
  /** Minor units. */
  readonly maxAmount: number;
}

export type FittedVouchers =
  | {
      readonly ok: true;
      readonly vouchers: readonly Voucher[];
      /** Each text that was changed, with what was changed in it; for the report beside the file. */
      readonly replaced: readonly { readonly text: string; readonly replaced: readonly Replacement[] }[];
    }
  | { readonly ok: false; readonly faults: readonly VoucherFault[] };

/** The vouchers with every text fitting, or the whole list of what does not. */
export function fitVouchers(vouchers: readonly Voucher[], rules: FitVoucherRules): FittedVouchers {
  const fitting = new Fitting(rules);
  const fitted = vouchers.map((voucher) => fitting.voucher(voucher));
  if (fitting.faults.length > 0) return { ok: false, faults: fitting.faults };
  return { ok: true, vouchers: fitted, replaced: fitting.replaced };
}

class Fitting {
  readonly faults: VoucherFault[] = [];
  readonly replaced: { text: string; replaced: readonly Replacement[] }[] = [];
  readonly #rules: FitVoucherRules;
  /** A day repeats its few texts thousands of times. */
  readonly #known = new Map<string, string>();

  constructor(rules: FitVoucherRules) {
    this.#rules = rules;
  }

  voucher(voucher: Voucher): Voucher {
    const { limits } = this.#rules;
    if (voucher.attachments > limits.attachments)
      this.faults.push({ code: 'TOO_MANY_ATTACHMENTS', voucher: voucher.number, limit: limits.attachments });
    return {
      ...voucher,
      word: this.#text(voucher.word, limits.word),
      preparedBy: this.#text(voucher.preparedBy, limits.preparedBy),
      entries: voucher.entries.map((entry) => this.#entry(entry)),
    };
  }

  #entry(entry: VoucherEntry): VoucherEntry {
    const { limits } = this.#rules;
    if (entry.account.length > limits.account) this.#accountTooLong(entry.account, limits.account);
    this.#amount(entry.account, entry.debit);
    this.#amount(entry.account, entry.credit);
    return {
      ...entry,
      summary: this.#text(entry.summary, limits.summary),
      account: this.#text(entry.account, Number.POSITIVE_INFINITY),
      auxiliary: this.#auxiliary(entry.auxiliary, limits.auxiliary),
    };
  }

  #auxiliary(auxiliary: Auxiliary, limit: number): Auxiliary {
    const fit = (text: string | null): string | null => (text === null ? null : this.#text(text, limit));
    return {
      department: fit(auxiliary.department),
      person: fit(auxiliary.person),
      customer: fit(auxiliary.customer),
      supplier: fit(auxiliary.supplier),
      project: fit(auxiliary.project),
    };
  }

  #text(text: string, limit: number): string {
    const key = `${limit} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { canWrite, rule } = this.#rules;
    const fitted = fitText(text, { canWrite, rule, limit });
    const result = fitted.ok ? fitted.text : text;
    this.#known.set(key, result);
    if (fitted.ok) {
      if (fitted.replaced.length > 0) this.replaced.push({ text, replaced: fitted.replaced });
    } else if (fitted.fault === 'tooLong') this.faults.push({ code: 'TEXT_TOO_LONG', text, limit });
    else this.faults.push({ code: 'TEXT_NOT_ENCODABLE', text, characters: fitted.characters });
    return result;
  }

  #accountTooLong(account: string, limit: number): void {
    const told = this.faults.some((fault) => fault.code === 'ACCOUNT_TOO_LONG' && fault.account === account);
    if (!told) this.faults.push({ code: 'ACCOUNT_TOO_LONG', account, limit });
  }

  #amount(account: string, amount: Minor): void {
    if (amount > this.#rules.maxAmount) this.faults.push({ code: 'AMOUNT_OUT_OF_RANGE', account });
  }
}
