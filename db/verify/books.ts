// What the chain has said so far about drawers, items and shifts: a document is judged by what stood before it,
// so that no later row can make an earlier posting right.
import type { Cell } from '../ledger/chained-tables.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import { CashBooks } from './cash-books.ts';
import { SettingsSoFar } from './check-settings.ts';
import { CustomerMoney } from './customer-money.ts';
import { CustomerBooks } from './customer-books.ts';
import { PoliciesSoFar } from './check-discounts.ts';
import { bad } from './finding.ts';
import {
  DRAWER,
  ITEM,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  SHIFT,
  SETUP_STEP,
  SHIFT_END,
  textAt,
  VERSION,
} from './row-places.ts';
import type { Tally } from './tally.ts';

interface Drawer {
  readonly kind: string;
  readonly account: string;
}

export interface KnownItem {
  readonly code: string;
  /** Every version so far, in the order they were made. */
  readonly versions: KnownVersion[];
}

/** One version of an item: how it is priced, credited and taxed. Price in minor units, tax in basis points. */
export interface KnownVersion {
  readonly itemId: number;
  readonly n: number;
  readonly from: string;
  readonly until: string | null;
  readonly pricing: string;
  readonly price: number | null;
  readonly rule: string | null;
  readonly kind: string;
  readonly account: string;
  readonly category: string;
  readonly taxRate: number;
  readonly taxCode: string | null;
}

export interface KnownShift {
  /** Row of its drawer, and of its cashier. */
  readonly drawer: number;
  readonly person: number;
  readonly date: string;
  readonly kind: string;
  readonly drawerAccount: string;
  /** Minor units. */
  readonly float: number;
  floatPosted: boolean;
  /** What its closing movement took out of the drawer and put into the safe, minor units. */
  emptied: { readonly expected: number; readonly counted: number } | null;
  ended: boolean;
}

export class Books {
  readonly counterCode: string;
  readonly items = new Map<number, KnownItem>();
  readonly shifts = new Map<number, KnownShift>();
  readonly customers = new CustomerBooks();
  readonly settings: SettingsSoFar;
  readonly money = new CustomerMoney();
  readonly cash = new CashBooks();
  #setupSteps = 0;
  #setupOver = false;
  readonly policies = new PoliciesSoFar();
  readonly #drawers = new Map<number, Drawer>();
  readonly #itemOfCode = new Map<string, number>();

  constructor(counterCode: string, currency: string) {
    this.counterCode = counterCode;
    this.settings = new SettingsSoFar(currency);
  }

