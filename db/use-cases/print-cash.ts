// 打印现金单据: vouchers, drop slips, 缴款单 and count sheets; one original, then numbered copies with a reason.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { markedPrint, markPrint } from '../ledger/mark-print.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { cashDocumentRow } from '../readers/read-cash.ts';

type Printed = OutputOf<'cash.print'>;

export const cashPrint: Command<InputOf<'cash.print'>, Printed> = {
  run(call, { number: asked, reason }) {
    const { ledger } = call;
    refuseCardNumbers([reason]);
    const { seq, view } = cashDocumentRow(ledger, asked);
    return markPrint(call, { seq, number: view.number, acts: 'cash', reason });
  },
  again: markedPrint,
};
