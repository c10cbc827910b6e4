// Transfers as the bank's desk sees them: what can be sent and what keeps it, batches with what became of them, and the
// answers that were taken with what each of their rows came to.
import type {
  AnswerRowView,
  AnswerView,
  SentTransfer,
  TransferHold,
  TransferToSend,
} from '../../core/contract/bank-view.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, sumMinor } from '../../core/money/money.ts';
import { BANK_VERDICTS, type BankVerdict } from '../../core/refund/bank-verdict.ts';
import type { AnswerRow } from '../../core/refund/bank-answer.ts';
import { maskedAccount } from '../../core/refund/payee.ts';
import type { PayoutState } from '../../core/refund/refund-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { transferOf } from '../refund/judge-answer.ts';
import { isUncleared, payoutOf, type PayoutNow, transferReference } from '../refund/move-payout.ts';
import { lastInPlace } from '../refund/replace-payout.ts';
import { saidPaid } from '../refund/said-paid.ts';
import { customerOf } from './find-customer.ts';
import { payeeShown } from './read-refund.ts';

const WAITING = `
  SELECT c.number, p.n, c.customer_id AS customerId, f.version, k.at
  FROM payout_now s JOIN refund_payout p ON p.case_id = s.case_id AND p.n = s.payout_n JOIN refund_case c ON c.id = p.case_id
    JOIN refund_document f ON f.case_id = p.case_id JOIN chain k ON k.seq = p.seq
  WHERE s.state = 'approved' AND (p.way = 'transfer' OR (p.way = 'original' AND p.method IN ('transfer', 'cheque')))
  ORDER BY p.seq, p.n LIMIT ?`;
interface Waiting {
  readonly number: string;
  readonly n: number;
  readonly customerId: number | null;
  readonly version: number;
  readonly at: number;
}

/** Transfers that were approved and not sent, the longest wait first. */
export function listToSend(ledger: Ledger, { limit }: InputOf<'payout.toSend'>): OutputOf<'payout.toSend'> {
  const rows = ledger.all<Waiting>(WAITING, limit + 1);
  const transfers = rows.slice(0, limit).map(({ number, n, customerId, version, at }): TransferToSend => {
    const payout = payoutOf(ledger, number, n);
    const payee = payeeShown(ledger, payout.caseId, version);
    return {
      ...{ case: number, n, reference: transferReference(payout), amount: payout.amount },
      customer: shownCustomer(ledger, customerId),
      payee: payee && { name: payee.name, bank: payee.bank, account: payee.account },
      waited: Math.max(0, ledger.clock.now() - at),
      hold: holdOf(ledger, payout, payee),
    };
  });
  const free = transfers.filter(({ hold }) => hold === null);
  return {
    transfers,
    more: rows.length > limit,
    count: free.length,
    total: sumMinor(free.map(({ amount }) => amount)),
  };
}

function holdOf(ledger: Ledger, payout: PayoutNow, payee: { readonly agreed: boolean } | null): TransferHold | null {
  if (saidPaid(ledger, payout) !== null) return 'saidPaid';
  if (payee === null) return 'noPayee';
  if (!payee.agreed) return 'typedOnce';
  return isUncleared(ledger, payout) ? 'uncleared' : null;
}

function shownCustomer(ledger: Ledger, id: number | null): SentTransfer['customer'] {
  const customer = id === null ? null : customerOf(ledger, id);
  return customer && { number: customer.number, name: customer.name };
}

const BATCHES = `
  SELECT g.number, g.at, p.name AS "by", g.count, g.total,
    count(CASE WHEN s.state = 'confirmed' THEN 1 END) AS paid, count(CASE WHEN s.state = 'failed' THEN 1 END) AS failed,
    count(CASE WHEN s.state IN ('sent', 'unknown') THEN 1 END) AS open, count(CASE WHEN s.state = 'unknown' THEN 1 END) AS unknown
  FROM bank_batch g JOIN person p ON p.id = g.person_id JOIN payout_step x ON x.batch_n = g.n AND x.step = 'sent'
    JOIN payout_now s ON s.case_id = x.case_id AND s.payout_n = x.payout_n
  GROUP BY g.n ORDER BY g.n DESC LIMIT ?`;

/** The batches, the newest first. */
export function listBatches(ledger: Ledger, { limit }: InputOf<'payout.batches'>): OutputOf<'payout.batches'> {
  const batches = ledger.all<OutputOf<'payout.batches'>['batches'][number]>(BATCHES, limit + 1);
  return { batches: batches.slice(0, limit), more: batches.length > limit };
}

