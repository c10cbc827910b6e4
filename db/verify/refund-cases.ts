// What verify knows of every refund case: its applications, its slip and its payouts, and what they come to together per receipt
// and per tender. Filled by check-applications.ts, check-refunds.ts and check-payouts.ts.
import { type Milli, minor, type Minor, ZERO } from '../../core/money/money.ts';
import type { NeededLevel } from '../../core/refund/approval-levels.ts';
import type { CaseState } from '../../core/refund/case-state.ts';
import type { LineParts } from '../../core/refund/refundable.ts';
import type { PayoutState, RefundWay } from '../../core/refund/refund-words.ts';
import type { Db } from '../open/connection.ts';
import { bad } from './finding.ts';
import { numberAt, type Row } from './row-places.ts';

export interface Version {
  readonly n: number;
  readonly amount: number;
  readonly fee: number;
  readonly rounding: number;
  readonly total: number;
  readonly levels: number;
  /** The levels themselves, as they were asked for. */
  readonly needed: readonly NeededLevel[];
  readonly risk: 'allow' | 'extraLevel';
  readonly twice: boolean;
  readonly lines: Map<
    number,
    { quantity: number; gross: number; discount: number; tax: number; amount: number; needs: boolean }
  >;
  readonly backs: Map<number, { seq: number; n: number; method: string; way: string; amount: number }>;
  request: number | null;
  base: number | null;
  agreed: boolean;
  readonly typists: Set<number>;
}
export interface Payout {
  readonly back: number;
  readonly method: string;
  readonly way: RefundWay;
  readonly amount: number;
  /** The place of the payout that replaced it. */
  replacedBy: number | null;
  state: PayoutState;
  wasConfirmed: boolean;
  steps: number;
}
export interface Case {
  readonly number: string;
  readonly receipt: number | null;
  readonly account: number | null;
  readonly person: number;
  state: CaseState | null;
  /** When it came to that state, ms since 1970 UTC. */
  since: number;
  steps: number;
  readonly versions: Version[];
  posted: number | null;
  readonly payouts: Map<number, Payout>;
}

/** The sums of approved refunds of one receipt, by line and by tender; minor units, thousandths. */
export interface TakenBack {
  readonly lines: Map<number, LineParts>;
  readonly tenders: Map<number, Minor>;
  readonly rounding: Minor;
}

export class RefundCases {
  readonly #cases = new Map<number, Case>();
  /** Cases by receipt, and by tender "seq/n": what their sums are taken over. */
  readonly #ofReceipt = new Map<number, Set<number>>();
  readonly #ofTender = new Map<string, Set<number>>();
  readonly #ofRequest = new Map<number, number>();

  get size(): number {
    return this.#cases.size;
  }

  get(id: number): Case | undefined {
    return this.#cases.get(id);
  }

  /** The case whose last version is decided by link `request`. */
  ofRequest(request: number): Case | undefined {
    const one = this.#cases.get(this.#ofRequest.get(request) ?? 0);
    return one?.versions.at(-1)?.request === request ? one : undefined;
  }

  /** Takes note that the last version of case `id` is decided by link `request`. */
  isAsked(id: number, request: number): void {
    this.#ofRequest.set(request, id);
  }

