// What a second person says to an application before it is decided: that payee and amount are typed right 双人录入. What departments
// say is in confirm-use.ts, who decides in whose place in delegate-levels.ts.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { entryDifferences, type Payee, plainAccount } from '../../core/refund/payee.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { caseHead, entriesOf, entryPair, levelsOf, readCase } from '../readers/read-refund.ts';
import { refundEntry } from '../schema-refund.ts';
import { refuseDecider } from '../refund/decide-refund.ts';
import { moveCase } from '../refund/move-case.ts';
import { openAccount } from '../refund/payee-seal.ts';
import { postApproved } from '../refund/post-approved.ts';
import { payeeCells, refusePayeeFault } from '../refund/submit-refund.ts';

type Entered = OutputOf<'refund.secondEntry'>;

export const refundSecondEntry: Command<InputOf<'refund.secondEntry'>, Entered> = {
  run({ ledger, caller, operation }, { case: number, payee, amount }) {
    const head = caseHead(ledger, number);
    const { personId } = caller;
    const entries = entriesOf(ledger, head.id, head.version);
    const { base, agreed } = entryPair(entries);
    if (base === null || agreed !== null || head.state === 'rejected' || head.state === 'withdrawn')
      return refuse('REFUND_STATE', { number: head.number, state: head.state });
    if (personId === head.personId || personId === base.personId)
      return refuse('REFUND_OWN_CASE', { fault: 'TYPED_IT' });
    refuseDecider(ledger, head, personId);
    if (base.name !== null && payee === null) return refuse('PAYEE_REQUIRED', {});
    if (payee !== null) refusePayeeFault(payee);
    const typed = base.name === null ? null : payee;
    const first: Payee | null =
      base.name === null || base.bank === null || base.sealed === null
        ? null
        : { name: base.name, bank: base.bank, account: openAccount(ledger, base.sealed) };
    const second = typed && { ...typed, account: plainAccount(typed.account) };
    const differs = entryDifferences(
      { payee: first, amount: base.amount },
      { payee: second, amount: base.amount === null ? null : amount },
    );
    const agrees = differs.length === 0;
    const isPosting = agrees && head.state === 'awaitingSecondEntry' && levelsOf(head).length === 0;
    const kept = { case: head.number, differs };
    const act = new Act(ledger);
    act.insert(refundEntry, {
      ...{ caseId: head.id, version: head.version, n: (entries.at(-1)?.n ?? 0) + 1, at: act.at, personId },
      ...payeeCells(ledger, typed),
      amount: base.amount === null ? null : (amount ?? base.amount),
      base: 0,
      agrees: agrees ? 1 : 0,
    });
    if (agrees && head.state === 'awaitingSecondEntry' && !isPosting)
      moveCase(ledger, act, head.id, 'secondEntryAgreed', {
        personId,
        missing: { use: false, secondEntry: false, levels: levelsOf(head).length },
      });
    act.seal({
      kind: agrees ? 'refund.entryAgreed' : 'refund.entryDiffers',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { differs },
      ...(isPosting ? {} : { operation: operation(kept) }),
    });
    if (isPosting) postApproved(ledger, caller, [head.id], 'secondEntryAgreed', operation, kept);
    return { agreed: agrees, differs, case: readCase(ledger, head.number) };
  },
  again(ledger, kept) {
    const { case: number, differs } = kept as { case: string; differs: Entered['differs'] };
    return { agreed: differs.length === 0, differs, case: readCase(ledger, number) };
  },
};
