// 取单: takes a parked bill out, once, at today's prices; and giving one up. What changed meanwhile is said, line by line.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { TariffItem } from '../../core/contract/procedures/charge.ts';
import type { RecallChange, RecalledBill } from '../../core/contract/procedures/hold.ts';
import { type LineInputs, lineInputs } from '../../core/tariff/line-inputs.ts';
import { isFormula } from '../../core/tariff/tariff-rule.ts';
import { work } from '../../core/tariff/working.ts';
import { Act } from '../ledger/act.ts';
import { pricingDate, refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { itemOnDate } from '../readers/find-tariff.ts';
import { readCustomerFile } from '../readers/customer-file.ts';
import { customerOf } from '../readers/find-customer.ts';
import {
  type ParkedBill,
  type ParkedLine,
  parkedBill,
  parkedDiscounts,
  parkedLines,
  parkedOverrides,
  waitingBill,
} from '../readers/read-parked.ts';
import { discountsToday } from '../ledger/park-discounts.ts';
import { parkedEnd } from '../schema.ts';

type Recalled = Pick<RecalledBill, 'lines' | 'discounts' | 'changes'>;

export const holdRecall: Command<InputOf<'hold.recall'>, OutputOf<'hold.recall'>> = {
  run({ ledger, caller, operation }, input) {
    const bill = waitingBill(ledger, input.number);
    const today = repriced(ledger, bill, pricingDate(ledger, caller.personId));
    const act = new Act(ledger);
    const end = { kind: 'recalled', at: act.at, personId: caller.personId, reason: null } as const;
    act.insert(parkedEnd, { parkedSeq: bill.seq, ...end });
    const sealWith = { businessDate: ledger.businessDate(), personId: caller.personId };
    // Kept whole: a tariff that changes between the answer and its repetition must not change the answer.
    const kept = operation({ number: bill.number, ...today });
    act.seal({ kind: 'bill.recalled', ref: bill.number, ...sealWith, operation: kept });
    return answer(ledger, bill, today);
  },
  again: (ledger, kept) => {
    const { number, ...today } = kept as Recalled & { number: string };
    return answer(ledger, parkedBill(ledger, number), today);
  },
};

export const holdDiscard: Command<InputOf<'hold.discard'>, OutputOf<'hold.discard'>> = {
  run({ ledger, caller, operation }, input) {
    refuseCardNumbers([input.reason]);
    const { seq, number } = waitingBill(ledger, input.number);
    const act = new Act(ledger);
    const end = { kind: 'discarded', at: act.at, personId: caller.personId, reason: input.reason } as const;
    act.insert(parkedEnd, { parkedSeq: seq, ...end });
    const sealWith = { businessDate: ledger.businessDate(), personId: caller.personId };
    act.seal({ kind: 'bill.discarded', ref: number, ...sealWith, operation: operation({ number }) });
    return { number };
  },
  again: (_ledger, kept) => kept as OutputOf<'hold.discard'>,
};

function answer(ledger: Ledger, bill: ParkedBill, today: Recalled): RecalledBill {
  const { number, parkedAt, by, payer, note, total: totalAsParked } = bill;
  const customer = bill.customerId === null ? null : customerOf(ledger, bill.customerId);
  return { number, parkedAt, by, customer, payer, note, ...today, totalAsParked };
}

/** The lines of `bill` by the tariff of `date`, and what that changes. */
function repriced(ledger: Ledger, bill: ParkedBill, date: string): Recalled {
  const lines: RecalledBill['lines'] = [];
  const changes: RecallChange[] = [];
  const overrides = new Map(parkedOverrides(ledger, bill.seq).map(({ line, price }) => [line, price]));
  /** Where a line as parked stands now, counted from 1. */
  const standsAt = new Map<number, number>();
  for (const parked of parkedLines(ledger, bill.seq)) {
    const { code, name, quantity, amount } = parked;
    const item = itemOnDate(ledger, code, date);
    if (item === null) {
      changes.push({ kind: 'notOnSale', code, name, quantity, amount });
      continue;
    }
    const inputs = parked.inputs === null || item.pricing !== parked.pricing ? null : readInputs(parked.inputs);
    const change = isFormula(item.rule) ? amountChange(parked, item, inputs) : priceChange(parked, item);
    if (change) changes.push(change);
    const given = overrides.get(parked.n);
    if (given !== undefined) changes.push({ kind: 'overrideDropped', code, name, from: given });
    standsAt.set(parked.n, lines.length + 1);
    const price = item.pricing === 'open' && parked.pricing === 'open' ? parked.unitPrice : null;
    lines.push({ item, quantity, price, ...(inputs === null ? {} : { inputs }) });
  }
  if (bill.customerId !== null) changes.push(...customerChanges(ledger, bill.customerId, bill.payer));
  const discounts = discountsToday(ledger, parkedDiscounts(ledger, bill.seq), standsAt, {
    lines,
    customerId: bill.customerId,
    date,
  });
  return { lines, discounts: discounts.kept, changes: [...changes, ...discounts.changes] };
}

function readInputs(text: string): LineInputs {
  return lineInputs.parse(JSON.parse(text));
}

/** What a formula comes to today for what had been entered. */
function amountChange(parked: ParkedLine, item: TariffItem, inputs: LineInputs | null): RecallChange | null {
  const { amount: from, quantity } = parked;
  const named = { code: item.code, name: item.name };
  if (from === null || !isFormula(item.rule)) return null;
  const worked = work(item.rule, quantity, inputs);
  if (typeof worked === 'string') return { kind: 'amountNeeded', ...named, from };
  return worked.gross === from ? null : { kind: 'amount', ...named, from, to: worked.gross };
}

// Who they are now is asked again, as the prices are: the bill goes to whoever the number means today.
function customerChanges(ledger: Ledger, id: number, payer: string | null): RecallChange[] {
  const now = customerOf(ledger, id);
  if (now === null) return [{ kind: 'customerUnknown', customer: payer }];
  const changes: RecallChange[] = [];
  if (now.was !== null) changes.push({ kind: 'customerMerged', customer: now.name, from: now.was, into: now.number });
  const { freeze } = readCustomerFile(ledger, now.number);
  if (freeze !== null) changes.push({ kind: 'customerFrozen', customer: now.name, reason: freeze.reason });
  return changes;
}

function priceChange(parked: ParkedLine, item: TariffItem): RecallChange | null {
  const from = parked.unitPrice ?? parked.amount;
  const named = { code: item.code, name: item.name };
  // Nobody was told a price yet, so none has changed.
  if (from === null) return null;
  if (item.price !== null) return item.price === from ? null : { kind: 'price', ...named, from, to: item.price };
  return parked.pricing === 'open' ? null : { kind: 'amountNeeded', ...named, from };
}