  add(id: number, one: Case): void {
    this.#cases.set(id, one);
    if (one.receipt !== null) setOf(this.#ofReceipt, one.receipt).add(id);
  }

  /** Takes note that case `id` gives something back over tender `key`. */
  givesBack(key: string, id: number): void {
    setOf(this.#ofTender, key).add(id);
  }

  /** All cases of receipt `seq`. */
  ofReceipt(seq: number): readonly Case[] {
    return [...(this.#ofReceipt.get(seq) ?? [])].flatMap((id) => this.#cases.get(id) ?? []);
  }

  /** The versions that stand of receipt `seq`, of cases that are not over without a refund. */
  aliveOf(seq: number): Version[] {
    return this.#alive(this.#ofReceipt.get(seq));
  }

  /** The same of what gives back over tender `key`. */
  aliveOver(key: string): Version[] {
    return this.#alive(this.#ofTender.get(key));
  }

  of(seq: number, table: string, id: number): Case {
    return this.#cases.get(id) ?? bad('limits', table, seq, `is of case ${id}, which is not there`);
  }

  version(seq: number, table: string, row: Row, at: { case: number; version: number }): [Case, Version] {
    const one = this.of(seq, table, numberAt(row, at.case));
    const n = numberAt(row, at.version);
    const version = one.versions[n - 1];
    if (version === undefined || n !== one.versions.length)
      return bad('limits', table, seq, `is of version ${n}, which does not stand`);
    return [one, version];
  }

  #alive(ids: ReadonlySet<number> | undefined): Version[] {
    return [...(ids ?? [])].flatMap((id) => {
      const one = this.#cases.get(id);
      const last = one?.versions.at(-1);
      return !one || !last || one.state === 'rejected' || one.state === 'withdrawn' ? [] : [last];
    });
  }

  /** Whether money of receipt `seq` has gone back or is going back. */
  touches(seq: number): boolean {
    return this.aliveOf(seq).length > 0;
  }

  /** Whether case `id` is of receipt `seq` and its red slip was posted. */
  isPosted(id: number, seq: number): boolean {
    const one = this.#cases.get(id);
    return one?.receipt === seq && one.posted !== null;
  }

  /** What approved refunds took of receipt `seq` together; null while another is asked for. */
  goneBack(seq: number): TakenBack | null {
    const taken: TakenBack = { lines: new Map(), tenders: new Map(), rounding: ZERO };
    let rounding = 0;
    for (const one of this.ofReceipt(seq)) {
      const version = one.versions.at(-1);
      if (!version || one.state === 'rejected' || one.state === 'withdrawn') continue;
      if (one.posted === null) return null;
      rounding += version.rounding;
      for (const [n, part] of version.lines) {
        const before = taken.lines.get(n) ?? { quantity: 0, gross: 0, discount: 0, tax: 0 };
        taken.lines.set(n, {
          quantity: (before.quantity + part.quantity) as Milli,
          gross: minor(before.gross + part.gross),
          discount: minor(before.discount + part.discount),
          tax: minor(before.tax + part.tax),
        });
      }
      for (const { n, amount } of version.backs.values())
        taken.tenders.set(n, minor((taken.tenders.get(n) ?? 0) + amount));
    }
    return { ...taken, rounding: minor(rounding) };
  }

  /** Throws a finding unless the moving tables say where the steps have led, and an approved case has its slip. */
  compare(db: Db): void {
    const now = db.prepare('SELECT case_id, version, state FROM refund_now').raw().all() as [number, number, string][];
    for (const [id, version, state] of now) {
      const one = this.#cases.get(id);
      if (!one || one.state !== state || one.versions.length !== version)
        bad('totals', 'refund_now', id, `says ${state} ${version} where its steps led to ${one?.state ?? 'nothing'}`);
    }
    if (now.length !== this.#cases.size)
      bad('totals', 'refund_now', '', `has ${now.length} rows where ${this.#cases.size} must stand`);
    const paying = db.prepare('SELECT case_id, payout_n, state FROM payout_now').raw().all() as [
      number,
      number,
      string,
    ][];
    for (const [id, n, state] of paying)
      if (this.#cases.get(id)?.payouts.get(n)?.state !== state)
        bad('totals', 'payout_now', `${id}/${n}`, `says ${state}`);
    const all = [...this.#cases.values()].reduce((sum, { payouts }) => sum + payouts.size, 0);
    if (paying.length !== all) bad('totals', 'payout_now', '', `has ${paying.length} rows where ${all} must stand`);
    for (const [id, one] of this.#cases) {
      const isOwed = one.state !== null && ['approved', 'paying', 'payoutFailed', 'paid', 'closed'].includes(one.state);
      if (isOwed !== (one.posted !== null)) bad('limits', 'refund_case', id, `stands at ${one.state} without its slip`);
      const settled = [...one.payouts.values()]
        .filter(({ replacedBy }) => replacedBy === null)
        .every(({ state }) => state === 'confirmed');
      if ((one.state === 'paid' || one.state === 'closed') && !settled)
        bad('limits', 'refund_case', id, 'is paid and is not');
    }
  }
}

function setOf<K>(map: Map<K, Set<number>>, key: K): Set<number> {
  const found = map.get(key) ?? new Set<number>();
  map.set(key, found);
  return found;
}
