// Who decides on refunds in whose place 委托: now, planned and before; and whom somebody may name.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { DelegationView } from '../../core/contract/refund-view.ts';
import { LEVEL_NAMES, type LevelName, MOST_DELEGATED_DAYS } from '../../core/refund/approval-levels.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsOf } from '../ledger/rights.ts';
import { levelPermission } from '../refund/decide-refund.ts';

/** The newest of them are shown; older ones stay in the journal. */
const MOST = 100;

interface Row {
  readonly n: number;
  readonly fromId: number;
  readonly fromUsername: string;
  readonly fromName: string;
  readonly toId: number;
  readonly toUsername: string;
  readonly toName: string;
  readonly fromDate: string;
  readonly untilDate: string;
  readonly reason: string;
  readonly at: number;
  readonly saidOn: string;
  readonly isLast: number;
}

const ROWS = `
  SELECT g.id AS n, g.from_id AS fromId, f.username AS fromUsername, f.name AS fromName, g.to_id AS toId,
    t.username AS toUsername, t.name AS toName, g.from_date AS fromDate, g.until_date AS untilDate, g.reason, g.at,
    c.business_date AS saidOn,
    g.id = (SELECT max(id) FROM refund_delegation x WHERE x.from_id = g.from_id AND x.to_id = g.to_id) AS isLast
  FROM refund_delegation g JOIN chain c ON c.seq = g.seq JOIN person f ON f.id = g.from_id JOIN person t ON t.id = g.to_id
  ORDER BY g.id DESC LIMIT ?`;

function levelsOfPerson(ledger: Ledger, personId: number): LevelName[] {
  const rights = rightsOf(ledger, personId);
  return LEVEL_NAMES.filter((level) => rights.has(levelPermission(level)));
}

function stateOf({ fromDate, untilDate, saidOn, isLast }: Row, today: string): DelegationView['state'] {
  if (untilDate < saidOn) return 'ended';
  if (isLast === 0) return 'replaced';
  if (untilDate < today) return 'over';
  return fromDate > today ? 'planned' : 'now';
}

export function listDelegations(ledger: Ledger, personId: number): OutputOf<'refund.delegations'> {
  const today = ledger.businessDate();
  const delegations = ledger.all<Row>(ROWS, MOST).map(
    (row): DelegationView => ({
      ...{ n: row.n, fromDate: row.fromDate, untilDate: row.untilDate, reason: row.reason, at: row.at },
      from: { username: row.fromUsername, name: row.fromName },
      to: { username: row.toUsername, name: row.toName },
      state: stateOf(row, today),
      levels: levelsOfPerson(ledger, row.fromId),
      part: row.fromId === personId ? 'giver' : row.toId === personId ? 'deputy' : 'none',
    }),
  );
  return { today, delegations };
}

/** Everybody else who decides on refunds, by name. */
export function listDeputies(ledger: Ledger, personId: number): OutputOf<'refund.deputies'> {
  const people = ledger
    .all<{ id: number; username: string; name: string }>(
      'SELECT id, username, name FROM person WHERE id <> ? ORDER BY id',
      personId,
    )
    .filter(({ id }) => rightsOf(ledger, id).has('approval.refund'))
    .map(({ id, username, name }) => ({ username, name, levels: levelsOfPerson(ledger, id) }));
  return { today: ledger.businessDate(), mostDays: MOST_DELEGATED_DAYS, people };
}
