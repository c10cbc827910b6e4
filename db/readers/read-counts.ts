// Reads counts of drawers, and what they are compared with: receipts given out in a shift, and what each way to pay took.
import { COUNT_CHANNELS, type CountChannel, type CountMade } from '../../core/cash/count-rule.ts';
import type { ShiftClosed } from '../../core/contract/procedures/shift.ts';
import { type Minor, minor, subtractMinor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface CountRow extends CountMade {
  readonly seq: number;
  readonly n: number;
  readonly at: number;
  readonly by: string;
}

const COUNTS = `
  SELECT c.seq, c.n, c.at, p.name AS "by", c.counted, c.expected, c.tolerance
  FROM cash_count c JOIN person p ON p.id = c.person_id WHERE c.shift_id = ? ORDER BY c.n`;

/** Every count of shift `id`, the first one first. */
export function countsOf(ledger: Ledger, id: number): CountRow[] {
  return ledger.all<CountRow>(COUNTS, id);
}

const FIRST = `SELECT d.number FROM document d, shift s WHERE s.id = :id AND d.seq > s.seq AND d.shift_id = s.id AND d.type = 'R'
  ORDER BY d.seq LIMIT 1`;
const LAST = FIRST.replace('ORDER BY d.seq', 'ORDER BY d.seq DESC');

/** First and last receipt of shift `id`; null when there is none. */
export function receiptsOfShift(ledger: Ledger, id: number): { first: string; last: string } | null {
  const first = ledger.one<{ number: string }>(FIRST, { id });
  const last = first && ledger.one<{ number: string }>(LAST, { id });
  return last ? { first: first.number, last: last.number } : null;
}

interface OfShift {
  readonly shiftId: number;
  readonly businessDate: string;
}
const BOOKED = 'SELECT amount FROM day_tender WHERE business_date = ? AND shift_id = ? AND method = ?';

/** What `method` took in a shift so far, minor units; what went back the same way is taken off. */
export function bookedInShift(ledger: Ledger, { businessDate, shiftId }: OfShift, method: CountChannel): Minor {
  return minor(ledger.one<{ amount: number }>(BOOKED, businessDate, shiftId, method)?.amount ?? 0);
}

/** The ways to pay that moved anything in a shift and that a machine or a paper tells the total of. */
export function channelsOfShift(ledger: Ledger, { businessDate, shiftId }: OfShift): CountChannel[] {
  const there = ledger.all<{ method: string }>(
    'SELECT method FROM day_tender WHERE business_date = ? AND shift_id = ?',
    businessDate,
    shiftId,
  );
  return COUNT_CHANNELS.filter((channel) => there.some(({ method }) => method === channel));
}

const CLOSING = `
  SELECT d.number FROM document d JOIN cash_movement m ON m.seq = d.seq
  WHERE d.seq < (SELECT seq FROM shift_end WHERE shift_id = :id) AND d.shift_id = :id AND m.kind = 'shiftClose'
  ORDER BY d.seq DESC LIMIT 1`;

/** What count `n` of the shift numbered `number` came to, and whether it `closed` it. */
export function readClosed(ledger: Ledger, number: string, n: number, closed: boolean): ShiftClosed {
  const id = ledger.one<{ id: number }>('SELECT id FROM shift WHERE number = ?', number)?.id ?? 0;
  const count = countsOf(ledger, id).find((one) => one.n === n);
  if (!count) throw new Error(`shift ${number} has no count ${n}`);
  const { counted, expected } = count;
  return {
    ...{ number, counted, expected, closed },
    difference: subtractMinor(counted, expected),
    channels: channelsSaid(ledger, count.seq),
    paper: closed ? (ledger.one<{ number: string }>(CLOSING, { id })?.number ?? null) : null,
  };
}

/** What machines said at the count of act `seq`, beside what was booked. */
export function channelsSaid(ledger: Ledger, seq: number): ShiftClosed['channels'] {
  return ledger.all<ShiftClosed['channels'][number]>(
    'SELECT method, said, booked FROM count_channel WHERE seq = ? ORDER BY method',
    seq,
  );
}
