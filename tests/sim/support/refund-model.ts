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
  readonly cases: Case[];
  /** How many cases there were when it was reissued for the rest last. */
  reissued: number;
}

/** What is asked for of line `n`. */
export type Wish = { readonly n: number; readonly quantity: number } | { readonly n: number; readonly amount: number };

const BY_CHANNEL = ['card', 'wechat'];

export class RefundModel {
  /** Drawer, card, wechat: what each holds. prepayment: what is left of it. owed: approved and not paid. */
  readonly held: Record<string, number> = { cash: 0, card: 0, wechat: 0, prepayment: 0, owed: 0 };

  charge(number: string, lines: readonly PaidLine[], tenders: readonly PaidTender[]): Receipt {
    for (const { method, amount } of tenders) this.#move(method, method === 'prepayment' ? -amount : amount);
    return { number, lines, tenders, cases: [], reissued: 0 };
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
      one.payouts.push({ back, state: 'approved', replaced: false });
      this.#move('owed', back.amount);
    }
  }

  /** Whether `step` of payout `n` may be taken; when it may, it is. */
  pay(one: Case, n: number, step: 'start' | 'confirm' | 'unknown' | 'fail' | 'retry' | 'moneyBack'): boolean {
    const payout = one.payouts[n - 1];
    if (!payout || payout.replaced) return false;
    const { back } = payout;
    const channel = BY_CHANNEL.includes(back.method);
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
        if (payout.state !== 'failed') return false;
        payout.replaced = true;
        one.payouts.push({ back, state: 'approved', replaced: false });
        return true;
      case 'moneyBack':
        if (payout.state !== 'confirmed' || !channel) return false;
        payout.state = 'failed';
        one.state = 'owed';
        this.#move('owed', back.amount);
        this.#move(back.method, back.amount);
        return true;
    }
  }

  /** Whether the case may be closed; when it may, it is. */
  close(one: Case): boolean {
    const settled = one.payouts.every(({ state, replaced }) => replaced || state === 'confirmed');
    if (one.state !== 'owed' || !settled) return false;
    one.state = 'closed';
    return true;
  }

  /** Whether the receipt may be exchanged. */
  mayExchange({ cases, tenders, reissued }: Receipt): boolean {
    return alive(cases.slice(reissued)).length === 0 && tenders.every(({ method }) => method !== 'prepayment');
  }

  /** What a receipt for the rest would say, 0 where none may be made after `one`. */
  mayReissue(receipt: Receipt, one: Case): number {
    const own = receipt.cases.slice(receipt.reissued);
    const posted = ({ state }: Case): boolean => state === 'owed' || state === 'closed';
    if (!own.includes(one) || !posted(one) || own.some(({ state }) => state === 'undecided')) return 0;
    if (receipt.tenders.some(({ method }) => method === 'prepayment')) return 0;
    return receipt.lines.reduce((sum, _line, at) => sum + this.rest(receipt, at + 1).amount, 0);
  }

  #left(payout: Payout): void {
    const { method, amount } = payout.back;
    payout.state = 'confirmed';
    this.#move('owed', -amount);
    this.#move(method, method === 'prepayment' ? amount : -amount);
  }

  #move(what: string, amount: number): void {
    this.held[what] = (this.held[what] ?? 0) + amount;
  }
}

function alive(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ state }) => state !== 'over');
}
