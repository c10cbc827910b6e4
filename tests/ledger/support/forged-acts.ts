// Acts of an insider who holds the key and the program: rows of their own choice, sealed with right digests, hashes and
// running totals. Neither the chain nor a trigger can tell; only what the rows mean can.
import { SecretBox } from '../../../db/keys/secret-box.ts';
import { randomUUID } from 'node:crypto';
import { formatDocumentNumber } from '../../../core/numbers/document-number.ts';
import { Act, type NewRow, type Seal } from '../../../db/ledger/act.ts';
import { Ledger } from '../../../db/ledger/ledger.ts';
import { approvalDecision, approvalRequest, approvalUse } from '../../../db/schema-approval.ts';
import * as schema from '../../../db/schema.ts';
import { cashCount } from '../../../db/schema-cash.ts';
import { lineDiscount, priceOverride, receiptDiscount } from '../../../db/schema-discount.ts';
import { lineFormula, linePackage, lineStep } from '../../../db/schema-pricing.ts';
import { AttachmentStore } from '../../../db/attachments/attachment-store.ts';
import { TestClock } from './counter.ts';
import { type LedgerTemplate, verifyRows } from './sample-ledger.ts';

export const DATE = '2026-11-23';
export const CASHIER1 = 2;
export const CASHIER2 = 3;
export const SUPERVISOR1 = 4;
export const FINANCE1 = 5;
/** The open shift of cashier1 in a worked day, on drawer 1. */
export const SHIFT = 1;
export const DRAWER = '1001.1.1';
export const SAFE = '1001.2';
export const OVER_SHORT = '6301.overshort';

type Partials<T> = { readonly [K in keyof T]?: T[K] };
type DocumentParts = Partials<NewRow<typeof schema.document>>;
type Entries = readonly (readonly [account: string, amount: number])[];

/** What verify says of a worked day with the acts of `forge` on top: "ok", or the finding. */
export function verdictOn(template: LedgerTemplate, forge: (forger: Forger) => void): string {
  const { db, files } = template.raw();
  try {
    const beside = {
      attachments: new AttachmentStore(files.attachments, template.key),
      secrets: new SecretBox(template.key),
    };
    const ledger = new Ledger(db, new TestClock(), beside, () => db);
    db.pragma('ignore_check_constraints = ON');
    ledger.transact(
      () => forge(new Forger(ledger)),
      () => undefined,
    );
    const { firstBad } = verifyRows(db);
    return firstBad ? `${firstBad.check}: ${firstBad.table}: ${firstBad.detail}` : 'ok';
  } finally {
    db.close();
  }
}

export interface ReceiptParts {
  readonly document?: DocumentParts;
  readonly receipt?: Partials<NewRow<typeof schema.receipt>>;
  readonly lines?: readonly Partials<NewRow<typeof schema.line>>[];
  readonly discounts?: readonly Partials<NewRow<typeof receiptDiscount>>[];
  /** What line 1 bore of each discount, or rows of their own. */
  readonly parts?: readonly Partials<NewRow<typeof lineDiscount>>[];
  readonly overrides?: readonly NewRow<typeof priceOverride>[];
  readonly formulas?: readonly NewRow<typeof lineFormula>[];
  readonly steps?: readonly NewRow<typeof lineStep>[];
  readonly packages?: readonly NewRow<typeof linePackage>[];
  readonly tenders?: readonly Partials<NewRow<typeof schema.tender>>[];
  readonly entries?: Entries;
  /** An approval used in the same act. */
  readonly approval?: NewRow<typeof approvalUse>;
  readonly seal?: Partials<Seal>;
}

export interface MovementParts {
  readonly document?: DocumentParts;
  readonly kind: string;
  readonly amount: number;
  readonly entries: Entries;
  /** Inserts what else belongs to the act. */
  readonly rows?: (act: Act) => void;
}

export class Forger {
  readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  balance(account: string): number {
    return (
      this.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0
    );
  }

