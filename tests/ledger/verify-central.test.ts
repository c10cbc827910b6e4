// What only verify can see of the hand-over to central: acts of an insider with right digests, hashes and totals, and wrong
// meaning.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Act } from '../../db/ledger/act.ts';
import type { Ledger } from '../../db/ledger/ledger.ts';
import * as central from '../../db/schema-voucher.ts';
import { type Forger, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterAll(() => template.remove());

/** Triggers are a lock the holder of the key can take off and put on again: the schema then reads as it was shipped. */
function forged(table: string, rows: (act: Act) => void): string {
  return verdictOn(template, ({ ledger }: Forger) => {
    const names = ledger.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name LIKE '%_follows'",
      table,
    );
    for (const { name } of names) ledger.db.exec(`DROP TRIGGER ${name}`);
    seal(ledger, rows);
    for (const { sql } of names) ledger.db.exec(sql);
  });
}

function seal(ledger: Ledger, rows: (act: Act) => void): void {
  const act = new Act(ledger);
  rows(act);
  act.seal({ kind: 'voucher.mapped', ref: null, businessDate: '2026-11-23', personId: 5 });
}

const MAPPED = {
  account: '1002',
  form: 'any' as const,
  n: 3,
  fromDate: '2026-11-23',
  code: '1002',
  name: '银行',
  below: 0,
  department: null,
  person: null,
  customer: null,
  supplier: null,
  project: null,
  summary: null,
};
const SET = {
  businessDate: '2026-11-20',
  n: 2,
  mode: 'summary' as const,
  word: '记',
  summary: 'x',
  firstNumber: 1,
  vouchers: 0,
  entries: 0,
  debit: 0,
  reason: '再做',
};
const FILE = { id: 'f'.repeat(32), kind: 'acknowledgement' as const, name: 'a.csv', size: 9, sha256: 'f'.repeat(64) };
const ACK = { n: 3, fileId: FILE.id, made: '2026-11-24', answers: 1, balances: 0 };
const ANSWER = {
  ackN: 3,
  line: 2,
  package: 1,
  voucher: null,
  setN: 1,
  verdict: 'accepted' as const,
  reason: null,
};
const STEP = { taskId: 1, n: 3, act: 'note' as const, ownerId: null, outcome: null, text: 'x', at: 1, personId: 5 };

function answered(over: {
  file?: Partial<typeof FILE>;
  ack?: Partial<typeof ACK>;
  answer?: Partial<Omit<typeof ANSWER, 'verdict' | 'reason' | 'voucher'>> & {
    verdict?: 'accepted' | 'rejected';
    reason?: string | null;
    voucher?: number | null;
  };
  balance?: { theirs: number; ours: number | null };
  task?: { id: number; line: number; kind: 'rejected' | 'difference' };
}): string {
  return forged('central_task', (act) => {
    act.insert(central.centralFile, { ...FILE, ...over.file });
    act.insert(central.acknowledgement, { ...ACK, balances: over.balance ? 1 : 0, ...over.ack });
    act.insert(central.ackAnswer, { ...ANSWER, ...over.answer });
    if (over.balance) {
      const where = { ackN: 3, line: 3, asOf: '2026-11-20', code: '100201' };
      act.insert(central.ackBalance, { ...where, ...over.balance });
    }
    if (over.task) act.insert(central.centralTask, { ackN: 3, ...over.task });
  });
}

describe('a forged mapping', () => {
  const mapped = (over: Partial<typeof MAPPED>): string =>
    forged('voucher_account', (act) => act.insert(central.voucherAccount, { ...MAPPED, ...over }));

  it('that leaves a number out is named, the next one is taken', () => {
    expect(mapped({ n: 5 })).toMatch(/voucher_account: follows 2/);
    expect(mapped({})).toBe('ok');
  });
});

describe('forged vouchers', () => {
  it.each([
    ['of another sum', { debit: 1, vouchers: 1 }, /voucher_set: comes to 1, its day to 0/],
    ['made twice under one number', { n: 4 }, /voucher_set: follows 1/],
    ['that change their numbers', { firstNumber: 7 }, /voucher_set: keeps not its numbers/],
  ] as const)('%s are named', (_what, over, verdict) => {
    expect(forged('voucher_set', (act) => act.insert(central.voucherSet, { ...SET, ...over }))).toMatch(verdict);
  });

  it('without a file of their own are named', () => {
    const verdict = forged('voucher_file', (act) => {
      act.insert(central.centralFile, FILE);
      const file = { businessDate: '2026-11-20', n: 1, format: 'csv' as const, fileId: FILE.id };
      act.insert(central.voucherFile, { ...file, rule: 'refuse', replaced: 0 });
    });
    expect(verdict).toMatch(/voucher_file: is of no file/);
  });
});

describe('a forged answer of central’s', () => {
  it.each([
    ['of vouchers that were not made', { answer: { setN: 2 } }, /ack_answer: is of other vouchers/],
    ['of a voucher that is not there', { answer: { voucher: 1 } }, /ack_answer: is of no voucher/],
    ['rejected and nobody’s task', { answer: { verdict: 'rejected', reason: 'x' } }, /line 2 is nobody’s task/],
    ['with a task about nothing', { task: { id: 7, line: 2, kind: 'rejected' } }, /is of nothing central said/],
    ['with our balance wrong', { balance: { theirs: 5, ours: 5 } }, /ack_balance: says ours is other than 0/],
    ['with a difference that is nobody’s task', { balance: { theirs: 5, ours: 0 } }, /line 3 is nobody’s task/],
    ['without what it says it holds', { ack: { answers: 2 } }, /does not say how much it holds/],
    [
      'under a number left out',
      { ack: { n: 3 }, task: { id: 9, line: 2, kind: 'rejected' } },
      /central_task: follows 6/,
    ],
  ] as const)('%s is named', (_what, over, verdict) => {
    expect(answered(over)).toMatch(verdict);
  });

  it('that is whole and true is taken', () => {
    expect(answered({ balance: { theirs: 0, ours: 0 } })).toBe('ok');
  });
});

it('a forged step or delivery is named', () => {
  const step = (over: object) => forged('central_step', (act) => act.insert(central.centralStep, { ...STEP, ...over }));
  expect(step({ n: 5 })).toMatch(/central_step: follows 2/);
  expect(step({ act: 'reopen' })).toMatch(/central_step: reopen after note/);
  const deliver = (over: object) =>
    forged('delivery', (act) =>
      act.insert(central.delivery, {
        n: 3,
        kind: 'package',
        businessDate: '2026-11-20',
        setN: 0,
        format: '',
        folder: '/x',
        name: 'x',
        sha256: '1'.repeat(64),
        ...over,
      }),
    );
  expect(deliver({ sha256: '9'.repeat(64), setN: 1, kind: 'voucher', format: 'yonyou' })).toMatch(
    /delivery: is not what was made/,
  );
  expect(deliver({ n: 4, kind: 'voucher', setN: 1, format: 'yonyou' })).toMatch(/delivery: follows 2/);
});
