// What may go back, thought out a second time and simply: plain sums in memory, no code of the ledger. It judges each wish
// before the ledger does; where the two differ, one of them is wrong.

export interface PaidLine {
  readonly quantity: number;
  readonly amount: number;
}
export interface PaidTender {
  readonly method: string;
  readonly amount: number;
}
export interface Part {
  readonly n: number;
  readonly quantity: number;
  readonly amount: number;
}
export interface Back {
  readonly n: number;
  readonly method: string;
  readonly amount: number;
}
interface Payout {
  readonly back: Back;
  state: 'approved' | 'sent' | 'unknown' | 'confirmed' | 'failed';
  replaced: boolean;
  /** Whether its money was ever counted as gone. */
  hasLeft: boolean;
}
export interface Case {
  readonly number: string;
  readonly parts: readonly Part[];
  readonly backs: readonly Back[];
  state: 'undecided' | 'over' | 'owed' | 'closed';
  readonly payouts: Payout[];
}
export interface Receipt {
  number: string;
  readonly lines: readonly PaidLine[];
  readonly tenders: readonly PaidTender[];
  /** The bill that its last line pays on, and what that came to; null: it pays on none. */
  readonly bill: { readonly number: string; readonly amount: number } | null;
  readonly cases: Case[];
  /** How many cases there were when it was reissued for the rest last. */
  reissued: number;
}

/** What a bank says of one transfer. */
export interface Word {
  readonly reference: string;
  readonly said: 'yes' | 'no' | 'back' | 'later';
}
export type Verdict = 'arrives' | 'fails' | 'comesBack' | 'waits' | 'late' | 'known' | 'conflict' | 'notOurs';

/** What is asked for of line `n`. */
export type Wish = { readonly n: number; readonly quantity: number } | { readonly n: number; readonly amount: number };

const BY_CHANNEL: readonly string[] = ['card', 'wechat'];

export class RefundModel {
  /** Drawer, card, wechat: what each holds. prepayment: what is left of it. owed: approved and not paid. */
  readonly held: Record<string, number> = { cash: 0, card: 0, wechat: 0, transfer: 0, bank: 0, prepayment: 0, owed: 0 };
  /** By what number the bank knows which payout. */
  readonly references = new Map<string, { readonly one: Case; payout: Payout }>();
  /** Numbers of which the bank says that the money is gone, which we never counted so. */
  readonly #claimed = new Set<string>();

  charge(
    number: string,
    lines: readonly PaidLine[],
    tenders: readonly PaidTender[],
    bill: Receipt['bill'] = null,
  ): Receipt {
    for (const { method, amount } of tenders) this.#move(method, method === 'prepayment' ? -amount : amount);
    return { number, lines, tenders, bill, cases: [], reissued: 0 };
  }

