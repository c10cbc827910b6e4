// Makes every draw of ticket payouts again 抽查: by the hash of the link before it, of the payouts that could be drawn then, for
// whoever drew it; and follows what was signed: of what was drawn, once, by somebody who had no part in it.
import { type Minor, minor } from '../../core/money/money.ts';
import { drawSample } from '../../core/tickets/payout-sample.ts';
import { bad } from './finding.ts';
import {
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  textAt,
  TICKET_PICK,
  TICKET_REVIEW,
  TICKET_SAMPLE,
} from './row-places.ts';

/** A payout that left, as a draw sees it. */
export interface PayoutMade {
  readonly seq: number;
  readonly date: string;
  readonly amount: Minor;
  /** Who opened its ticket, paid it, approved it or was paid. */
  readonly parts: ReadonlySet<number>;
}

export class TicketSamples {
  readonly #payouts = new Map<number, PayoutMade>();
  readonly #drawn = new Set<number>();
  readonly #signed = new Set<number>();
  #last = 0;

  made(payout: PayoutMade): void {
    this.#payouts.set(payout.seq, payout);
  }

  /** Takes note of one link; `prev` is the hash of the one before it. Throws a finding for what no rule allows. */
  take(link: { readonly seq: number; readonly personId: number | null; readonly prev: Buffer }, rows: LinkRows): void {
    const samples = rowsOf(rows, 'ticket_sample');
    const picks = rowsOf(rows, 'ticket_sample_pick');
    for (const row of samples) this.#sample(link, row, picks);
    if (samples.length === 0 && picks.length > 0) bad('limits', 'ticket_sample_pick', link.seq, 'is of no draw');
    for (const row of rowsOf(rows, 'ticket_review')) this.#review(link.seq, link.personId, row);
  }

  #sample(
    { seq, personId, prev }: { readonly seq: number; readonly personId: number | null; readonly prev: Buffer },
    row: Row,
    picks: readonly Row[],
  ): void {
    const say = (detail: string): never => bad('limits', 'ticket_sample', seq, detail);
    this.#last += 1;
    if (numberAt(row, TICKET_SAMPLE.n) !== this.#last)
      say(`is draw ${numberAt(row, TICKET_SAMPLE.n)}, not ${this.#last}`);
    const person = numberAt(row, TICKET_SAMPLE.person);
    if (person !== personId) say('person is not that of its link');
    const seed = textAt(row, TICKET_SAMPLE.seed);
    if (seed !== prev.toString('hex')) say('its seed was chosen');
    const [from, to] = [textAt(row, TICKET_SAMPLE.from), textAt(row, TICKET_SAMPLE.to)];
    const could = [...this.#payouts.values()].filter(
      (one) => one.date >= from && one.date <= to && !this.#drawn.has(one.seq) && !one.parts.has(person),
    );
    const always = row[TICKET_SAMPLE.alwaysFrom] as number | null;
    const percent = numberAt(row, TICKET_SAMPLE.percent);
    const drawn = drawSample(seed, { percent, alwaysFrom: always === null ? null : minor(always) }, could);
    if (numberAt(row, TICKET_SAMPLE.count) !== could.length)
      say(`says ${numberAt(row, TICKET_SAMPLE.count)} of ${could.length}`);
    const picked = picks.map((pick) => numberAt(pick, TICKET_PICK.payout));
    const ours = picks.every((pick) => numberAt(pick, TICKET_PICK.sample) === this.#last);
    if (!ours || numberAt(row, TICKET_SAMPLE.drawn) !== drawn.length || picked.join() !== drawn.join())
      say('is not what its seed draws');
    for (const one of drawn) this.#drawn.add(one);
  }

  #review(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'ticket_review', seq, detail);
    const payout = numberAt(row, TICKET_REVIEW.payout);
    const person = numberAt(row, TICKET_REVIEW.person);
    if (person !== personId) say('person is not that of its link');
    if (!this.#drawn.has(payout)) say('is of a payout that was not drawn');
    if (this.#signed.has(payout)) say('was signed for before');
    if (this.#payouts.get(payout)?.parts.has(person)) say('is by somebody who had a part in it');
    this.#signed.add(payout);
  }
}
