// Reads money held for customers: one document Y, one customer's accounts, their movements, and a balance at any moment.
// Everything is worked out from the posted rows; `load_left` is asked only for what is there now.
import type { PrepaymentPurpose } from '../../core/accounts/chart.ts';
import type { MoneyMethod } from '../../core/charge/tender-method.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type {
  PrepaymentAct,
  PrepaymentAccountView,
  PrepaymentLoad,
  PrepaymentMove,
  PrepaymentView,
} from '../../core/contract/prepayment-view.ts';
import { minor, type Minor, sumMinor } from '../../core/money/money.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import { kindOf } from '../../core/prepayment/prepayment-kinds.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { prepaymentRule } from '../ledger/prepayment-rule.ts';
import { type HeldAccount, heldAccount, heldAccounts, kindName, knownCustomer } from './held-accounts.ts';
import { readTenders } from './read-tenders.ts';

const BALANCE = `
  SELECT coalesce((SELECT sum(amount) FROM prepayment WHERE account_id IN (SELECT value FROM json_each(:accounts)) AND act = 'take' AND seq <= :seq), 0)
    - coalesce((SELECT sum(amount) FROM prepayment_draw WHERE account_id IN (SELECT value FROM json_each(:accounts)) AND seq <= :seq), 0)
    + coalesce((SELECT sum(w.amount) FROM prepayment_draw w JOIN receipt_void v ON v.receipt_seq = w.seq
      WHERE w.account_id IN (SELECT value FROM json_each(:accounts)) AND v.seq <= :seq), 0) AS balance`;

/** What account rows `ids` held together after act `seq`, minor units. */
export function balanceAt(ledger: Ledger, ids: readonly number[], seq: number): Minor {
  return minor(ledger.one<{ balance: number }>(BALANCE, { accounts: JSON.stringify(ids), seq })?.balance ?? 0);
}

interface Moment {
  readonly by: 'seq' | 'time';
  readonly seq?: number;
  readonly at?: number;
}

/**
 * What a customer's account held at a past moment. By time: after the last movement of this account that its clock dates
 * at or before then; the order of acts counts, so a clock that went back changes no balance.
 */
export function readBalanceAt(ledger: Ledger, customer: string, kind: string, moment: Moment): { balance: Minor } {
  const account = heldAccount(ledger, knownCustomer(ledger, customer), kind);
  if (account === undefined) return { balance: minor(0) };
  const seq = moment.by === 'seq' ? (moment.seq ?? 0) : lastMoveAt(ledger, account.ids, moment.at ?? 0);
  return { balance: balanceAt(ledger, account.ids, seq) };
}

const MOVES = `
  SELECT seq, 'take' AS move, amount FROM prepayment WHERE account_id IN (SELECT value FROM json_each(:accounts)) AND act = 'take'
  UNION ALL
  SELECT w.seq, CASE WHEN w.tender_n IS NOT NULL THEN 'use' ELSE coalesce(p.act, 'bounce') END, -sum(w.amount)
    FROM prepayment_draw w LEFT JOIN prepayment p ON p.seq = w.seq WHERE w.account_id IN (SELECT value FROM json_each(:accounts)) GROUP BY w.seq
  UNION ALL
  SELECT v.seq, 'voided', sum(w.amount) FROM prepayment_draw w JOIN receipt_void v ON v.receipt_seq = w.seq
    WHERE w.account_id IN (SELECT value FROM json_each(:accounts)) GROUP BY v.seq`;

function lastMoveAt(ledger: Ledger, ids: readonly number[], at: number): number {
  const sql = `SELECT max(m.seq) AS seq FROM (${MOVES}) m JOIN document d ON d.seq = m.seq WHERE d.at <= :at`;
  return ledger.one<{ seq: number | null }>(sql, { accounts: JSON.stringify(ids), at })?.seq ?? 0;
}

/** The newest `limit` movements of a customer's account, each with the balance after it. */
export function readMoves(
  ledger: Ledger,
  customer: string,
  kind: string,
  limit: number,
): OutputOf<'prepayment.history'> {
  const account = heldAccount(ledger, knownCustomer(ledger, customer), kind);
  if (account === undefined) return { moves: [], more: false };
  const sql = `SELECT d.number, d.at, d.business_date AS businessDate, m.move, m.amount
    FROM (${MOVES}) m JOIN document d ON d.seq = m.seq ORDER BY m.seq DESC LIMIT :limit`;
  const rows = ledger.all<Omit<PrepaymentMove, 'balance'>>(sql, {
    accounts: JSON.stringify(account.ids),
    limit: limit + 1,
  });
  let balance: number = balanceAt(ledger, account.ids, ledger.head.seq);
  const moves = rows.slice(0, limit).map((row) => {
    const after = minor(balance);
    balance -= row.amount;
    return { ...row, balance: after };
  });
  return { moves, more: rows.length > limit };
}

const LOADS = `
  SELECT d.number, t.n, d.seq, l.account_id AS accountId, d.at, t.method, coalesce(t.reference, f.reference) AS reference, t.applied AS amount,
    l.remaining AS "left",
    CASE WHEN t.proof = 'unverified' AND f.seq IS NULL THEN 'unproved'
      WHEN t.method = 'cheque' AND e.seq IS NULL THEN 'notCleared' ELSE 'returnable' END AS state
  FROM load_left l JOIN tender t ON t.seq = l.load_seq AND t.n = l.load_n JOIN document d ON d.seq = t.seq
    LEFT JOIN tender_proof f ON f.tender_seq = t.seq AND f.tender_n = t.n
    LEFT JOIN cheque_end e ON e.tender_seq = t.seq AND e.tender_n = t.n
  WHERE l.account_id IN (SELECT value FROM json_each(?)) AND l.remaining > 0 ORDER BY l.load_seq, l.load_n`;

