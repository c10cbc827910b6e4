// Reads a refund case back: what was applied for, who has said what, where it stands and whom it waits for, its payouts.
import { isOverdue, type LevelName, type NeededLevel } from '../../core/refund/approval-levels.ts';
import type { CaseState } from '../../core/refund/case-state.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { CaseRow, CaseView, PayoutView, RefundOf } from '../../core/contract/refund-view.ts';
import type { Minor } from '../../core/money/money.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import { maskedAccount } from '../../core/refund/payee.ts';
import type { EntryField } from '../../core/refund/refund-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { saidPaid } from '../refund/said-paid.ts';
import { customerOf } from './find-customer.ts';

/** A case as its rows have it. */
export interface CaseHead {
  readonly id: number;
  readonly number: string;
  readonly at: number;
  readonly personId: number;
  readonly appliedBy: string;
  readonly receiptSeq: number | null;
  readonly accountId: number | null;
  readonly customerId: number | null;
  readonly version: number;
  readonly state: CaseState;
  readonly since: number;
  readonly reason: string;
  readonly text: string | null;
  readonly askedBy: string;
  readonly relation: CaseView['relation'];
  readonly channel: CaseView['channel'];
  readonly originalBack: number;
  readonly amount: Minor;
  readonly fee: Minor;
  readonly rounding: Minor;
  readonly total: Minor;
  readonly difference: Minor;
  /** JSON. */
  readonly levels: string;
  readonly findings: string;
  readonly verdict: 'allow' | 'extraLevel';
  readonly twicePayee: number;
  readonly twiceAmount: number;
  readonly requestSeq: number | null;
  readonly request: string | null;
  readonly receipt: string | null;
  readonly document: string | null;
  readonly kind: string | null;
}

export const CASE_HEAD = `
  SELECT c.id, c.number, c.at, c.person_id AS personId, p.name AS appliedBy, c.receipt_seq AS receiptSeq, c.account_id AS accountId,
    c.customer_id AS customerId, s.version, s.state, s.since, v.reason, v.text, v.asked_by AS askedBy, v.relation, v.channel,
    v.original_back AS originalBack, v.amount, v.fee, v.rounding, v.total, v.difference, v.levels, v.findings, v.verdict,
    v.twice_payee AS twicePayee, v.twice_amount AS twiceAmount, q.request_seq AS requestSeq, r.id AS request,
    (SELECT number FROM document WHERE seq = c.receipt_seq) AS receipt,
    (SELECT d.number FROM refund_document f JOIN document d ON d.seq = f.seq WHERE f.case_id = c.id) AS document,
    (SELECT kind FROM prepayment_account WHERE id = c.account_id) AS kind
  FROM refund_case c JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
    JOIN person p ON p.id = c.person_id
    LEFT JOIN refund_request q ON q.case_id = c.id AND q.version = s.version LEFT JOIN approval_request r ON r.seq = q.request_seq`;

/** The case whose number, or whose red slip's or payout's number, is `text`. Throws Refused UNKNOWN_REFUND. */
export function caseHead(ledger: Ledger, text: string): CaseHead {
  const scanned = readScanText(text);
  const number = scanned.ok ? scanned.number : text.trim().toUpperCase();
  const type = parseDocumentNumber(number)?.type;
  const byDocument = (table: string): number | undefined =>
    ledger.one<{ id: number }>(
      `SELECT x.case_id AS id FROM document d JOIN ${table} x ON x.seq = d.seq WHERE d.type = ? AND d.n = ? AND d.number = ?`,
      type,
      parseDocumentNumber(number)?.n,
      number,
    )?.id;
  const id =
    type === 'F'
      ? byDocument('refund_document')
      : type === 'O'
        ? byDocument('payout_document')
        : ledger.one<{ id: number }>('SELECT id FROM refund_case WHERE number = ?', number)?.id;
  const head = id === undefined ? undefined : ledger.one<CaseHead>(`${CASE_HEAD} WHERE c.id = ?`, id);
  return head ?? refuse('UNKNOWN_REFUND', { number: text });
}

export function levelsOf(head: Pick<CaseHead, 'levels'>): readonly NeededLevel[] {
  return JSON.parse(head.levels) as NeededLevel[];
}

