// Cash between two sales for tests: at least two rows in every table of it, and a drawer that differs closed by two.
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { ApprovalSubject } from '../../../core/contract/approval-subjects.ts';
import { minor } from '../../../core/money/money.ts';
import { type Counter, decide, op, type Window } from './counter.ts';

/** Asks for a second person's approval of `subject` at `till` and has supervisor2 or supervisor1 give it. */
export async function approvedByTwo(
  counter: Counter,
  till: Window,
  subject: ApprovalSubject,
  by = 'supervisor1',
): Promise<string> {
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, by);
  return request;
}

/** Closes the shift at `till` with `counted` fen; beyond the tolerance it is counted again by two. */
export async function closeByTwo(counter: Counter, till: Window, counted: number): Promise<OutputOf<'shift.close'>> {
  const first = await till.call('shift.close', { operationId: op(), counted: minor(counted) });
  if (first.closed) return first;
  const again = { counted: minor(counted), reason: '找零有误' };
  const approval = await approvedByTwo(counter, till, { kind: 'recount', sheet: null, ...again });
  return till.call('shift.close', { operationId: op(), ...again, approval });
}

const TWENTY = [{ face: minor(1000), pieces: 2 }];

/** Finance says which account cash is paid in to. */
export async function setBankAccount(finance: Window): Promise<void> {
  await finance.call('settings.change', {
    operationId: op(),
    key: 'bankAccount',
    fromDate: '2026-11-23',
    value: { holder: '江城市第三人民医院', bank: '建行江城支行', number: '6600 1234 8' },
  });
}

/** A deposit of `fen` by supervisor1 at `safe`, counted by supervisor2; answers its number. */
export async function makeDeposit(counter: Counter, safe: Window, fen: number): Promise<string> {
  const what = { amount: minor(fen), pieces: [], bearer: '赵国栋' };
  const approval = await approvedByTwo(counter, safe, { kind: 'bankDeposit', ...what }, 'supervisor2');
  return (await safe.call('deposit.make', { operationId: op(), ...what, approval })).number;
}

/** Counts the safe by two: from then on it cannot hold less than nothing. */
export async function countSafe(counter: Counter, safe: Window, fen: number): Promise<void> {
  const what = { counted: minor(fen), pieces: [], reason: null };
  const approval = await approvedByTwo(counter, safe, { kind: 'safeCount', ...what }, 'supervisor2');
  await safe.call('cash.countSafe', { operationId: op(), ...what, approval });
}

/**
 * Cash between two sales, at least twice each: into and out of drawer 1 (cashier1 at `till`), the safe and the petty-cash
 * fund by supervisor1, two deposits, offers accepted and rejected, and two shifts of cashier2 on drawer 2, suspended,
 * handed over in vain and closed by the supervisor.
 */
export async function workedCash(counter: Counter, till: Window, finance: Window): Promise<void> {
  const safe = counter.window();
  await safe.signIn('supervisor1');
  await setBankAccount(finance);
  const slip = { reason: '零星', party: null, paper: null, attachment: null };
  await till.call('cash.paidIn', { operationId: op(), cause: 'found', amount: minor(5000), ...slip });
  await till.call('cash.paidOut', { operationId: op(), cause: 'toFinance', amount: minor(100), ...slip });
  await countSafe(counter, safe, 500_000);
  const drop = { amount: minor(2000), pieces: TWENTY };
  const dropped = await approvedByTwo(counter, till, { kind: 'safeDrop', ...drop });
  await till.call('cash.drop', { operationId: op(), ...drop, approval: dropped });
  const change = { out: [{ face: minor(1000), pieces: 1 }], in: [{ face: minor(100), pieces: 10 }], party: null };
  await till.call('cash.exchange', { operationId: op(), ...change });
  for (const serial of ['AB12345678', 'CD12345678']) {
    const note = { face: minor(10_000), serial, outcome: 'refused', note: null } as const;
    await till.call('cash.counterfeit', { operationId: op(), ...note });
    await till.call('cash.openDrawer', { operationId: op(), reason: '换零' });
  }
  await safe.call('pettyCash.fill', { operationId: op(), from: 'safe', amount: minor(30_000), reason: null });
  await safe.call('pettyCash.spend', { operationId: op(), amount: minor(800), ...slip, party: '文具店' });
  const numbers = [await makeDeposit(counter, safe, 100_000), await makeDeposit(counter, safe, 50_000)] as const;
  const confirmed = { outcome: 'confirmed', counted: minor(100_000), reference: 'CCB-000123', reason: null } as const;
  await finance.call('deposit.settle', { operationId: op(), number: numbers[0], ...confirmed });
  const back = { outcome: 'returned', counted: minor(49_900), reference: null, reason: '短少一张' } as const;
  await finance.call('deposit.settle', { operationId: op(), number: numbers[1], ...back });
  await offers(till, safe);
  for (const _ of [1, 2]) await lostShift(counter, till, safe);
}

async function offers(till: Window, safe: Window): Promise<void> {
  const offer = { to: '1', amount: minor(700), reason: null };
  const first = await safe.call('cash.offerFromSafe', { operationId: op(), ...offer });
  await till.call('cash.answer', { operationId: op(), offer: first.offer, outcome: 'accepted', reason: null });
  const second = await safe.call('cash.offerFromSafe', { operationId: op(), ...offer });
  await till.call('cash.answer', { operationId: op(), offer: second.offer, outcome: 'rejected', reason: '不需要' });
}

async function lostShift(counter: Counter, till: Window, safe: Window): Promise<void> {
  const other = counter.window();
  await other.signIn('cashier2');
  const { number } = await other.call('shift.open', {
    ...{ operationId: op(), drawer: '2', float: minor(10_000), counted: null },
  });
  await other.call('shift.suspend', { operationId: op(), reason: '用餐' });
  await other.call('shift.resume', { operationId: op() });
  const sheet = {
    pieces: [{ face: minor(10_000), pieces: 1 }],
    channels: [{ method: 'card', said: minor(0) } as const, { method: 'wechat', said: minor(0) } as const],
    receipts: null,
  };
  const { offer } = await other.call('handover.offer', { operationId: op(), counted: minor(10_000), sheet });
  for (const counted of [9_800, 9_700])
    await till.call('handover.accept', { operationId: op(), offer: offer ?? 0, counted: minor(counted), pieces: [] });
  const rejected = { offer: offer ?? 0, counted: minor(9_900), reason: '少一元' };
  await till.call('handover.reject', { operationId: op(), ...rejected });
  const forced = { shift: number, counted: minor(9_900), sheet: null, reason: '收费员离岗未交班' };
  await safe.call('shift.closeForgotten', { operationId: op(), ...forced });
}
