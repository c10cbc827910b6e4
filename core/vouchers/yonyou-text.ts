// Vouchers as Yonyou T3/U8 takes them in: 总账工具 凭证引入, a text of 48 comma-separated fields a line.
// Field positions, lengths and the fixed zeros: design notes "External file formats" §8, counted in four public exporters.
import { plainAmount } from '../money/format-amount.ts';
import type { Currency, Minor } from '../money/money.ts';
import { STRUCTURAL } from './fit-text.ts';
import { fitVouchers, type FitVoucherRules, type FittedVouchers } from './fit-vouchers.ts';
import type { Auxiliary, Voucher, VoucherEntry } from './voucher.ts';

const FIELDS = 48;
const HEAD = '填制凭证,V800';
const CRLF = '\r\n';

/** Longest texts, in characters. */
export const YONYOU_LIMITS = {
  summary: 60,
  account: 15,
  word: 4,
  preparedBy: 20,
  auxiliary: 40,
  attachments: 999,
} as const;

/** 16.2: at most 13 digits before the point, which the ledger's own limit of 2^51 minor units can exceed. */
const MAX_AMOUNT = 10 ** 15 - 1;

/** Which of the 48 fields, counted from 1, are always `0`. What they mean was not verified; every known exporter writes them. */
const ZEROS = [28, 30, 39, 40, 41, 42, 43, 45, 46, 47, 48] as const;

export interface YonyouOptions {
  readonly currency: Currency;
  readonly text: Pick<FitVoucherRules, 'canWrite' | 'rule'>;
}

/** The file as text; the caller encodes it in GBK. Refused with every fault there is, and then there is no text at all. */
export type YonyouText =
  | { readonly ok: true; readonly text: string; readonly replaced: Extract<FittedVouchers, { ok: true }>['replaced'] }
  | Extract<FittedVouchers, { ok: false }>;

/**
 * The whole file, CRLF after each line, no blank line. Lines of one voucher are adjacent: Yonyou tells vouchers apart
 * by date, word and number. It writes its own status back into the file it reads, so what is handed out is a copy.
 */
export function yonyouText(vouchers: readonly Voucher[], options: YonyouOptions): YonyouText {
  const { canWrite, rule } = options.text;
  const fitted = fitVouchers(vouchers, {
    // There is no quoting: a comma or a line end inside a text would be the end of its field.
    canWrite: (character) => !STRUCTURAL.has(character) && canWrite(character),
    rule,
    limits: YONYOU_LIMITS,
    maxAmount: MAX_AMOUNT,
  });
  if (!fitted.ok) return fitted;
  const lines = fitted.vouchers.flatMap((voucher) =>
    voucher.entries.map((entry) => line(voucher, entry, options.currency)),
  );
  return { ok: true, text: [HEAD, ...lines, ''].join(CRLF), replaced: fitted.replaced };
}

function line(voucher: Voucher, entry: VoucherEntry, currency: Currency): string {
  const fields = new Array<string>(FIELDS).fill('');
  const put = (position: number, text: string): void => {
    fields[position - 1] = text;
  };
  put(1, voucher.date);
  put(2, voucher.word);
  put(3, String(voucher.number));
  put(4, String(voucher.attachments));
  put(5, entry.summary);
  put(6, entry.account);
  put(7, amount(entry.debit, currency));
  put(8, amount(entry.credit, currency));
  put(12, voucher.preparedBy);
  for (const [kind, position] of AUXILIARY_FIELDS) put(position, entry.auxiliary[kind] ?? '');
  for (const position of ZEROS) put(position, '0');
  return fields.join(',');
}

const AUXILIARY_FIELDS: readonly (readonly [keyof Auxiliary, number])[] = [
  ['department', 16],
  ['person', 17],
  ['customer', 18],
  ['supplier', 19],
  ['project', 21],
];

/** Two decimals whatever the currency has: the field is 16.2. A currency with three is refused before this. */
function amount(value: Minor, currency: Currency): string {
  return currency.exponent === 0 ? `${plainAmount(value, currency)}.00` : plainAmount(value, currency);
}
