// What the chain has said so far about counts, offers of cash, handovers, suspended shifts and deposits: derived from the
// rows alone, so that a forged one contradicts what stood before it.
import { type CountMade, recountNeedsApproval, withinTolerance } from '../../core/cash/count-rule.ts';
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { minor } from '../../core/money/money.ts';
import type { Books, KnownShift } from './books.ts';
import { bad } from './finding.ts';
import {
  CASH_COUNT,
  CASH_PIECE,
  COUNTERFEIT,
  HANDOVER_COUNT,
  HANDOVER_END,
  HANDOVER_OFFER,
  type LinkRows,
  numberAt,
  OPENING,
  PAUSE,
  type Row,
  rowsOf,
  SHIFT_END,
  SHIFT_FORCED,
  textAt,
  TRANSFER_END,
  TRANSFER_OFFER,
} from './row-places.ts';
import { exact, type Tally } from './tally.ts';

interface CashLink {
  readonly seq: number;
  readonly personId: number | null;
  readonly businessDate: string;
}

interface KnownCount extends CountMade {
  readonly seq: number;
  readonly purpose: string;
  readonly approved: boolean;
}

export interface KnownTransfer {
  /** null: out of the safe. */
  readonly fromShift: number | null;
  readonly toDrawer: number;
  readonly amount: number;
  readonly person: number;
  ended: boolean;
}

interface KnownHandover {
  readonly shift: number;
  readonly countSeq: number;
  readonly person: number;
  ended: boolean;
  /** How many counts of whoever was to take it were others. */
  miscounts: number;
}

export class CashBooks {
  readonly transfers = new Map<number, KnownTransfer>();
  /** By the slip's act: what went to the bank, minor units, and whether it was said what became of it. */
  readonly deposits = new Map<number, { readonly amount: number; ended: boolean }>();
  safeCounted = false;
  readonly #counts = new Map<number, KnownCount[]>();
  readonly #handovers = new Map<number, KnownHandover>();
  readonly #pauses = new Map<number, number>();
  #counterfeits = 0;

  suspended(shift: number): boolean {
    return (this.#pauses.get(shift) ?? 0) % 2 === 1;
  }

  /** Takes note of one link before its document is checked. Throws a finding. */
  take(link: CashLink, rows: LinkRows, books: Books, tally: Tally, approvals: readonly ApprovalKind[]): void {
    for (const row of rowsOf(rows, 'transfer_offer')) this.#offer(link, row);
    for (const row of rowsOf(rows, 'transfer_end')) this.#answer(link, row, rows);
    for (const row of rowsOf(rows, 'counterfeit_note')) {
      const n = numberAt(row, COUNTERFEIT.n);
      if (n !== ++this.#counterfeits) bad('numbers', 'counterfeit_note', n, `where ${this.#counterfeits} must stand`);
      byWhom('counterfeit_note', link, row, COUNTERFEIT.person);
    }
    for (const row of rowsOf(rows, 'drawer_opening')) byWhom('drawer_opening', link, row, OPENING.person);
    for (const row of rowsOf(rows, 'shift_pause')) this.#pause(link, row, books);
    for (const row of rowsOf(rows, 'cash_count')) this.#count(link, row, books, tally, approvals, rows);
    for (const row of rowsOf(rows, 'handover_offer')) this.#handOver(link, row, books);
    for (const row of rowsOf(rows, 'handover_count')) this.#miscounted(link, row);
    for (const row of rowsOf(rows, 'handover_end')) this.#handedOver(link, row, rows);
  }

  /** The same for the shifts that end in a link, after what the books know of them was proved. Throws a finding. */
  takeEnds(rows: LinkRows, books: Books): void {
    for (const row of rowsOf(rows, 'shift_end')) this.#end(row, rows, books);
  }

  #offer({ seq, personId }: CashLink, row: Row): void {
    const person = numberAt(row, TRANSFER_OFFER.person);
    if (person !== personId) bad('limits', 'transfer_offer', seq, 'person is not that of its link');
    this.transfers.set(seq, {
      fromShift: row[TRANSFER_OFFER.from] as number | null,
      toDrawer: numberAt(row, TRANSFER_OFFER.to),
      amount: numberAt(row, TRANSFER_OFFER.amount),
      person,
      ended: false,
    });
  }

  #answer(link: CashLink, row: Row, rows: LinkRows): void {
    const say = (detail: string): never => bad('limits', 'transfer_end', link.seq, detail);
    byWhom('transfer_end', link, row, TRANSFER_END.person);
    const offer = this.transfers.get(numberAt(row, TRANSFER_END.offer)) ?? say('answers no offer');
    if (offer.ended) say('its offer was answered before');
    const outcome = textAt(row, TRANSFER_END.outcome);
    if ((offer.person === link.personId) !== (outcome === 'withdrawn')) say('is not by whom its outcome says');
    if ((outcome === 'accepted') !== rowsOf(rows, 'cash_slip').length > 0)
      say('moves what was not accepted, or does not');
    offer.ended = true;
  }

