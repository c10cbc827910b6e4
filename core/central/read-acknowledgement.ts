// Central's answer file 回执 (docs/acknowledgement.md): what became of packages and vouchers, and central's own balances.
// Made by a machine, so read strictly: one thing wrong anywhere, and nothing of it is taken.
import type { Currency, Minor } from '../money/money.ts';
import { negateMinor } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';

export const ACK_FAULTS = [
  'notUtf8',
  'empty',
  'headMissing',
  'versionUnknown',
  'otherCounter',
  'lineUnknown',
  'fieldCount',
  'quoting',
  'dateInvalid',
  'packageInvalid',
  'voucherInvalid',
  'resultInvalid',
  'reasonMissing',
  'reasonNotWanted',
  'textTooLong',
  'accountInvalid',
  'sideInvalid',
  'amountInvalid',
  'twice',
  'endMissing',
  'countsDiffer',
  'afterEnd',
  'packageUnknown',
  'voucherUnknown',
  'dateNotClosed',
] as const;
export type AckFault = (typeof ACK_FAULTS)[number];

export interface AckAnswer {
  /** Counts from 1 at the file's first line. */
  readonly line: number;
  readonly package: number;
  /** null: the package, with all its vouchers. */
  readonly voucher: number | null;
  readonly verdict: 'accepted' | 'rejected';
  /** Why it was rejected; null otherwise. */
  readonly reason: string | null;
}

export interface AckBalance {
  readonly line: number;
  /** YYYY-MM-DD: at the end of that business date. */
  readonly asOf: string;
  /** Central's code. */
  readonly account: string;
  /** Minor units, debit positive. */
  readonly balance: Minor;
}

export interface Acknowledgement {
  /** YYYY-MM-DD. */
  readonly made: string;
  readonly answers: readonly AckAnswer[];
  readonly balances: readonly AckBalance[];
}

export type AckRead =
  | { readonly ok: true; readonly acknowledgement: Acknowledgement }
  | { readonly ok: false; readonly line: number; readonly fault: AckFault };

const REASON = 200;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const COUNT = /^[1-9]\d{0,8}$/;
const ACCOUNT = /^[0-9A-Za-z._-]{1,40}$/;

/** Stops the reading. Only `readAcknowledgement` catches it. */
class Wrong extends Error {
  readonly fault: AckFault;
  constructor(fault: AckFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Reads the file's text for `counter`. Never throws, whatever the text. */
export function readAcknowledgement(
  text: string,
  options: { readonly counter: string; readonly currency: Currency },
): AckRead {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const reader = new Reader(options.counter, options.currency);
  for (const [index, line] of lines.entries()) {
    try {
      reader.take(index + 1, fieldsOf(line));
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return { ok: false, line: index + 1, fault: error.fault };
    }
  }
  if (lines.length === 0) return { ok: false, line: 1, fault: 'empty' };
  const made = reader.made;
  if (made === null || !reader.ended) return { ok: false, line: lines.length, fault: 'endMissing' };
  return { ok: true, acknowledgement: { made, answers: reader.answers, balances: reader.balances } };
}

class Reader {
  readonly answers: AckAnswer[] = [];
  readonly balances: AckBalance[] = [];
  made: string | null = null;
  ended = false;
  readonly #counter: string;
  readonly #currency: Currency;
  readonly #seen = new Set<string>();

  constructor(counter: string, currency: Currency) {
    this.#counter = counter;
    this.#currency = currency;
  }

  take(line: number, fields: readonly string[]): void {
    const [kind = '', ...rest] = fields;
    if (this.ended) throw new Wrong('afterEnd');
    if (this.made === null) return this.#head(kind, rest);
    if (kind === 'answer') this.#answer(line, exactly(rest, 4));
    else if (kind === 'balance') this.#balance(line, exactly(rest, 4));
    else if (kind === 'end') this.#end(exactly(rest, 2));
    else throw new Wrong('lineUnknown');
  }

  #head(kind: string, rest: readonly string[]): void {
    if (kind !== 'counterfoil-ack') throw new Wrong('headMissing');
    const [version, counter, made] = exactly(rest, 3);
    if (version !== '1') throw new Wrong('versionUnknown');
    if (counter !== this.#counter) throw new Wrong('otherCounter');
    this.made = dated(made);
  }

  #answer(line: number, [number = '', voucher = '', verdict = '', why = '']: readonly string[]): void {
    if (!COUNT.test(number)) throw new Wrong('packageInvalid');
    if (voucher !== '*' && !COUNT.test(voucher)) throw new Wrong('voucherInvalid');
    if (verdict !== 'accepted' && verdict !== 'rejected') throw new Wrong('resultInvalid');
    if (verdict === 'rejected' && why.trim() === '') throw new Wrong('reasonMissing');
    if (verdict === 'accepted' && why !== '') throw new Wrong('reasonNotWanted');
    if ([...why].length > REASON || /[\p{Cc}\p{Cs}]/u.test(why)) throw new Wrong('textTooLong');
    this.#once(`answer ${number} ${voucher}`);
    this.answers.push({
      line,
      package: Number(number),
      voucher: voucher === '*' ? null : Number(voucher),
      verdict,
      reason: verdict === 'rejected' ? why.trim() : null,
    });
  }

  #balance(line: number, [date = '', account = '', side = '', text = '']: readonly string[]): void {
    const asOf = dated(date);
    if (!ACCOUNT.test(account)) throw new Wrong('accountInvalid');
    if (side !== 'debit' && side !== 'credit') throw new Wrong('sideInvalid');
    const amount = parseAmount(text, { currency: this.#currency, source: 'machine' });
    if (!amount.ok || amount.value < 0) throw new Wrong('amountInvalid');
    this.#once(`balance ${asOf} ${account}`);
    const balance = side === 'debit' || amount.value === 0 ? amount.value : negateMinor(amount.value);
    this.balances.push({ line, asOf, account, balance });
  }

  #end([answers, balances]: readonly string[]): void {
    if (answers !== String(this.answers.length) || balances !== String(this.balances.length))
      throw new Wrong('countsDiffer');
    this.ended = true;
  }

  #once(key: string): void {
    if (this.#seen.has(key)) throw new Wrong('twice');
    this.#seen.add(key);
  }
}

function exactly(fields: readonly string[], count: number): readonly string[] {
  if (fields.length !== count) throw new Wrong('fieldCount');
  return fields;
}

function dated(text: string | undefined): string {
  if (text === undefined || !DATE.test(text)) throw new Wrong('dateInvalid');
  // The thirty-first of a month that has thirty becomes a day of the next one.
  if (new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text) throw new Wrong('dateInvalid');
  return text;
}

/** Fields as RFC 4180 has them, a line a record: quotes around a whole field or nowhere, a quote inside twice. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const found = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest);
    if (!found) throw new Wrong('quoting');
    fields.push(found[1] === undefined ? (found[2] as string) : found[1].replaceAll('""', '"'));
    if (found[3] === '') return fields;
    rest = rest.slice(found[0].length);
  }
}
