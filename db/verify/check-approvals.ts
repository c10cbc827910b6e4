// Follows every approval from the question to its use: who asked, who decided, on what, and that it was used once, in
// time, by whoever asked. The triggers say the same when rows are written; here it is derived from the rows alone.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { APPROVAL_MS } from '../../core/approval/approval-rule.ts';
import { bad } from './finding.ts';
import { ASKED, DECIDED, type LinkRows, numberAt, type Row, rowsOf, textAt, USED } from './row-places.ts';

interface Link {
  readonly seq: number;
  readonly personId: number | null;
}

export interface Asked {
  readonly kind: ApprovalKind;
  readonly person: number;
  readonly digest: string;
  readonly levels: number;
  readonly deciders: number[];
  last: { readonly verdict: string; readonly at: number; readonly tick: number } | null;
  used: boolean;
}

export class Approvals {
  readonly #asked = new Map<number, Asked>();

  /** Takes note of one link; answers the kinds of the approvals used in it. Throws a finding for what the rule does not allow. */
  take(link: Link, rows: LinkRows): readonly ApprovalKind[] {
    for (const row of rowsOf(rows, 'approval_request')) this.#ask(link, row);
    for (const row of rowsOf(rows, 'approval_decision')) this.#decide(link, row);
    return rowsOf(rows, 'approval_use').map((row) => this.#use(link, row));
  }

  /** What was asked for by link `request`, with everything that was decided on it so far. */
  asked(request: number): Readonly<Asked> | undefined {
    return this.#asked.get(request);
  }

  #ask({ seq, personId }: Link, row: Row): void {
    const person = numberAt(row, ASKED.person);
    if (person !== personId) bad('limits', 'approval_request', seq, 'person is not that of its link');
    const kind = textAt(row, ASKED.kind) as ApprovalKind;
    const [digest, levels] = [textAt(row, ASKED.digest), numberAt(row, ASKED.levels)];
    this.#asked.set(seq, { kind, person, digest, levels, deciders: [], last: null, used: false });
  }

  #decide({ seq, personId }: Link, row: Row): void {
    const say = (detail: string): never => bad('limits', 'approval_decision', seq, detail);
    const asked = this.#of(numberAt(row, DECIDED.request)) ?? say('is of no request');
    const person = numberAt(row, DECIDED.person);
    const verdict = textAt(row, DECIDED.verdict);
    if (person !== personId) say('person is not that of its link');
    if ((person === asked.person) !== (verdict === 'withdrawn')) say('nobody decides on their own request');
    if (textAt(row, DECIDED.digest) !== asked.digest) say('is of another matter');
    if (asked.last !== null && asked.last.verdict !== 'approved') say('its request was decided before');
    const level = asked.deciders.length + 1;
    if (numberAt(row, DECIDED.level) !== level || level > asked.levels) say(`is not level ${level} of ${asked.levels}`);
    if (asked.deciders.includes(person)) say('one person decided twice');
    asked.deciders.push(person);
    asked.last = { verdict, at: numberAt(row, DECIDED.at), tick: numberAt(row, DECIDED.tick) };
  }

  #use({ seq, personId }: Link, row: Row): ApprovalKind {
    const say = (detail: string): never => bad('limits', 'approval_use', seq, detail);
    const asked = this.#of(numberAt(row, USED.request)) ?? say('is of no request');
    const person = numberAt(row, USED.person);
    if (person !== personId || person !== asked.person) say('is not by whoever asked');
    if (textAt(row, USED.digest) !== asked.digest) say('is of another matter');
    if (asked.used) say('was used before');
    const { last } = asked;
    if (last?.verdict !== 'approved' || asked.deciders.length !== asked.levels) return say('was not approved');
    const passed = [numberAt(row, USED.at) - last.at, numberAt(row, USED.tick) - last.tick];
    if (passed.some((ms) => ms < 0 || ms > APPROVAL_MS)) say('the approval had run out');
    asked.used = true;
    return asked.kind;
  }

  #of(request: number): Asked | undefined {
    return this.#asked.get(request);
  }
}
