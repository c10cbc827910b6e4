// Transfers to the bank: a batch with control totals, its file, and the bank's answer, which is taken whole or not at all.
import { hash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { guarded } from '../../core/lists/cell-guard.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { currencyOf, type Minor, sumMinor } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { goesThroughBank } from '../../core/refund/refund-postings.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { entriesOf, entryPair } from '../readers/read-refund.ts';
import { bankBatch } from '../schema-refund.ts';
import {
  followCase,
  movePayout,
  payoutOf,
  type PayoutNow,
  postPayout,
  refuseUncleared,
  transferReference,
} from '../refund/move-payout.ts';
import { openAccount } from '../refund/payee-seal.ts';
import { inSomeShift } from './office-shift.ts';

type Batch = OutputOf<'payout.batch'>;
interface BatchRow extends Batch {
  readonly n: number;
}

const BATCH = 'SELECT n, number, count, total FROM bank_batch WHERE number = ?';

function batchOf(ledger: Ledger, number: string): BatchRow {
  return ledger.one<BatchRow>(BATCH, number.trim().toUpperCase()) ?? refuse('UNKNOWN_BATCH', { number });
}

const batchAgain = (ledger: Ledger, kept: unknown): Batch => {
  const { number, count, total } = batchOf(ledger, (kept as { batch: string }).batch);
  return { number, count, total };
};

export const payoutBatch: Command<InputOf<'payout.batch'>, Batch> = {
  run({ ledger, caller, operation }, { payouts }) {
    const { personId } = caller;
    const wanted = payouts.map(({ case: number, n }) => payoutOf(ledger, number, n));
    for (const [index, one] of wanted.entries()) refuseUnfit(ledger, one, wanted.slice(0, index));
    const total = sumMinor(wanted.map(({ amount }) => amount));
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM bank_batch')?.n ?? 0) + 1;
    const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: 'G', n });
    const act = new Act(ledger);
    act.insert(bankBatch, { n, number, at: act.at, personId, count: wanted.length, total });
    // In the order of their keys, as the rows of one act are kept.
    const ordered = [...wanted].sort((one, other) => one.caseId - other.caseId || one.n - other.n);
    for (const one of ordered)
      movePayout(ledger, act, one, 'sent', { personId, reference: transferReference(one), batchN: n });
    for (const id of new Set(ordered.map(({ caseId }) => caseId))) followCase(ledger, act, id, 'sent', personId);
    act.seal({
      kind: 'payout.batched',
      ref: number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { count: wanted.length, total },
      operation: operation({ batch: number }),
    });
    return { number, count: wanted.length, total };
  },
  again: batchAgain,
};

function refuseUnfit(ledger: Ledger, payout: PayoutNow, before: readonly PayoutNow[]): void {
  if (!goesThroughBank(payout)) return refuse('PAYOUT_METHOD', { method: payout.method });
  const twice = before.some((one) => one.caseId === payout.caseId && one.n === payout.n);
  if (payout.state !== 'approved' || twice) return refuse('PAYOUT_STATE', { n: payout.n, state: payout.state });
  refuseUncleared(ledger, payout);
  if (payeeOf(ledger, payout) === null) refuse('PAYEE_REQUIRED', {});
}

interface PayeeKept {
  readonly name: string;
  readonly bank: string;
  readonly sealed: string;
}

// Only what two people typed alike.
function payeeOf(ledger: Ledger, { caseId }: Pick<PayoutNow, 'caseId'>): PayeeKept | null {
  const version = ledger.one<{ version: number }>(
    'SELECT version FROM refund_document WHERE case_id = ?',
    caseId,
  )?.version;
  if (version === undefined) return null;
  const { agreed } = entryPair(entriesOf(ledger, caseId, version));
  if (!agreed || agreed.name === null || agreed.bank === null || agreed.sealed === null) return null;
  return { name: agreed.name, bank: agreed.bank, sealed: agreed.sealed };
}

const SENT = `
  SELECT c.number, x.case_id AS caseId, x.payout_n AS n, x.reference, p.amount FROM payout_step x JOIN refund_case c ON c.id = x.case_id
    JOIN refund_payout p ON p.case_id = x.case_id AND p.n = x.payout_n
  WHERE x.batch_n = ? AND x.step = 'sent' ORDER BY x.case_id, x.payout_n`;
interface SentRow {
  readonly number: string;
  readonly caseId: number;
  readonly n: number;
  readonly reference: string;
  readonly amount: Minor;
}