/** A load with where it stands in the ledger. */
export interface LoadRow extends PrepaymentLoad {
  readonly seq: number;
  readonly accountId: number;
}

/** The loads of account rows `ids` of which something is left, oldest first. */
export function readLoads(ledger: Ledger, ids: readonly number[]): LoadRow[] {
  return ledger.all<LoadRow>(LOADS, JSON.stringify(ids));
}

const SUMS = `SELECT move, sum(amount) AS amount FROM (${MOVES}) GROUP BY move`;

/** What lies here for customer `number`, one view per kind that was ever opened; 0 on all kinds is an empty list or zeros. */
export function readAccounts(ledger: Ledger, number: string): OutputOf<'prepayment.account'> {
  const rule = prepaymentRule(ledger, ledger.businessDate());
  const rows = heldAccounts(ledger, knownCustomer(ledger, number));
  const accounts = rows.map((row) => {
    const kind = kindOf(rule, row.kind);
    return accountView(ledger, row, kind?.name ?? row.kind, kind?.taken ?? false);
  });
  return { accounts, balance: sumMinor(accounts.map(({ balance }) => balance)) };
}

function accountView(ledger: Ledger, row: HeldAccount, name: string, taken: boolean): PrepaymentAccountView {
  const sums = new Map(
    ledger
      .all<{ move: string; amount: number }>(SUMS, { accounts: JSON.stringify(row.ids) })
      .map((sum) => [sum.move, sum.amount]),
  );
  const rows = readLoads(ledger, row.ids);
  const loads = rows.map(({ seq: _seq, accountId: _account, ...load }): PrepaymentLoad => load);
  const of = (move: string): Minor => minor(Math.abs(sums.get(move) ?? 0));
  const balance = sumMinor(loads.map(({ left }) => left));
  const free = loads.filter(({ state }) => state === 'returnable');
  const returnable = sumMinor(free.map(({ left }) => left));
  const byMethod = new Map<MoneyMethod, number>();
  for (const { method, left } of free) byMethod.set(method, (byMethod.get(method) ?? 0) + left);
  return {
    kind: { code: row.kind, name, purpose: row.purpose },
    taken,
    loaded: of('take'),
    // What a voided receipt had used was not used.
    used: minor(of('use') - of('voided')),
    returned: of('return'),
    forfeited: of('forfeit'),
    lost: of('bounce'),
    balance,
    inProgress: minor(balance - returnable),
    returnable,
    loads,
    returnableBy: [...byMethod].map(([method, amount]) => ({ method, amount: minor(amount) })),
  };
}

interface Head {
  readonly seq: number;
  readonly number: string;
  readonly businessDate: string;
  readonly postedAt: number;
  readonly utcOffsetMinutes: number;
  readonly shiftNumber: string;
  readonly cashier: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly accountId: number;
  readonly kind: string;
  readonly purpose: PrepaymentPurpose;
  readonly act: PrepaymentAct;
  readonly amount: Minor;
  readonly change: Minor;
  readonly reason: string | null;
}

const HEAD = `
  SELECT d.seq, d.number, d.business_date AS businessDate, d.at AS postedAt, d.utc_offset AS utcOffsetMinutes,
    s.number AS shiftNumber, p.name AS cashier, c.number AS customerNumber,
    (SELECT v.name FROM customer_version v WHERE v.customer_id = a.customer_id AND v.seq < d.seq
      ORDER BY v.n DESC LIMIT 1) AS customerName,
    a.id AS accountId, a.kind, a.purpose, y.act, y.amount, y.change, y.reason
  FROM document d JOIN prepayment y ON y.seq = d.seq JOIN prepayment_account a ON a.id = y.account_id
    JOIN customer c ON c.id = a.customer_id JOIN shift s ON s.id = d.shift_id JOIN person p ON p.id = d.person_id
  WHERE d.type = 'Y' AND d.n = ?`;
const BACKS = `
  SELECT d.number AS load, w.method, w.amount, w.reference FROM prepayment_draw w
    JOIN document d ON d.seq = w.load_seq WHERE w.seq = ? AND w.method IS NOT NULL ORDER BY w.n`;

/** The document Y whose number, or whose QR text, is `text`. Throws Refused UNKNOWN_PREPAYMENT. */
export function readPrepayment(ledger: Ledger, text: string): { readonly seq: number; readonly view: PrepaymentView } {
  const scanned = readScanText(text);
  const number = scanned.ok ? scanned.number : text.trim().toUpperCase();
  const parsed = parseDocumentNumber(number);
  const head = parsed?.type === 'Y' ? ledger.one<Head>(HEAD, parsed.n) : undefined;
  if (!head || head.number !== number) return refuse('UNKNOWN_PREPAYMENT', { number: text });
  const { seq, customerNumber, customerName, accountId, kind, purpose, ...rest } = head;
  const view: PrepaymentView = {
    ...rest,
    organisation: ledger.meta.organisation,
    counter: { code: ledger.meta.counterCode, name: ledger.meta.counterName },
    currency: ledger.meta.currency,
    customer: { number: customerNumber, name: customerName },
    kind: { code: kind, name: kindName(ledger, kind, head.businessDate), purpose },
    tenders: readTenders(ledger, seq),
    backs: ledger.all(BACKS, seq),
    balance: balanceAt(ledger, [accountId], seq),
    templateVersion: 1,
  };
  return { seq, view };
}