  #pause(link: CashLink, row: Row, books: Books): void {
    const id = numberAt(row, PAUSE.shift);
    byWhom('shift_pause', link, row, PAUSE.person);
    const n = (this.#pauses.get(id) ?? 0) + 1;
    const kind = n % 2 === 1 ? 'suspended' : 'resumed';
    const shift = books.shifts.get(id);
    if (!shift || shift.ended) bad('limits', 'shift_pause', id, 'is of no open shift');
    if (numberAt(row, PAUSE.n) !== n || textAt(row, PAUSE.kind) !== kind)
      bad('limits', 'shift_pause', id, `is not the ${kind} number ${n}`);
    this.#pauses.set(id, n);
  }

  #count(
    link: CashLink,
    row: Row,
    books: Books,
    tally: Tally,
    approvals: readonly ApprovalKind[],
    rows: LinkRows,
  ): void {
    const say = (detail: string, check = 'limits'): never => bad(check, 'cash_count', link.seq, detail);
    const id = numberAt(row, CASH_COUNT.shift);
    const shift = books.shifts.get(id);
    if (!shift || shift.ended || shift.kind !== 'till') return say('is of no open shift at a till');
    byWhom('cash_count', link, row, CASH_COUNT.person);
    const purpose = textAt(row, CASH_COUNT.purpose);
    if ((shift.person === link.personId) !== (purpose !== 'forced')) say('is not by whom its purpose says');
    const before = this.#counts.get(id) ?? [];
    if (numberAt(row, CASH_COUNT.n) !== before.length + 1) say(`is not number ${before.length + 1} of its shift`);
    const count = {
      counted: minor(numberAt(row, CASH_COUNT.counted)),
      expected: minor(numberAt(row, CASH_COUNT.expected)),
      tolerance: minor(numberAt(row, CASH_COUNT.tolerance)),
    };
    const held = tally.balance(shift.drawerAccount);
    if (count.expected !== held) say(`expected ${count.expected} where its drawer held ${held}`, 'balance');
    const { tolerance } = books.settings.on('overShort', shift.date);
    if (count.tolerance !== tolerance) say(`tolerates ${count.tolerance} where ${tolerance} was set`);
    const approved = approvals.includes('recount');
    if (purpose !== 'forced' && recountNeedsApproval(before) && !approved) say('was counted again by one alone');
    checkPieces(link.seq, rows, count.counted);
    this.#counts.set(id, [...before, { seq: link.seq, purpose, approved, ...count }]);
  }

  #handOver(link: CashLink, row: Row, books: Books): void {
    const say = (detail: string): never => bad('limits', 'handover_offer', link.seq, detail);
    byWhom('handover_offer', link, row, HANDOVER_OFFER.person);
    const shift = numberAt(row, HANDOVER_OFFER.shift);
    const known = books.shifts.get(shift);
    if (!known || known.ended || known.person !== link.personId) say('is not of an open shift by its cashier');
    const countSeq = numberAt(row, HANDOVER_OFFER.count);
    const last = this.#counts.get(shift)?.at(-1);
    if (last?.seq !== countSeq) say('is not of the last count');
    if ([...this.#handovers.values()].some((one) => one.shift === shift && !one.ended)) say('is offered twice');
    this.#handovers.set(link.seq, { shift, countSeq, person: link.personId ?? 0, ended: false, miscounts: 0 });
  }

  #miscounted(link: CashLink, row: Row): void {
    const say = (detail: string): never => bad('limits', 'handover_count', link.seq, detail);
    byWhom('handover_count', link, row, HANDOVER_COUNT.person);
    const offer = this.#handovers.get(numberAt(row, HANDOVER_COUNT.offer)) ?? say('is of no offer');
    if (offer.ended) say('is of an offer that was answered before');
    if (offer.person === link.personId) say('is by whoever offered');
    if (numberAt(row, HANDOVER_COUNT.n) !== ++offer.miscounts) say('does not follow the last one');
    const last = this.#counts.get(offer.shift)?.at(-1);
    if (last?.counted === row[HANDOVER_COUNT.counted]) say('is what was counted before');
  }

  #handedOver(link: CashLink, row: Row, rows: LinkRows): void {
    const say = (detail: string): never => bad('limits', 'handover_end', link.seq, detail);
    byWhom('handover_end', link, row, HANDOVER_END.person);
    const offer = this.#handovers.get(numberAt(row, HANDOVER_END.offer)) ?? say('answers no offer');
    if (offer.ended) say('its offer was answered before');
    const outcome = textAt(row, HANDOVER_END.outcome);
    if ((offer.person === link.personId) !== (outcome === 'withdrawn')) say('is not by whom its outcome says');
    const last = this.#counts.get(offer.shift)?.at(-1);
    if (outcome === 'accepted' && (last?.seq !== offer.countSeq || last.counted !== row[HANDOVER_END.counted]))
      say('two counts differ');
    const ends = rowsOf(rows, 'shift_end').some((end) => numberAt(end, SHIFT_END.shift) === offer.shift);
    if ((outcome === 'accepted') !== ends) say('does not end the shift that was handed over');
    offer.ended = true;
  }

  // A till ends as it was last counted: tolerated, approved by a second person, or closed by somebody else who says why.
  #end(row: Row, rows: LinkRows, books: Books): void {
    const id = numberAt(row, SHIFT_END.shift);
    const shift: KnownShift | undefined = books.shifts.get(id);
    if (shift?.kind !== 'till') return;
    const say = (detail: string): never => bad('limits', 'shift_end', id, detail);
    const last = this.#counts.get(id)?.at(-1) ?? say('was never counted');
    if (last.counted !== row[SHIFT_END.counted] || last.expected !== row[SHIFT_END.expected])
      say('is not as its drawer was last counted');
    const forced = rowsOf(rows, 'shift_forced').some(
      (one) => numberAt(one, SHIFT_FORCED.shift) === id && one[SHIFT_FORCED.person] !== shift.person,
    );
    if (forced !== (last.purpose === 'forced')) say('nobody says why somebody else closed it');
    if (!forced && !last.approved && !withinTolerance(last))
      say('differs beyond what is tolerated, and nobody approved it');
  }
}

/** Throws a finding unless the notes and coins of act `seq`, where any are told, come to `amount` minor units. */
export function checkPieces(seq: number, rows: LinkRows, amount: number): void {
  const held = rowsOf(rows, 'cash_piece').filter((row) => row[CASH_PIECE.side] === 'held');
  if (held.length > 0 && sumOf(held, seq) !== amount)
    bad('balance', 'cash_piece', seq, `notes and coins come to ${sumOf(held, seq)}, counted were ${amount}`);
}

/** What notes and coins of act `seq` come to, minor units. */
export function sumOf(pieces: readonly Row[], seq: number): number {
  return pieces.reduce(
    (sum, row) => exact(sum + numberAt(row, CASH_PIECE.face) * numberAt(row, CASH_PIECE.pieces), 'cash_piece', seq),
    0,
  );
}

function byWhom(table: string, link: CashLink, row: Row, place: number): void {
  if (row[place] !== link.personId) bad('limits', table, link.seq, 'person is not that of its link');
}