/** What a case is of. */
export function ofCase(ledger: Ledger, head: Pick<CaseHead, 'receipt' | 'customerId' | 'kind'>): RefundOf {
  if (head.receipt !== null) return { of: 'receipt', number: head.receipt };
  const customer = head.customerId === null ? null : customerOf(ledger, head.customerId);
  return { of: 'held', customer: customer?.number ?? '', kind: head.kind ?? '' };
}

/** How many levels have said yes to the version that stands. */
export function levelsDone(ledger: Ledger, requestSeq: number | null): number {
  const sql = "SELECT count(*) AS n FROM approval_decision WHERE request_seq = ? AND verdict = 'approved'";
  return requestSeq === null ? 0 : (ledger.one<{ n: number }>(sql, requestSeq)?.n ?? 0);
}

export function waitsFor(state: CaseState): CaseView['waitsFor'] {
  switch (state) {
    case 'awaitingUse':
      return 'department';
    case 'awaitingSecondEntry':
      return 'secondEntry';
    case 'awaitingApproval':
      return 'level';
    case 'returned':
      return 'applicant';
    case 'approved':
    case 'paying':
    case 'payoutFailed':
      return 'payout';
    case 'paid':
      return 'customer';
    default:
      return null;
  }
}

const TO_BANK = `
  SELECT 1 FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n
  WHERE p.case_id = ? AND s.state = 'approved' AND (p.way = 'transfer' OR (p.way = 'original' AND p.method IN ('transfer', 'cheque')))`;

/** The same, knowing that a transfer sent another way waits until a second person has typed whom it goes to. */
function whoIsWaitedFor(ledger: Ledger, { id, version, state }: CaseHead): CaseView['waitsFor'] {
  const waits = waitsFor(state);
  if (waits !== 'payout' || ledger.one(TO_BANK, id) === undefined) return waits;
  return payeeShown(ledger, id, version)?.agreed === false ? 'secondEntry' : waits;
}

export interface LevelNow {
  readonly level: LevelName | null;
  readonly overdue: boolean;
  /** ms, by the ledger's clock; null: no level is to be decided. */
  readonly dueIn: number | null;
}

/** The level to decide now, whether it has had longer than it may, and how long it still has. */
export function levelNow(ledger: Ledger, head: CaseHead): LevelNow {
  const level = head.state === 'awaitingApproval' ? levelsOf(head)[levelsDone(ledger, head.requestSeq)] : undefined;
  if (level === undefined) return { level: null, overdue: false, dueIn: null };
  const waited = ledger.clock.now() - head.since;
  return {
    level: level.level,
    overdue: isOverdue(level.deadlineMinutes, waited),
    dueIn: level.deadlineMinutes * 60_000 - waited,
  };
}

const LINES = `
  SELECT l.n, l.code, l.name, l.unit, r.quantity, r.gross, r.discount, r.tax, r.amount
  FROM refund_line r JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n WHERE r.case_id = ? AND r.version = ? ORDER BY r.line_n`;
const BACKS = `
  SELECT d.number, b.tender_n AS n, b.method, b.way, b.reason, b.amount FROM refund_back b JOIN document d ON d.seq = b.tender_seq
  WHERE b.case_id = ? AND b.version = ? ORDER BY b.n`;
const PAPERS =
  'SELECT name, attachment_id AS attachment FROM refund_paper WHERE case_id = ? AND version = ? ORDER BY n';
const STEPS = `
  SELECT t.step, t.to_state AS "to", t.at, p.name AS "by", t.text FROM refund_step t JOIN person p ON p.id = t.person_id
  WHERE t.case_id = ? ORDER BY t.n`;
const DECISIONS = `
  SELECT d.level AS n, d.verdict, p.name AS "by", d.at, d.opinion,
    (SELECT f.name FROM refund_deputy y JOIN refund_delegation g ON g.id = y.delegation_id JOIN person f ON f.id = g.from_id
      WHERE y.request_seq = d.request_seq AND y.level = d.level) AS inPlaceOf,
    coalesce((SELECT c.detail ->> '$.escalated' FROM chain c WHERE c.seq = d.seq), 0) AS escalated
  FROM approval_decision d JOIN person p ON p.id = d.person_id WHERE d.request_seq = ? ORDER BY d.level`;

const REISSUED = `
  SELECT d.number, r.number AS replacement FROM receipt_reissue x JOIN document d ON d.seq = x.seq JOIN document r ON r.seq = x.new_seq
  WHERE x.case_id = ?`;

