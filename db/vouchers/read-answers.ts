// What central has said of a day's vouchers so far: the newest word on each counts.
import type { Ledger } from '../ledger/ledger.ts';

export interface AnswerRow {
  readonly ackN: number;
  readonly voucher: number | null;
  readonly setN: number;
  readonly verdict: 'accepted' | 'rejected';
}

export interface Answered {
  readonly accepted: number;
  readonly rejected: number;
}

const ANSWERS = `
  SELECT a.ack_n AS ackN, a.voucher, a.set_n AS setN, a.verdict FROM ack_answer a JOIN day_package p ON p.n = a.package
  WHERE p.business_date = ? ORDER BY a.ack_n, a.line`;

/** How many vouchers of `set` were accepted and rejected; without a set: whether the package was. */
export function answersOf(
  ledger: Ledger,
  date: string,
  set: { readonly n: number; readonly vouchers: number } | undefined,
): Answered {
  const rows = ledger.all<AnswerRow>(ANSWERS, date).filter((row) => row.setN === (set?.n ?? 0));
  return countAnswers(rows, set?.vouchers ?? 1);
}

/** Of `vouchers` vouchers; rows in the order they were said, one about the package speaks of all of them. */
export function countAnswers(rows: readonly Pick<AnswerRow, 'voucher' | 'verdict'>[], vouchers: number): Answered {
  let all: AnswerRow['verdict'] | null = null;
  const each = new Map<number, AnswerRow['verdict']>();
  for (const { voucher, verdict } of rows) {
    if (voucher === null) {
      all = verdict;
      each.clear();
    } else each.set(voucher, verdict);
  }
  const said = [...each.values()];
  const rest = vouchers - said.length;
  const of = (verdict: AnswerRow['verdict']): number =>
    said.filter((one) => one === verdict).length + (all === verdict ? rest : 0);
  return { accepted: of('accepted'), rejected: of('rejected') };
}
