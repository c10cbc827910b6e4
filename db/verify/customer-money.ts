// What the chain has said so far about third parties, cheques, and money held for customers: every load, what was drawn
// from it and whether it was proved. A draw is judged by what stood before it, as the triggers judged it when it was made.
import { LIABILITY_ACCOUNT, type PrepaymentPurpose } from '../../core/accounts/chart.ts';
import { drawLoads } from '../../core/prepayment/draw-loads.ts';
import type { Minor } from '../../core/money/money.ts';
import { bad } from './finding.ts';
import {
  ACCOUNT_OF_CUSTOMER,
  ATTACHMENT,
  DRAW,
  EVIDENCE,
  type LinkRows,
  numberAt,
  PAYER,
  PROOF,
  type Row,
  rowsOf,
  TENDER,
  TENDER_CHEQUE,
  TENDER_PAYER,
  textAt,
} from './row-places.ts';

/** A tender that money came by, as far as later acts depend on it; amounts in minor units. */
interface KnownTender {
  readonly method: string;
  readonly applied: number;
  unverified: boolean;
  /** Of a cheque: what the bank did with it. */
  end: 'cleared' | 'bounced' | null;
}

export interface KnownLoad {
  readonly seq: number;
  readonly n: number;
  readonly accountId: number;
  left: number;
}

const keyOf = (seq: number, n: number): string => `${seq}/${n}`;

export class CustomerMoney {
  /** Loads by "seq/n", in the order they were made. */
  readonly loads = new Map<string, KnownLoad>();
  /** Only tenders that something may follow: cheques, unverified ones, loads. */
  readonly #tenders = new Map<string, KnownTender>();
  readonly #payers = new Map<number, string>();
  readonly #accounts = new Map<number, PrepaymentPurpose>();
  /** By receipt: what it used of which load, so that its void gives back the same. */
  readonly #used = new Map<number, { readonly load: KnownLoad; readonly amount: number }[]>();
  readonly #voided = new Set<number>();
  /** By the document that said a cheque bounced: what is still owed for it. */
  readonly #owed = new Map<number, number>();
  readonly #evidence = new Map<string, number>();
  readonly #files = new Set<string>();

