// Issues bills in one document: the customers owe them from that moment, and what they are for is credited.
// A list of thousands is one document and one link of the chain; a bill typed at the counter is one of its own.
import { BILLS_ACCOUNT, type CreditKind } from '../../core/accounts/chart.ts';
import { BILL_ITEM } from '../../core/bills/bill-rules.ts';
import { issuePostings } from '../../core/bills/bill-postings.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { taxWithin } from '../../core/charge/line-tax.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_MINOR, minor, type Minor, ZERO } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { document, entry, item, itemVersion } from '../schema.ts';
import { bill, billCancel, billDocument, billLine, billLineTax } from '../schema-bills.ts';
import { Act, type OperationSeal } from './act.ts';
import type { Caller } from './command.ts';
import type { Ledger } from './ledger.ts';
import { BILL_UNIT, billItemId } from './pay-bills.ts';
import { spell } from './pinyin.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { refuseBeyondRange } from './refuse-beyond-range.ts';

export interface BillToIssue {
  /** null: takes the number of the document. */
  readonly number: string | null;
  readonly customerId: number;
  readonly purpose: string;
  readonly issued: string;
  readonly due: string;
  readonly lines: readonly {
    readonly itemId: number | null;
    readonly name: string;
    readonly amount: Minor;
    readonly creditKind: CreditKind;
    readonly account: string;
    /** Basis points within the amount, and the code of that tax. */
    readonly taxRate: number;
    readonly taxCode: string | null;
  }[];
}

interface Sealing {
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly operation?: (document: string) => OperationSeal;
}

/** The highest revision of a number, and whether it still stands. */
const LAST_OF_NUMBER = `
  SELECT b.revision, EXISTS (SELECT 1 FROM bill_cancel c WHERE c.bill_id = b.id) AS taken
  FROM bill b WHERE b.number = ? ORDER BY b.revision DESC LIMIT 1`;

/** The revision a bill of this number would be; null where the number is in use. */
export function nextRevision(ledger: Ledger, number: string): number | null {
  const last = ledger.one<{ revision: number; taken: number }>(LAST_OF_NUMBER, number);
  if (last === undefined) return 1;
  return last.taken === 1 ? last.revision + 1 : null;
}

/**
 * Issues `bills` inside a running transaction and seals the act; amounts in minor units. Answers the document's number.
 * Throws Refused BILL_NUMBER_TAKEN, AMOUNT_OUT_OF_RANGE.
 */
export function issueBills(
  ledger: Ledger,
  caller: Caller,
  shift: ShiftToPostIn,
  bills: readonly BillToIssue[],
  sealing: Sealing,
): string {
  const total = bills.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount, 0);
  if (total > MAX_MINOR) refuse('AMOUNT_OUT_OF_RANGE', {});
  const postings = issuePostings(bills.flatMap(({ lines }) => lines));
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const act = new Act(ledger);
  if (billItemId(ledger) === undefined) addBillItem(ledger, act);
  const number = writeDocument(ledger, act, caller, shift, 'issue', minor(total));
  let id = ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM bill')?.id ?? 0;
  const rows = bills.map((one) => ({ ...one, id: ++id, number: one.number ?? number }));
  for (const { lines, ...row } of rows) {
    const revision = nextRevision(ledger, row.number) ?? refuse('BILL_NUMBER_TAKEN', { number: row.number });
    act.insert(bill, { ...row, revision, amount: lines.reduce((sum, { amount }) => sum + amount, 0) });
    for (const [index, { taxRate: rate, taxCode: code, ...line }] of lines.entries()) {
      const place = { billId: row.id, n: index + 1 };
      act.insert(billLine, { ...place, ...line });
      if (rate !== 0) act.insert(billLineTax, { ...place, rate, tax: taxWithin(line.amount, rate), code });
    }
  }
  writeEntries(act, postings);
  const { detail, operation } = sealing;
  act.seal({
    kind: 'bills.issued',
    ref: number,
    businessDate: shift.businessDate,
    personId: caller.personId,
    ...(detail ? { detail } : {}),
    ...(operation ? { operation: operation(number) } : {}),
  });
  return number;
}

/** What of a bill is taken back, minor units; `postings` are its mirror. */
interface BillToTakeBack {
  readonly billId: number;
  readonly rest: Minor;
  readonly reason: string;
  readonly postings: readonly Posting[];
  readonly operation: OperationSeal | null;
  /** Takes the approval that whoever does it needs, or throws Refused. */
  readonly approve: (act: Act) => void;
}

/** Takes back the rest of one bill inside a running transaction and seals the act. */
export function takeBackBill(
  ledger: Ledger,
  caller: Caller,
  shift: ShiftToPostIn,
  { billId, rest, reason, postings, operation, approve }: BillToTakeBack,
): void {
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const act = new Act(ledger);
  approve(act);
  const number = writeDocument(ledger, act, caller, shift, 'cancel', minor(-rest));
  act.insert(billCancel, { billId, amount: rest, reason });
  writeEntries(act, postings);
  act.seal({
    kind: 'bill.cancelled',
    ref: number,
    businessDate: shift.businessDate,
    personId: caller.personId,
    ...(operation ? { operation } : {}),
  });
}

function writeDocument(
  ledger: Ledger,
  act: Act,
  caller: Caller,
  shift: ShiftToPostIn,
  kind: 'issue' | 'cancel',
  amount: Minor,
): string {
  const n = (ledger.one<{ last: number }>("SELECT last FROM number_series WHERE type = 'B'")?.last ?? 0) + 1;
  const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: 'B', n });
  act.insert(document, {
    type: 'B',
    n,
    number,
    businessDate: shift.businessDate,
    at: act.at,
    utcOffset: ledger.clock.utcOffset(act.at),
    shiftId: shift.shiftId,
    personId: caller.personId,
  });
  act.insert(billDocument, { kind, amount });
  return number;
}

function writeEntries(act: Act, postings: readonly Posting[]): void {
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
}

// Payments on bills are lines, and a line is of an item: this one, which no tariff can hold and nobody can sell.
function addBillItem(ledger: Ledger, act: Act): void {
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM item')?.id ?? 0) + 1;
  act.insert(item, { id, code: BILL_ITEM });
  act.insert(itemVersion, {
    itemId: id,
    n: 1,
    fromDate: '2000-01-01',
    untilDate: null,
    name: '账单缴款',
    ...spell('账单缴款'),
    unit: BILL_UNIT,
    category: '',
    pricing: 'open',
    price: null,
    creditKind: 'receivable',
    account: BILLS_ACCOUNT,
    spec: null,
    note: null,
    rule: null,
    taxRate: 0,
    taxCode: null,
  });
}
