// Follows every second factor from its enrolment to its end: confirmed by a code of its own, each step and each recovery
// code taken once, none after it was taken away; and no decision without a code where one was needed.
import type { SettingsSoFar } from './check-settings.ts';
import { bad } from './finding.ts';
import {
  CODE_USE,
  DECIDED,
  ENROLMENT,
  ENROLMENT_END,
  type LinkRows,
  numberAt,
  RECOVERY,
  RECOVERY_USE,
  type Row,
  rowsOf,
  textAt,
} from './row-places.ts';

interface Link {
  readonly seq: number;
  readonly personId: number | null;
  readonly businessDate: string;
}

interface Known {
  readonly n: number;
  ended: boolean;
  lastStep: number;
  batch: number;
  /** Places of the newest set, and whether each was used. */
  codes: Map<number, boolean>;
}

export class Factors {
  readonly #of = new Map<number, Known>();

  /** Takes note of one link; `settings` are those known so far. Throws a finding for what does not hold. */
  take(link: Link, rows: LinkRows, settings: SettingsSoFar): void {
    for (const row of rowsOf(rows, 'totp_enrolment')) this.#enrol(link, row, rows);
    for (const row of rowsOf(rows, 'totp_end')) this.#end(link, row);
    const proved = [
      ...rowsOf(rows, 'totp_use').map((row) => this.#use(link, row)),
      ...rowsOf(rows, 'totp_recovery_use').map((row) => this.#useRecovery(link, row)),
    ];
    // A code of the set before may have been what allowed the new one.
    this.#recover(link, rowsOf(rows, 'totp_recovery'));
    for (const row of rowsOf(rows, 'approval_decision')) {
      if (textAt(row, DECIDED.verdict) === 'withdrawn' || proved.includes('approval')) continue;
      if (settings.on('secondFactor', link.businessDate).approvals)
        bad('limits', 'approval_decision', link.seq, 'was made without the code that it needed');
    }
  }

  #enrol({ seq, personId }: Link, row: Row, rows: LinkRows): void {
    const say = (detail: string): never => bad('limits', 'totp_enrolment', seq, detail);
    const [person, n] = [numberAt(row, ENROLMENT.person), numberAt(row, ENROLMENT.n)];
    if (person !== personId) say('person is not that of its link');
    const before = this.#of.get(person)?.n ?? 0;
    if (n !== before + 1) say(`follows ${before}`);
    const confirmed = rowsOf(rows, 'totp_use').some((use) => textAt(use, CODE_USE.purpose) === 'enrol');
    if (!confirmed || rowsOf(rows, 'totp_recovery').length === 0) say('was not confirmed by a first code');
    this.#of.set(person, { n, ended: false, lastStep: 0, batch: 0, codes: new Map() });
  }

  #end({ seq, personId }: Link, row: Row): void {
    const say = (detail: string): never => bad('limits', 'totp_end', seq, detail);
    const [person, by] = [numberAt(row, ENROLMENT_END.person), numberAt(row, ENROLMENT_END.by)];
    if (by !== personId) say('person is not that of its link');
    if (by === person) say('nobody takes their own away');
    const known = this.#counting(person, numberAt(row, ENROLMENT_END.n)) ?? say('is of no enrolment that counts');
    known.ended = true;
  }

  #recover({ seq, personId }: Link, rows: readonly Row[]): void {
    const say = (detail: string): never => bad('limits', 'totp_recovery', seq, detail);
    for (const [index, row] of rows.entries()) {
      const person = numberAt(row, RECOVERY.person);
      if (person !== personId) say('person is not that of its link');
      const known = this.#counting(person, numberAt(row, RECOVERY.n)) ?? say('is of no enrolment that counts');
      if (index === 0) {
        known.batch += 1;
        known.codes = new Map();
      }
      if (numberAt(row, RECOVERY.batch) !== known.batch) say(`is not of set ${known.batch}`);
      if (numberAt(row, RECOVERY.place) !== index + 1) say(`stands where ${index + 1} must`);
      known.codes.set(index + 1, false);
    }
  }

  #use({ seq, personId }: Link, row: Row): string {
    const say = (detail: string): never => bad('limits', 'totp_use', seq, detail);
    const person = numberAt(row, CODE_USE.person);
    if (person !== personId) say('person is not that of its link');
    const known = this.#counting(person, numberAt(row, CODE_USE.n)) ?? say('is of no enrolment that counts');
    const step = numberAt(row, CODE_USE.step);
    if (step <= known.lastStep) say('this step or a later one was used before');
    known.lastStep = step;
    return textAt(row, CODE_USE.purpose);
  }

  #useRecovery({ seq, personId }: Link, row: Row): string {
    const say = (detail: string): never => bad('limits', 'totp_recovery_use', seq, detail);
    const person = numberAt(row, RECOVERY_USE.person);
    if (person !== personId) say('person is not that of its link');
    const known = this.#counting(person, numberAt(row, RECOVERY_USE.n)) ?? say('is of no enrolment that counts');
    if (numberAt(row, RECOVERY_USE.batch) !== known.batch) say('is not of the newest set');
    const place = numberAt(row, RECOVERY_USE.place);
    if (known.codes.get(place) !== false) say('was used before, or never made');
    known.codes.set(place, true);
    return textAt(row, RECOVERY_USE.purpose);
  }

  #counting(person: number, n: number): Known | undefined {
    const known = this.#of.get(person);
    return known?.n === n && !known.ended ? known : undefined;
  }
}