  /** Takes note of one link and its business date. Throws a finding for a shift that did not begin or end as it must. */
  take(seq: number, rows: LinkRows, businessDate: string, tally: Tally): void {
    for (const row of rowsOf(rows, 'drawer')) {
      this.#drawers.set(numberAt(row, DRAWER.id), {
        kind: textAt(row, DRAWER.kind),
        account: textAt(row, DRAWER.account),
      });
    }
    for (const row of rowsOf(rows, 'item')) {
      this.items.set(numberAt(row, ITEM.id), { code: textAt(row, ITEM.code), versions: [] });
      this.#itemOfCode.set(textAt(row, ITEM.code), numberAt(row, ITEM.id));
    }
    for (const row of rowsOf(rows, 'item_version')) {
      const item = numberAt(row, VERSION.item);
      const known = this.items.get(item) ?? bad('limits', 'item_version', item, 'is of no item');
      known.versions.push(versionOf(item, row));
    }
    for (const row of rowsOf(rows, 'policy_version')) this.policies.take(row);
    for (const row of rowsOf(rows, 'setting')) this.settings.take(row, businessDate);
    this.money.take(seq, rows);
    for (const row of rowsOf(rows, 'setup_step')) this.#setUp(row);
    this.customers.take(rows);
    for (const row of rowsOf(rows, 'shift')) this.#begin(row);
    for (const row of rowsOf(rows, 'shift_end')) this.#end(row, tally);
  }

  // After the first shift nobody sets up any more: the rights that go with it would be a way around duty separation.
  #setUp(row: Row): void {
    const n = numberAt(row, SETUP_STEP.n);
    if (n !== this.#setupSteps + 1) bad('limits', 'setup_step', n, `follows ${this.#setupSteps}`);
    if (this.#setupOver || this.shifts.size > 0) bad('limits', 'setup_step', n, 'comes after the set-up was over');
    this.#setupSteps = n;
    this.#setupOver = textAt(row, SETUP_STEP.step) === 'finish';
  }

  /** The version of item `id` that was on sale on `date` by what stood in the ledger then; undefined: none was. */
  onSale(id: number, date: string): KnownVersion | undefined {
    let found: KnownVersion | undefined;
    for (const version of this.items.get(id)?.versions ?? []) {
      const later =
        found === undefined || version.from > found.from || (version.from === found.from && version.n > found.n);
      if (version.from <= date && later) found = version;
    }
    return found === undefined || (found.until !== null && found.until < date) ? undefined : found;
  }

  /** The same by the item's code. */
  onSaleByCode(code: string, date: string): KnownVersion | undefined {
    const id = this.#itemOfCode.get(code);
    return id === undefined ? undefined : this.onSale(id, date);
  }

  #begin(row: Row): void {
    const id = numberAt(row, SHIFT.id);
    const kind = textAt(row, SHIFT.kind);
    const drawer = this.#drawers.get(numberAt(row, SHIFT.drawer));
    if (drawer?.kind !== kind) return bad('limits', 'shift', id, 'is on a drawer of another kind');
    const number = parseDocumentNumber(textAt(row, SHIFT.number));
    if (number?.counter !== this.counterCode || number.type !== 'S' || number.n !== id)
      bad('numbers', 'shift', id, `${textAt(row, SHIFT.number)} does not say ${this.counterCode} S ${id}`);
    this.shifts.set(id, {
      drawer: numberAt(row, SHIFT.drawer),
      person: numberAt(row, SHIFT.person),
      date: textAt(row, SHIFT.date),
      kind,
      drawerAccount: drawer.account,
      float: numberAt(row, SHIFT.float),
      floatPosted: false,
      emptied: null,
      ended: false,
    });
  }

  #end(row: Row, tally: Tally): void {
    const id = numberAt(row, SHIFT_END.shift);
    const shift = this.shifts.get(id) ?? bad('limits', 'shift_end', id, 'ends a shift that never began');
    const left = tally.balance(shift.drawerAccount);
    const counted = row[SHIFT_END.counted] as Cell;
    const expected = numberAt(row, SHIFT_END.expected);
    if (shift.kind === 'till') {
      if (left !== 0) bad('balance', 'shift_end', id, `leaves ${left} in its drawer`);
      const emptied = shift.emptied ?? { expected: 0, counted: 0 };
      if (expected !== emptied.expected)
        bad('balance', 'shift_end', id, `expected ${expected} where its drawer held ${emptied.expected}`);
      if (counted !== emptied.counted)
        bad('balance', 'shift_end', id, `counted ${counted} where the safe received ${emptied.counted}`);
    } else {
      // Cash of hand-written receipts stays on the drawer's account, and nobody counted it.
      if (expected !== left) bad('balance', 'shift_end', id, `expected ${expected} where its drawer holds ${left}`);
      if (counted !== null) bad('limits', 'shift_end', id, 'says a count that nobody made');
    }
    shift.ended = true;
  }
}

function versionOf(itemId: number, row: Row): KnownVersion {
  return {
    itemId,
    n: numberAt(row, VERSION.n),
    from: textAt(row, VERSION.from),
    until: row[VERSION.until] as string | null,
    pricing: textAt(row, VERSION.pricing),
    price: row[VERSION.price] as number | null,
    rule: row[VERSION.rule] as string | null,
    kind: textAt(row, VERSION.kind),
    account: textAt(row, VERSION.account),
    category: textAt(row, VERSION.category),
    taxRate: numberAt(row, VERSION.taxRate),
    taxCode: row[VERSION.taxCode] as string | null,
  };
}
