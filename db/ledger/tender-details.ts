// What tenders say besides their amounts, as rows: the bank of a cheque, the third party that owes it, the loads a
// prepayment is drawn from. A bill without such tenders costs nothing here.
import { inTransitAccount, LIABILITY_ACCOUNT } from '../../core/accounts/chart.ts';
import type { SettledTender } from '../../core/charge/settle-tenders.ts';
import type { MoneyMethod } from '../../core/charge/tender-method.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TenderView } from '../../core/contract/receipt-view.ts';
import { subtractMinor, type Minor } from '../../core/money/money.ts';
import { drawLoads, type LoadDraw, type LoadLeft } from '../../core/prepayment/draw-loads.ts';
import { kindOf, payableBy } from '../../core/prepayment/prepayment-kinds.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { heldAccount } from '../readers/held-accounts.ts';
import { tender } from '../schema.ts';
import { prepaymentDraw, tenderCheque, tenderPayer } from '../schema-tender.ts';
import type { Act } from './act.ts';
import type { Ledger } from './ledger.ts';
import { prepaymentRule } from './prepayment-rule.ts';

/** The bill that is being paid, as far as its tenders depend on it; amounts in minor units. */
export interface BillBeingPaid {
  readonly customerId: number | null;
  readonly businessDate: string;
  readonly lines: readonly { readonly itemId: number; readonly amount: Minor }[];
}

/** A tender ready to be written: where it is posted, what is inserted with it, how a view shows it. */
export interface DetailedTender {
  readonly settled: SettledTender;
  /** The account it is debited to; null: cash, which goes into the drawer. */
  readonly account: string | null;
  readonly view: NonNullable<TenderView['detail']> | null;
  readonly payerId?: number;
  readonly drawn?: { readonly draws: readonly (LoadDraw & { readonly accountId: number })[] };
}

/**
 * Looks up what `tenders` name. Throws Refused UNKNOWN_PAYER, CUSTOMER_REQUIRED, PREPAYMENT_KIND_UNKNOWN,
 * PREPAYMENT_NOT_FOR_ITEMS, PREPAYMENT_SHORT, CARD_NUMBER_NOT_ALLOWED.
 */
