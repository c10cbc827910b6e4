// What single rows of a refund must say whatever its case has come to: levels that the table of that day asks for, numbers in
// their form, money that moved with its document. Apart from check-refunds.ts, which follows the cases.
import type { Minor } from '../../core/money/money.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import { type LevelName, levelsSuffice } from '../../core/refund/approval-levels.ts';
import type { CaseState } from '../../core/refund/case-state.ts';
import type { Books } from './books.ts';
import { bad } from './finding.ts';
import { type LinkRows, numberAt, PAID, PAYOUT_STEP, type Row, rowsOf, SUBMITTED, textAt } from './row-places.ts';

/** A link as far as refunds look at it. */
export interface Link {
  readonly seq: number;
  readonly personId: number | null;
  readonly businessDate: string;
  /** ms since 1970 UTC. */
  readonly at: number;
  /** JSON. */
  readonly detail: string;
}

const HOUR = 3_600_000;

/**
 * The business dates that may have been asked: that of the link, and what a calendar said then anywhere on earth. A link is
 * dated by the shift it is posted into, which may have begun the day before.
 */
export function datesAbout({ businessDate, at }: Pick<Link, 'businessDate' | 'at'>): readonly string[] {
  return [businessDate, ...[-12, 0, 14].map((hours) => new Date(at + hours * HOUR).toISOString().slice(0, 10))];
}

/** Throws a finding where fewer decide on an application than the table asked for, or its verdict is not that of its findings. */
export function checkLevels(
  seq: number,
  row: Row,
  { dates, items }: { readonly dates: readonly string[]; readonly items: readonly number[] },
  books: Books,
): void {
  const say = (detail: string): never => bad('limits', 'refund_submission', seq, detail);
  const names = (JSON.parse(textAt(row, SUBMITTED.levels)) as { level: LevelName }[]).map(({ level }) => level);
  const findings = JSON.parse(textAt(row, SUBMITTED.findings)) as { verdict: string }[];
  const risk = findings.some(({ verdict }) => verdict !== 'allow') ? 'extraLevel' : 'allow';
  if (textAt(row, SUBMITTED.verdict) !== risk) say('its verdict is not that of its findings');
  // An item whose category was changed is left out: which one held is not asked here.
  const categories = items.flatMap((id) => {
    const all = new Set((books.items.get(id)?.versions ?? []).map(({ category }) => category));
    return all.size === 1 ? [...all] : [];
  });
  const matter = { amount: numberAt(row, SUBMITTED.total) as Minor, categories, risk } as const;
  if (!dates.some((date) => levelsSuffice(books.settings.on('refundLevels', date), matter, names)))
    say('fewer decide than the table asks for');
}

/** Throws a finding unless `number` is that of slip `n` of its letter. */
export function refuseNumber(table: string, letter: string, n: number, number: string, { counterCode }: Books): void {
  const said = parseDocumentNumber(number);
  if (said?.counter !== counterCode || said.type !== letter || said.n !== n)
    bad('numbers', table, n, `${number} does not say ${counterCode} ${letter} ${n}`);
}

/** Throws a finding for money that left or came back without its document in the same link. */
export function refuseUnposted(seq: number, rows: LinkRows): void {
  const kinds: Readonly<Record<string, string>> = { confirmed: 'paid', cameBack: 'cameBack' };
  for (const step of rowsOf(rows, 'payout_step')) {
    const kind = kinds[textAt(step, PAYOUT_STEP.step)];
    const isPosted = rowsOf(rows, 'payout_document').some(
      (row) =>
        row[PAID.case] === step[PAYOUT_STEP.case] &&
        row[PAID.payout] === step[PAYOUT_STEP.payout] &&
        row[PAID.kind] === kind,
    );
    if (kind !== undefined && !isPosted) bad('limits', 'payout_step', seq, 'moved money without a document');
  }
}

/** Whether a case is past the department: what it takes of a line is spoken for. */
export function isPastUse(state: CaseState | null): boolean {
  return state !== null && !['awaitingUse', 'returned', 'rejected', 'withdrawn'].includes(state);
}