/** The whole case. Throws Refused UNKNOWN_REFUND. */
export function readCase(ledger: Ledger, number: string): CaseView {
  return viewOf(ledger, caseHead(ledger, number));
}

export function viewOf(ledger: Ledger, head: CaseHead): CaseView {
  const { id, version, state, at, appliedBy, customerId } = head;
  const customer = customerId === null ? null : customerOf(ledger, customerId);
  const levels = levelsOf(head);
  const { overdue } = levelNow(ledger, head);
  const steps = ledger.all<Omit<CaseView['steps'][number], 'after'>>(STEPS, id);
  const { amount, fee, rounding, total, difference, verdict, reason, text, askedBy, relation, channel } = head;
  return {
    number: head.number,
    of: ofCase(ledger, head),
    ...{ state, version, appliedAt: at, appliedBy, overdue },
    since: Math.max(0, ledger.clock.now() - head.since),
    waitsFor: whoIsWaitedFor(ledger, head),
    customer: customer && { number: customer.number, name: customer.name },
    receipt: head.receipt,
    document: head.document,
    ...{ reason, text, askedBy, relation, channel },
    originalIsBack: head.originalBack === 1,
    ...{ amount, fee, rounding, total, difference },
    lines: ledger.all(LINES, id, version),
    backs: ledger.all(BACKS, id, version),
    papers: ledger.all(PAPERS, id, version),
    payee: payeeShown(ledger, id, version),
    levels: [...levels],
    request: state === 'awaitingApproval' ? head.request : null,
    decisions: decisionsOf(ledger, head, levels),
    risk: JSON.parse(head.findings) as CaseView['risk'],
    verdict,
    secondEntry: {
      payee: head.twicePayee === 1,
      amount: head.twiceAmount === 1,
      differs: lastDifference(ledger, id, version),
    },
    payouts: payoutsOf(ledger, id),
    reissue: ledger.one<NonNullable<CaseView['reissue']>>(REISSUED, id) ?? null,
    steps: steps.map((step, index) => ({
      ...step,
      after: index === 0 ? 0 : step.at - (steps[index - 1]?.at ?? step.at),
    })),
  };
}

function decisionsOf(ledger: Ledger, head: CaseHead, levels: readonly NeededLevel[]): CaseView['decisions'] {
  if (head.requestSeq === null) return [];
  interface Row {
    readonly n: number;
    readonly verdict: CaseView['decisions'][number]['verdict'];
    readonly by: string;
    readonly at: number;
    readonly opinion: string | null;
    readonly inPlaceOf: string | null;
    readonly escalated: number;
  }
  const arrived = ledger.one<{ at: number }>(
    "SELECT max(at) AS at FROM refund_step WHERE case_id = ? AND version = ? AND step IN ('applied', 'resubmitted', 'useConfirmed', 'secondEntryAgreed')",
    head.id,
    head.version,
  );
  let before = arrived?.at ?? head.at;
  return ledger.all<Row>(DECISIONS, head.requestSeq).map(({ n, ...row }) => {
    const took = Math.max(0, row.at - before);
    before = row.at;
    return { ...row, escalated: row.escalated === 1, level: levels[n - 1]?.level ?? 'first', took };
  });
}

interface EntryRow {
  readonly n: number;
  readonly personId: number;
  readonly name: string | null;
  readonly bank: string | null;
  readonly sealed: string | null;
  readonly tail: string | null;
  readonly amount: Minor | null;
  readonly base: number;
  readonly agrees: number;
}

/** What was typed for version `version` of case `id`, in order. */
export function entriesOf(ledger: Ledger, id: number, version: number): EntryRow[] {
  return ledger.all<EntryRow>(
    'SELECT n, person_id AS personId, name, bank, sealed, tail, amount, base, agrees FROM refund_entry WHERE case_id = ? AND version = ? ORDER BY n',
    id,
    version,
  );
}

/** The entry that the next one is compared with, and the one that agreed with it, if any. */
export function entryPair(entries: readonly EntryRow[]): {
  readonly base: EntryRow | null;
  readonly agreed: EntryRow | null;
} {
  const base = entries.findLast((one) => one.base === 1) ?? null;
  const agreed = base === null ? null : (entries.find((one) => one.n > base.n && one.agrees === 1) ?? null);
  return { base, agreed };
}

