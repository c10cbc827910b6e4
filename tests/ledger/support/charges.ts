// Charges that are right by the sample tariff: the ones most tests begin with.
// Apart from the sample ledger, which its worked parts also make use of.
import type { InputOf } from '../../../core/contract/contract.ts';
import { milli, minor } from '../../../core/money/money.ts';
import { op } from './counter.ts';

/** A charge of 158.51 yuan: card slip and cash with change. */
export function mixedCharge(over: Partial<InputOf<'charge.post'>> = {}): InputOf<'charge.post'> {
  return {
    operationId: op(),
    customer: null,
    payer: '欧阳𠅤',
    lines: [
      { item: '5001019', quantity: milli(1000), price: null },
      { item: '5003004', quantity: milli(3000), price: null },
    ],
    tenders: [
      { method: 'card', given: minor(8000), reference: '004512' },
      { method: 'cash', given: minor(10000), reference: null },
    ],
    expectedTotal: minor(15851),
    ...over,
  };
}

/** A charge of one open-amount line paid in one way. */
export function openCharge(fen: number, method: 'cash' | 'wechat' = 'cash', reference: string | null = null) {
  return mixedCharge({
    lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(fen) }],
    tenders: [{ method, given: minor(fen), reference }],
    expectedTotal: minor(fen),
  });
}
