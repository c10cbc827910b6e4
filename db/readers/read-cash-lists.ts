// Lists of cash: what moved in a shift, what is offered, what the safe and the fund hold, who was over or short.
import { BANK_IN_TRANSIT, PETTY_CASH_ACCOUNT, SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { CashMovementRow, CashOfferRow } from '../../core/contract/procedures/cash.ts';
import type { HandoverRow } from '../../core/contract/procedures/handover.ts';
import { minor } from '../../core/money/money.ts';
import { drawerBalance } from '../cash/ready-count.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { safeWasCounted } from '../ledger/refuse-beyond-range.ts';
import { settingOn } from '../ledger/settings.ts';
import { readCashDocument } from './read-cash.ts';

const OFFER = `
  SELECT o.seq AS offer, o.amount, f.code AS "from", t.code AS "to", p.name AS "by", o.at, o.reason
  FROM transfer_offer o JOIN drawer t ON t.id = o.to_drawer_id JOIN person p ON p.id = o.person_id
    LEFT JOIN shift s ON s.id = o.from_shift_id LEFT JOIN drawer f ON f.id = s.drawer_id`;
// Those that wait: not answered, and their sender still at work.
const WAITING = `${OFFER} WHERE NOT EXISTS (SELECT 1 FROM transfer_end e WHERE e.offer_seq = o.seq)
  AND (o.from_shift_id IS NULL OR EXISTS (SELECT 1 FROM open_shift h WHERE h.shift_id = o.from_shift_id))`;

/** The offer of act `seq`, which must exist. */
export function readOffer(ledger: Ledger, seq: number): CashOfferRow {
  const row = ledger.one<CashOfferRow>(`${OFFER} WHERE o.seq = ?`, seq);
  if (!row) throw new Error(`act ${seq} offered nothing`);
  return row;
}

const IN_SHIFT = `
  SELECT d.number FROM cash_movement m JOIN document d ON d.seq = m.seq
  WHERE m.seq > :from AND d.shift_id = :id AND m.kind <> 'float' ORDER BY m.seq DESC LIMIT 100`;

const DOCUMENT_OF = `
  SELECT s.attachment_id AS id FROM document d JOIN cash_slip s ON s.seq = d.seq WHERE d.number = ?`;

function attachmentOf(ledger: Ledger, number: string): string | null {
  return ledger.one<{ id: string | null }>(DOCUMENT_OF, number)?.id ?? null;
}

function rowOf(ledger: Ledger, number: string): CashMovementRow {
  const { kind, amount, postedAt: at, by, from, to, reason, pieces } = readCashDocument(ledger, number);
  // What was changed against other notes has no amount of its own: shown is what went out.
  const changed = pieces.reduce((sum, one) => sum + (one.side === 'out' ? one.face * one.pieces : 0), 0);
  const shown = kind === 'exchange' ? minor(changed) : amount;
  return { number, kind, amount: shown, at, by, from, to, reason, attachment: attachmentOf(ledger, number) };
}

/** What concerns the drawer of `personId`; never what should be in it. */
export function readMyCash(ledger: Ledger, personId: number): OutputOf<'cash.mine'> {
  const mine = ledger.one<{ id: number; seq: number; drawerId: number; businessDate: string }>(
    `SELECT s.id, s.seq, s.drawer_id AS drawerId, s.business_date AS businessDate FROM open_shift o
     JOIN shift s ON s.id = o.shift_id WHERE o.person_id = ? AND o.kind = 'till'`,
    personId,
  );
  const date = mine?.businessDate ?? ledger.businessDate();
  const numbers = mine ? ledger.all<{ number: string }>(IN_SHIFT, { id: mine.id, from: mine.seq }) : [];
  return {
    movements: numbers.map(({ number }) => rowOf(ledger, number)),
    offeredToMe: mine ? ledger.all<CashOfferRow>(`${WAITING} AND o.to_drawer_id = ?`, mine.drawerId) : [],
    offeredByMe: mine ? ledger.all<CashOfferRow>(`${WAITING} AND o.from_shift_id = ?`, mine.id) : [],
    drawers: ledger.all(
      `SELECT d.code, d.name, p.name AS cashier FROM open_shift o JOIN drawer d ON d.id = o.drawer_id
       JOIN person p ON p.id = o.person_id WHERE o.kind = 'till' AND o.person_id <> ? ORDER BY d.code`,
      personId,
    ),
    spendTakings: settingOn(ledger, 'takings', date).spend,
    denominations: [...settingOn(ledger, 'denominations', date).amounts],
  };
}

const LATEST = `
  SELECT d.number FROM document d LEFT JOIN cash_movement m ON m.seq = d.seq
  WHERE d.type IN ('C', 'D') AND coalesce(m.kind, 'deposit') NOT IN ('float', 'shiftClose') ORDER BY d.seq DESC LIMIT 20`;

const OPEN_DEPOSITS = `
  SELECT d.number, b.amount, d.at, p.name AS "by", b.bearer FROM deposit_slip b JOIN document d ON d.seq = b.seq
    JOIN person p ON p.id = d.person_id
  WHERE NOT EXISTS (SELECT 1 FROM deposit_end e WHERE e.deposit_seq = b.seq) ORDER BY b.seq`;

interface OpenRow {
  readonly number: string;
  readonly code: string;
  readonly name: string;
  readonly cashier: string;
  readonly businessDate: string;
  readonly openedAt: number;
  readonly pauses: number;
}
const OPEN_SHIFTS = `
  SELECT s.number, d.code, d.name, p.name AS cashier, s.business_date AS businessDate, s.opened_at AS openedAt,
    (SELECT count(*) FROM shift_pause x WHERE x.shift_id = s.id) AS pauses
  FROM open_shift o JOIN shift s ON s.id = o.shift_id JOIN drawer d ON d.id = o.drawer_id JOIN person p ON p.id = s.person_id
  WHERE o.kind = 'till' ORDER BY s.opened_at`;

/** The cash of the house, for whoever keeps the safe. */
export function readHouseCash(ledger: Ledger): OutputOf<'cash.house'> {
  return {
    safe: drawerBalance(ledger, SAFE_ACCOUNT),
    safeCounted: safeWasCounted(ledger),
    pettyCash: drawerBalance(ledger, PETTY_CASH_ACCOUNT),
    inTransit: drawerBalance(ledger, BANK_IN_TRANSIT),
    deposits: ledger.all(OPEN_DEPOSITS),
    shifts: ledger.all<OpenRow>(OPEN_SHIFTS).map(({ code, name, pauses, ...row }) => ({
      ...row,
      drawer: { code, name },
      suspended: pauses % 2 === 1,
    })),
    movements: ledger.all<{ number: string }>(LATEST).map(({ number }) => rowOf(ledger, number)),
    offers: ledger.all<CashOfferRow>(`${WAITING} AND o.from_shift_id IS NULL`),
    denominations: [...settingOn(ledger, 'denominations', ledger.businessDate()).amounts],
  };
}

const DIFFERENCES = `
  SELECT p.username, p.name, count(*) AS closes, sum(e.counted <> e.expected) AS differences,
    sum(max(e.counted - e.expected, 0)) AS "over", sum(min(e.counted - e.expected, 0)) AS short,
    sum(e.counted - e.expected) AS net,
    sum((SELECT count(*) - 1 FROM cash_count c WHERE c.shift_id = s.id AND c.purpose <> 'handover')
      + (SELECT count(*) = 0 FROM cash_count c WHERE c.shift_id = s.id AND c.purpose <> 'handover')) AS recounts
  FROM shift s JOIN shift_end e ON e.shift_id = s.id JOIN person p ON p.id = s.person_id
  WHERE s.kind = 'till' AND s.business_date >= :since GROUP BY p.id ORDER BY abs(sum(e.counted - e.expected)) DESC, p.username`;

/** 长短款统计: over and short per cashier over the last `days` business dates. */
export function readDifferences(ledger: Ledger, days: number): OutputOf<'cash.differences'> {
  const today = Date.parse(ledger.businessDate());
  const since = new Date(today - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return { since, cashiers: ledger.all(DIFFERENCES, { since }) };
}

const COUNTERFEITS = `
  SELECT c.n, c.at, p.name AS "by", c.face, c.serial, c.outcome, c.note FROM counterfeit_note c
    JOIN person p ON p.id = c.person_id ORDER BY c.n DESC LIMIT ?`;

/** 假币登记簿, newest first. */
export function readCounterfeits(ledger: Ledger, limit: number): OutputOf<'cash.counterfeits'> {
  return { notes: ledger.all(COUNTERFEITS, limit) };
}

const HANDOVERS = `
  SELECT o.seq AS offer, s.number AS shift, d.code, d.name, p.name AS cashier, o.at, o.person_id AS personId
  FROM handover_offer o JOIN open_shift h ON h.shift_id = o.shift_id JOIN shift s ON s.id = o.shift_id
    JOIN drawer d ON d.id = s.drawer_id JOIN person p ON p.id = s.person_id
  WHERE NOT EXISTS (SELECT 1 FROM handover_end e WHERE e.offer_seq = o.seq) ORDER BY o.seq`;
const REJECTED = `
  SELECT p.name AS "by", e.reason, e.counted, e.at FROM handover_end e JOIN handover_offer o ON o.seq = e.offer_seq
    JOIN open_shift h ON h.shift_id = o.shift_id JOIN person p ON p.id = e.person_id
  WHERE h.person_id = :me AND h.kind = 'till' AND e.outcome = 'rejected'
    AND o.seq = (SELECT max(seq) FROM handover_offer WHERE shift_id = o.shift_id)`;

interface HandoverFound extends Omit<HandoverRow, 'drawer'> {
  readonly code: string;
  readonly name: string;
  readonly personId: number;
}

/** Drawers offered for handing over: the one of `personId`, and those of others. */
export function readHandovers(ledger: Ledger, personId: number): OutputOf<'handover.list'> {
  const found = ledger.all<HandoverFound>(HANDOVERS);
  const row = ({ code, name, personId: _of, ...rest }: HandoverFound): HandoverRow => ({
    ...rest,
    drawer: { code, name },
  });
  const mine = found.find((one) => one.personId === personId);
  return {
    mine: mine ? row(mine) : null,
    toTake: found.filter((one) => one.personId !== personId).map(row),
    rejected: ledger.one<NonNullable<OutputOf<'handover.list'>['rejected']>>(REJECTED, { me: personId }) ?? null,
    denominations: [...settingOn(ledger, 'denominations', ledger.businessDate()).amounts],
  };
}