/** The payee as everybody may see it: the account by its last four. */
export function payeeShown(ledger: Ledger, id: number, version: number): CaseView['payee'] {
  const { base, agreed } = entryPair(entriesOf(ledger, id, version));
  if (!base || base.name === null || base.bank === null || base.tail === null) return null;
  return { name: base.name, bank: base.bank, account: maskedAccount(base.tail), agreed: agreed !== null };
}

function lastDifference(ledger: Ledger, id: number, version: number): EntryField[] {
  const last = ledger.one<{ text: string | null }>(
    `SELECT c.detail ->> '$.differs' AS text FROM refund_entry e JOIN chain c ON c.seq = e.seq
     WHERE e.case_id = ? AND e.version = ? AND e.base = 0 ORDER BY e.n DESC LIMIT 1`,
    id,
    version,
  );
  return last?.text ? (JSON.parse(last.text) as EntryField[]) : [];
}

const PAYOUTS = `
  SELECT p.n, p.back_n AS backN, p.method, p.way, p.amount, s.state, p.replaces,
    (SELECT n FROM refund_payout x WHERE x.case_id = p.case_id AND x.replaces = p.n) AS replacedBy,
    (SELECT coalesce(f.reference, t.reference) FROM refund_document k JOIN refund_back b ON b.case_id = k.case_id AND b.version = k.version AND b.n = p.back_n
      JOIN tender t ON t.seq = b.tender_seq AND t.n = b.tender_n
      LEFT JOIN tender_proof f ON f.tender_seq = t.seq AND f.tender_n = t.n WHERE k.case_id = p.case_id) AS original,
    (SELECT reference FROM payout_step x WHERE x.case_id = p.case_id AND x.payout_n = p.n AND x.step = 'confirmed') AS reference,
    (SELECT d.number FROM payout_document o JOIN document d ON d.seq = o.seq
      WHERE o.case_id = p.case_id AND o.payout_n = p.n AND o.kind = 'paid') AS document,
    (SELECT b.number FROM payout_step x JOIN bank_batch b ON b.n = x.batch_n
      WHERE x.case_id = p.case_id AND x.payout_n = p.n AND x.step = 'sent') AS batch
  FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n`;
const PAYOUT_STEPS = `
  SELECT t.step, t.at, p.name AS "by", t.reference, t.text FROM payout_step t JOIN person p ON p.id = t.person_id
  WHERE t.case_id = ? AND t.payout_n = ? ORDER BY t.n`;

/** The payouts of case `id`, in order. */
export function payoutsOf(ledger: Ledger, id: number): PayoutView[] {
  return ledger
    .all<Omit<PayoutView, 'steps' | 'saidPaid'> & { backN: number }>(`${PAYOUTS} WHERE p.case_id = ? ORDER BY p.n`, id)
    .map(({ backN, ...row }) => ({
      ...row,
      saidPaid: saidPaid(ledger, { caseId: id, backN })?.reference ?? null,
      steps: ledger.all(PAYOUT_STEPS, id, row.n),
    }));
}

/** What of a row depends on people: by what right whoever asks may decide on it (null: not), and who could. */
export interface RowPeople {
  readonly standing: {
    readonly delegation: { readonly name: string } | null;
    readonly escalated: boolean;
  } | null;
  readonly who: readonly string[];
  readonly together: boolean;
}

/** One row of a queue. */
export function rowOf(ledger: Ledger, head: CaseHead, { standing, who, together }: RowPeople): CaseRow {
  const customer = head.customerId === null ? null : customerOf(ledger, head.customerId);
  const { number, state, total, at, appliedBy, verdict } = head;
  return {
    ...{ number, state, total, appliedAt: at, appliedBy, verdict, ...levelNow(ledger, head) },
    mine: standing !== null,
    inPlaceOf: standing?.delegation?.name ?? null,
    escalated: standing?.escalated ?? false,
    who: [...who],
    together: standing !== null && together,
    of: ofCase(ledger, head),
    customer: customer && { number: customer.number, name: customer.name },
    since: Math.max(0, ledger.clock.now() - head.since),
    waitsFor: whoIsWaitedFor(ledger, head),
    request: state === 'awaitingApproval' ? head.request : null,
  };
}