  /** What the tenders of `method` could still give back. */
  left({ tenders, cases }: Receipt, method: string): number {
    const paid = tenders.reduce((sum, tender) => sum + (tender.method === method ? tender.amount : 0), 0);
    const back = alive(cases).flatMap(({ backs }) => backs.filter((one) => one.method === method));
    return paid - back.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What is left of line `n`. */
  rest({ lines, cases }: Receipt, n: number): { quantity: number; amount: number } {
    const paid = lines[n - 1] ?? { quantity: 0, amount: 0 };
    const taken = alive(cases).flatMap(({ parts }) => parts.filter((part) => part.n === n));
    return {
      quantity: paid.quantity - taken.reduce((sum, part) => sum + part.quantity, 0),
      amount: paid.amount - taken.reduce((sum, part) => sum + part.amount, 0),
    };
  }

  /** The parts that `wishes` come to, or null when more is asked for than is left, or nothing. */
  judge(receipt: Receipt, wishes: readonly Wish[]): readonly Part[] | null {
    const parts: Part[] = [];
    for (const wish of wishes) {
      const rest = this.rest(receipt, wish.n);
      if ('quantity' in wish) {
        if (wish.quantity > rest.quantity) return null;
        const whole = wish.quantity === rest.quantity;
        // Half a fen is rounded up.
        const share = Math.floor((2 * rest.amount * wish.quantity + rest.quantity) / (2 * rest.quantity));
        parts.push({ n: wish.n, quantity: wish.quantity, amount: whole ? rest.amount : share });
      } else {
        if (wish.amount > rest.amount) return null;
        parts.push({ n: wish.n, quantity: wish.amount === rest.amount ? rest.quantity : 0, amount: wish.amount });
      }
    }
    return parts.some(({ amount }) => amount > 0) ? parts : null;
  }

  /** Takes note of a case; answers what is wrong with the way its money goes back, or null. */
  apply(
    receipt: Receipt,
    number: string,
    parts: readonly Part[],
    backs: readonly Back[],
    approved: boolean,
  ): string | null {
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    if (backs.reduce((sum, { amount }) => sum + amount, 0) !== total) return `ways back are not ${total}`;
    const one: Case = { number, parts, backs, state: 'undecided', payouts: [] };
    receipt.cases.push(one);
    const left = receipt.tenders.map(
      ({ amount }, at) =>
        amount -
        alive(receipt.cases)
          .flatMap((each) => each.backs.filter(({ n }) => n === at + 1))
          .reduce((sum, back) => sum + back.amount, 0),
    );
    if (left.some((rest) => rest < 0)) return 'a tender gives back more than it brought';
    const cash = backs.some(({ method }) => method === 'cash');
    if (cash && receipt.tenders.some(({ method }, at) => method !== 'cash' && (left[at] ?? 0) > 0))
      return 'notes leave while another tender could give back';
    if (approved) this.approve(one);
    return null;
  }

  approve(one: Case): void {
    one.state = 'owed';
    for (const back of one.backs) {
      one.payouts.push({ back, state: 'approved', replaced: false, hasLeft: false });
      this.#move('owed', back.amount);
    }
  }

  /** Whether `step` of payout `n` may be taken; when it may, it is. */
  pay(one: Case, n: number, step: 'start' | 'confirm' | 'unknown' | 'fail' | 'retry' | 'moneyBack'): boolean {
    const payout = one.payouts[n - 1];
    if (!payout || payout.replaced) return false;
    const { back } = payout;
    const channel = BY_CHANNEL.includes(back.method);
    const bank = back.method === 'transfer';
    // Transfers go by file and arrive by file.
    if (bank && (step === 'start' || step === 'confirm')) return false;
    switch (step) {
      case 'start':
        if (payout.state !== 'approved' || (back.method === 'cash' && (this.held['cash'] ?? 0) < back.amount))
          return false;
        if (channel) payout.state = 'sent';
        else this.#left(payout);
        return true;
      case 'confirm':
        if (payout.state !== 'sent' && payout.state !== 'unknown') return false;
        this.#left(payout);
        return true;
      case 'unknown':
        if (payout.state !== 'sent') return false;
        payout.state = 'unknown';
        return true;
      case 'fail':
        if (payout.state !== 'sent' && payout.state !== 'unknown') return false;
        payout.state = 'failed';
        return true;
      case 'retry':
        if (payout.state !== 'failed' || this.#isClaimed(one, back)) return false;
        this.#replace(one, payout);
        return true;
      case 'moneyBack':
        if (payout.state !== 'confirmed' || !(channel || bank)) return false;
        this.#back(one, payout);
        return true;
    }
  }

  /** Whether these payouts may go with one batch; when they may, they do. */
  send(wanted: readonly { readonly one: Case; readonly n: number }[]): boolean {
    const payouts = wanted.map(({ one, n }) => ({ one, n, payout: one.payouts[n - 1] }));
    const fit = payouts.every(
      ({ one, payout }) =>
        payout?.back.method === 'transfer' &&
        payout.state === 'approved' &&
        !payout.replaced &&
        !this.#isClaimed(one, payout.back),
    );
    if (!fit || new Set(payouts.map(({ payout }) => payout)).size !== wanted.length) return false;
    for (const { one, n, payout } of payouts) {
      if (!payout) continue;
      payout.state = 'sent';
      this.references.set(`${one.number}-${n}`, { one, payout });
    }
    return true;
  }

  /** What one answer comes to; all of it is judged by how things stood before it, and then done. */
  answer(words: readonly Word[]): readonly Verdict[] {
    const settling = new Set<Back>();
    const verdicts = words.map((word): Verdict => {
      const verdict = this.#judge(word);
      const back = this.references.get(word.reference)?.payout.back;
      if (verdict !== 'late' || back === undefined) return verdict;
      if (settling.has(back)) return 'conflict';
      settling.add(back);
      return verdict;
    });
    for (const [at, { reference, said }] of words.entries()) {
      const verdict = verdicts[at];
      const held = this.references.get(reference);
      if (!held) continue;
      const { one, payout } = held;
      if (verdict === 'arrives') this.#left(payout);
      if (verdict === 'fails') payout.state = 'failed';
      if (verdict === 'waits') payout.state = 'unknown';
      if (verdict === 'comesBack') this.#back(one, payout);
      if (verdict === 'conflict' && said === 'yes') this.#claimed.add(reference);
      if (verdict === 'late') this.#settle(reference);
    }
    return verdicts;
  }

  #judge({ reference, said }: Word): Verdict {
    const held = this.references.get(reference);
    if (!held) return 'notOurs';
    const { one, payout } = held;
    const flying = payout.state === 'sent' || payout.state === 'unknown';
    if (said === 'later') return payout.state === 'sent' ? 'waits' : 'known';
    if (flying) return said === 'yes' ? 'arrives' : 'fails';
    if (payout.state === 'confirmed') return said === 'yes' ? 'known' : said === 'back' ? 'comesBack' : 'conflict';
    // It failed. A yes is news only where the money was never counted as gone.
    if (said !== 'yes' || payout.hasLeft) return 'known';
    const { state } = this.#last(one, payout.back);
    return state === 'approved' || state === 'failed' ? 'late' : 'conflict';
  }

  /** Whether somebody may say that the money of payout `n` arrived although it failed; when they may, it has. */
  found(one: Case, n: number): boolean {
    const asked = one.payouts[n - 1];
    if (asked?.back.method !== 'transfer') return false;
    const claimed = [...this.#claimed].find((reference) => this.references.get(reference)?.payout.back === asked.back);
    const reference = claimed ?? [...this.references].find(([, held]) => held.payout === asked)?.[0];
    const payout = reference === undefined ? undefined : this.references.get(reference)?.payout;
    if (reference === undefined || payout?.state !== 'failed' || payout.hasLeft) return false;
    const { state } = this.#last(one, asked.back);
    if (state !== 'approved' && state !== 'failed') return false;
    this.#settle(reference);
    return true;
  }

  /** The money of `reference` is gone: what stands in its place is paid by it. */
  #settle(reference: string): void {
    const held = this.references.get(reference);
    if (!held) return;
    const last = this.#last(held.one, held.payout.back);
    const next = last.state === 'approved' ? last : this.#replace(held.one, last);
    held.payout = next;
    this.#claimed.delete(reference);
    this.#left(next);
  }

  #replace(one: Case, payout: Payout): Payout {
    payout.replaced = true;
    const next: Payout = { back: payout.back, state: 'approved', replaced: false, hasLeft: false };
    one.payouts.push(next);
    return next;
  }

