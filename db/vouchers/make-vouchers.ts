// Makes the vouchers of a closed day from its documents and their entries, in one of the forms central takes.
// Reads only. Asks no document what it is: whatever posts entries is in it, and nothing else is.
import { buildVouchers, type PostedDocument, type VoucherMode } from '../../core/vouchers/build-vouchers.ts';
import { summaryText } from '../../core/vouchers/summary-text.ts';
import type { Voucher, VoucherFault } from '../../core/vouchers/voucher.ts';
import { MAPPING_OF, type VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import type { UnwritableRule } from '../../core/vouchers/fit-text.ts';
import { VOUCHER_FAULTS_SHOWN } from '../../core/contract/procedures/voucher.ts';
import { currencyOf, type Minor, sumMinor } from '../../core/money/money.ts';
import type { Db } from '../open/connection.ts';
import { readAccountNames } from '../readers/account-names.ts';
import { readMapping } from './read-mapping.ts';
import { writeVoucherFile } from './write-voucher-file.ts';

/** Everything that decides what is made: the same job makes the same vouchers, whenever it is done. */
export interface VoucherJob {
  readonly businessDate: string;
  /** Mappings said before this link count. */
  readonly before: number;
  readonly mode: VoucherMode;
  readonly word: string;
  /** Template of 摘要. */
  readonly summary: string;
  readonly firstNumber: number;
  readonly preparedBy: string;
  readonly counter: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly format: VoucherFormat;
  readonly rule: UnwritableRule;
}

export type MadeVouchers =
  | {
      readonly ok: true;
      readonly vouchers: number;
      readonly entries: number;
      readonly debit: Minor;
      readonly replaced: readonly { readonly text: string; readonly into: string }[];
      readonly bytes: Uint8Array;
    }
  /** At most `VOUCHER_FAULTS_SHOWN` of them; `count` are there. */
  | { readonly ok: false; readonly faults: readonly VoucherFault[]; readonly count: number };

/** The day's vouchers as a file, or everything that is against it. */
export async function makeVouchers(db: Db, job: VoucherJob): Promise<MadeVouchers> {
  const mapping = readMapping(db, job.before);
  const form = MAPPING_OF[job.format];
  const kinds = new Map(db.prepare('SELECT type, name FROM number_series').raw().all() as [string, string][]);
  const nameOn = readAccountNames(db);
  const facts = { counter: job.counter, date: job.businessDate, kindOf: (type: string) => kinds.get(type) ?? type };
  const targets = new Map<string, ReturnType<typeof mapping.find>>();
  const targetOf = (account: string) => {
    if (!targets.has(account)) targets.set(account, mapping.find(account, form, job.businessDate));
    return targets.get(account)?.target ?? null;
  };
  const built = buildVouchers({
    date: job.businessDate,
    word: job.word,
    preparedBy: job.preparedBy,
    mode: job.mode,
    firstNumber: job.firstNumber,
    documents: documentsOf(db, job.businessDate),
    targetOf,
    nameOf: (account) => nameOn(account, job.businessDate),
    summaryOf: (type, what, template) => summaryText(template ?? job.summary, facts, type, what),
  });
  if (!built.ok) return refusedWith(built.faults);
  const file = await writeVoucherFile(built.vouchers, { ...job, currency: currencyOf(job.currency) });
  if (!file.ok) return refusedWith(file.faults);
  return { ok: true, ...sumsOf(built.vouchers), replaced: file.replaced, bytes: file.bytes };
}

function refusedWith(faults: readonly VoucherFault[]): MadeVouchers {
  return { ok: false, faults: faults.slice(0, VOUCHER_FAULTS_SHOWN), count: faults.length };
}

function sumsOf(vouchers: readonly Voucher[]) {
  const entries = vouchers.flatMap((voucher) => voucher.entries);
  return {
    vouchers: vouchers.length,
    entries: entries.length,
    debit: sumMinor(entries.map((entry) => entry.debit)),
  };
}

// Documents of a day lie between its first shift and the act that closed it: a stretch of the chain, not a whole table.
const DOCUMENTS = `
  SELECT d.seq, d.number, d.type, e.account, e.amount
  FROM document d JOIN entry e ON e.seq = d.seq
  WHERE d.seq > (SELECT min(seq) FROM shift WHERE business_date = ?)
    AND d.seq < (SELECT seq FROM z_report WHERE business_date = ?)
    AND d.business_date = ?
  ORDER BY d.seq, e.n`;

/** The documents of a closed business date with what each posted, in the order they were posted. */
export function documentsOf(db: Db, businessDate: string): PostedDocument[] {
  const documents: PostedDocument[] = [];
  let seq = 0;
  let entries: { account: string; amount: Minor }[] = [];
  const found = db.prepare(DOCUMENTS).raw().iterate(businessDate, businessDate, businessDate);
  const rows = found as Iterable<[number, string, string, string, Minor]>;
  for (const [of, number, type, account, amount] of rows) {
    if (of !== seq) {
      seq = of;
      entries = [];
      documents.push({ number, type, entries });
    }
    entries.push({ account, amount });
  }
  return documents;
}
