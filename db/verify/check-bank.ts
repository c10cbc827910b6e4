// Follows the transfers with their bank: which payout each reference is of, what every row of an answer came to where that
// payout stood then, and that no money left by another payout while the bank's word stood that it had left.
import { type BankVerdict, bankVerdict, type BankWord } from '../../core/refund/bank-verdict.ts';
import type { PayoutState } from '../../core/refund/refund-words.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Db } from '../open/connection.ts';
import { bankFile } from '../refund/bank-file.ts';
import { bad } from './finding.ts';
import { BANK_ANSWER, BANK_ROW, type LinkRows, numberAt, rowsOf, textAt } from './row-places.ts';

/** A payout as the bank's word needs it. */
export interface Transfer {
  /** "case/back": the money it is of. */
  readonly money: string;
  readonly n: number;
  readonly amount: number;
  readonly state: PayoutState;
  readonly wasConfirmed: boolean;
  /** Where the payout stands that is last in its place. */
  readonly last: PayoutState;
}

export class BankWords {
  readonly #references = new Map<string, () => Transfer>();
  /** What the bank says has left by a transfer that was taken for failed: reference by money. */
  readonly #standing = new Map<string, Set<string>>();
  #answers = 0;

  /** Takes note of the answer of one link. Throws a finding. */
  take(seq: number, rows: LinkRows): void {
    const answer = rowsOf(rows, 'bank_answer')[0];
    const said = rowsOf(rows, 'bank_answer_row');
    if (!answer) {
      if (said.length > 0) bad('limits', 'bank_answer_row', seq, 'is of no answer');
      return;
    }
    const n = numberAt(answer, BANK_ANSWER.n);
    if (n !== ++this.#answers) bad('numbers', 'bank_answer', seq, `is answer ${n} where ${this.#answers} must stand`);
    if (numberAt(answer, BANK_ANSWER.count) !== said.length) bad('limits', 'bank_answer', seq, 'has lost rows');
    const settled = new Set<string>();
    for (const row of said) {
      const reference = textAt(row, BANK_ROW.reference);
      const transfer = this.#references.get(reference)?.() ?? null;
      const place = `${n}/${numberAt(row, BANK_ROW.row)}`;
      if (transfer !== null && transfer.amount !== numberAt(row, BANK_ROW.amount))
        bad('limits', 'bank_answer_row', place, 'is not of the amount that was sent');
      let verdict: BankVerdict = bankVerdict(textAt(row, BANK_ROW.said) as BankWord, transfer);
      if (verdict === 'late' && settled.has(transfer?.money ?? '')) verdict = 'conflict';
      if (verdict === 'late') settled.add(transfer?.money ?? '');
      if (textAt(row, BANK_ROW.verdict) !== verdict)
        bad(
          'limits',
          'bank_answer_row',
          place,
          `came to ${textAt(row, BANK_ROW.verdict)} where it comes to ${verdict}`,
        );
      if (transfer !== null && textAt(row, BANK_ROW.said) === 'paid' && (verdict === 'late' || verdict === 'conflict'))
        this.#stands(transfer.money).add(reference);
    }
  }

  #stands(money: string): Set<string> {
    const found = this.#standing.get(money) ?? new Set<string>();
    this.#standing.set(money, found);
    return found;
  }

  /** Notes a payout that left under `reference`, with a batch or under the number of one before it. Throws a finding. */
  leaves(seq: number, reference: string | null, batch: number | null, transfer: () => Transfer): void {
    const { money, n } = transfer();
    const before = reference === null ? undefined : this.#references.get(reference)?.();
    const isFound = batch === null && before !== undefined && before.money === money && before.n < n;
    const stand = this.#stands(money);
    const [standing] = stand;
    // Of two that the bank says have left, one is settled under its own number.
    if (standing !== undefined && !stand.has(reference ?? ''))
      bad('limits', 'payout_step', seq, `left although the bank says that ${standing} has left`);
    if (reference !== null && (batch !== null || isFound)) this.#references.set(reference, transfer);
  }

  /** Whether `reference` is that of an earlier transfer of the same money. */
  isEarlier(reference: string | null, { money, n }: Pick<Transfer, 'money' | 'n'>): boolean {
    const before = reference === null ? undefined : this.#references.get(reference)?.();
    return before !== undefined && before.money === money && before.n < n;
  }

  arrives(reference: string | null, money: string): void {
    if (reference !== null) this.#stands(money).delete(reference);
  }
}

/** Throws a finding for the first batch whose file, made again, is not the one that was written. */
export function checkBatchFiles(db: Db, store: AttachmentStore): void {
  const rows = db.prepare('SELECT batch_n AS n, size, sha256 FROM bank_batch_file ORDER BY batch_n').all() as {
    readonly n: number;
    readonly size: number;
    readonly sha256: string;
  }[];
  for (const { n, size, sha256 } of rows) {
    const file = remade(db, store, n);
    if (file?.sha256 !== sha256 || file.size !== size)
      bad('attachments', 'bank_batch_file', n, 'is not what its rows come to');
  }
}

// A payee's account that was sealed by another ledger, or altered, opens no more.
function remade(db: Db, store: AttachmentStore, n: number): ReturnType<typeof bankFile> | null {
  try {
    return bankFile(db, store, n);
  } catch {
    return null;
  }
}