  #back(one: Case, payout: Payout): void {
    const { method, amount } = payout.back;
    payout.state = 'failed';
    one.state = 'owed';
    this.#move('owed', amount);
    this.#move(method === 'transfer' ? 'bank' : method, amount);
  }

  #last({ payouts }: Case, back: Back): Payout {
    return payouts.findLast((one) => one.back === back) as Payout;
  }

  #isClaimed(one: Case, back: Back): boolean {
    return [...this.#claimed].some((reference) => {
      const held = this.references.get(reference);
      return held?.one === one && held.payout.back === back;
    });
  }

  /** Whether the case may be closed; when it may, it is. */
  close(one: Case): boolean {
    const settled = one.payouts.every(({ state, replaced }) => replaced || state === 'confirmed');
    if (one.state !== 'owed' || !settled) return false;
    one.state = 'closed';
    return true;
  }

  /** What is open on the bill of a receipt: what was not paid, and what was paid and has been approved to go back. */
  openOnBill({ bill, lines, cases }: Receipt): number {
    const back = cases
      .filter(({ state }) => state === 'owed' || state === 'closed')
      .flatMap(({ parts }) => parts.filter(({ n }) => n === lines.length))
      .reduce((sum, { amount }) => sum + amount, 0);
    return (bill?.amount ?? 0) - (lines.at(-1)?.amount ?? 0) + back;
  }

  /** Whether the receipt may be exchanged. */
  mayExchange({ bill, cases, tenders, reissued }: Receipt): boolean {
    return (
      bill === null &&
      alive(cases.slice(reissued)).length === 0 &&
      tenders.every(({ method }) => method !== 'prepayment')
    );
  }

  /** What a receipt for the rest would say, 0 where none may be made after `one`. */
  mayReissue(receipt: Receipt, one: Case): number {
    const own = receipt.cases.slice(receipt.reissued);
    const posted = ({ state }: Case): boolean => state === 'owed' || state === 'closed';
    if (!own.includes(one) || !posted(one) || own.some(({ state }) => state === 'undecided')) return 0;
    if (receipt.bill !== null || receipt.tenders.some(({ method }) => method === 'prepayment')) return 0;
    return receipt.lines.reduce((sum, _line, at) => sum + this.rest(receipt, at + 1).amount, 0);
  }

  #left(payout: Payout): void {
    const { method, amount } = payout.back;
    payout.state = 'confirmed';
    payout.hasLeft = true;
    this.#move('owed', -amount);
    this.#move(method === 'transfer' ? 'bank' : method, method === 'prepayment' ? amount : -amount);
  }

  #move(what: string, amount: number): void {
    this.held[what] = (this.held[what] ?? 0) + amount;
  }
}

function alive(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ state }) => state !== 'over');
}