  /** Takes note of what one link says outside documents. Throws a finding for a proof of what needed none. */
  take(seq: number, rows: LinkRows): void {
    this.#takeEvidence(seq, rows);
    for (const row of rowsOf(rows, 'payer')) {
      const account = textAt(row, PAYER.account);
      if (account !== `1122.${textAt(row, PAYER.code)}`) bad('limits', 'payer', seq, `owes on ${account}`);
      this.#payers.set(numberAt(row, PAYER.id), account);
    }
    for (const row of rowsOf(rows, 'prepayment_account')) {
      const purpose = textAt(row, ACCOUNT_OF_CUSTOMER.purpose) as PrepaymentPurpose;
      const account = textAt(row, ACCOUNT_OF_CUSTOMER.account);
      if (LIABILITY_ACCOUNT[purpose] !== account) bad('limits', 'prepayment_account', seq, `lies on ${account}`);
      this.#accounts.set(numberAt(row, ACCOUNT_OF_CUSTOMER.id), purpose);
    }
    for (const row of rowsOf(rows, 'tender_proof')) {
      const of = numberAt(row, PROOF.seq);
      if (this.#voided.has(of)) bad('limits', 'tender_proof', seq, 'proves a payment of a voided receipt');
      const tender = this.#tenders.get(keyOf(of, numberAt(row, PROOF.n)));
      if (tender?.unverified !== true) return bad('limits', 'tender_proof', seq, 'proves what needed no proof');
      tender.unverified = false;
    }
  }

  /** The purpose of account row `id`. Throws a finding when there is none. */
  purposeOf(seq: number, id: number): PrepaymentPurpose {
    return this.#accounts.get(id) ?? bad('limits', 'prepayment_account', seq, `account ${id} was never opened`);
  }

  /** Takes note of a tender that later acts may come back to. */
  remember(seq: number, row: Row): void {
    const method = textAt(row, TENDER.method);
    const unverified = row[TENDER.proof] === 'unverified';
    if (!unverified && method !== 'cheque') return;
    this.#know(seq, row);
  }

  #know(seq: number, row: Row): KnownTender {
    const key = keyOf(seq, numberAt(row, TENDER.n));
    const known = this.#tenders.get(key) ?? {
      method: textAt(row, TENDER.method),
      applied: numberAt(row, TENDER.applied),
      unverified: row[TENDER.proof] === 'unverified',
      end: null,
    };
    this.#tenders.set(key, known);
    return known;
  }

  /** Where a tender that is neither cash nor in transit is debited: what its own rows say. */
  accountOfTender(seq: number, row: Row, rows: LinkRows): string {
    const n = numberAt(row, TENDER.n);
    const method = textAt(row, TENDER.method);
    if (method === 'thirdParty') {
      const payer = rowsOf(rows, 'tender_payer').find((one) => numberAt(one, TENDER_PAYER.n) === n);
      const account = payer && this.#payers.get(numberAt(payer, TENDER_PAYER.payer));
      return account ?? bad('limits', 'tender', seq, 'names no third party of the register');
    }
    if (method !== 'prepayment') return bad('limits', 'tender', seq, `${method} is no way to pay`);
    const draws = rowsOf(rows, 'prepayment_draw').filter((one) => one[DRAW.tender] === n);
    if (draws.length === 0) return bad('limits', 'tender', seq, 'is drawn from nothing');
    let drawn = 0;
    // Several accounts only where two customers were merged; of each the oldest load goes first.
    for (const account of new Set(draws.map((one) => numberAt(one, DRAW.account)))) {
      if (this.purposeOf(seq, account) !== 'prepayment') bad('limits', 'tender', seq, 'spends a deposit');
      const own = draws.filter((one) => one[DRAW.account] === account);
      this.#oldestFirst(seq, account, own);
      drawn = own.reduce((sum, one) => sum + this.draw(seq, one, account).amount, drawn);
    }
    if (drawn !== numberAt(row, TENDER.applied)) bad('balance', 'tender', seq, `is drawn for ${drawn}`);
    return LIABILITY_ACCOUNT.prepayment;
  }

  /** What the third party of tender `n` owes on, by the payers' rows of its link. */
  payerOf(seq: number, rows: readonly Row[], n: number): string {
    const row = rows.find((one) => numberAt(one, TENDER_PAYER.n) === n);
    const account = row && this.#payers.get(numberAt(row, TENDER_PAYER.payer));
    return account ?? bad('limits', 'tender', seq, 'names no third party of the register');
  }

  /** Puts back into a load what a refunded receipt had drawn from it. */
  giveBack(seq: number, at: { readonly seq: number; readonly n: number }, account: number, amount: number): void {
    const load = this.loads.get(keyOf(at.seq, at.n)) ?? bad('limits', 'prepayment_giveback', seq, 'is of no load');
    if (load.accountId !== account) bad('limits', 'prepayment_giveback', seq, 'is of another account');
    load.left += amount;
  }

  /** Throws a finding when details stand beside tenders that have none, or a cheque beside no bank. */
  checkDetails(seq: number, rows: LinkRows): void {
    const places = (method: string): number[] =>
      rowsOf(rows, 'tender')
        .filter((row) => row[TENDER.method] === method)
        .map((row) => numberAt(row, TENDER.n));
    const said = (table: string, at: number): number[] => rowsOf(rows, table).map((row) => numberAt(row, at));
    if (places('cheque').join() !== said('tender_cheque', TENDER_CHEQUE.n).join())
      bad('limits', 'tender_cheque', seq, 'banks and cheques do not fit together');
    if (places('thirdParty').join() !== said('tender_payer', TENDER_PAYER.n).join())
      bad('limits', 'tender_payer', seq, 'payers and what they pay do not fit together');
    const drawn = rowsOf(rows, 'prepayment_draw').flatMap((row) =>
      row[DRAW.tender] === null ? [] : [row[DRAW.tender]],
    );
    if (places('prepayment').join() !== [...new Set(drawn)].join())
      bad('limits', 'prepayment_draw', seq, 'uses and prepayments do not fit together');
  }

  // A use takes the oldest loads first: what goes back later goes back the way it came.
  #oldestFirst(seq: number, account: number, draws: readonly Row[]): void {
    const loads = [...this.loads.values()]
      .filter((load) => load.accountId === account && load.left > 0)
      .map((load) => ({ loadSeq: load.seq, loadN: load.n, left: load.left as Minor }));
    const amount = draws.reduce((sum, row) => sum + numberAt(row, DRAW.amount), 0);
    const rule = drawLoads(loads, amount as Minor);
    if (!rule.ok) return bad('limits', 'prepayment_draw', seq, `uses ${amount} where ${rule.available} was left`);
    const wanted = rule.draws.map((one) => [one.loadSeq, one.loadN, one.amount].join());
    const found = draws.map((row) =>
      [numberAt(row, DRAW.loadSeq), numberAt(row, DRAW.loadN), numberAt(row, DRAW.amount)].join(),
    );
    if (wanted.join(';') !== found.join(';'))
      bad('limits', 'prepayment_draw', seq, 'does not use the oldest load first');
  }

  /** Makes a load of a tender of a document that took money for account row `account`. */
  load(seq: number, row: Row, account: number): void {
    this.#know(seq, row);
    const n = numberAt(row, TENDER.n);
    const left = numberAt(row, TENDER.applied);
    this.loads.set(keyOf(seq, n), { seq, n, accountId: account, left });
  }

  /** Takes a draw off its load. Throws a finding for more than is left, or what went back another way than it came. */
  draw(seq: number, row: Row, account: number): { readonly amount: number; readonly method: string | null } {
    const name = keyOf(seq, numberAt(row, DRAW.n));
    const from = keyOf(numberAt(row, DRAW.loadSeq), numberAt(row, DRAW.loadN));
    const load = this.loads.get(from) ?? bad('limits', 'prepayment_draw', name, `${from} is no load`);
    const amount = numberAt(row, DRAW.amount);
    if (load.accountId !== account || numberAt(row, DRAW.account) !== account)
      bad('limits', 'prepayment_draw', name, 'is drawn from another account');
    if (amount <= 0 || amount > load.left)
      bad('limits', 'prepayment_draw', name, `draws ${amount} where ${load.left} was left`);
    const method = row[DRAW.method] as string | null;
    if (method !== null) this.#mayGoBack(name, from, method);
    load.left -= amount;
    if (row[DRAW.tender] !== null) this.#used.set(seq, [...(this.#used.get(seq) ?? []), { load, amount }]);
    return { amount, method };
  }

  #mayGoBack(name: string, from: string, method: string): void {
    const tender = this.#tenders.get(from);
    if (tender?.method !== method) bad('limits', 'prepayment_draw', name, `goes back by ${method}, not as it came`);
    else if (tender.unverified) bad('limits', 'prepayment_draw', name, 'goes back before anything proved it');
    else if (method === 'cheque' && tender.end !== 'cleared')
      bad('limits', 'prepayment_draw', name, 'goes back before its cheque was paid');
  }

  /** What is owed again since document `seq` said that a cheque bounced, minor units. */
  owesAgain(seq: number, amount: number): void {
    this.#owed.set(seq, amount);
  }

  /** Takes `amount` off what is owed since document `cheque`. Throws a finding for more than that. */
  collect(seq: number, cheque: number, amount: number): void {
    const owed = this.#owed.get(cheque) ?? bad('limits', 'claim_collection', seq, 'is for a cheque that nobody owes');
    if (amount <= 0 || amount > owed) bad('limits', 'claim_collection', seq, `is ${amount} where ${owed} was owed`);
    this.#owed.set(cheque, owed - amount);
  }

  /** Whether a third party owes on this account. */
  isOfPayer(account: string): boolean {
    return [...this.#payers.values()].includes(account);
  }

  /** The account that payer row `id` owes on. Throws a finding when there is none. */
  accountOfPayer(seq: number, id: number): string {
    return this.#payers.get(id) ?? bad('limits', 'claim_collection', seq, 'is of no third party of the register');
  }

  // Evidence stands beside a tender in order, and is a file that was kept as such.
  #takeEvidence(seq: number, rows: LinkRows): void {
    for (const row of rowsOf(rows, 'attachment'))
      if (row[ATTACHMENT.kind] === 'tenderEvidence') this.#files.add(textAt(row, ATTACHMENT.id));
    for (const row of rowsOf(rows, 'tender_evidence')) {
      const key = keyOf(numberAt(row, EVIDENCE.seq), numberAt(row, EVIDENCE.tenderN));
      const n = numberAt(row, EVIDENCE.n);
      if (n !== (this.#evidence.get(key) ?? 0) + 1)
        bad('numbers', 'tender_evidence', seq, `${n} is not the next of ${key}`);
      if (!this.#files.delete(textAt(row, EVIDENCE.attachment)))
        bad('limits', 'tender_evidence', seq, 'is no file kept as evidence, or speaks for two');
      this.#evidence.set(key, n);
    }
  }

  /** Gives back what receipt `of` used, into the loads it came from. Throws a finding for what the bank has settled. */
  void(seq: number, of: number, tenders: readonly number[]): void {
    const settled = tenders.some((n) => (this.#tenders.get(keyOf(of, n))?.end ?? null) !== null);
    if (settled) bad('limits', 'receipt_void', seq, 'undoes a cheque that the bank has settled');
    for (const { load, amount } of this.#used.get(of) ?? []) {
      if (this.#tenders.get(keyOf(load.seq, load.n))?.end === 'bounced')
        bad('limits', 'receipt_void', seq, 'gives back into a load whose cheque bounced');
      load.left += amount;
    }
    this.#voided.add(of);
  }

  /** Ends a cheque. Answers its amount and the load it was, if any. Throws a finding when it has ended or is none. */
  endCheque(seq: number, at: { readonly seq: number; readonly n: number }, outcome: 'cleared' | 'bounced') {
    if (this.#voided.has(at.seq)) bad('limits', 'cheque_end', seq, 'ends a cheque whose receipt was voided');
    const tender = this.#tenders.get(keyOf(at.seq, at.n));
    if (tender?.method !== 'cheque' || tender.end !== null)
      return bad('limits', 'cheque_end', seq, 'ends what is no cheque, or has ended');
    tender.end = outcome;
    return { amount: tender.applied, load: this.loads.get(keyOf(at.seq, at.n)) };
  }
}