  /** A receipt of 10.00 paid in cash into the open shift; good unless `parts` say otherwise. */
  receipt(parts: ReceiptParts = {}): void {
    const act = new Act(this.ledger);
    const number = this.#document(act, 'R', parts.document);
    if (parts.approval) act.insert(approvalUse, parts.approval);
    act.insert(schema.receipt, { ...RECEIPT, ...parts.receipt });
    for (const [index, row] of (parts.lines ?? [{}]).entries())
      act.insert(schema.line, { ...LINE, n: index + 1, ...row });
    for (const row of parts.formulas ?? []) act.insert(lineFormula, row);
    for (const row of parts.steps ?? []) act.insert(lineStep, row);
    for (const row of parts.packages ?? []) act.insert(linePackage, row);
    for (const [index, row] of (parts.discounts ?? []).entries())
      act.insert(receiptDiscount, { ...DISCOUNT, n: index + 1, ...row });
    for (const [index, row] of (parts.parts ?? []).entries())
      act.insert(lineDiscount, { n: index + 1, line: 1, amount: 100, ...row });
    for (const row of parts.overrides ?? []) act.insert(priceOverride, row);
    for (const [index, row] of (parts.tenders ?? [{}]).entries())
      act.insert(schema.tender, { ...CASH, n: index + 1, ...row });
    this.#entries(
      act,
      parts.entries ?? [
        [DRAWER, 1000],
        ['6001', -1000],
      ],
    );
    act.seal({ kind: 'receipt.posted', ref: number, businessDate: DATE, personId: CASHIER1, ...parts.seal });
  }

  /** A decision of supervisor1 on a request of cashier1, as the act that uses it writes it down. */
  approved(kind: string): NewRow<typeof approvalUse> {
    const digest = '0'.repeat(64);
    const asked = new Act(this.ledger);
    const request = {
      id: randomUUID(),
      kind,
      at: asked.at,
      personId: CASHIER1,
      subject: '{}',
      amount: 0,
      digest,
      levels: 1,
    };
    asked.insert(approvalRequest, request);
    asked.seal({ kind: 'approval.asked', ref: null, businessDate: DATE, personId: CASHIER1 });
    const decided = new Act(this.ledger);
    const decision = { requestSeq: asked.seq, level: 1, verdict: 'approved' as const, at: decided.at, tick: 0 };
    decided.insert(approvalDecision, { ...decision, personId: SUPERVISOR1, opinion: null, digest });
    decided.seal({ kind: 'approval.approved', ref: null, businessDate: DATE, personId: SUPERVISOR1 });
    return { requestSeq: asked.seq, at: decided.at, tick: 0, personId: CASHIER1, digest };
  }

  /** An act of rows of one's own, sealed as `personId`'s. Answers its seq. */
  act(kind: string, rows: (act: Act) => void, personId = CASHIER1): number {
    const act = new Act(this.ledger);
    rows(act);
    act.seal({ kind, ref: null, businessDate: DATE, personId });
    return act.seq;
  }

  movement({ document, kind, amount, entries, rows }: MovementParts): void {
    const act = new Act(this.ledger);
    const number = this.#document(act, 'C', document);
    act.insert(schema.cashMovement, { kind: kind as 'float', amount });
    rows?.(act);
    this.#entries(act, entries);
    act.seal({ kind: `cash.${kind}`, ref: number, businessDate: DATE, personId: document?.personId ?? CASHIER1 });
  }

  /** A count of `shiftId` as its cashier would commit it; good unless `parts` say otherwise. Answers the shift. */
  count(shiftId: number, counted: number, parts: Partials<NewRow<typeof cashCount>> = {}): number {
    const of = this.ledger.one<{ account: string; person: number; n: number }>(
      `SELECT d.account, s.person_id AS person, (SELECT count(*) + 1 FROM cash_count WHERE shift_id = s.id) AS n
       FROM shift s JOIN drawer d ON d.id = s.drawer_id WHERE s.id = ?`,
      shiftId,
    );
    if (!of) throw new Error(`no shift ${shiftId}`);
    const act = new Act(this.ledger);
    act.insert(cashCount, {
      ...{
        shiftId,
        n: of.n,
        purpose: 'close',
        at: 1,
        personId: of.person,
        counted,
        expected: this.balance(of.account),
      },
      ...{ tolerance: 1000, reason: null, firstReceipt: null, lastReceipt: null },
      ...parts,
    });
    act.seal({ kind: 'shift.counted', ref: null, businessDate: DATE, personId: parts.personId ?? of.person });
    return shiftId;
  }

  /** Empties drawer 1 as shift 1 would, counted exactly; answers what was in it. */
  close(): number {
    const held = this.balance(DRAWER);
    this.count(SHIFT, held);
    this.movement({
      kind: 'shiftClose',
      amount: held,
      entries: [
        [SAFE, held],
        [DRAWER, -held],
      ],
    });
    return held;
  }

  /** Opens a shift of cashier2 on drawer 2 and answers its id; its float is not posted. */
  open(row: Partials<NewRow<typeof schema.shift>> = {}): number {
    const id = (this.ledger.one<{ id: number }>('SELECT max(id) AS id FROM shift')?.id ?? 0) + 1;
    const opened = {
      ...{ id, number: formatDocumentNumber({ counter: 'A01', type: 'S', n: id }), drawerId: 2, personId: CASHIER2 },
      ...{ kind: 'till' as const, businessDate: DATE, openedAt: 1, float: 0 },
      ...row,
    };
    const act = new Act(this.ledger);
    act.insert(schema.shift, opened);
    this.ledger
      .prepared('INSERT INTO open_shift (drawer_id, shift_id, person_id, kind) VALUES (?, ?, ?, ?)')
      .run(opened.drawerId, id, opened.personId, opened.kind);
    act.seal({ kind: 'shift.opened', ref: opened.number, businessDate: DATE, personId: opened.personId });
    return id;
  }

  end(shiftId: number, expected: number, counted: number | null): void {
    const act = new Act(this.ledger);
    this.ledger.prepared('DELETE FROM open_shift WHERE shift_id = ?').run(shiftId);
    this.without('shift_end_counted', () => act.insert(schema.shiftEnd, { shiftId, closedAt: 1, counted, expected }));
    act.seal({ kind: 'shift.closed', ref: null, businessDate: DATE, personId: CASHIER1 });
  }

  /** Does `work` while the triggers of `names` are away, and puts them back as they were. */
  withoutAll(names: readonly string[], work: () => void): void {
    const [first, ...rest] = names;
    if (first === undefined) work();
    else this.without(first, () => this.withoutAll(rest, work));
  }

  /** Does `work` while `trigger` is away, and puts it back as it was. */
  without(trigger: string, work: () => void): void {
    const sql = this.ledger.one<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', trigger)?.sql;
    if (sql === undefined) throw new Error(`no trigger ${trigger}`);
    this.ledger.db.exec(`DROP TRIGGER ${trigger}`);
    work();
    this.ledger.db.exec(sql);
  }

  #document(act: Act, type: 'R' | 'C', parts: DocumentParts | undefined): string {
    const last = this.ledger.one<{ last: number }>('SELECT last FROM number_series WHERE type = ?', type)?.last ?? 0;
    const number = formatDocumentNumber({ counter: 'A01', type, n: last + 1 });
    act.insert(schema.document, {
      ...{ type, n: last + 1, number, businessDate: DATE, at: 1, utcOffset: 480, shiftId: SHIFT, personId: CASHIER1 },
      ...parts,
    });
    return number;
  }

  #entries(act: Act, entries: Entries): void {
    for (const [index, [account, amount]] of entries.entries())
      act.insert(schema.entry, { n: index + 1, account, amount });
  }
}