/** The file of one batch; looking at it is written into the journal, because it holds whole account numbers. Throws Refused UNKNOWN_BATCH. */
export function batchFile(ledger: Ledger, personId: number, number: string): OutputOf<'payout.batchFile'> {
  const batch = batchOf(ledger, number);
  const currency = currencyOf(ledger.meta.currency);
  const plain = (amount: Minor): string => formatAmount(amount, currency).replaceAll(',', '').replace('\u2212', '-');
  const rows = ledger.all<SentRow>(SENT, batch.n).map((row) => {
    const payee = payeeOf(ledger, row);
    if (payee === null) throw new Error(`batch ${batch.number} holds a transfer without a payee`);
    const { name, bank, sealed } = payee;
    return [row.reference, name, openAccount(ledger, sealed), bank, plain(row.amount), ledger.meta.currency];
  });
  const head = [
    ['batch', batch.number, 'count', String(batch.count), 'total', plain(batch.total)],
    ['reference', 'name', 'account', 'bank', 'amount', 'currency'],
  ];
  const records = [...head, ...rows].map((cells) => cells.map(guarded));
  const text = stringify(records, { record_delimiter: 'windows' });
  ledger.transact(
    () =>
      new Act(ledger).seal({
        kind: 'payout.batchRead',
        ref: batch.number,
        businessDate: ledger.businessDate(),
        personId,
      }),
    () => undefined,
  );
  return { fileName: `${batch.number}.csv`, text, sha256: hash('sha256', text, 'hex') };
}

type Answered = OutputOf<'payout.bankAnswer'>;

export const bankAnswer: Command<InputOf<'payout.bankAnswer'>, Answered> = {
  run({ ledger, caller, operation }, input) {
    const batch = batchOf(ledger, input.number);
    refuseCardNumbers(input.rows.map(({ text }) => text));
    const judged = judge(ledger, batch, input);
    const { personId } = caller;
    inSomeShift(
      ledger,
      caller,
      operation,
      () => ({ batch: batch.number }),
      (shift, seals) => {
        for (const [index, { payout, outcome, text, reference }] of judged.entries()) {
          const act = new Act(ledger);
          const step = outcome === 'paid' ? 'confirmed' : 'failed';
          const moved = movePayout(ledger, act, payout, step, { personId, reference, text, batchN: batch.n });
          followCase(ledger, act, payout.caseId, step, personId);
          if (outcome === 'paid') postPayout(ledger, act, shift, moved, { kind: 'paid', personId });
          const last = index === judged.length - 1 && seals !== null;
          act.seal({
            kind: `payout.${step}`,
            ref: payout.number,
            businessDate: shift.businessDate,
            personId,
            detail: { n: payout.n, batch: batch.number },
            ...(last ? { operation: seals({ batch: batch.number }) } : {}),
          });
        }
      },
    );
    return answered(ledger, batch.number);
  },
  again: (ledger, kept) => answered(ledger, (kept as { batch: string }).batch),
};

/** Every row belongs to the batch, once, with its amount, still on its way; and the totals are those of the rows. */
function judge(ledger: Ledger, batch: BatchRow, { count, total, rows }: InputOf<'payout.bankAnswer'>) {
  if (count !== rows.length) return refuse('BANK_ANSWER', { row: 0, reason: 'count' });
  if (total !== sumMinor(rows.map(({ amount }) => amount))) return refuse('BANK_ANSWER', { row: 0, reason: 'total' });
  const sent = ledger.all<SentRow>(SENT, batch.n);
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const say = (reason: 'unknown' | 'amount' | 'twice' | 'state'): never =>
      refuse('BANK_ANSWER', { row: index + 1, reason });
    const one = sent.find(({ reference }) => reference === row.reference) ?? say('unknown');
    if (seen.has(row.reference)) return say('twice');
    seen.add(row.reference);
    if (one.amount !== row.amount) return say('amount');
    const payout = payoutOf(ledger, one.number, one.n);
    if (payout.state !== 'sent' && payout.state !== 'unknown') return say('state');
    return { payout, outcome: row.outcome, text: row.text, reference: row.reference };
  });
}

function answered(ledger: Ledger, number: string): Answered {
  const batch = batchOf(ledger, number);
  const states = ledger.all<{ state: string }>(
    `SELECT s.state FROM payout_step x JOIN payout_now s ON s.case_id = x.case_id AND s.payout_n = x.payout_n
     WHERE x.batch_n = ? AND x.step = 'sent'`,
    batch.n,
  );
  const count = (...of: string[]): number => states.filter(({ state }) => of.includes(state)).length;
  return { number: batch.number, paid: count('confirmed'), refused: count('failed'), open: count('sent', 'unknown') };
}
