// Reads what a receipt was reissued as 冲红重开, and what would remain of one: the same rows the rule, the posting and the
// screen look at.
import { refuse } from '../../core/contract/errors.ts';
import type { Remaining, ReissueView } from '../../core/contract/paper-case-view.ts';
import type { Milli, Minor } from '../../core/money/money.ts';
import { minor } from '../../core/money/money.ts';
import { type ReissueFault, reissueBlockedBy } from '../../core/receipts/reissue-rule.ts';
import { type GoneBack, type ReceiptThen, type Remainder, whatRemains } from '../../core/receipts/what-remains.ts';
import { isInProgress } from '../../core/refund/case-state.ts';
import type { CaseState } from '../../core/refund/case-state.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StepRow } from '../ledger/working-rows.ts';
import { readInvoice } from './read-sheets.ts';
import { readReceipt } from './read-receipt.ts';
import { caseHead } from './read-refund.ts';

const REISSUE = `
  SELECT d.number, o.number AS receipt, r.number AS replacement, w.number AS "case", x.total, d.business_date AS businessDate,
    d.at, d.utc_offset AS utcOffsetMinutes, s.number AS shiftNumber, p.name AS cashier
  FROM receipt_reissue x JOIN document d ON d.seq = x.seq JOIN document o ON o.seq = x.receipt_seq
    JOIN document r ON r.seq = x.new_seq JOIN refund_case w ON w.id = x.case_id JOIN person p ON p.id = d.person_id
    JOIN shift s ON s.id = d.shift_id`;
const SLIPS = `
  SELECT d.number, f.total FROM refund_case c JOIN refund_document f ON f.case_id = c.id JOIN document d ON d.seq = f.seq
  WHERE c.receipt_seq = (SELECT receipt_seq FROM receipt_reissue WHERE seq = (SELECT seq FROM document WHERE number = ? AND type = 'H'))
  ORDER BY d.n`;

type Row = Omit<ReissueView, 'slips'>;

function found(ledger: Ledger, row: Row | undefined): ReissueView | null {
  return row ? { ...row, slips: ledger.all<ReissueView['slips'][number]>(SLIPS, row.number) } : null;
}

/** What receipt `seq` was reissued as, or null. */
export function readReissue(ledger: Ledger, seq: number): ReissueView | null {
  return found(ledger, ledger.one<Row>(`${REISSUE} WHERE x.receipt_seq = ?`, seq));
}

/** The reissue that receipt `seq` stands for the rest of, or null. */
export function readRestOf(ledger: Ledger, seq: number): ReissueView | null {
  return found(ledger, ledger.one<Row>(`${REISSUE} WHERE x.new_seq = ?`, seq));
}

const LINES = `
  SELECT n, quantity, unit_price AS unitPrice, gross, discount, formula, package_n AS packageN, tax_rate AS taxRate
  FROM line WHERE seq = ? ORDER BY n`;
const STEPS = `
  SELECT n, from_quantity AS "from", up_to AS upTo, quantity, rate FROM line_step WHERE seq = ? ORDER BY n, step`;
const SHARES = 'SELECT n, line, amount FROM line_discount WHERE seq = ? ORDER BY n, line';
const TENDERS = 'SELECT n, method, applied FROM tender_now WHERE seq = ? ORDER BY n';

/** Receipt `seq` as it was posted, its tenders as they are booked now. */
function receiptThen(ledger: Ledger, seq: number): ReceiptThen {
  type Line = Omit<ReceiptThen['lines'][number], 'steps'>;
  const steps = ledger.all<StepRow>(STEPS, seq);
  const shares = ledger.all<{ n: number; line: number; amount: Minor }>(SHARES, seq);
  const rounding =
    ledger.one<{ rounding: Minor }>('SELECT rounding FROM receipt WHERE seq = ?', seq)?.rounding ?? minor(0);
  return {
    lines: ledger
      .all<Line>(LINES, seq)
      .map((line) => ({ ...line, steps: steps.filter(({ n }) => n === line.n).map(({ n: _n, ...step }) => step) })),
    discounts: [...new Set(shares.map(({ n }) => n))].map((n) => ({
      n,
      shares: shares.filter((share) => share.n === n).map(({ line, amount }) => ({ line, amount })),
    })),
    tenders: ledger.all<ReceiptThen['tenders'][number]>(TENDERS, seq),
    rounding,
  };
}

