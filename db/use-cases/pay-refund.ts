// 打款: one payout of an approved refund at a time. Cash leaves the drawer of whoever pays and is confirmed at once; a card
// or a channel is confirmed by its own number; a transfer goes with a batch (bank-batch.ts).
import type { CaseView } from '../../core/contract/refund-view.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { goesThroughBank, isPaidInCash, wayIsPossible } from '../../core/refund/refund-postings.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { rightsOf } from '../ledger/rights.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { entriesOf, entryPair, caseHead, readCase } from '../readers/read-refund.ts';
import { refundEntry } from '../schema-refund.ts';
import {
  followCase,
  movePayout,
  payoutOf,
  type PayoutNow,
  postPayout,
  refuseDebtPaid,
  refuseUncleared,
} from '../refund/move-payout.ts';
import { refuseDecider } from '../refund/decide-refund.ts';
import { lastInPlace, refuseSaidPaid, replacePayout, settleArrived } from '../refund/replace-payout.ts';
import { saidPaid } from '../refund/said-paid.ts';
import { payeeCells, refusePayeeFault } from '../refund/submit-refund.ts';
import { policyOf } from '../refund/office-rules.ts';
import { caseAgain } from './apply-refund.ts';
import { inSomeShift } from './office-shift.ts';

export const payoutStart: Command<InputOf<'payout.start'>, CaseView> = {
  run(call, { case: number, n, text }) {
    const { ledger, caller } = call;
    refuseCardNumbers([text]);
    const payout = payoutOf(ledger, number, n);
    if (goesThroughBank(payout)) return refuse('PAYOUT_METHOD', { method: payout.method });
    if (payout.state !== 'approved') return refuse('PAYOUT_STATE', { n, state: payout.state });
    refuseSaidPaid(ledger, payout);
    refuseUncleared(ledger, payout);
    if (isPaidInCash(payout)) return payNow(call, payout, openTillShift(ledger, caller.personId), text, call.operation);
    refuseDebtPaid(ledger, payout);
    // A balance is ours: nobody else need confirm that it is back.
    if (payout.method === 'prepayment')
      return inShift(call, payout, (shift, seals) => void payNow(call, payout, shift, text, seals));
    const act = new Act(ledger);
    const { personId } = caller;
    movePayout(ledger, act, payout, 'sent', { personId, text });
    followCase(ledger, act, payout.caseId, 'sent', personId);
    return sealed(call, act, payout, 'payout.sent', call.operation, ledger.businessDate());
  },
  again: caseAgain,
};

/** Sent, confirmed and posted in one act. */
function payNow(
  call: CommandCall,
  payout: PayoutNow,
  shift: ShiftToPostIn,
  text: string | null,
  seals: ((answer: unknown) => OperationSeal) | null,
): CaseView {
  const { ledger, caller } = call;
  const { personId } = caller;
  const act = new Act(ledger);
  const sent = movePayout(ledger, act, payout, 'sent', { personId, text });
  const paid = movePayout(ledger, act, sent, 'confirmed', { personId });
  followCase(ledger, act, payout.caseId, 'sent', personId);
  postPayout(ledger, act, shift, paid, { kind: 'paid', personId });
  return sealed(call, act, payout, 'payout.paid', seals, shift.businessDate);
}

function inShift(
  { ledger, caller, operation }: CommandCall,
  { number }: PayoutNow,
  work: (shift: ShiftToPostIn, seals: ((answer: unknown) => OperationSeal) | null) => void,
): CaseView {
  inSomeShift(ledger, caller, operation, () => ({ case: number }), work);
  return readCase(ledger, number);
}

function sealed(
  { ledger, caller }: CommandCall,
  act: Act,
  { number, n }: PayoutNow,
  kind: string,
  seals: ((answer: unknown) => OperationSeal) | null,
  businessDate: string,
): CaseView {
  act.seal({
    ...{ kind, ref: number, businessDate, personId: caller.personId, detail: { n } },
    ...(seals === null ? {} : { operation: seals({ case: number }) }),
  });
  return readCase(ledger, number);
}

const USED = `
  SELECT c.number FROM payout_step x JOIN refund_payout p ON p.case_id = x.case_id AND p.n = x.payout_n
    JOIN refund_case c ON c.id = x.case_id WHERE x.reference = ? AND p.method = ?`;

