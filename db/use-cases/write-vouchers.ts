// 记账凭证: writes the vouchers of a closed day in one form and remembers the bytes; asked again, the same bytes are given.
// The file is made and kept before the ledger is asked to answer for it; a crash between leaves a file nobody knows.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import { VOUCHER_PART_BYTES, type VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DataKey } from '../open/connection.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { centralFile, voucherFile, voucherSet } from '../schema-voucher.ts';
import type { MadeVouchers } from '../vouchers/make-vouchers.ts';
import { planVouchers, voucherBasis, voucherFileName, type VoucherPlan } from '../vouchers/plan-vouchers.ts';
import type { VoucherRunner } from '../vouchers/run-vouchers.ts';

type Input = InputOf<'voucher.write'>;
type Written = OutputOf<'voucher.write'>;
type Made = Extract<MadeVouchers, { ok: true }>;

/** What was made outside the transaction; null: the file is there already. */
export interface Prepared {
  readonly plan: VoucherPlan;
  readonly file: { readonly id: string; readonly size: number; readonly sha256: string; readonly made: Made } | null;
}

export interface VoucherPlace {
  readonly ledger: Ledger;
  readonly files: LedgerFiles;
  readonly key: DataKey;
  readonly runner: VoucherRunner;
}

/** What writing would come to. Throws Refused as `planVouchers`, or TOO_MANY. */
export async function checkVouchers(
  { ledger, files, key, runner }: VoucherPlace,
  by: string,
  input: InputOf<'voucher.check'>,
): Promise<OutputOf<'voucher.check'>> {
  const plan = planVouchers(ledger, by, input);
  const made = await runner.make(files, key, plan.job);
  if (!made.ok) return { ok: false, faults: [...made.faults], count: made.count };
  const { vouchers, entries, debit, replaced } = made;
  return { ok: true, ...numbersOf(plan, vouchers), entries, debit, replaced: [...replaced] };
}

function numbersOf(plan: VoucherPlan, vouchers: number) {
  const first = plan.job.firstNumber;
  return { revision: plan.n, vouchers, first, last: first + vouchers - 1, word: plan.job.word };
}

/** Makes the file, durable, unless it was made before. Throws Refused as `planVouchers`, VOUCHERS_REFUSED, or of the disk. */
export async function prepareVouchers(
  { ledger, files, key, runner }: VoucherPlace,
  by: string,
  { businessDate, format, revise }: Input,
): Promise<Prepared> {
  const plan = planVouchers(ledger, by, { businessDate, format, revise: revise !== null });
  if (fileOf(ledger, businessDate, plan.n, format)) return { plan, file: null };
  const made = await runner.make(files, key, plan.job);
  if (!made.ok) return refuse('VOUCHERS_REFUSED', { faults: made.count });
  const bytes = Buffer.from(made.bytes);
  const id = await ledger.attachments.write(bytes);
  return { plan, file: { id, size: bytes.length, sha256: hash('sha256', bytes, 'hex'), made } };
}

export const voucherWrite: Command<Input, Written> = {
  run({ ledger, caller, operation }, { businessDate, format, revise }, prepared) {
    const { plan, file } = prepared as Prepared;
    // Mapped otherwise meanwhile: what was made would not be what the ledger says it was made from.
    if (voucherBasis(ledger) !== plan.basis) refuse('VOUCHERS_CHANGED', {});
    const act = new Act(ledger);
    const isNew = file !== null && fileOf(ledger, businessDate, plan.n, format) === undefined;
    if (isNew) insertFile(ledger, act, plan, file, revise);
    act.seal({
      kind: isNew ? 'voucher.written' : 'voucher.writtenAgain',
      ref: businessDate,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { format, revision: plan.n },
      operation: operation({ businessDate, format, revision: plan.n }),
    });
    return readWritten(ledger, businessDate, plan.n, format);
  },
  again: (ledger, kept) => {
    const { businessDate, format, revision } = kept as {
      businessDate: string;
      format: VoucherFormat;
      revision: number;
    };
    return readWritten(ledger, businessDate, revision, format);
  },
};

function insertFile(
  ledger: Ledger,
  act: Act,
  plan: VoucherPlan,
  { id, size, sha256, made }: NonNullable<Prepared['file']>,
  reason: string | null,
): void {
  const { businessDate, format, n, job } = plan;
  if (plan.set === null) {
    const { mode, word, summary, firstNumber } = job;
    const { vouchers, entries, debit } = made;
    act.insert(voucherSet, { businessDate, n, mode, word, summary, firstNumber, vouchers, entries, debit, reason });
  }
  const name = voucherFileName(ledger.meta.counterCode, plan);
  act.insert(centralFile, { id, kind: 'voucher', name, size, sha256 });
  act.insert(voucherFile, { businessDate, n, format, fileId: id, rule: job.rule, replaced: made.replaced.length });
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly replaced: number;
}

const FILE = `
  SELECT f.id, f.name, f.size, f.sha256, v.replaced FROM voucher_file v JOIN central_file f ON f.id = v.file_id
  WHERE v.business_date = ? AND v.n = ? AND v.format = ?`;

/** The file of one making of a day's vouchers in one form; undefined: not written. */
export function fileOf(ledger: Ledger, date: string, n: number, format: VoucherFormat): FileRow | undefined {
  return ledger.one<FileRow>(FILE, date, n, format);
}

const SET = `
  SELECT vouchers, entries, first_number AS first, word, debit FROM voucher_set WHERE business_date = ? AND n = ?`;

function readWritten(ledger: Ledger, businessDate: string, n: number, format: VoucherFormat): Written {
  const file = fileOf(ledger, businessDate, n, format) ?? refuse('VOUCHERS_NOT_WRITTEN', { businessDate });
  const set = ledger.one<{ vouchers: number; entries: number; first: number; word: string; debit: Minor }>(
    SET,
    businessDate,
    n,
  );
  if (!set) throw new Error(`vouchers of ${businessDate} have no set ${n}`);
  const { name, size, sha256, replaced } = file;
  const last = set.first + set.vouchers - 1;
  return { businessDate, format, revision: n, ...set, last, name, size, sha256, replaced };
}

/** One part of a file as it was first written. Throws Refused VOUCHERS_NOT_WRITTEN, ATTACHMENT_DAMAGED. */
export function voucherPart(ledger: Ledger, input: InputOf<'voucher.part'>): OutputOf<'voucher.part'> {
  const { businessDate, revision, format, part } = input;
  const file = fileOf(ledger, businessDate, revision, format) ?? refuse('VOUCHERS_NOT_WRITTEN', { businessDate });
  const parts = Math.ceil(file.size / VOUCHER_PART_BYTES);
  if (part > parts) refuse('VOUCHERS_NOT_WRITTEN', { businessDate });
  const bytes = ledger.attachments.read(file);
  const from = (part - 1) * VOUCHER_PART_BYTES;
  const slice = bytes.subarray(from, from + VOUCHER_PART_BYTES).toString('base64');
  return { name: file.name, parts, sha256: file.sha256, bytes: slice };
}
