// Which account of central's one of ours is, on a day and for a form. A mapping is a row per change, from a business date
// on; a later one never rewrites what was made with an earlier. Nothing is guessed: an account stands for those below it
// only where its mapping says so.
import { holdsOn } from '../settings/settings.ts';
import type { AccountTarget } from './voucher.ts';
import type { MappingForm } from './voucher-form.ts';

/** One change of one account's mapping; a target of null: not mapped any more from that day. */
export interface MappingChange {
  readonly account: string;
  readonly form: MappingForm;
  readonly n: number;
  /** YYYY-MM-DD, the first business date it holds. */
  readonly fromDate: string;
  readonly target: AccountTarget | null;
  /** Holds for the accounts below it too, which have no mapping of their own. */
  readonly below: boolean;
}

/** A target with the change it comes from: the account's own, or that of one above it. */
export interface FoundTarget {
  readonly target: AccountTarget;
  readonly from: MappingChange;
}

export class AccountMapping {
  readonly #changes = new Map<string, MappingChange[]>();

  constructor(changes: Iterable<MappingChange>) {
    for (const change of changes) this.add(change);
  }

  /** Takes one change more; of one account and form in the order of `n`. */
  add(change: MappingChange): void {
    const key = `${change.form} ${change.account}`;
    const list = this.#changes.get(key);
    if (list) list.push(change);
    else this.#changes.set(key, [change]);
  }

  /** How many changes there are of `account` for `form`. */
  count(account: string, form: MappingForm): number {
    return this.#changes.get(`${form} ${account}`)?.length ?? 0;
  }

  /** The change of `account` for exactly `form` that holds on `date`; undefined: none, or it was withdrawn. */
  own(account: string, form: MappingForm, date: string): MappingChange | undefined {
    const found = holdsOn(this.#changes.get(`${form} ${account}`) ?? [], date);
    return found?.target ? found : undefined;
  }

  /** Where `account` is booked on `date`: its own mapping, for the form before the general one, then those above it. */
  find(account: string, form: Exclude<MappingForm, 'any'>, date: string): FoundTarget | null {
    for (const [index, code] of withParents(account).entries()) {
      for (const one of [form, 'any'] as const) {
        const change = this.own(code, one, date);
        if (change?.target && (index === 0 || change.below)) return { target: change.target, from: change };
      }
    }
    return null;
  }
}

/** `6001.5001.1`, `6001.5001`, `6001`. */
function withParents(account: string): string[] {
  const parts = account.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}