export const payoutConfirm: Command<InputOf<'payout.confirm'>, CaseView> = {
  run(call, { case: number, n, reference }) {
    const { ledger, caller } = call;
    if (containsCardNumber(reference)) return refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const payout = payoutOf(ledger, number, n);
    // The bank says itself what it has paid.
    if (goesThroughBank(payout)) return refuse('PAYOUT_METHOD', { method: payout.method });
    if (payout.state !== 'sent' && payout.state !== 'unknown')
      return refuse('PAYOUT_STATE', { n, state: payout.state });
    const used = ledger.one<{ number: string }>(USED, reference, payout.method);
    if (used && payout.method !== 'card')
      return refuse('REFERENCE_USED', { method: payout.method, receipt: used.number });
    return inShift(call, payout, (shift, seals) => {
      const act = new Act(ledger);
      const { personId } = caller;
      const paid = movePayout(ledger, act, payout, 'confirmed', { personId, reference });
      followCase(ledger, act, payout.caseId, 'confirmed', personId);
      postPayout(ledger, act, shift, paid, { kind: 'paid', personId });
      sealed(call, act, payout, 'payout.confirmed', seals, shift.businessDate);
    });
  },
  again: caseAgain,
};

export const payoutUnknown: Command<InputOf<'payout.unknown'>, CaseView> = {
  run: (call, input) => noted(call, input, 'unknown'),
  again: caseAgain,
};

export const payoutFail: Command<InputOf<'payout.fail'>, CaseView> = {
  run: (call, input) => noted(call, input, 'failed'),
  again: caseAgain,
};

function noted(
  call: CommandCall,
  { case: number, n, text }: InputOf<'payout.fail'>,
  step: 'unknown' | 'failed',
): CaseView {
  const { ledger, caller } = call;
  refuseCardNumbers([text]);
  const payout = payoutOf(ledger, number, n);
  const { personId } = caller;
  // What was not sent has nothing to be found out about it.
  if (payout.state === 'approved') return refuse('PAYOUT_STATE', { n, state: payout.state });
  // A transfer taken for failed is paid again: only who hears from the bank may say so.
  if (goesThroughBank(payout) && !rightsOf(ledger, personId).has('payout.bank'))
    return refuse('FORBIDDEN', { permission: 'payout.bank' });
  const act = new Act(ledger);
  movePayout(ledger, act, payout, step, { personId, text });
  if (step === 'failed') followCase(ledger, act, payout.caseId, step, personId);
  return sealed(call, act, payout, `payout.${step}`, call.operation, ledger.businessDate());
}

export const payoutRetry: Command<InputOf<'payout.retry'>, CaseView> = {
  run(call, { case: number, n }) {
    const { ledger, caller } = call;
    const payout = payoutOf(ledger, number, n);
    refuseSaidPaid(ledger, payout);
    const act = new Act(ledger);
    replacePayout(ledger, act, payout, { way: payout.way, reason: null, personId: caller.personId });
    return sealed(call, act, payout, 'payout.retried', call.operation, ledger.businessDate());
  },
  again: caseAgain,
};

export const payoutReroute: Command<InputOf<'payout.reroute'>, CaseView> = {
  run(call, { case: number, n, way, reason, payee }) {
    const { ledger, caller } = call;
    refuseCardNumbers([reason]);
    const payout = payoutOf(ledger, number, n);
    if (payout.applicant === caller.personId) return refuse('REFUND_OWN_CASE', { fault: 'OWN_CASE' });
    if (!mayGo(ledger, payout, way)) return refuse('WAY_NOT_ALLOWED', { method: payout.method, way });
    refuseSaidPaid(ledger, payout);
    const act = new Act(ledger);
    if (goesThroughBank({ method: payout.method, way })) typePayee(call, act, payout, payee);
    replacePayout(ledger, act, payout, { way, reason, personId: caller.personId });
    return sealed(call, act, payout, 'payout.rerouted', call.operation, ledger.businessDate());
  },
  again: caseAgain,
};

