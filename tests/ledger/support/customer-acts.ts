// Acts on the customer file as a worked day leaves them behind.
import type { OutputOf } from '../../../core/contract/contract.ts';
import { pdf } from '../../fixtures/small-files.ts';
import { keep } from './attachments.ts';
import { type Counter, decide, op, type Window } from './counter.ts';

/** Freezes a customer, or lets them go, as the till does: with the approval of supervisor1. */
export async function freezeApproved(
  counter: Counter,
  till: Window,
  wanted: { readonly number: string; readonly frozen: boolean; readonly reason: string },
): Promise<OutputOf<'customer.freeze'>> {
  const subject = { kind: 'customerFreeze', ...wanted } as const;
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return till.call('customer.freeze', { operationId: op(), ...wanted, approval: request });
}

/** Two papers kept and taken off again, a freeze let go and one that stands, a merge taken back and one that stands. */
export async function customerActs(counter: Counter, till: Window): Promise<void> {
  const office = counter.window();
  for (const [name, shows] of [
    ['证件', 'idFront'],
    ['合同', 'contract'],
  ] as const) {
    const { attachment } = await keep(till, pdf(name), 'scan.pdf');
    const paper = { number: 'C800006', attachment };
    await till.call('customer.addPaper', { operationId: op(), ...paper, shows });
    await till.call('customer.removePaper', { operationId: op(), ...paper, reason: '拍反了' });
  }
  await keep(till, pdf('not on any file yet'), 'scan.pdf');
  await office.signIn('supervisor1');
  for (const frozen of [true, false, true]) {
    await freezeApproved(counter, till, { number: 'C800007', frozen, reason: '退票' });
  }
  const merge = { from: 'C800009', into: 'C800008', reason: '同一人' };
  await office.call('customer.merge', { operationId: op(), ...merge });
  await office.call('customer.unmerge', { operationId: op(), from: merge.from, reason: '看错了' });
  await office.call('customer.merge', { operationId: op(), ...merge });
}
