// What a counter must say, thought out a second time and simply: plain sums in memory, BigInt where money is multiplied.
// It shares no code with the ledger; where the two differ, one of them is wrong.

export interface Line {
  readonly item: string;
  readonly quantity: number;
  readonly price: number | null;
}
export interface Tender {
  readonly method: string;
  readonly given: number;
  readonly reference: string | null;
}
export interface Charge {
  readonly operationId: string;
  readonly customer: null;
  readonly payer: string | null;
  readonly lines: readonly Line[];
  readonly tenders: readonly Tender[];
  readonly expectedTotal: number;
}

export interface TariffRow {
  readonly code: string;
  readonly price: number | null;
  readonly account: string;
}

/** What the model says a call comes to: a refusal, or these fields of the answer. */
export type Expected = { readonly refused: string } | { readonly answer: Readonly<Record<string, unknown>> };

interface Shift {
  readonly number: string;
  readonly drawer: string;
  readonly date: string;
}
interface Posted {
  readonly number: string;
  readonly total: number;
  /** Ways to pay and items that a day's sums have a row for. */
  readonly methods: readonly string[];
  readonly items: readonly string[];
}
interface DaySums {
  receipts: number;
  total: number;
  readonly tenders: Map<string, [count: number, amount: number]>;
  readonly items: Map<string, [count: number, quantity: number, amount: number]>;
}

const FIRST_TARIFF_DAY = '2026-01-01';

export class CounterModel {
  readonly accounts = new Map<string, number>();
  readonly days = new Map<string, DaySums>();
  readonly receipts: Posted[] = [];
  readonly #exchanged = new Set<string>();
  readonly #tariff: ReadonlyMap<string, TariffRow>;
  readonly #open = new Map<string, Shift>();
  readonly #differed = new Set<string>();
  readonly #prints = new Map<string, number>();
  #shifts = 0;
  #newestDate = '';

  constructor(tariff: readonly TariffRow[]) {
    this.#tariff = new Map(tariff.map((row) => [row.code, row]));
  }

  /** Before the counter is worked at: the petty-cash fund drawn from the bank, in a shift of the office on `date`. */
  fillFund(amount: number, date: string): void {
    this.#shifts += 1;
    this.#newestDate = date;
    this.#move('1001.3', amount);
    this.#move('1002', -amount);
  }

  /** Out of the fund, whoever pays: no drawer moves. */
  payTicket(amount: number): Expected {
    if (amount > (this.accounts.get('1001.3') ?? 0)) return { refused: 'CASH_SHORT' };
    this.#move('1001.3', -amount);
    this.#move('6602.payout', amount);
    return { answer: { state: 'open', paid: this.accounts.get('6602.payout') } };
  }

  shiftOf(cashier: string): Shift | undefined {
    return this.#open.get(cashier);
  }

  drawerOf(cashier: string): number {
    return this.accounts.get(`1001.1.${this.#open.get(cashier)?.drawer}`) ?? 0;
  }

  /** A clock that says an earlier day than was already worked in is not believed. */
  dateToOpen(today: string): string {
    return today > this.#newestDate ? today : this.#newestDate;
  }

