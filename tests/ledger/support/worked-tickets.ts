// Tickets for a worked day: two of them, each with steps and a payout by the bank that came back, so that no balance and no
// drawer is other than before; each payout is drawn to be looked at by somebody else, and one of them is signed for.
import { minor } from '../../../core/money/money.ts';
import type { InputOf } from '../../../core/contract/contract.ts';
import { type Counter, op, type Window } from './counter.ts';

/** A complaint of somebody at the counter. */
export const complaint = (over: Partial<InputOf<'ticket.open'>> = {}): InputOf<'ticket.open'> => ({
  ...{ operationId: op(), petitioner: '欧阳𠅤', title: '停车票重复收费', category: '补偿', text: '客户在窗口说明' },
  ...{ customer: null, receipt: null, assignee: null },
  ...over,
});

/** A payout to whoever came, by a transfer the bank has done. */
export const byBank = (
  ticket: string,
  fen: number,
  reference: string,
  over: Partial<InputOf<'ticket.pay'>> = {},
): InputOf<'ticket.pay'> => ({
  ...{ operationId: op(), ticket, payee: { kind: 'petitioner' }, way: 'transfer', reference, amount: minor(fen) },
  ...{ text: '退还停车费', approval: null },
  ...over,
});

export async function workedTickets(counter: Counter, till: Window, finance: Window): Promise<void> {
  const reviewer = await counter.signedIn('supervisor1');
  const days = { from: '2026-11-23', to: '2026-11-23', percent: 100, alwaysFrom: null };
  for (const reference of ['YH20261123000901', 'YH20261123000902']) {
    const { number: ticket } = await till.call('ticket.open', complaint());
    await till.call('ticket.comment', { operationId: op(), ticket, text: '已核对监控' });
    await finance.call('ticket.pay', byBank(ticket, 1500, reference));
    await finance.call('ticket.takeBack', { operationId: op(), ticket, n: 1, text: '退汇' });
    await reviewer.call('ticket.drawSample', { operationId: op(), ...days });
  }
  const sign = { verdict: 'objected' as const, text: '没有停车记录' };
  await reviewer.call('ticket.review', { operationId: op(), document: 'A01-E-0000001', sign });
}