export function tenderDetails(
  ledger: Ledger,
  tenders: readonly SettledTender[],
  bill: BillBeingPaid,
): readonly DetailedTender[] {
  const spent = new Map<string, Minor>();
  return tenders.map((settled) => {
    const { detail, method } = settled;
    if (detail === undefined) {
      const account = method === 'cash' ? null : inTransitAccount(method as Exclude<MoneyMethod, 'cash'>);
      return { settled, account, view: null };
    }
    if (detail.of === 'cheque') {
      if (containsCardNumber(detail.bank) || containsCardNumber(detail.drawer)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
      return { settled, account: inTransitAccount('cheque'), view: detail };
    }
    if (detail.of === 'payer') {
      const known = activePayer(ledger, detail.code);
      return { settled, account: known.account, payerId: known.id, view: { ...detail, name: known.name } };
    }
    const already = spent.get(detail.kind) ?? (0 as Minor);
    const use = drawFor(ledger, detail.kind, settled.applied, already, bill);
    spent.set(detail.kind, (already + settled.applied) as Minor);
    return { settled, account: LIABILITY_ACCOUNT.prepayment, drawn: use, view: { ...detail, name: use.name } };
  });
}

/** Inserts the tenders with what they say; draws and details go before the tender they belong to (0006-tender.sql). */
export function insertTenders(act: Act, tenders: readonly DetailedTender[]): void {
  let draws = 0;
  for (const [index, { settled, payerId, drawn, view }] of tenders.entries()) {
    const n = index + 1;
    if (payerId !== undefined) act.insert(tenderPayer, { n, payerId });
    if (view?.of === 'cheque') act.insert(tenderCheque, { n, bank: view.bank, drawer: view.drawer });
    for (const draw of drawn?.draws ?? []) {
      draws += 1;
      act.insert(prepaymentDraw, { n: draws, ...draw, tenderN: n, method: null, reference: null });
    }
    act.insert(tender, { n, ...settled });
  }
}

/** The tenders as a receipt shows them. */
export function tenderViews(tenders: readonly DetailedTender[]): TenderView[] {
  return tenders.map(({ settled, view }, index) => {
    const { detail: _asked, ...shown } = settled;
    return { n: index + 1, ...shown, ...(view === null ? {} : { detail: view }) };
  });
}

interface Payer {
  readonly id: number;
  readonly account: string;
  readonly name: string;
}

const PAYER = `
  SELECT p.id, p.account, v.name, v.active FROM payer p JOIN payer_version v ON v.payer_id = p.id
  WHERE p.code = ? ORDER BY v.n DESC LIMIT 1`;

function activePayer(ledger: Ledger, code: string): Payer {
  const found = ledger.one<Payer & { readonly active: number }>(PAYER, code);
  return found?.active === 1 ? found : refuse('UNKNOWN_PAYER', { code });
}

/** What is left of the loads of account rows `ids`, oldest first. */
export function loadsLeft(ledger: Ledger, ids: readonly number[]): AccountLoad[] {
  return ledger.all<AccountLoad>(
    `SELECT account_id AS accountId, load_seq AS loadSeq, load_n AS loadN, remaining AS "left" FROM load_left
     WHERE account_id IN (SELECT value FROM json_each(?)) AND remaining > 0 ORDER BY load_seq, load_n`,
    JSON.stringify(ids),
  );
}

/** A load and the account it lies on: after a merge one customer may have two of a kind. */
export interface AccountLoad extends LoadLeft {
  readonly accountId: number;
}

function drawFor(ledger: Ledger, code: string, amount: Minor, already: Minor, bill: BillBeingPaid) {
  if (bill.customerId === null) return refuse('CUSTOMER_REQUIRED', {});
  const rule = prepaymentRule(ledger, bill.businessDate);
  const kind = kindOf(rule, code);
  if (kind?.purpose !== 'prepayment') return refuse('PREPAYMENT_KIND_UNKNOWN', { kind: code });
  const lines = bill.lines.map((line) => ({ ...line, category: categoryOn(ledger, line.itemId, bill.businessDate) }));
  const payable = payableBy(rule, kind, lines);
  if (already + amount > payable) return refuse('PREPAYMENT_NOT_FOR_ITEMS', { payable });
  const account = heldAccount(ledger, bill.customerId, code);
  if (account?.purpose !== 'prepayment') return refuse('PREPAYMENT_SHORT', { available: 0 });
  // The same kind on two lines of one bill: the second begins where the first ends.
  const loads = loadsLeft(ledger, account.ids);
  const first = already === 0 ? null : drawLoads(loads, already);
  const left = first?.ok === true ? without(loads, first.draws) : loads;
  const drawn = drawLoads(left, amount);
  if (!drawn.ok) return refuse('PREPAYMENT_SHORT', { available: drawn.available });
  const draws = drawn.draws.map((draw) => {
    const load = loads.find(({ loadSeq, loadN }) => loadSeq === draw.loadSeq && loadN === draw.loadN);
    return { ...draw, accountId: load?.accountId as number };
  });
  return { draws, name: kind.name };
}

function without(loads: readonly LoadLeft[], draws: readonly LoadDraw[]): LoadLeft[] {
  return loads.map((load) => {
    const draw = draws.find(({ loadSeq, loadN }) => loadSeq === load.loadSeq && loadN === load.loadN);
    return draw === undefined ? load : { ...load, left: subtractMinor(load.left, draw.amount) };
  });
}

function categoryOn(ledger: Ledger, itemId: number, date: string): string {
  const sql = `SELECT category FROM item_version WHERE item_id = ? AND from_date <= ?
    ORDER BY from_date DESC, n DESC LIMIT 1`;
  return ledger.one<{ category: string }>(sql, itemId, date)?.category ?? '';
}