const RECEIPT: NewRow<typeof schema.receipt> = {
  customerId: null,
  payer: null,
  gross: 1000,
  discount: 0,
  rounding: 0,
  total: 1000,
  change: 0,
  paperNo: null,
  paperDate: null,
  template: 1,
};
const LINE: NewRow<typeof schema.line> = {
  n: 1,
  itemId: 1,
  code: '5001001',
  name: '普通门诊挂号',
  unit: '次',
  quantity: 1000,
  unitPrice: 1000,
  gross: 1000,
  discount: 0,
  amount: 1000,
  creditKind: 'revenue',
  account: '6001',
  formula: null,
  packageN: null,
  taxRate: 0,
  tax: 0,
  taxCode: null,
};
const DISCOUNT: NewRow<typeof receiptDiscount> = {
  ...{ n: 1, kind: 'amount', line: null, policyId: null, policyN: null, basisPoints: null, asked: 100 },
  ...{ reason: null, text: null, validUntil: null, amount: 100 },
};
type Tender = Omit<NewRow<typeof schema.tender>, 'n'>;
const CASH: Tender = {
  method: 'cash',
  given: 1000,
  applied: 1000,
  change: 0,
  reference: null,
  proof: 'none',
};
/** A tender that WeChat brought; without a reference it stays unverified. */
export function wechat(applied: number, reference: string | null = null): Tender {
  const proof = reference === null ? 'unverified' : 'reference';
  return { ...CASH, method: 'wechat', given: applied, applied, reference, proof };
}
