// 免批: cases that are approved by rule once the last thing was said that they waited for.
import type { Caller } from '../ledger/command.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { inSomeShift } from '../use-cases/office-shift.ts';
import { caseNow, moveCase } from './move-case.ts';
import { postRefund } from './post-refund.ts';

/** Posts the cases `ids`, which need nobody's yes, each in an act of its own; the last one carries the operation with `answer`. */
export function postApproved(
  ledger: Ledger,
  caller: Caller,
  ids: readonly number[],
  step: 'useConfirmed' | 'secondEntryAgreed',
  operation: (answer: unknown) => OperationSeal,
  answer: unknown,
): void {
  const write = (shift: ShiftToPostIn, seals: ((answer: unknown) => OperationSeal) | null): void => {
    for (const [index, id] of ids.entries()) {
      const act = new Act(ledger);
      moveCase(ledger, act, id, step, { personId: caller.personId });
      postRefund(ledger, act, shift, id, caller.personId);
      const last = index === ids.length - 1 && seals !== null;
      act.seal({
        kind: 'refund.approved',
        ref: caseNow(ledger, id).number,
        businessDate: shift.businessDate,
        personId: caller.personId,
        ...(last ? { operation: seals(answer) } : {}),
      });
    }
  };
  inSomeShift(ledger, caller, operation, () => answer, write);
}
