// An answer file of central's against the ledger: which vouchers it speaks of, and central's balances beside ours.
// What speaks of something that was never handed over is not central's answer to us: then none of it is taken.
import type { AckAnswer, AckFault, Acknowledgement } from '../../core/central/read-acknowledgement.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newestSet } from '../vouchers/plan-vouchers.ts';
import { readMapping } from '../vouchers/read-mapping.ts';

export interface MatchedAnswer extends AckAnswer {
  /** Of which making of the vouchers; 0: none was made. */
  readonly setN: number;
}
export interface MatchedBalance {
  readonly line: number;
  readonly asOf: string;
  readonly code: string;
  readonly theirs: Minor;
  /** null: none of our accounts is mapped to it. */
  readonly ours: Minor | null;
}
export type MatchedAcknowledgement =
  | { readonly ok: true; readonly answers: readonly MatchedAnswer[]; readonly balances: readonly MatchedBalance[] }
  | { readonly ok: false; readonly line: number; readonly fault: AckFault };

/** Every line with what of ours it speaks of, or the first that speaks of nothing. */
export function matchAcknowledgement(ledger: Ledger, { answers, balances }: Acknowledgement): MatchedAcknowledgement {
  const matched: MatchedAnswer[] = [];
  for (const answer of answers) {
    const setN = setOf(ledger, answer);
    if (typeof setN === 'string') return { ok: false, line: answer.line, fault: setN };
    matched.push({ ...answer, setN });
  }
  const mapping = readMapping(ledger.db);
  const accounts = ledger.all<{ code: string }>('SELECT code FROM account').map(({ code }) => code);
  const compared: MatchedBalance[] = [];
  for (const { line, asOf, account, balance } of balances) {
    if (!ledger.one('SELECT 1 FROM closed_day WHERE business_date = ?', asOf))
      return { ok: false, line, fault: 'dateNotClosed' };
    const mine = accounts.filter((one) => mapping.find(one, 'plain', asOf)?.target.code === account);
    const ours = mine.length === 0 ? null : balanceOf(ledger, mine, asOf);
    compared.push({ line, asOf, code: account, theirs: balance, ours });
  }
  return { ok: true, answers: matched, balances: compared };
}

function setOf(ledger: Ledger, answer: AckAnswer): number | AckFault {
  const sql = 'SELECT business_date AS date FROM day_package WHERE n = ?';
  const date = ledger.one<{ date: string }>(sql, answer.package)?.date;
  if (date === undefined) return 'packageUnknown';
  const set = newestSet(ledger, date);
  if (answer.voucher === null) return set?.n ?? 0;
  const known = set && answer.voucher >= set.firstNumber && answer.voucher < set.firstNumber + set.vouchers;
  return known ? set.n : 'voucherUnknown';
}

const BALANCE = `SELECT coalesce(sum(debit - credit), 0) AS balance FROM day_account WHERE account = ? AND business_date <= ?`;

/** What lay on `accounts` together at the end of business date `asOf`; debit positive. */
function balanceOf(ledger: Ledger, accounts: readonly string[], asOf: string): Minor {
  return minor(
    accounts.reduce((sum, account) => sum + (ledger.one<{ balance: number }>(BALANCE, account, asOf)?.balance ?? 0), 0),
  );
}
