// 挂单: sets the bill on the screen aside. It is no document: nothing is charged, no shift holds it, any cashier may recall it.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { subtractMinor } from '../../core/money/money.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { Act } from '../ledger/act.ts';
import { billFacts, pricingDate } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { labelOf, parkedBill as readParkedBill } from '../readers/read-parked.ts';
import { parkedBill, parkedLine } from '../schema.ts';
import { parkedDiscount, parkedOverride } from '../schema-discount.ts';
import { parkedRows } from '../ledger/park-discounts.ts';

export const holdPark: Command<InputOf<'hold.park'>, OutputOf<'hold.park'>> = {
  run({ ledger, caller, operation }, input) {
    const date = pricingDate(ledger, caller.personId);
    const { lines, ...facts } = billFacts(ledger, input, [input.note], date);
    const put = parkedRows(ledger, input, { lines, customerId: facts.customerId, date });
    const act = new Act(ledger);
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM parked_bill')?.n ?? 0) + 1;
    const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.parkedBill, n });
    const kept = { ...facts, payer: input.payer, note: input.note };
    act.insert(parkedBill, { n, number, at: act.at, personId: caller.personId, ...kept });
    for (const line of lines) act.insert(parkedLine, line);
    for (const row of put.discounts) act.insert(parkedDiscount, row);
    for (const row of put.overrides) act.insert(parkedOverride, row);
    const sealWith = { businessDate: ledger.businessDate(), personId: caller.personId };
    act.seal({ kind: 'bill.parked', ref: number, ...sealWith, operation: operation({ number }) });
    return { number, label: labelOf(ledger, kept), total: subtractMinor(facts.total, put.discount) };
  },
  again: (ledger, kept) => {
    const bill = readParkedBill(ledger, (kept as { number: string }).number);
    return { number: bill.number, label: labelOf(ledger, bill), total: bill.total };
  },
};