const GONE_LINES = `
  SELECT line_n AS n, sum(quantity) AS quantity, sum(gross) AS gross, sum(discount) AS discount
  FROM line_refunded WHERE receipt_seq = ? GROUP BY line_n`;
const GONE_TENDERS = `
  SELECT b.tender_n AS n, sum(b.amount) AS amount FROM refund_back b
    JOIN refund_document f ON f.case_id = b.case_id AND f.version = b.version WHERE b.tender_seq = ? GROUP BY b.tender_n`;
const GONE_ROUNDING = `
  SELECT coalesce(sum(v.rounding), 0) AS rounding FROM refund_case c JOIN refund_document f ON f.case_id = c.id
    JOIN refund_submission v ON v.case_id = c.id AND v.n = f.version WHERE c.receipt_seq = ?`;

function goneBack(ledger: Ledger, seq: number): GoneBack {
  type Line = { n: number; quantity: Milli; gross: Minor; discount: Minor };
  const lines = ledger.all<Line>(GONE_LINES, seq);
  const tenders = ledger.all<{ n: number; amount: Minor }>(GONE_TENDERS, seq);
  return {
    lines: new Map(lines.map(({ n, ...parts }) => [n, parts])),
    tenders: new Map(tenders.map(({ n, amount }) => [n, amount])),
    rounding: ledger.one<{ rounding: Minor }>(GONE_ROUNDING, seq)?.rounding ?? minor(0),
  };
}

const STATES = 'SELECT s.state FROM refund_case c JOIN refund_now s ON s.case_id = c.id WHERE c.receipt_seq = ?';

/** What remains of receipt `seq`, or why no receipt can stand for it. */
export function remainderOf(ledger: Ledger, seq: number): Remainder | ReissueFault {
  const has = (sql: string): boolean => ledger.one(sql, seq) !== undefined;
  const blocked = reissueBlockedBy({
    refunded: has(
      'SELECT 1 FROM refund_case c JOIN refund_document f ON f.case_id = c.id WHERE c.receipt_seq = ? LIMIT 1',
    ),
    asked: ledger.all<{ state: CaseState }>(STATES, seq).some(({ state }) => isInProgress(state)),
    lost: has("SELECT 1 FROM receipt_loss WHERE receipt_seq = ? AND kind = 'lost'"),
    invoice: readInvoice(ledger, seq).status,
    methods: ledger.all<{ method: string }>(TENDERS, seq).map(({ method }) => method),
    paysBills: has('SELECT 1 FROM bill_payment WHERE seq = ? LIMIT 1'),
  });
  return blocked ?? whatRemains(receiptThen(ledger, seq), goneBack(ledger, seq));
}

/** Whether a paper of receipt `seq` was ever made. */
export function wasPrinted(ledger: Ledger, seq: number): boolean {
  return ledger.one('SELECT 1 FROM print_mark WHERE document_seq = ? LIMIT 1', seq) !== undefined;
}

/** What would remain of the receipt of case `text`, for whoever asks at the counter. Throws Refused UNKNOWN_REFUND. */
export function readRemaining(ledger: Ledger, text: string): Remaining {
  const head = caseHead(ledger, text);
  if (head.receipt === null) return refuse('UNKNOWN_REFUND', { number: text });
  const { seq, view } = readReceipt(ledger, head.receipt);
  const { number: receipt } = view;
  const printed = wasPrinted(ledger, seq);
  const reissued = readReissue(ledger, seq);
  const rest = reissued === null ? remainderOf(ledger, seq) : 'nothingLeft';
  if (typeof rest === 'string')
    return { receipt, printed, blockedBy: rest, lines: [], tenders: [], total: minor(0), reissued };
  const lines = rest.lines.map(({ n, quantity, amount }) => {
    const { name, unit } = view.lines.find((line) => line.n === n) ?? { name: '', unit: '' };
    return { n, name, unit, quantity, amount };
  });
  const tenders = rest.tenders.map(
    ({ method, applied }) => ({ method, amount: applied }) as Remaining['tenders'][number],
  );
  return { receipt, printed, blockedBy: null, lines, tenders, total: rest.total, reissued };
}
