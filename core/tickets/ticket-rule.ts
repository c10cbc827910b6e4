// A ticket 工单: what somebody came to the counter with, and what may follow on it. Only an open one is worked on or paid
// from; each step says how the ticket stands after it, so the last step alone says everything.

export const TICKET_STATES = ['open', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** opened: step 1. classified, assigned, linked: one thing about it is another. commented: only the words are new. */
export const TICKET_STEPS = ['opened', 'classified', 'assigned', 'linked', 'commented', 'closed', 'reopened'] as const;
export type TicketStep = (typeof TICKET_STEPS)[number];

/** The state after `step`, or null where it cannot be taken; `from` null: there is no ticket yet. */
export function nextTicketState(from: TicketState | null, step: TicketStep): TicketState | null {
  if (from === null) return step === 'opened' ? 'open' : null;
  if (step === 'opened') return null;
  if (from === 'closed') return step === 'reopened' ? 'open' : null;
  if (step === 'reopened') return null;
  return step === 'closed' ? 'closed' : 'open';
}

/** Who is paid. petitioner: whoever came with it. customer: whom the ticket is linked to. */
export const PAYEE_KINDS = ['petitioner', 'customer', 'employee', 'supplier'] as const;
export type PayeeKind = (typeof PAYEE_KINDS)[number];

/**
 * pettyCash: out of the petty-cash fund 备用金, which takings never fill by themselves. cash: out of the drawer of whoever pays,
 * which is spending takings 坐支 and only where the office allows it. transfer: the bank has done it, its number says so.
 */
export const TICKET_WAYS = ['pettyCash', 'cash', 'transfer'] as const;
export type TicketWay = (typeof TICKET_WAYS)[number];

/** Why nobody can be paid as asked. noCustomer: the ticket names none. self: nobody pays themselves. */
export const TICKET_PAYEE_FAULTS = ['noCustomer', 'unknownEmployee', 'self'] as const;
export type TicketPayeeFault = (typeof TICKET_PAYEE_FAULTS)[number];
