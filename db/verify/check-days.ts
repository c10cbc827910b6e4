// Proves the ends of days: Z reports count on, say what the rows of their day come to, and packages leave no link out.
// The sums are those of the tally, which has just added up every row before the act that closed the day.
import { bad } from './finding.ts';
import { type LinkRows, numberAt, DAY_PACKAGE, PACKAGE_PAPER, rowsOf, textAt, Z } from './row-places.ts';
import { exact, type Tally } from './tally.ts';

export class Days {
  #number = 0;
  #perpetual = 0;
  #lastDate = '';
  readonly #endOf = new Map<string, number>();
  #package = 0;
  #packed = 0;

  /** Takes note of one link; documents of it must be tallied before. Throws a finding. */
  take(seq: number, rows: LinkRows, tally: Tally): void {
    for (const row of rowsOf(rows, 'z_report')) {
      const n = numberAt(row, Z.n);
      const date = textAt(row, Z.date);
      if (n !== this.#number + 1) bad('numbers', 'z_report', n, `where ${this.#number + 1} must stand`);
      if (date <= this.#lastDate) bad('limits', 'z_report', n, 'is of a day before the last one');
      if (!rowsOf(rows, 'closed_day').some((closed) => closed.includes(date)))
        bad('limits', 'z_report', n, 'does not close its day');
      const said = (at: number): number => numberAt(row, at);
      const same = (what: string, at: number, found: number): void => {
        if (said(at) !== found) bad('totals', 'z_report', n, `${what} is ${said(at)}, the day comes to ${found}`);
      };
      const day = tally.dayOf(date);
      same('documents', Z.documents, day.documents);
      same('taken', Z.taken, day.taken);
      same('control', Z.control, day.debits);
      this.#perpetual = exact(this.#perpetual + said(Z.taken), 'z_report', n);
      same('perpetual', Z.perpetual, this.#perpetual);
      this.#number = n;
      this.#lastDate = date;
      this.#endOf.set(date, seq);
    }
    for (const row of rowsOf(rows, 'day_package')) {
      this.#takePackage(row);
      const n = numberAt(row, DAY_PACKAGE.n);
      // A paper is of a package that is there (its key), so that one in another act leaves this one without.
      if (!rowsOf(rows, 'package_paper').some((paper) => numberAt(paper, PACKAGE_PAPER.n) === n))
        bad('limits', 'day_package', n, 'has no Z report on paper');
    }
  }

  #takePackage(row: ReturnType<typeof rowsOf>[number]): void {
    const n = numberAt(row, DAY_PACKAGE.n);
    if (n !== this.#package + 1) bad('numbers', 'day_package', n, `where ${this.#package + 1} must stand`);
    if (numberAt(row, DAY_PACKAGE.first) !== this.#packed + 1) bad('limits', 'day_package', n, 'leaves links out');
    const last = numberAt(row, DAY_PACKAGE.last);
    if (this.#endOf.get(textAt(row, DAY_PACKAGE.date)) !== last)
      bad('limits', 'day_package', n, 'does not end with the act that closed its day');
    this.#package = n;
    this.#packed = last;
  }
}