// By the policy of the day for every category that goes back; and never notes for what a machine brought.
function mayGo(ledger: Ledger, { caseId, method }: PayoutNow, way: PayoutNow['way']): boolean {
  if (!wayIsPossible(method, way)) return false;
  const rows = ledger.all<{ category: string }>(
    `SELECT DISTINCT coalesce((SELECT v.category FROM item_version v WHERE v.item_id = l.item_id AND v.seq < l.seq
        ORDER BY v.from_date DESC, v.n DESC LIMIT 1), '') AS category
     FROM refund_document f JOIN refund_line r ON r.case_id = f.case_id AND r.version = f.version
       JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n WHERE f.case_id = ?`,
    caseId,
  );
  const today = ledger.businessDate();
  const categories = rows.length === 0 ? [''] : rows.map(({ category }) => category);
  return categories.every((category) => {
    const rule = policyOf(ledger, category, today).channels[method];
    return rule === undefined ? way === 'original' : rule.allowed.includes(way);
  });
}

// A payee that nobody typed yet, or another one, is typed twice as well: by whoever reroutes, then by somebody else
// (refund.secondEntry).
function typePayee(
  { ledger, caller }: CommandCall,
  act: Act,
  { number, caseId }: PayoutNow,
  payee: InputOf<'payout.reroute'>['payee'],
): void {
  const head = caseHead(ledger, number);
  const { version } = head;
  const entries = entriesOf(ledger, caseId, version);
  const { base } = entryPair(entries);
  if (payee === null) {
    if (!base || base.name === null) refuse('PAYEE_REQUIRED', {});
    return;
  }
  refusePayeeFault(payee);
  refuseDecider(ledger, head, caller.personId);
  const n = (entries.at(-1)?.n ?? 0) + 1;
  act.insert(refundEntry, {
    ...{ caseId, version, n, at: act.at, personId: caller.personId, ...payeeCells(ledger, payee) },
    ...{ amount: null, base: 1, agrees: 0 },
  });
}

export const payoutFound: Command<InputOf<'payout.found'>, CaseView> = {
  run(call, { case: number, n, text }) {
    const { ledger, caller } = call;
    refuseCardNumbers([text]);
    const asked = payoutOf(ledger, number, n);
    const said = saidPaid(ledger, asked);
    const arrived = said === null ? asked : payoutOf(ledger, number, said.n);
    const reference = sentUnder(ledger, arrived);
    const last = lastInPlace(ledger, arrived);
    if (arrived.state !== 'failed' || reference === null)
      return refuse('PAYOUT_STATE', { n: arrived.n, state: arrived.state });
    return inShift(call, last, (shift, seals) => {
      const act = new Act(ledger);
      settleArrived(ledger, act, shift, arrived, { reference, text, personId: caller.personId });
      sealed(call, act, arrived, 'payout.found', seals, shift.businessDate);
    });
  },
  again: caseAgain,
};

/** The number by which the bank knows a transfer that never was known to have arrived; null: there is none. */
function sentUnder(ledger: Ledger, { caseId, n }: PayoutNow): string | null {
  const sql = `SELECT x.reference FROM payout_step x WHERE x.case_id = ? AND x.payout_n = ? AND x.step = 'sent' AND x.batch_n IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM payout_step k WHERE k.case_id = x.case_id AND k.reference = x.reference AND k.step = 'confirmed')`;
  return ledger.one<{ reference: string }>(sql, caseId, n)?.reference ?? null;
}

export const payoutMoneyBack: Command<InputOf<'payout.moneyBack'>, CaseView> = {
  run(call, { case: number, n, why, reference, text }) {
    const { ledger, caller } = call;
    refuseCardNumbers([text, reference]);
    const payout = payoutOf(ledger, number, n);
    if (isPaidInCash(payout) || payout.method === 'prepayment')
      return refuse('PAYOUT_METHOD', { method: payout.method });
    if (payout.state !== 'confirmed') return refuse('PAYOUT_STATE', { n, state: payout.state });
    return inShift(call, payout, (shift, seals) => {
      const act = new Act(ledger);
      const { personId } = caller;
      const back = movePayout(ledger, act, payout, 'cameBack', {
        personId,
        reference,
        text: `${why}: ${text}`.slice(0, 200),
      });
      followCase(ledger, act, payout.caseId, 'cameBack', personId);
      postPayout(ledger, act, shift, back, { kind: 'cameBack', personId });
      sealed(call, act, payout, 'payout.cameBack', seals, shift.businessDate);
    });
  },
  again: caseAgain,
};
