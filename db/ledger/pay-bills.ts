// Payments on bills as lines of a receipt: the item they stand under, what is open, what will be open afterwards.
// The revenue was posted when the bill was issued; here only the receivable goes down.
import { BILLS_ACCOUNT } from '../../core/accounts/chart.ts';
import { BILL_ITEM, restOf } from '../../core/bills/bill-rules.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_MINOR, MILLI_PER_ONE, milli, minor, type Minor, subtractMinor, ZERO } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';
import type { LineOfBill, LinesOfBill } from './price-lines.ts';

/** What is to be paid on one bill, minor units. */
export interface BillToPay {
  readonly number: string;
  readonly amount: Minor;
}

/** One payment: the line it becomes, the row that names its bill, and what the receipt says of it. Minor units. */
export interface BillPaid {
  readonly line: LineOfBill;
  readonly row: { readonly billId: number; readonly amount: Minor; readonly rest: Minor };
  readonly shown: { readonly number: string; readonly rest: Minor };
}

interface OpenBill {
  readonly id: number;
  readonly purpose: string;
  readonly amount: Minor;
  readonly paid: Minor;
  readonly cancelled: Minor;
}

// The newest issue of a number on which something is open: an older one is open again where a receipt on it was voided.
const NEWEST_OF_NUMBER = `
  SELECT b.id, b.purpose, s.amount, s.paid, s.cancelled FROM bill b JOIN bill_state s ON s.bill_id = b.id
  WHERE b.number = ? ORDER BY s.amount - s.paid - s.cancelled > 0 DESC, b.revision DESC LIMIT 1`;

/** What bills are counted in on paper. */
export const BILL_UNIT = '笔';

/**
 * The payments in their order, as lines numbered after the first `before`. Throws Refused UNKNOWN_BILL, BILL_TWICE, and
 * BILL_OVERPAID, also for a bill that is paid or was taken back: its rest is 0.
 */
export function paymentsOnBills(ledger: Ledger, wanted: readonly BillToPay[], before: number): readonly BillPaid[] {
  if (wanted.length === 0) return [];
  const itemId = billItemId(ledger);
  return wanted.map(({ number, amount }, index) => {
    if (wanted.findIndex((one) => one.number === number) !== index) return refuse('BILL_TWICE', { number });
    const bill = ledger.one<OpenBill>(NEWEST_OF_NUMBER, number);
    if (bill === undefined || itemId === undefined) return refuse('UNKNOWN_BILL', { number });
    const open = restOf(bill);
    if (amount > open) return refuse('BILL_OVERPAID', { number, rest: open });
    const rest = subtractMinor(open, amount);
    return {
      line: {
        source: before + index,
        n: before + index + 1,
        itemId,
        code: BILL_ITEM,
        name: bill.purpose,
        unit: BILL_UNIT,
        quantity: milli(MILLI_PER_ONE),
        unitPrice: amount,
        gross: amount,
        discount: ZERO,
        amount,
        creditKind: 'receivable',
        account: BILLS_ACCOUNT,
        formula: null,
        packageN: null,
        taxRate: 0,
        tax: ZERO,
        taxCode: null,
      },
      row: { billId: bill.id, amount, rest },
      shown: { number, rest },
    };
  });
}

/** The lines with the payments after them. No discount is ever given on a payment. */
export function withPayments(sold: LinesOfBill, payments: readonly BillPaid[]): LinesOfBill {
  if (payments.length === 0) return sold;
  const sum = payments.reduce((total, { row }) => total + row.amount, 0);
  if (sold.gross + sum > MAX_MINOR) return refuse('AMOUNT_OUT_OF_RANGE', {});
  return {
    ...sold,
    lines: [...sold.lines, ...payments.map(({ line }) => line)],
    gross: minor(sold.gross + sum),
    total: minor(sold.total + sum),
  };
}

/** The item that payments on bills stand under; undefined before the first bill was issued. */
export function billItemId(ledger: Ledger): number | undefined {
  return ledger.one<{ id: number }>('SELECT id FROM item WHERE code = ?', BILL_ITEM)?.id;
}

/** What a line of a receipt says of the bill it pays on; nothing for any other line. */
export function billShown(shown: BillPaid['shown'] | undefined): { readonly bill?: BillPaid['shown'] } {
  return shown === undefined ? {} : { bill: { number: shown.number, rest: shown.rest } };
}
