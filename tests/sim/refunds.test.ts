// Random sequences of charge, refund, part of a refund, exchange, reissue, payout, failure and retry against a model that was thought
// out apart, transfers with a bank whose answers come late, twice and contrary among them: what it allows is done, what it forbids is refused, and no line, tender or prepayment gives back more than it
// brought. Debits are credits, and the drawer holds what its account says.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { milli, minor } from '../../core/money/money.ts';
import { dose } from '../fixtures/dose.ts';
import { bankSays } from '../ledger/support/bank.ts';
import { Counter, decide, op, RefusedAnswer, type Window } from '../ledger/support/counter.ts';
import { exchangeReceipt } from '../ledger/support/paper-case-acts.ts';
import { application, PAYEE } from '../ledger/support/refunds.ts';
import { type Random, seeded } from '../ledger/support/random.ts';
import { LedgerTemplate } from '../ledger/support/sample-ledger.ts';
import { type Case, type PaidTender, type Receipt, RefundModel, type Wish } from './support/refund-model.ts';

/** Sequences that one ledger carries, and the steps of each after its charge. */
const ON_ONE_LEDGER = 20;
const STEPS = 16;
const [CUSTOMER, KIND] = ['C800009', 'YF'];
/** Approved by rule up to here, minor units. */
const AUTO = 2_000;
/** The price of item 5003004 a piece. */
const PIECE = 4_217;
const ACCOUNTS = {
  ...{ cash: '1001.1.1', card: '1012.card', wechat: '1012.wechat' },
  ...{ transfer: '1012.transfer', bank: '1002' },
} as const;

/** What is tried with a payout, by how it leaves. */
const BY_HAND = ['start', 'start', 'confirm', 'confirm', 'unknown', 'fail', 'retry', 'moneyBack'] as const;
const BY_BANK = [
  'start',
  'confirm',
  'unknown',
  'fail',
  'retry',
  'retry',
  'moneyBack',
  'found',
  'found',
  'found',
] as const;

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const [till, finance] = [made.window(), made.window()];
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    const { settings } = await finance.call('settings.read', { keys: ['refundLevels'], date: null });
    const levels = { ...settings[0]?.value, autoUpTo: AUTO };
    for (const [key, value] of [
      ['refundLevels', levels],
      ['refundRisk', { rules: [] }],
    ] as const)
      await finance.call('settings.change', {
        ...{ operationId: op(), key, value, fromDate: '2026-11-23' },
      } as InputOf<'settings.change'>);
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(30_000), counted: null });
    const tenders = [{ method: 'cash' as const, given: minor(200_000), reference: null }];
    await till.call('prepayment.take', {
      ...{ operationId: op(), customer: CUSTOMER, kind: KIND, amount: minor(200_000), tenders },
    });
  });
});
afterAll(() => template.remove());

class Sequences {
  readonly #counter: Counter;
  readonly #random: Random;
  readonly #till: Window;
  readonly #finance: Window;
  readonly #second: Window;
  /** Whether some receipts pay on a bill as well. */
  readonly #withBills: boolean;
  readonly model = new RefundModel();
  readonly told: Map<string, number>;
  #ids = 0;

  constructor(
    counter: Counter,
    windows: { till: Window; finance: Window; second: Window },
    random: Random,
    told: Map<string, number>,
    withBills = false,
  ) {
    this.#withBills = withBills;
    this.#counter = counter;
    this.#random = random;
    this.#till = windows.till;
    this.#finance = windows.finance;
    this.#second = windows.second;
    this.told = told;
    Object.assign(this.model.held, { cash: 230_000, prepayment: 200_000 });
  }

  async run(): Promise<void> {
    const receipt = await this.#charge();
    for (let n = 0; n < STEPS; n += 1) {
      this.#counter.clock.pass(this.#random.below(3_000));
      await this.#step(receipt);
    }
    await this.check(receipt);
  }

