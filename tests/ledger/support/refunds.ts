// Refunds that are right by the sample tariff: what most tests of refunds begin with.
import type { InputOf, OutputOf } from '../../../core/contract/contract.ts';
import { milli, minor } from '../../../core/money/money.ts';
import type { Counter, Window } from './counter.ts';
import { decide, op } from './counter.ts';

type Application = Omit<InputOf<'refund.apply'>, 'operationId'>;
type Lines = Application['lines'];

/** So many units of each line. */
export const byQuantity = (...lines: readonly (readonly [n: number, quantity: number])[]): Lines =>
  lines.map(([n, quantity]) => ({ n, part: { by: 'quantity' as const, quantity: milli(quantity) } }));
/** So much money of each line. */
export const byAmount = (...lines: readonly (readonly [n: number, amount: number])[]): Lines =>
  lines.map(([n, amount]) => ({ n, part: { by: 'amount' as const, amount: minor(amount) } }));

/** An application for `lines` of `receipt`, asked for by the customer at the counter. */
export function application(receipt: string, lines: Lines, over: Partial<Application> = {}): Application {
  return {
    of: { of: 'receipt', number: receipt },
    lines,
    loads: [],
    reason: '未检查',
    text: null,
    askedBy: '欧阳𠅤',
    relation: 'self',
    channel: 'counter',
    papers: [],
    originalIsBack: true,
    otherWays: [],
    payee: null,
    ...over,
  };
}

export function apply(
  till: Window,
  receipt: string,
  lines: Lines,
  over: Partial<Application> = {},
): Promise<OutputOf<'refund.apply'>> {
  return till.call('refund.apply', { operationId: op(), ...application(receipt, lines, over) });
}

/** Every level of case `number` says yes, by `people` in their order. */
export async function approve(
  counter: Counter,
  till: Window,
  number: string,
  people: readonly string[] = ['supervisor1', 'supervisor2', 'finance1'],
): Promise<OutputOf<'refund.case'>> {
  for (const username of people) {
    const { state, request } = await till.call('refund.case', { number });
    if (state !== 'awaitingApproval' || request === null) break;
    await decide(counter, request, username);
  }
  return till.call('refund.case', { number });
}

/** A payee whose account is no real one but passes every check. */
export const PAYEE = { name: '欧阳𠅤', account: '6222 0200 0000 1234 566', bank: '工商银行江城支行' };
