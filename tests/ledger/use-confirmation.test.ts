// 科室确认: a case of a category that needs it waits for its department, which says it at the workstation or sends a list.
// A list names sums up to now, so that it says nothing twice.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { mixedCharge } from './support/charges.ts';
import { addConfirmer, CONFIRMER } from './support/confirmer.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { importAt } from './support/lists.ts';
import { apply, approve, byQuantity } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let ward: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const [cashier, finance] = [made.window(), made.window()];
    await cashier.signIn('cashier1');
    await cashier.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    await finance.signIn('finance1');
    const { settings } = await finance.call('settings.read', { keys: ['refundPolicy'], date: null });
    const value = settings[0]?.value as { policies: { category: string }[] };
    const [others] = value.policies;
    const policies = [...value.policies, { ...others, category: '检验', needsUseConfirmation: true }];
    const fromDate = made.ledger.businessDate();
    const change = { key: 'refundPolicy', value: { ...value, policies }, fromDate } as never;
    await finance.call('settings.change', { operationId: op(), ...(change as object) } as never);
    await addConfirmer(made);
  });
});
beforeEach(async () => {
  counter = await template.counter();
  [till, ward] = [counter.window(), counter.window()];
  await till.signIn('cashier1');
  await ward.signIn(CONFIRMER);
});
afterEach(() => {
  expect(counter.verify().firstBad).toBeNull();
  expect(counter.faults).toEqual([]);
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

/** Two receipts of one registration and three tests each, which the laboratory answers for. */
async function receipts(): Promise<[string, string]> {
  const one = await till.call('charge.post', mixedCharge());
  const other = await till.call('charge.post', mixedCharge());
  return [one.number, other.number];
}

const HEAD = '收据号,行号,项目编码,累计数量,情形,科室\n';
const list = (...rows: readonly string[]): string => `${HEAD}${rows.join('\n')}\n`;
const said = (receipt: string): unknown[] =>
  counter.ledger.db
    .prepare(
      `SELECT u.line_n, u.quantity, u.kind, u.department, p.username FROM use_confirmation u
       JOIN document d ON d.seq = u.receipt_seq JOIN person p ON p.id = u.person_id WHERE d.number = ? ORDER BY u.line_n, u.n`,
    )
    .raw()
    .all(receipt);

describe('a case that needs its department', () => {
  it('waits, and goes on when the department says it at the workstation', async () => {
    const [receipt] = await receipts();
    const applied = await apply(till, receipt, byQuantity([2, 2000]));
    expect(applied).toMatchObject({ state: 'awaitingUse', waitsFor: 'department', request: null });
    const row = { receipt, n: 2, kind: 'notCarriedOut' as const };
    const use = (quantity: number) => ({
      ...{ operationId: op(), department: '检验科' },
      rows: [{ ...row, quantity: quantity as never }],
    });
    expect(await refusalOf(till.call('refund.confirmUse', use(2000)))).toBe('FORBIDDEN');
    expect(await ward.call('refund.confirmUse', use(1000))).toMatchObject({ confirmed: 1, cases: [] });
    expect(await till.call('refund.case', { number: applied.number })).toMatchObject({ state: 'awaitingUse' });
    const more = await ward.call('refund.confirmUse', use(1000));
    expect(more.cases).toEqual([{ number: applied.number, state: 'awaitingApproval' }]);
    expect(await refusalOf(ward.call('refund.confirmUse', use(1500)))).toBe('REFUND_EXCEEDS');
    expect(await approve(counter, till, applied.number)).toMatchObject({ state: 'approved' });
  });

  it('goes on by the list of the department; what it says of other lines waits to be asked for', async () => {
    const [receipt, other] = await receipts();
    const waiting = await apply(till, receipt, byQuantity([2, 1000]));
    const result = await importAt(
      ward,
      'use',
      list(`${receipt},2,,1,未执行,检验科`, `${other},,5003004,３,退药,药房`, `${other},1,5001019,1,未执行,门诊`),
    );
    expect(result).toMatchObject({ rows: 3, imported: 3, unchanged: 0, rejected: [] });
    expect(result.normalised).toEqual([{ row: 3, column: '累计数量', why: 'fullWidth' }]);
    expect(await till.call('refund.case', { number: waiting.number })).toMatchObject({ state: 'awaitingApproval' });
    expect(said(other)).toEqual([
      [1, 1000, 'notCarriedOut', '门诊', 'lab1'],
      [2, 3000, 'returned', '药房', 'lab1'],
    ]);
    // Confirmed beforehand: the application of the other receipt needs to wait for nobody's word.
    expect(await apply(till, other, byQuantity([2, 3000]))).toMatchObject({ state: 'awaitingApproval' });
  });
});

describe('a list of use', () => {
  it('names sums: sent again it says nothing, longer it says what is new, less is refused', async () => {
    const [receipt] = await receipts();
    const first = list(`${receipt},2,,1,未执行,检验科`);
    expect(await importAt(ward, 'use', first)).toMatchObject({ imported: 1 });
    expect(await importAt(ward, 'use', first)).toMatchObject({ imported: 0, unchanged: 1, rejected: [] });
    expect(await importAt(ward, 'use', list(`${receipt},2,,2.5,未执行,检验科`))).toMatchObject({ imported: 1 });
    expect(said(receipt).map((row) => (row as unknown[])[1])).toEqual([1000, 1500]);
    const less = await importAt(ward, 'use', list(`${receipt},2,,2,未执行,检验科`));
    expect(less.rejected).toEqual([{ row: 2, column: '累计数量', reason: 'useLessThanSaid' }]);
    const beyond = await importAt(ward, 'use', list(`${receipt},2,,0.6,退药,药房`));
    expect(beyond.rejected).toEqual([{ row: 2, column: '累计数量', reason: 'useBeyondLine' }]);
  });

  it('tells each row that is wrong with its column and reason, and takes the others', async () => {
    const [receipt, other] = await receipts();
    const result = await importAt(
      ward,
      'use',
      list(
        `${receipt},2,,2,未执行,检验科`,
        `${receipt},2,,2,未执行,检验科`,
        `${receipt},2,,2,退药,药房`,
        'A01-R-9999999,1,,1,未执行,检验科',
        ',1,,1,未执行,检验科',
        `${receipt},,,1,未执行,检验科`,
        `${receipt},7,,1,未执行,检验科`,
        `${receipt},x,,1,未执行,检验科`,
        `${receipt},1,5003004,1,未执行,检验科`,
        `${receipt},,5003009,1,未执行,检验科`,
        `${other},2,,,未执行,检验科`,
        `${other},2,,0,未执行,检验科`,
        `${other},2,,二,未执行,检验科`,
        `${other},2,,1,丢了,检验科`,
        `${other},2,,1,未执行,`,
        `${other},2,,1,未执行,4111111111111111`,
        `${other},2,,4,未执行,检验科`,
      ),
    );
    expect(result).toMatchObject({ rows: 17, imported: 1, exit: 1 });
    expect(result.rejected.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [3, '收据号', 'useTwice'],
      [4, '累计数量', 'useBeyondLine'],
      [5, '收据号', 'receiptUnknown'],
      [6, '收据号', 'receiptMissing'],
      [7, '行号', 'lineMissing'],
      [8, '行号', 'lineUnknown'],
      [9, '行号', 'lineUnknown'],
      [10, '项目编码', 'itemNotOnReceipt'],
      [11, '项目编码', 'itemNotOnReceipt'],
      [12, '累计数量', 'quantityMissing'],
      [13, '累计数量', 'quantityNotAboveZero'],
      [14, '累计数量', 'notAQuantity'],
      [15, '情形', 'useKindUnknown'],
      [16, '科室', 'departmentMissing'],
      [17, '科室', 'textInvalid'],
      [18, '累计数量', 'useBeyondLine'],
    ]);
    const strict = list(`${other},2,,1,未执行,检验科`, `${other},9,,1,未执行,检验科`);
    expect(await importAt(ward, 'use', strict, true)).toMatchObject({ imported: 0, exit: 1 });
    expect(said(other)).toEqual([]);
  });

  it('is nobody’s who may not confirm', async () => {
    const [receipt] = await receipts();
    const text = list(`${receipt},2,,1,未执行,检验科`);
    expect(await refusalOf(importAt(till, 'use', text))).toBe('FORBIDDEN');
  });
});
