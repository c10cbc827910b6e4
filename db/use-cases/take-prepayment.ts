// 收预付款/押金: money of a customer is taken into the open shift and lies here for them; each tender is a load.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { LIABILITY_ACCOUNT, type PrepaymentPurpose } from '../../core/accounts/chart.ts';
import type { MoneyMethod } from '../../core/charge/tender-method.ts';
import { refuse } from '../../core/contract/errors.ts';
import { minor, ZERO } from '../../core/money/money.ts';
import { kindOf, type PrepaymentKind } from '../../core/prepayment/prepayment-kinds.ts';
import { takePostings } from '../../core/prepayment/prepayment-postings.ts';
import { takeLargeCash } from '../approval/take-large-cash.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { prepaymentRule } from '../ledger/prepayment-rule.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { settleBill } from '../ledger/settle-bill.ts';
import { insertTenders, tenderDetails } from '../ledger/tender-details.ts';
import { customerToCharge } from '../readers/find-customer.ts';
import { readPrepayment } from '../readers/read-prepayment.ts';
import { entry } from '../schema.ts';
import { prepayment, prepaymentAccount } from '../schema-tender.ts';
import { tillShiftToTakeIn } from '../ledger/till-shift.ts';

/** Money that lies here for somebody is kept to the fen. */
const WHOLE = minor(1);

export const prepaymentTake: Command<InputOf<'prepayment.take'>, OutputOf<'prepayment.take'>> = {
  run({ ledger, caller, operation }, input) {
    const shift = tillShiftToTakeIn(ledger, caller.personId);
    const customer = customerToCharge(ledger, input.customer).id;
    const kind = kindTaken(ledger, input.kind, shift.businessDate);
    const known = ownAccount(ledger, customer, kind.code);
    // A kind that changed from prepayment to deposit is another kind: what lies there stays what it was.
    if (known !== undefined && known.purpose !== kind.purpose) refuse('PREPAYMENT_KIND_OFF', { kind: kind.name });
    const settlement = settleBill(ledger, input.amount, input.tenders, WHOLE);
    const bill = { customerId: customer, businessDate: shift.businessDate, lines: [] };
    const tenders = tenderDetails(ledger, settlement.tenders, bill);
    const money = settlement.tenders.map(({ method, applied }) => ({ method: method as MoneyMethod, amount: applied }));
    const postings = takePostings(kind.purpose, money, shift.drawerAccount);
    refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);

    const act = new Act(ledger);
    const { tenders: given, amount: due, cashApproval } = input;
    const cash = { tenders: given, due, customer: input.customer, request: cashApproval ?? null };
    takeLargeCash(ledger, act, caller, shift.businessDate, cash);
    const { number } = allotDocument(ledger, act, { type: 'Y', ...shift, personId: caller.personId });
    const accountId = known?.id ?? openAccount(ledger, act, customer, kind);
    insertTenders(act, tenders);
    act.insert(prepayment, {
      accountId,
      act: 'take',
      amount: input.amount,
      change: settlement.change,
      reason: null,
      template: 1,
    });
    for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
    act.seal({
      kind: 'prepayment.taken',
      ref: number,
      businessDate: shift.businessDate,
      personId: caller.personId,
      operation: operation({ prepayment: number }),
    });
    return readPrepayment(ledger, number).view;
  },
  again: readAgain,
};

/** The first answer of any command that posted a document Y. */
export function readAgain(ledger: Ledger, kept: unknown): OutputOf<'prepayment.get'> {
  return readPrepayment(ledger, (kept as { prepayment: string }).prepayment).view;
}

function kindTaken(ledger: Ledger, code: string, date: string): PrepaymentKind {
  const kind = kindOf(prepaymentRule(ledger, date), code) ?? refuse('PREPAYMENT_KIND_UNKNOWN', { kind: code });
  return kind.taken ? kind : refuse('PREPAYMENT_KIND_OFF', { kind: kind.name });
}

interface OwnAccount {
  readonly id: number;
  readonly purpose: PrepaymentPurpose;
}

// What comes in now lies on the customer's own account, never on that of somebody merged into them.
function ownAccount(ledger: Ledger, customer: number, kind: string): OwnAccount | undefined {
  const sql = 'SELECT id, purpose FROM prepayment_account WHERE customer_id = ? AND kind = ?';
  return ledger.one<OwnAccount>(sql, customer, kind);
}

function openAccount(ledger: Ledger, act: Act, customerId: number, kind: PrepaymentKind): number {
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM prepayment_account')?.id ?? 0) + 1;
  const { code, purpose } = kind;
  act.insert(prepaymentAccount, { id, customerId, kind: code, purpose, account: LIABILITY_ACCOUNT[purpose] });
  return id;
}
