// Exchanges and the register of lost papers, as a worked day has them and tests ask for them.
import type { InputOf, OutputOf } from '../../../core/contract/contract.ts';
import { openCharge } from './charges.ts';
import { type Counter, decide, op, type Window } from './counter.ts';
import { apply, byAmount } from './refunds.ts';

export type ExchangeWanted = Omit<InputOf<'receipt.exchange'>, 'operationId' | 'approval'>;

/** An exchange of `receipt` to a company, with what `over` says otherwise. */
export function exchangeWish(receipt: string, over: Partial<ExchangeWanted> = {}): ExchangeWanted {
  return { receipt, payer: '江城建筑有限公司', reason: 'otherPayer', text: null, originalBack: true, ...over };
}

/** Exchanges `receipt` at `till`, approved by supervisor1. */
export async function exchangeReceipt(
  counter: Counter,
  till: Window,
  receipt: string,
  over: Partial<ExchangeWanted> = {},
): Promise<OutputOf<'receipt.exchange'>> {
  const wanted = exchangeWish(receipt, over);
  const subject = { kind: 'exchange' as const, ...wanted };
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return till.call('receipt.exchange', { operationId: op(), ...wanted, approval: request });
}

/** Freezes `receipt` at `till`, or lets it go, approved by supervisor1. */
export async function freezeReceipt(
  counter: Counter,
  till: Window,
  receipt: string,
  frozen: boolean,
): Promise<OutputOf<'receipt.freeze'>> {
  const wanted = { receipt, frozen, reason: frozen ? '客户投诉，待查' : '已查清' };
  const subject = { kind: 'receiptFreeze' as const, ...wanted };
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return till.call('receipt.freeze', { operationId: op(), ...wanted, approval: request });
}

/** Registers `receipt` as lost at `till`, or as `over` says. */
export function registerLoss(
  till: Window,
  receipt: string,
  over: Partial<InputOf<'receipt.registerLoss'>> = {},
): Promise<OutputOf<'receipt.registerLoss'>> {
  return till.call('receipt.registerLoss', {
    ...{ operationId: op(), receipt, kind: 'lost', reportedBy: '李㛃', identified: 'idPaper', note: null },
    ...{ attachment: null, originalBack: false, locale: 'zh-CN' },
    ...over,
  });
}

/**
 * Two receipts of 20.00 are exchanged; of the new ones one is lost, and what is left of the other is taken back. Of two more
 * 5.00 goes back the way it came, and they are reissued
 * for the rest. A last one is frozen and let go.
 */
export async function workedPaperCases(counter: Counter, till: Window): Promise<void> {
  for (const kind of ['lost', 'damaged'] as const) {
    const { number } = await till.call('charge.post', openCharge(2000, 'wechat'));
    const { replacement } = await exchangeReceipt(counter, till, number);
    await till.call('receipt.print', { operationId: op(), number: replacement, locale: 'zh-CN', reason: null });
    await registerLoss(till, replacement, { kind, originalBack: kind === 'damaged' });
  }
  for (let n = 0; n < 2; n += 1) {
    const { number: receipt } = await till.call('charge.post', openCharge(2000, 'wechat', `420000000020261127000${n}`));
    const { number, request } = await apply(till, receipt, byAmount([1, 500]));
    await decide(counter, request ?? '', 'supervisor1');
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    await till.call('payout.confirm', { operationId: op(), case: number, n: 1, reference: `50000000002026112700${n}` });
    await till.call('refund.reissue', { operationId: op(), case: number, originalBack: false });
  }
  const { number } = await till.call('charge.post', openCharge(2000, 'wechat'));
  for (const frozen of [true, false]) await freezeReceipt(counter, till, number, frozen);
}