  async #step(receipt: Receipt): Promise<void> {
    const dice = this.#random.below(100);
    const one = receipt.cases.length === 0 ? undefined : this.#random.pick(receipt.cases);
    if (dice < 30 || !one) return dice % 10 === 9 ? this.#exchange(receipt) : this.#apply(receipt);
    if (dice < 43) return this.#judge(one);
    if (dice < 46) return this.#exchange(receipt);
    if (dice < 51) return this.#reissue(receipt, one);
    if (dice < 57) return this.#close(one);
    const byBank = receipt.tenders.some(({ method }) => method === 'transfer');
    if (byBank && dice < 68) return this.#batch(receipt);
    if (byBank && dice < 84) return this.#answer();
    return this.#pay(one);
  }

  async #charge(): Promise<Receipt> {
    const random = this.#random;
    const lines = Array.from({ length: 1 + random.below(3) }, () => {
      const pieces = 1 + random.below(5);
      return random.chance(0.5)
        ? { item: '5003004', quantity: 1000 * pieces, price: null, amount: PIECE * pieces }
        : { item: 'OPEN', quantity: 1000, price: 1 + random.below(20_000), amount: 0 };
    }).map((line) => ({ ...line, amount: line.price ?? line.amount }));
    const bill = this.#withBills && random.chance(0.6) ? await this.#bill() : null;
    const onBill = bill === null ? 0 : 1 + random.below(bill.amount);
    const paid = bill === null ? lines : [...lines, { quantity: 1000, amount: onBill }];
    let rest = paid.reduce((sum, { amount }) => sum + amount, 0);
    const total = rest;
    const tenders: PaidTender[] = [];
    for (const method of random.pick([
      ['card', 'cash'],
      ['wechat', 'prepayment', 'cash'],
      ['prepayment', 'card'],
      ['transfer', 'cash'],
      ['transfer'],
      ['cash'],
    ])) {
      const most = method === 'prepayment' ? Math.min(rest, this.model.held['prepayment'] ?? 0) : rest;
      const amount = random.chance(0.4) ? most : Math.min(most, 1 + random.below(rest));
      if (amount > 0) tenders.push({ method, amount });
      rest -= amount;
      if (rest === 0) break;
    }
    if (rest > 0) tenders.push({ method: tenders[0]?.method === 'transfer' ? 'transfer' : 'wechat', amount: rest });
    const { number } = await this.#till.call('charge.post', {
      ...{ operationId: op(), customer: CUSTOMER, payer: null, expectedTotal: minor(total) },
      lines: lines.map(({ item, quantity, price }) => ({
        ...{ item, quantity: milli(quantity), price: price === null ? null : minor(price) },
      })),
      ...(bill === null ? {} : { bills: [{ number: bill.number, amount: minor(onBill) }] }),
      tenders: tenders.map(({ method, amount }) => ({
        ...{ method, given: minor(amount), reference: this.#reference(method) },
        ...(method === 'prepayment' ? { detail: { of: 'prepayment', kind: KIND } } : {}),
      })),
    } as InputOf<'charge.post'>);
    return this.model.charge(number, paid, tenders, bill);
  }

  async #bill(): Promise<NonNullable<Receipt['bill']>> {
    const amount = 1 + this.#random.below(30_000);
    const { number } = await this.#till.call('bill.enter', {
      ...{ operationId: op(), number: null, customer: CUSTOMER, purpose: '物业费', due: '2026-12-31' },
      lines: [{ item: null, name: '代收水费', creditKind: 'agency', amount: minor(amount) }],
    });
    return { number, amount };
  }

  #reference(method: string): string | null {
    this.#ids += 1;
    if (method === 'transfer') return `HB${String(this.#ids).padStart(14, '0')}`;
    if (method === 'card') return `00${this.#ids}99`;
    return method === 'wechat' ? `4200001234${String(this.#ids).padStart(12, '0')}` : null;
  }

  async #apply(receipt: Receipt): Promise<void> {
    const random = this.#random;
    const first = 1 + random.below(receipt.lines.length);
    const second = 1 + (first % receipt.lines.length);
    const places = second !== first && random.chance(0.4) ? [first, second] : [first];
    const wishes = places.map((n): Wish => {
      const rest = this.model.rest(receipt, n);
      const over = random.chance(0.1) ? 1 : 0;
      if (random.chance(0.5)) return { n, quantity: Math.max(1, random.pick([rest.quantity, 1000, 333]) + over) };
      return { n, amount: Math.max(1, random.pick([rest.amount, 1 + random.below(Math.max(1, rest.amount))]) + over) };
    });
    const parts = this.model.judge(receipt, wishes);
    const lines = wishes.map((wish) => ({
      n: wish.n,
      part:
        'quantity' in wish
          ? { by: 'quantity' as const, quantity: milli(wish.quantity) }
          : { by: 'amount' as const, amount: minor(wish.amount) },
    }));
    // Machine-made tenders give back first: while a transfer has something left, some of it goes back by the bank.
    const payee = this.model.left(receipt, 'transfer') > 0 ? PAYEE : null;
    const input = { operationId: op(), ...application(receipt.number, lines, { payee }) };
    const applied = await this.#asked('refund.apply', parts !== null, () => this.#till.call('refund.apply', input));
    if (!applied || parts === null) return;
    let done = applied;
    if (payee !== null) {
      expect(applied.state).toBe('awaitingSecondEntry');
      const typed = { operationId: op(), case: applied.number, payee, amount: null };
      // Long without a transfer: the window of whoever types second has locked itself.
      if ((await this.#second.call('session.current', {})).state !== 'active') await this.#second.signIn('cashier2');
      done = (await this.#second.call('refund.secondEntry', typed)).case;
    }
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    expect(done.total).toBe(total);
    expect(done.state).toBe(total <= AUTO ? 'approved' : 'awaitingApproval');
    expect(this.model.apply(receipt, done.number, parts, done.backs, total <= AUTO)).toBeNull();
  }

  /** Approved, rejected or taken back; refused where it was decided before. */
  async #judge(one: Case): Promise<void> {
    const open = one.state === 'undecided';
    const { request } = await this.#till.call('refund.case', { number: one.number });
    expect(request !== null).toBe(open);
    const dice = this.#random.below(10);
    if (dice < 7 && request !== null) {
      await decide(this.#counter, request, 'supervisor1');
      this.model.approve(one);
      this.#tell('decided yes');
    } else if (dice < 9 && request !== null) {
      await decide(this.#counter, request, 'supervisor2', { verdict: 'rejected', opinion: '已取药' });
      one.state = 'over';
      this.#tell('decided no');
    } else {
      const input = { operationId: op(), case: one.number, text: null };
      await this.#asked('refund.withdraw', open, () => this.#till.call('refund.withdraw', input));
      if (open) one.state = 'over';
    }
  }

  async #exchange(receipt: Receipt): Promise<void> {
    const done = await this.#asked('receipt.exchange', this.model.mayExchange(receipt), () =>
      exchangeReceipt(this.#counter, this.#till, receipt.number, { payer: `公司 ${(this.#ids += 1)}` }),
    );
    if (done) receipt.number = done.replacement;
  }

  /** Red-and-reissue: what the model holds back is refused, and so is what is no price times a quantity. */
  async #reissue(receipt: Receipt, one: Case): Promise<void> {
    const rest = this.model.mayReissue(receipt, one);
    const { blockedBy } = await this.#till.call('refund.remaining', { case: one.number });
    if (rest > 0 && blockedBy === 'unevenLine') return this.#tell('reissue uneven');
    const input = { operationId: op(), case: one.number, originalBack: false };
    const done = await this.#asked('refund.reissue', rest > 0, () => this.#till.call('refund.reissue', input));
    if (!done) return;
    expect(done.total).toBe(rest);
    receipt.number = done.replacement;
    receipt.reissued = receipt.cases.length;
  }

  async #close(one: Case): Promise<void> {
    // What only the bank moved ends with the notice to the customer.
    const byBank = one.payouts.length > 0 && one.payouts.every(({ back }) => back.method === 'transfer');
    const by = byBank ? { how: 'notified' as const, notice: '短信' } : { how: 'signed' as const, signedBy: '欧阳𠅤' };
    const input = { operationId: op(), case: one.number, by };
    await this.#asked('refund.close', this.model.close(one), () => this.#till.call('refund.close', input));
  }

  async #pay(one: Case): Promise<void> {
    if (one.payouts.length === 0) return;
    const n = 1 + this.#random.below(one.payouts.length);
    const method = one.payouts[n - 1]?.back.method ?? '';
    const step = this.#random.pick(method === 'transfer' ? BY_BANK : BY_HAND);
    const allowed = step === 'found' ? this.model.found(one, n) : this.model.pay(one, n, step);
    // What a bank has done only its own desk can know.
    const desk = method === 'transfer' ? this.#finance : this.#till;
    const of = { operationId: op(), case: one.number, n };
    const reference = this.#reference(method) ?? '0000';
    const calls = {
      start: () => this.#till.call('payout.start', { ...of, text: null }),
      confirm: () => this.#till.call('payout.confirm', { ...of, reference }),
      unknown: () => desk.call('payout.unknown', { ...of, text: '无应答' }),
      fail: () => desk.call('payout.fail', { ...of, text: '拒绝' }),
      retry: () => this.#till.call('payout.retry', of),
      moneyBack: () =>
        this.#finance.call('payout.moneyBack', { ...of, why: 'reversalRejected', reference: null, text: '退回' }),
      found: () => this.#finance.call('payout.found', { ...of, text: '银行流水已核' }),
    };
    await this.#asked(`payout.${step}`, allowed, calls[step]);
  }

  /** Some transfers go to the bank: what waits, and now and then what must not go, or the same one twice. */
  async #batch(receipt: Receipt): Promise<void> {
    const random = this.#random;
    const all = receipt.cases.flatMap((one) =>
      one.payouts.map(({ back, state }, at) => ({ one, n: at + 1, back, state })),
    );
    const waiting = all.filter(({ back, state }) => back.method === 'transfer' && state === 'approved');
    const odd = random.chance(0.2) && all.length > 0 ? [random.pick(all)] : [];
    const wanted = [...waiting.filter(() => random.chance(0.7)), ...odd];
    if (wanted.length === 0) return;
    const total = wanted.reduce((sum, { back }) => sum + back.amount, 0);
    const allowed = this.model.send(wanted);
    await this.#asked('payout.batch', allowed, () =>
      this.#finance.call('payout.batch', {
        ...{ operationId: op(), count: wanted.length, total: minor(total) },
        payouts: wanted.map(({ one, n }) => ({ case: one.number, n })),
      }),
    );
  }

  /** The bank says something of transfers: soon or late, again, or the contrary of what it said. */
  async #answer(): Promise<void> {
    const random = this.#random;
    const known = [...this.model.references];
    if (known.length === 0) return;
    // Of the last ones most: what is long settled is seldom spoken of again.
    const recent = known.slice(-6);
    const named = new Map(
      Array.from({ length: 1 + random.below(3) }, () => random.pick(random.chance(0.8) ? recent : known)),
    );
    const words = [...named].map(([reference, { payout }]) => ({
      ...{ reference, amount: payout.back.amount },
      said: random.pick(['yes', 'yes', 'yes', 'no', 'no', 'back', 'later'] as const),
    }));
    if (random.chance(0.1)) words.push({ reference: `Z99-W-${this.#ids}-1`, amount: 1, said: 'yes' });
    const results = { yes: '成功', no: '失败', back: '退汇', later: '处理中' } as const;
    const taken = await bankSays(
      this.#finance,
      words.map(({ said, ...word }) => ({ ...word, result: results[said] })),
    );
    const verdicts = this.model.answer(words);
    for (const verdict of verdicts) this.#tell(`the bank: ${verdict}`);
    const counted = Object.entries(taken.verdicts).flatMap(([verdict, count]) =>
      Array.from({ length: count }, () => verdict),
    );
    expect(counted.sort()).toEqual([...verdicts].sort());
  }

  /** Calls; done where the model allows it, refused and without a trace where it does not. */
  async #asked<T>(word: string, allowed: boolean, call: () => Promise<T>): Promise<T | null> {
    const documents = (): unknown => this.#counter.ledger.one('SELECT count(*) AS n FROM document');
    const before = documents();
    try {
      const answer = await call();
      expect(allowed, `${word} was done`).toBe(true);
      this.#tell(`${word} done`);
      return answer;
    } catch (error) {
      if (!(error instanceof RefusedAnswer)) throw error;
      expect(allowed, `${word} was refused: ${error.message}`).toBe(false);
      expect(documents()).toEqual(before);
      this.#tell(`${word} refused`);
      return null;
    }
  }

  #tell(word: string): void {
    this.told.set(word, (this.told.get(word) ?? 0) + 1);
  }

  async check(receipt: Receipt): Promise<void> {
    const { held } = this.model;
    const balances = new Map(
      this.#counter.ledger
        .all<{ account: string; balance: number }>('SELECT account, balance FROM account_balance')
        .map(({ account, balance }) => [account, balance]),
    );
    expect([...balances.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
    for (const [method, account] of Object.entries(ACCOUNTS))
      expect(balances.get(account) ?? 0, account).toBe(held[method]);
    expect(balances.get('2241.refund') ?? 0).toBe(0 - (held['owed'] ?? 0));
    const { accounts } = await this.#till.call('prepayment.account', { customer: CUSTOMER });
    const left = accounts.flatMap(({ loads }) => loads).reduce((sum, load) => sum + load.left, 0);
    expect(left).toBe(held['prepayment']);
    const { totals } = await this.#till.call('refund.refundable', { of: { of: 'receipt', number: receipt.number } });
    const rest = receipt.lines.reduce((sum, _line, at) => sum + this.model.rest(receipt, at + 1).amount, 0);
    expect(totals.refundable).toBe(rest);
    if (receipt.bill === null) return;
    const bill = await this.#till.call('bill.get', { number: receipt.bill.number });
    expect(bill.rest).toBe(this.model.openOnBill(receipt));
    this.#tell(bill.payments.some(({ refunded }) => refunded > 0) ? 'a bill is open again' : 'a bill stays paid');
  }
}

const told = new Map<string, number>();
const LEDGERS = dose(300, 1_000) / ON_ONE_LEDGER;

async function sequencesOf(seed: number, words: Map<string, number>, withBills: boolean): Promise<void> {
  const counter = await template.counter();
  try {
    counter.ledger.db.pragma('synchronous = OFF');
    const windows = { till: counter.window(), finance: counter.window(), second: counter.window() };
    await windows.till.signIn('cashier1');
    await windows.finance.signIn('finance1');
    await windows.second.signIn('cashier2');
    const sequences = new Sequences(counter, windows, seeded(seed), words, withBills);
    for (let n = 0; n < ON_ONE_LEDGER; n += 1) await sequences.run();
    expect(counter.verify().firstBad).toBeNull();
    expect(counter.faults).toEqual([]);
  } finally {
    counter.stop();
  }
}

it.each(Array.from({ length: LEDGERS }, (_, n) => 4_000 + n))('twenty sequences of seed %i', (seed) =>
  sequencesOf(seed, told, false),
);

it.each(Array.from({ length: dose(3, 10) }, (_, n) => 5_000 + n))('the same beside bills, seed %i', async (seed) => {
  const words = new Map<string, number>();
  await sequencesOf(seed, words, true);
  expect([...words.keys()]).toEqual(expect.arrayContaining(['a bill is open again', 'a bill stays paid']));
});

it('went everywhere it was meant to go', () => {
  const both = ['refund.apply', 'refund.close', 'receipt.exchange', 'refund.reissue', 'payout.start', 'payout.confirm'];
  const more = ['payout.fail', 'payout.retry', 'payout.moneyBack', 'payout.batch', 'payout.found'];
  const verdicts = ['arrives', 'fails', 'comesBack', 'waits', 'late', 'known', 'conflict', 'notOurs'];
  const words = [...both, ...more].flatMap((word) => [`${word} done`, `${word} refused`]);
  expect([...told.keys()]).toEqual(
    expect.arrayContaining([
      ...words,
      ...verdicts.map((one) => `the bank: ${one}`),
      'decided yes',
      'decided no',
      'refund.withdraw done',
    ]),
  );
});
