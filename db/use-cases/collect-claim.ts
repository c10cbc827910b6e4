// 收回欠款: what a bounced cheque left open, or what a third party owes, is paid by tenders like a charge's: a document A of its
// own, in the cashier's shift or, without cash, in one of the office.
import { BOUNCED_CHEQUE_ACCOUNT } from '../../core/accounts/chart.ts';
import { collectPostings } from '../../core/claims/collect-postings.ts';
import type { MoneyMethod } from '../../core/charge/tender-method.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { minor, type Minor, subtractMinor, ZERO } from '../../core/money/money.ts';
import { takeLargeCash } from '../approval/take-large-cash.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { settleBill } from '../ledger/settle-bill.ts';
import { insertTenders, tenderDetails } from '../ledger/tender-details.ts';
import { tenderPlace } from '../readers/find-tender.ts';
import { entry } from '../schema.ts';
import { claimCollection } from '../schema-tender.ts';
import { inSomeShift } from './office-shift.ts';

type Wanted = InputOf<'claim.collect'>;
type Collected = OutputOf<'claim.collect'>;

/** A debt is paid to the fen. */
const WHOLE = minor(1);

export const claimCollect: Command<Wanted, Collected> = {
  run({ ledger, caller, operation }, wanted) {
    refuseCardNumbers([wanted.text]);
    const debt = debtOf(ledger, wanted.debt);
    if (wanted.amount > debt.owed) refuse('DEBT_OVERPAID', { owed: debt.owed });
    return inSomeShift<Collected>(
      ledger,
      caller,
      operation,
      (answer) => answer,
      (shift, seals) => {
        // The office has no drawer: cash is taken at a till.
        if (seals === null && wanted.tenders.some(({ method }) => method === 'cash')) refuse('NO_OPEN_SHIFT', {});
        return post({ ledger, caller, shift, wanted, debt, seals });
      },
    );
  },
  again: (_ledger, kept) => kept as Collected,
};

interface Debt {
  readonly chequeSeq: number | null;
  readonly payerId: number | null;
  readonly account: string;
  /** Minor units. */
  readonly owed: Minor;
}

const OWED_FOR_CHEQUE = `
  SELECT e.seq, t.applied - coalesce((SELECT sum(amount) FROM prepayment_draw WHERE seq = e.seq), 0)
    - coalesce((SELECT sum(amount) FROM claim_collection WHERE cheque_seq = e.seq), 0) AS owed
  FROM cheque_end e JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n
  WHERE e.tender_seq = ? AND e.tender_n = ? AND e.outcome = 'bounced'`;
const OWED_BY_PAYER = `
  SELECT p.id, p.account, coalesce(b.balance, 0) AS owed FROM payer p LEFT JOIN account_balance b ON b.account = p.account
  WHERE p.code = ?`;

function debtOf(ledger: Ledger, wanted: Wanted['debt']): Debt {
  if (wanted.of === 'payer') {
    const { code } = wanted;
    const payer =
      ledger.one<{ id: number; account: string; owed: Minor }>(OWED_BY_PAYER, code) ??
      refuse('UNKNOWN_PAYER', { code });
    return { chequeSeq: null, payerId: payer.id, account: payer.account, owed: payer.owed };
  }
  const { number, n } = wanted;
  const cheque = tenderPlace(ledger, number, n);
  if (cheque?.method !== 'cheque') return refuse('UNKNOWN_TENDER', { number });
  const bounced = ledger.one<{ seq: number; owed: Minor }>(OWED_FOR_CHEQUE, cheque.seq, n);
  return {
    chequeSeq: bounced?.seq ?? null,
    payerId: null,
    account: BOUNCED_CHEQUE_ACCOUNT,
    // Nothing is owed for a cheque that the bank paid or has not decided on.
    owed: bounced?.owed ?? ZERO,
  };
}

interface Collecting {
  readonly ledger: Ledger;
  readonly caller: Caller;
  readonly shift: ShiftToPostIn;
  readonly wanted: Wanted;
  readonly debt: Debt;
  readonly seals: ((answer: unknown) => OperationSeal) | null;
}

/** Writes the document A. */
function post({ ledger, caller, shift, wanted, debt, seals }: Collecting): Collected {
  const { amount, tenders: given, text, cashApproval } = wanted;
  const { chequeSeq, payerId, account, owed } = debt;
  const { businessDate, shiftId } = shift;
  const { personId } = caller;
  const settlement = settleBill(ledger, amount, given, WHOLE);
  const tenders = tenderDetails(ledger, settlement.tenders, { customerId: null, businessDate, lines: [] });
  const money = settlement.tenders.map(({ method, applied }) => ({ method: method as MoneyMethod, amount: applied }));
  const postings = collectPostings(money, account, shift.drawerAccount);
  refuseBeyondRange(ledger, businessDate, ZERO, postings);
  const act = new Act(ledger);
  const cash = { tenders: given, due: amount, customer: null, request: cashApproval ?? null };
  takeLargeCash(ledger, act, caller, businessDate, cash);
  const { number } = allotDocument(ledger, act, { type: 'A', businessDate, shiftId, personId });
  insertTenders(act, tenders);
  act.insert(claimCollection, { chequeSeq, payerId, amount, change: settlement.change, text });
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  const answer = { number, amount, change: settlement.change, owed: subtractMinor(owed, amount) };
  const operation = seals === null ? {} : { operation: seals(answer) };
  act.seal({ kind: 'claim.collected', ref: number, businessDate, personId, ...operation });
  return answer;
}
