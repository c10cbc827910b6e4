// 打印预付款/押金单据: one original, then numbered copies with a reason, as receipts are; and 转账通知单 for a transfer to come.
import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { TransferSlip } from '../../core/documents/held-layout.ts';
import type { Minor } from '../../core/money/money.ts';
import { ourAccount } from '../cash/our-account.ts';
import { Act } from '../ledger/act.ts';
import { markedPrint, markPrint } from '../ledger/mark-print.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPrepayment } from '../readers/read-prepayment.ts';

type Printed = OutputOf<'prepayment.print'>;

export const prepaymentPrint: Command<InputOf<'prepayment.print'>, Printed> = {
  run(call, { number: asked, reason }) {
    const { ledger } = call;
    refuseCardNumbers([reason]);
    const { seq, view } = readPrepayment(ledger, asked);
    return markPrint(call, { seq, number: view.number, acts: 'prepayment', reason });
  },
  again: markedPrint,
};

interface SlipKept {
  readonly jobId: string;
  readonly purpose: string;
}

export const transferSlip: Command<InputOf<'transfer.slip'>, OutputOf<'transfer.slip'>> = {
  run({ ledger, caller, operation }, { payer, amount }) {
    refuseCardNumbers([payer]);
    const businessDate = ledger.businessDate();
    ourAccount(ledger, businessDate);
    const act = new Act(ledger);
    const kept: SlipKept = { jobId: randomUUID(), purpose: `${ledger.meta.counterCode}-${act.seq}` };
    // Who will pay is not kept: nothing is posted, and the purpose alone finds the money on a statement.
    act.seal({
      kind: 'transfer.quoted',
      ref: kept.purpose,
      businessDate,
      personId: caller.personId,
      detail: { amount },
      operation: operation(kept),
    });
    return kept;
  },
  again: (_ledger, kept) => kept as SlipKept,
};

/** What the slip of `purpose` says; made now, by `cashier`. Amount in minor units. */
export function readTransferSlip(
  ledger: Ledger,
  cashier: string,
  purpose: string,
  asked: { readonly amount: Minor; readonly payer: string | null },
): TransferSlip {
  const businessDate = ledger.businessDate();
  const madeAt = ledger.clock.now();
  return {
    organisation: ledger.meta.organisation,
    counter: { code: ledger.meta.counterCode, name: ledger.meta.counterName },
    currency: ledger.meta.currency,
    businessDate,
    madeAt,
    utcOffsetMinutes: ledger.clock.utcOffset(madeAt),
    cashier,
    ...ourAccount(ledger, businessDate),
    purpose,
    ...asked,
  };
}
