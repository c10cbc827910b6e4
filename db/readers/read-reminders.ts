// What waits for one person 待办: which open cases and tickets they may do something about now, and nothing they may not.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { Reminder } from '../../core/contract/procedures/reminder.ts';
import type { Permission } from '../../core/people/permissions.ts';
import { goesThroughBank } from '../../core/refund/refund-postings.ts';
import type { RefundWay } from '../../core/refund/refund-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsReadOnce } from '../ledger/rights.ts';
import { standingToDecide } from '../refund/decide-refund.ts';
import { CASE_HEAD, type CaseHead, levelNow } from './read-refund.ts';

/** More than anybody looks through; whoever waits longest is among them. */
const MOST = 500;

const OPEN = `${CASE_HEAD}
  WHERE s.state IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'returned', 'approved', 'paying', 'payoutFailed', 'paid')
  ORDER BY s.since LIMIT ${MOST}`;
const TO_PAY = `
  SELECT p.method, p.way, s.state FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n
  WHERE p.case_id = ? AND s.state IN ('approved', 'failed')
    AND NOT EXISTS (SELECT 1 FROM refund_payout x WHERE x.case_id = p.case_id AND x.replaces = p.n)`;

interface Payout {
  readonly method: string;
  readonly way: RefundWay;
  readonly state: 'approved' | 'failed';
}

interface Asking {
  readonly ledger: Ledger;
  readonly personId: number;
  readonly rights: ReturnType<typeof rightsReadOnce>;
  readonly may: (permission: Permission) => boolean;
}

/** What of a case is this person's to do, or null. */
function toDo(asking: Asking, head: CaseHead): Reminder['kind'] | null {
  const { ledger, personId, rights, may } = asking;
  const isMine = head.personId === personId;
  switch (head.state) {
    case 'awaitingApproval':
      return may('approval.refund') && typeof standingToDecide(ledger, head, personId, rights) === 'object'
        ? 'decide'
        : null;
    case 'awaitingUse':
      return may('refund.confirmUse') ? 'confirmUse' : null;
    case 'awaitingSecondEntry':
      return may('refund.secondEntry') && !isMine ? 'secondEntry' : null;
    case 'returned':
      return isMine ? 'correct' : null;
    case 'paid':
      return isMine ? 'close' : null;
    default:
      return toPay(asking, head, isMine);
  }
}

// A transfer is finance's to send; everything else is paid where it was applied for.
function toPay({ ledger, may }: Asking, { id }: CaseHead, isMine: boolean): 'pay' | 'failed' | null {
  const payouts = ledger.all<Payout>(TO_PAY, id);
  if (payouts.some(({ state }) => state === 'failed') && may('payout.reroute')) return 'failed';
  const ready = payouts.filter(({ state }) => state === 'approved');
  const isHis = (one: Payout): boolean => (goesThroughBank(one) ? may('payout.bank') : isMine && may('payout.pay'));
  return ready.some(isHis) ? 'pay' : null;
}

const TICKETS = `
  SELECT t.number, s.at FROM ticket t JOIN ticket_step s ON s.ticket_id = t.id
    AND s.n = (SELECT max(n) FROM ticket_step WHERE ticket_id = t.id)
  WHERE s.assignee_id = ? AND s.state = 'open' ORDER BY s.at LIMIT ${MOST}`;

/** Everything that waits for `personId`, the longest wait first. */
export function readReminders(ledger: Ledger, personId: number): OutputOf<'reminder.waiting'> {
  const rights = rightsReadOnce(ledger);
  const asking: Asking = { ledger, personId, rights, may: (permission) => rights(personId).has(permission) };
  const now = ledger.clock.now();
  const heads = asking.may('refund.read') ? ledger.all<CaseHead>(OPEN) : [];
  const cases = heads.flatMap((head): Reminder[] => {
    const kind = toDo(asking, head);
    if (kind === null) return [];
    const { overdue } = levelNow(ledger, head);
    const { number } = head;
    const job = kind === 'decide' ? 'desk' : 'refunds';
    return [{ job, kind, number, since: Math.max(0, now - head.since), overdue }];
  });
  const rows = asking.may('ticket.write') ? ledger.all<{ number: string; at: number }>(TICKETS, personId) : [];
  const tickets = rows.map(
    ({ number, at }): Reminder => ({
      ...{ job: 'tickets', kind: 'ticket', number, since: Math.max(0, now - at), overdue: false },
    }),
  );
  return { waiting: [...cases, ...tickets].sort((one, other) => other.since - one.since) };
}
