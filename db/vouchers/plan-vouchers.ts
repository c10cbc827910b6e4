// What making the vouchers of a day means now: the set that was made, or the one that would be, with its numbers.
// A set once made is made the same for ever; only a person's reason makes another one, and only while central has none.
import { refuse } from '../../core/contract/errors.ts';
import { ENDING_OF, type VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import type { VoucherMode } from '../../core/vouchers/build-vouchers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { answersOf } from './read-answers.ts';
import type { VoucherJob } from './make-vouchers.ts';

export interface SetRow {
  readonly n: number;
  readonly seq: number;
  readonly mode: VoucherMode;
  readonly word: string;
  readonly summary: string;
  readonly firstNumber: number;
  readonly vouchers: number;
  readonly entries: number;
  readonly debit: number;
  readonly reason: string | null;
  /** Who made it. */
  readonly by: string;
}

export interface VoucherPlan {
  readonly businessDate: string;
  readonly format: VoucherFormat;
  /** The set that stands; null: a new one is made. */
  readonly set: SetRow | null;
  /** Number of the set the file belongs to. */
  readonly n: number;
  readonly job: VoucherJob;
  /** The last link that changed what vouchers are made from; another one meanwhile makes the plan void. */
  readonly basis: number;
}

const SETS = `
  SELECT s.n, s.seq, s.mode, s.word, s.summary, s.first_number AS firstNumber, s.vouchers, s.entries, s.debit, s.reason,
    p.name AS by
  FROM voucher_set s JOIN chain c ON c.seq = s.seq JOIN person p ON p.id = c.person_id
  WHERE s.business_date = ? ORDER BY s.n DESC`;

/** The newest making of the vouchers of `date`; undefined before the first. */
export function newestSet(ledger: Ledger, date: string): SetRow | undefined {
  return ledger.one<SetRow>(`${SETS} LIMIT 1`, date);
}

/** The link of the last change of the mapping or of a set. */
export function voucherBasis(ledger: Ledger): number {
  const sql = `SELECT max(coalesce((SELECT max(seq) FROM voucher_account), 0),
    coalesce((SELECT max(seq) FROM voucher_set), 0)) AS seq`;
  return ledger.one<{ seq: number }>(sql)?.seq ?? 0;
}

/** Throws Refused DAY_NOT_CLOSED, VOUCHERS_NONE, VOUCHERS_NOT_WRITTEN, VOUCHERS_ACCEPTED. */
export function planVouchers(
  ledger: Ledger,
  by: string,
  { businessDate, format, revise }: { businessDate: string; format: VoucherFormat; revise: boolean },
): VoucherPlan {
  const z = ledger.one<{ control: number }>('SELECT control FROM z_report WHERE business_date = ?', businessDate);
  if (!z) return refuse('DAY_NOT_CLOSED', { businessDate });
  if (z.control === 0) refuse('VOUCHERS_NONE', { businessDate });
  const set = newestSet(ledger, businessDate);
  if (revise) refuseRevision(ledger, businessDate, set);
  const { counterCode, currency } = ledger.meta;
  const now = settingOn(ledger, 'vouchers', ledger.businessDate());
  const common = { businessDate, counter: counterCode, currency, format, rule: now.unwritable };
  const basis = voucherBasis(ledger);
  if (set && !revise) {
    const { mode, word, summary, firstNumber, seq } = set;
    const job = { ...common, mode, word, summary, firstNumber, before: seq, preparedBy: set.by };
    return { businessDate, format, set, n: set.n, job, basis };
  }
  // Made anew it keeps what makes its numbers; what it says may be said otherwise now.
  const mode = set?.mode ?? now.mode;
  const word = set?.word ?? now.word;
  const summary = mode === 'summary' ? now.summary : now.documentSummary;
  const firstNumber = set?.firstNumber ?? nextNumber(ledger, businessDate.slice(0, 7), word, now.firstNumber);
  const job = { ...common, mode, word, summary, firstNumber, before: Number.MAX_SAFE_INTEGER, preparedBy: by };
  return { businessDate, format, set: null, n: (set?.n ?? 0) + 1, job, basis };
}

function refuseRevision(ledger: Ledger, businessDate: string, set: SetRow | undefined): void {
  if (!set) return refuse('VOUCHERS_NOT_WRITTEN', { businessDate });
  const { accepted } = answersOf(ledger, businessDate, set);
  if (accepted > 0) refuse('VOUCHERS_ACCEPTED', { businessDate });
}

/** Numbers count on within a month, in the order in which days were made: a gap would be a voucher nobody has. */
function nextNumber(ledger: Ledger, month: string, word: string, first: number): number {
  const sql = `SELECT max(first_number + vouchers) AS next FROM voucher_set
    WHERE word = ? AND business_date BETWEEN ? || '-01' AND ? || '-31'`;
  return ledger.one<{ next: number | null }>(sql, word, month, month)?.next ?? first;
}

const LABELS: Readonly<Record<VoucherFormat, string>> = {
  yonyou: '用友凭证',
  kingdee: '金蝶凭证',
  csv: '凭证',
  xlsx: '凭证',
};

/** A file's name: counter, date, form, and the how-manieth making of it. */
export function voucherFileName(
  counter: string,
  { businessDate, format, n }: Omit<VoucherPlan, 'set' | 'job' | 'basis'>,
): string {
  const again = n === 1 ? '' : `-${n}`;
  return `${counter}-${businessDate}-${LABELS[format]}${again}.${ENDING_OF[format]}`;
}