const SENT = `
  SELECT c.number AS "case", x.payout_n AS n, x.reference, c.customer_id AS customerId, p.amount, s.state,
    (SELECT t.text FROM payout_step t WHERE t.case_id = x.case_id AND t.payout_n = x.payout_n ORDER BY t.n DESC LIMIT 1) AS text,
    (SELECT r.n FROM refund_payout r WHERE r.case_id = x.case_id AND r.replaces = x.payout_n) AS replacedBy,
    e.name, e.bank, e.tail
  FROM payout_step x JOIN bank_batch g ON g.n = x.batch_n JOIN refund_case c ON c.id = x.case_id
    JOIN refund_payout p ON p.case_id = x.case_id AND p.n = x.payout_n
    JOIN payout_now s ON s.case_id = x.case_id AND s.payout_n = x.payout_n JOIN refund_document f ON f.case_id = x.case_id
    JOIN refund_entry e ON e.case_id = f.case_id AND e.version = f.version AND e.n = (
      SELECT max(b.n) FROM refund_entry b WHERE b.case_id = f.case_id AND b.version = f.version AND b.base = 1 AND b.seq < g.seq)
  WHERE g.number = ? AND x.step = 'sent' ORDER BY x.case_id, x.payout_n`;
interface Sent extends Omit<SentTransfer, 'customer' | 'payee'> {
  readonly customerId: number | null;
  readonly name: string;
  readonly bank: string;
  readonly tail: string;
}

/** What went with batch `number`, and what became of it. Throws Refused UNKNOWN_BATCH. */
export function showBatch(ledger: Ledger, number: string): OutputOf<'payout.batchShow'> {
  const rows = ledger.all<Sent>(SENT, number.trim().toUpperCase());
  if (rows.length === 0) return refuse('UNKNOWN_BATCH', { number });
  return {
    transfers: rows.map(({ customerId, name, bank, tail, ...row }) => ({
      ...row,
      customer: shownCustomer(ledger, customerId),
      payee: { name, bank, account: maskedAccount(tail) },
    })),
  };
}

type Row = AnswerRow & { readonly verdict: BankVerdict };

/** Rows of an answer with what they are of, as it stands now. */
export function answerRowsShown(ledger: Ledger, rows: readonly Row[]): AnswerRowView[] {
  return rows.map(({ row, reference, amount, said, text, verdict }) => {
    const payout = transferOf(ledger, reference);
    const last = payout && lastInPlace(ledger, payout);
    const sql = 'SELECT customer_id AS id FROM refund_case WHERE id = ?';
    const customer = payout && (ledger.one<{ id: number | null }>(sql, payout.caseId)?.id ?? null);
    return {
      ...{ row, reference, amount, said, text, verdict },
      ...{ case: payout?.number ?? null, n: payout?.n ?? null, state: payout?.state ?? null },
      customer: shownCustomer(ledger, customer),
      last: last && { n: last.n, state: last.state as PayoutState },
    };
  });
}

const ANSWERS = `
  SELECT a.n, a.name, a.sha256, a.count, k.at, p.name AS "by" FROM bank_answer a JOIN chain k ON k.seq = a.seq
    JOIN person p ON p.id = k.person_id`;
const VERDICTS = 'SELECT verdict, count(*) AS n FROM bank_answer_row WHERE answer_n = ? GROUP BY verdict';

type Answer = Omit<AnswerView, 'verdicts'>;
function withVerdicts(ledger: Ledger, answer: Answer): AnswerView {
  const counted = ledger.all<{ verdict: BankVerdict; n: number }>(VERDICTS, answer.n);
  const verdicts = Object.fromEntries(
    BANK_VERDICTS.map((one) => [one, counted.find(({ verdict }) => verdict === one)?.n ?? 0]),
  ) as Record<BankVerdict, number>;
  return { ...answer, verdicts };
}

/** Answer `n` that was taken. */
export function readBankAnswerView(ledger: Ledger, n: number): AnswerView {
  const found = ledger.one<Answer>(`${ANSWERS} WHERE a.n = ?`, n);
  if (!found) throw new Error(`bank answer ${n} is missing`);
  return withVerdicts(ledger, found);
}

/** The answers that were taken, the newest first. */
export function listBankAnswers(ledger: Ledger, { limit }: InputOf<'payout.answers'>): OutputOf<'payout.answers'> {
  const answers = ledger.all<Answer>(`${ANSWERS} ORDER BY a.n DESC LIMIT ?`, limit + 1);
  return { answers: answers.slice(0, limit).map((one) => withVerdicts(ledger, one)), more: answers.length > limit };
}

/** What the rows of answer `n` came to when it was taken. Throws Refused UNKNOWN_BANK_ANSWER. */
export function showBankAnswer(ledger: Ledger, n: number): OutputOf<'payout.answerShow'> {
  const sql = 'SELECT row, reference, amount, said, text, verdict FROM bank_answer_row WHERE answer_n = ? ORDER BY row';
  const rows = ledger.all<Row & { amount: Minor }>(sql, n);
  return rows.length === 0 ? refuse('UNKNOWN_BANK_ANSWER', { n }) : { rows: answerRowsShown(ledger, rows) };
}

/** The kept file behind answer `n`. */
export function bankAnswerFile(ledger: Ledger, n: number): string {
  return ledger.one<{ id: string }>('SELECT id FROM bank_answer WHERE n = ?', n)?.id ?? '';
}