  openShift(cashier: string, drawer: string, float: number, today: string): Expected {
    if (drawer !== '1' && drawer !== '2') return { refused: 'UNKNOWN_DRAWER' };
    if (this.#open.has(cashier)) return { refused: 'SHIFT_ALREADY_OPEN' };
    if ([...this.#open.values()].some((shift) => shift.drawer === drawer)) return { refused: 'DRAWER_IN_USE' };
    const date = this.dateToOpen(today);
    this.#newestDate = date;
    this.#shifts += 1;
    const number = `A01-S-${String(this.#shifts).padStart(7, '0')}`;
    this.#open.set(cashier, { number, drawer, date });
    this.#move(`1001.1.${drawer}`, float);
    this.#move('1001.2', -float);
    return { answer: { number, businessDate: date, float } };
  }

  closeShift(cashier: string, counted: number, byTwo = false): Expected {
    const shift = this.#open.get(cashier);
    if (!shift) return { refused: 'NO_OPEN_SHIFT' };
    const expected = this.drawerOf(cashier);
    const difference = counted - expected;
    const told = { number: shift.number, expected, counted, difference };
    // Beyond ten yuan it stays open, and from then on it is counted by two.
    if (Math.abs(difference) > 1_000 && !byTwo) {
      this.#differed.add(cashier);
      return { answer: { ...told, closed: false } };
    }
    this.#differed.delete(cashier);
    this.#open.delete(cashier);
    this.#move('1001.2', counted);
    this.#move(`1001.1.${shift.drawer}`, -expected);
    this.#move('6301.overshort', expected - counted);
    return { answer: { ...told, closed: true } };
  }

  /** Whether the drawer of `cashier` differed, so that only two may count it again. */
  differed(cashier: string): boolean {
    return this.#differed.has(cashier);
  }

  /** Cash that is no receipt: into the drawer from what nobody has claimed, or out of it to central finance. */
  payCash(cashier: string, way: 'paidIn' | 'paidOut', amount: number): Expected {
    const shift = this.#open.get(cashier);
    if (!shift) return { refused: 'NO_OPEN_SHIFT' };
    if (way === 'paidOut' && amount > this.drawerOf(cashier)) return { refused: 'CASH_SHORT' };
    const sign = way === 'paidIn' ? 1 : -1;
    this.#move(`1001.1.${shift.drawer}`, sign * amount);
    this.#move(way === 'paidIn' ? '2241.suspense' : '2241.imprest', -sign * amount);
    return { answer: { kind: way, amount, businessDate: shift.date, shiftNumber: shift.number } };
  }

  /** Cash into the safe, counted by two. */
  drop(cashier: string, amount: number): Expected {
    const shift = this.#open.get(cashier);
    if (!shift) return { refused: 'NO_OPEN_SHIFT' };
    if (amount > this.drawerOf(cashier)) return { refused: 'CASH_SHORT' };
    this.#move(`1001.1.${shift.drawer}`, -amount);
    this.#move('1001.2', amount);
    return { answer: { kind: 'safeDrop', amount, shiftNumber: shift.number } };
  }

  /** Sum of the lines in fen, or the code of what is wrong with them. */
  price(lines: readonly Line[]): bigint | string {
    let sum = 0n;
    for (const line of lines) {
      const row = this.#tariff.get(line.item);
      if (!row) return 'UNKNOWN_ITEM';
      if (row.price === null && line.price === null) return 'PRICE_REQUIRED';
      if (row.price !== null && line.price !== null) return 'PRICE_NOT_OPEN';
      sum += lineAmount(row.price ?? line.price ?? 0, line.quantity);
    }
    return sum;
  }

  charge(cashier: string, charge: Charge): Expected {
    const shift = this.#open.get(cashier);
    if (!shift) return { refused: 'NO_OPEN_SHIFT' };
    if (shift.date < FIRST_TARIFF_DAY && charge.lines.every((line) => this.#tariff.has(line.item))) {
      return { refused: 'ITEM_NOT_ON_SALE' };
    }
    const priced = this.price(charge.lines);
    if (typeof priced === 'string') return { refused: priced };
    const total = Number(priced);
    if (charge.expectedTotal !== total) return { refused: 'TOTAL_CHANGED' };
    const given = charge.tenders.reduce((sum, tender) => sum + tender.given, 0);
    const cash = charge.tenders.filter((tender) => tender.method === 'cash').reduce((sum, { given: g }) => sum + g, 0);
    if (charge.tenders.some((tender) => tender.method === 'card' && tender.reference === null)) {
      return { refused: 'REFERENCE_REQUIRED' };
    }
    if (given < total) return { refused: 'TENDER_SHORT' };
    const change = given - total;
    if (change > 0 && change >= cash) return { refused: 'TENDER_OVER' };
    return { answer: this.#post(shift, charge, total, change) };
  }

  print(number: string, reason: string | null): Expected {
    if (!this.receipts.some((receipt) => receipt.number === number)) return { refused: 'UNKNOWN_RECEIPT' };
    const before = this.#prints.get(number) ?? 0;
    if (before === 0 && this.#exchanged.has(number)) return { refused: 'RECEIPT_EXCHANGED' };
    if (before > 0 && reason === null) return { refused: 'REPRINT_REASON_REQUIRED' };
    this.#prints.set(number, before + 1);
    return { answer: before === 0 ? { mark: 'original', copyNumber: null } : { mark: 'copy', copyNumber: before } };
  }

  /** 换票 of a receipt of any day, the old paper on the desk, approved by somebody else: one more receipt and no other money. */
  exchange(cashier: string, number: string): Expected {
    const old = this.receipts.find((receipt) => receipt.number === number);
    if (!old) return { refused: 'UNKNOWN_RECEIPT' };
    if (this.#exchanged.has(number)) return { refused: 'RECEIPT_EXCHANGED' };
    const shift = this.#open.get(cashier);
    if (!shift) return { refused: 'NO_OPEN_SHIFT' };
    this.#exchanged.add(number);
    const replacement = `A01-R-${String(this.receipts.length + 1).padStart(7, '0')}`;
    this.receipts.push({ ...old, number: replacement });
    const day = this.#day(shift.date);
    day.receipts += 1;
    for (const method of old.methods) day.tenders.set(method, day.tenders.get(method) ?? [0, 0]);
    for (const item of old.items) day.items.set(item, day.items.get(item) ?? [0, 0, 0]);
    return { answer: { receipt: number, replacement, businessDate: shift.date, total: old.total } };
  }

  #post(shift: Shift, charge: Charge, total: number, change: number): Record<string, unknown> {
    const number = `A01-R-${String(this.receipts.length + 1).padStart(7, '0')}`;
    const methods = charge.tenders.map(({ method }) => method);
    this.receipts.push({ number, total, methods, items: charge.lines.map(({ item }) => item) });
    const day = this.#day(shift.date);
    day.receipts += 1;
    day.total += total;
    let cashSeen = false;
    for (const { method, given } of charge.tenders) {
      const applied = method === 'cash' && !cashSeen ? given - change : given;
      const sums = day.tenders.get(method) ?? [0, 0];
      // Cash that was given in two lines is one tender on the receipt.
      day.tenders.set(method, [sums[0] + (method === 'cash' && cashSeen ? 0 : 1), sums[1] + applied]);
      if (method === 'cash') cashSeen = true;
      this.#move(method === 'cash' ? `1001.1.${shift.drawer}` : `1012.${method}`, applied);
    }
    for (const { item, quantity, price } of charge.lines) {
      const row = this.#tariff.get(item);
      const amount = Number(lineAmount(row?.price ?? price ?? 0, quantity));
      const sums = day.items.get(item) ?? [0, 0, 0];
      day.items.set(item, [sums[0] + 1, sums[1] + quantity, sums[2] + amount]);
      this.#move(row?.account ?? '', -amount);
    }
    return { number, total, change, businessDate: shift.date, shiftNumber: shift.number, payer: charge.payer };
  }

  #day(date: string): DaySums {
    const day = this.days.get(date) ?? { receipts: 0, total: 0, tenders: new Map(), items: new Map() };
    this.days.set(date, day);
    return day;
  }

  #move(account: string, amount: number): void {
    this.accounts.set(account, (this.accounts.get(account) ?? 0) + amount);
  }
}

/** fen × thousandths / 1000, half up; nothing here is negative. */
function lineAmount(price: number, quantity: number): bigint {
  return (BigInt(price) * BigInt(quantity) + 500n) / 1000n;
}
