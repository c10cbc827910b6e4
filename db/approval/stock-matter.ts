// What writing sheets off is about: which ones, how many, and why.
import type { StockWriteOffSubject } from '../../core/contract/approval-subjects.ts';
import { ZERO } from '../../core/money/money.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { writeOffRange } from '../stock/write-off-range.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused STOCK_RANGE, STOCK_NOT_TAKEN, STOCK_SPENT. */
export function describeStockWriteOff(ledger: Ledger, _caller: Caller, subject: StockWriteOffSubject): MatterRead {
  const { first, last, reason } = subject;
  const range = writeOffRange(ledger, first, last);
  return {
    amount: ZERO,
    facts: [
      { kind: 'text', label: 'sheets', text: `${first} – ${last}` },
      { kind: 'count', label: 'sheetCount', count: range.last - range.first + 1 },
      { kind: 'text', label: 'reason', text: reason },
    ],
    version: `${range.segmentId}/${range.before}`,
  };
}
