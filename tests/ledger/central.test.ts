// What central answers is taken whole or not at all, becomes tasks that only a person closes, and its balances stand beside
// ours; what is delivered is read back where it lies, and a folder that is missing stops nobody.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { answerFile, handOver, mapAll, NOTHING, takeAnswer } from './support/central.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';
import { closeByTwo } from './support/worked-cash.ts';

const DAY = 86_400_000;
const DATE = '2026-11-23';

let template: LedgerTemplate;
let counter: Counter;
let finance: Window;
beforeAll(async () => {
  // A day closed, mapped, its vouchers (1 and 2) and its package written.
  template = await LedgerTemplate.make(async (made) => {
    const till = made.window();
    finance = made.window();
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(10_000), counted: null });
    await till.call('charge.post', mixedCharge());
    await till.call('charge.post', openCharge(700, 'wechat'));
    await closeByTwo(made, till, 10_000);
    const { open } = await finance.call('day.state', {});
    await finance.call('day.close', {
      operationId: op(),
      businessDate: DATE,
      expectedTaken: open[0]?.taken ?? minor(0),
    });
    await mapAll(finance);
    await finance.call('voucher.write', { operationId: op(), businessDate: DATE, format: 'yonyou', revise: null });
    await finance.call('package.write', { operationId: op(), businessDate: DATE });
  });
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  finance = counter.window();
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

const state = () => finance.call('report.centralState', {});
const tasks = async () => (await finance.call('central.tasks', { state: 'open', limit: 50 })).tasks;

describe('an answer file of central’s', () => {
  it('is kept as it came and seen again; the same bytes are not taken twice', async () => {
    const bytes = answerFile(['answer,1,1,accepted,', 'answer,1,2,accepted,']);
    const taken = await takeAnswer(finance, bytes, '回执.csv');
    expect(taken).toMatchObject({ n: 1, name: '回执.csv', made: '2026-11-24', accepted: 2, rejected: 0 });
    const file = await handOver(finance, bytes);
    const again = await finance
      .call('ack.take', { operationId: op(), file, name: 'x.csv' })
      .catch((error: unknown) => error);
    expect(again).toMatchObject({ code: 'ACK_SEEN', params: { name: '回执.csv', n: 1 } });
    expect(await refusalOf(finance.call('ack.check', { file }))).toBe('ACK_SEEN');
    const row = counter.ledger.one<{ id: string; size: number; sha256: string }>(
      "SELECT id, size, sha256 FROM central_file WHERE kind = 'acknowledgement'",
    );
    if (!row) throw new Error('no file is kept');
    expect(counter.ledger.attachments.read(row).equals(bytes)).toBe(true);
    expect((await finance.call('voucher.days', { before: null, limit: 5 })).days[0]).toMatchObject({
      accepted: 2,
      rejected: 0,
    });
    expect(await tasks()).toEqual([]);
  });

  it.each([
    [['answer,9,1,accepted,'], 2, 'packageUnknown'],
    [['answer,1,3,accepted,'], 2, 'voucherUnknown'],
    [['answer,1,1,accepted,', 'answer,1,1,rejected,x'], 3, 'twice'],
    [['answer,1,1,rejected,'], 2, 'reasonMissing'],
    [['answer,1,1,accepted,why'], 2, 'reasonNotWanted'],
    [['answer,1,1,perhaps,'], 2, 'resultInvalid'],
    [['answer,1,1,accepted'], 2, 'fieldCount'],
    [['answer,1,"1,accepted,'], 2, 'quoting'],
    [['balance,2026-11-23,1122,credit,１２'], 2, 'amountInvalid'],
    [['balance,2026-11-23,1122,credit,-1.00'], 2, 'amountInvalid'],
    [['balance,2026-11-23,1122,left,1.00'], 2, 'sideInvalid'],
    [['balance,2026-02-30,1122,credit,1.00'], 2, 'dateInvalid'],
    [['balance,2026-11-22,1122,credit,1.00'], 2, 'dateNotClosed'],
    [['other,1'], 2, 'lineUnknown'],
  ] as const)('with %j is refused whole at its line', async (lines, line, reason) => {
    const file = await handOver(finance, answerFile(lines));
    expect(await finance.call('ack.check', { file })).toEqual({ ok: false, line, reason });
    const refused = await finance
      .call('ack.take', { operationId: op(), file, name: 'a' })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ACK_REFUSED', params: { line, reason } });
    expect(refused).toBeInstanceOf(RefusedAnswer);
    expect(counter.ledger.db.prepare('SELECT count(*) FROM acknowledgement').pluck().get()).toBe(0);
  });

  it('of another counter, of another version, cut off, or with wrong counts is refused', async () => {
    const whole = answerFile(['answer,1,1,accepted,']).toString('utf8');
    const reasons: string[] = [];
    for (const text of [
      whole.replace('A01', 'B02'),
      whole.replace('ack,1,', 'ack,2,'),
      whole.replace(/end.*\n$/, ''),
      whole.replace('end,1', 'end,2'),
      `${whole}answer,1,2,accepted,\n`,
      '',
      'number,name\n1,x\n',
    ]) {
      const bytes = Buffer.from(text === '' ? '\n' : text, 'utf8');
      const found = await finance.call('ack.check', { file: await handOver(finance, bytes) });
      reasons.push(found.ok ? 'taken' : found.reason);
    }
    expect(reasons).toEqual([
      'otherCounter',
      'versionUnknown',
      'endMissing',
      'countsDiffer',
      'afterEnd',
      'headMissing',
      'headMissing',
    ]);
    const latin = Buffer.concat([answerFile([]), Buffer.from([0xff, 0xfe])]);
    expect(await finance.call('ack.check', { file: await handOver(finance, latin) })).toMatchObject({
      reason: 'notUtf8',
    });
  });
});

describe('a rejection', () => {
  it('is a task with owner, notes and an end that somebody says; nothing closes it but that', async () => {
    await takeAnswer(finance, answerFile(['answer,1,1,accepted,', 'answer,1,2,rejected,"科目停用,请改"']));
    const [task] = await tasks();
    expect(task).toMatchObject({
      id: 1,
      kind: 'rejected',
      voucher: 2,
      businessDate: DATE,
      reason: '科目停用,请改',
      age: 0,
    });
    counter.clock.pass(3 * DAY);
    await finance.signIn('finance1');
    const step = (over: object) => finance.call('central.step', { operationId: op(), task: 1, ...over } as never);
    await step({ step: { act: 'assign', username: 'finance1', text: null } });
    await step({ step: { act: 'note', text: '已问总账会计' } });
    expect((await tasks())[0]).toMatchObject({ owner: expect.any(String), age: 3, acceptedSince: false });
    expect((await state()).openTasks).toBe(1);
    // Central accepts what is handed in anew; the task stays until somebody says how it ended.
    const again = await finance.call('voucher.write', {
      operationId: op(),
      businessDate: DATE,
      format: 'csv',
      revise: null,
    });
    await takeAnswer(finance, answerFile(['answer,1,2,accepted,'], '2026-11-26'));
    expect((await tasks())[0]).toMatchObject({ acceptedSince: true, state: 'open' });
    expect(again.revision).toBe(1);
    await step({ step: { act: 'resolve', outcome: 'corrected', text: '改用新科目' } });
    expect(await tasks()).toEqual([]);
    expect(await refusalOf(step({ step: { act: 'note', text: 'x' } }))).toBe('TASK_RESOLVED');
    await step({ step: { act: 'reopen', text: '还没完' } });
    expect(await refusalOf(step({ step: { act: 'reopen', text: 'x' } }))).toBe('TASK_OPEN');
    const { steps } = await finance.call('central.task', { task: 1 });
    expect(steps.map(({ act }) => act)).toEqual(['assign', 'note', 'resolve', 'reopen']);
    expect(await refusalOf(step({ step: { act: 'assign', username: 'cashier1', text: null } }))).toBe('UNKNOWN_USER');
    expect(await refusalOf(finance.call('central.task', { task: 9 }))).toBe('UNKNOWN_TASK');
  });

  it('lets the vouchers be made anew for a reason under their numbers; what central accepted stays', async () => {
    const write = (revise: string | null) =>
      finance.call('voucher.write', { operationId: op(), businessDate: DATE, format: 'yonyou', revise });
    const first = await write(null);
    await takeAnswer(finance, answerFile(['answer,1,*,rejected,科目错']));
    const target = { ...NOTHING, code: '600199', name: '更正' };
    const map = { account: '6001', form: 'any', fromDate: DATE, target } as const;
    await finance.call('voucher.map', { operationId: op(), ...map });
    const second = await write('科目更正');
    expect(second).toMatchObject({ revision: 2, first: first.first, last: first.last, debit: first.debit });
    expect(second.sha256).not.toBe(first.sha256);
    expect((await finance.call('voucher.days', { before: null, limit: 1 })).days[0]).toMatchObject({
      accepted: 0,
      rejected: 0,
      set: { revision: 2, reason: '科目更正' },
    });
    await takeAnswer(finance, answerFile(['answer,1,*,accepted,'], '2026-11-25'));
    expect(await refusalOf(write('再改'))).toBe('VOUCHERS_ACCEPTED');
  });
});

describe('central’s balances', () => {
  it('stand beside ours; what differs is a task', async () => {
    const ours = counter.ledger.one<{ b: number }>(
      "SELECT balance AS b FROM account_balance WHERE account = '1012.wechat'",
    );
    const right = ((ours?.b ?? 0) / 100).toFixed(2);
    const lines = [
      `balance,${DATE},1012WECHAT,debit,${right}`,
      `balance,${DATE},2203,credit,5.00`,
      `balance,${DATE},9999,credit,0.00`,
    ];
    const file = await handOver(finance, answerFile(lines));
    expect(await finance.call('ack.check', { file })).toMatchObject({
      balances: 3,
      differences: [
        { code: '2203', theirs: -500, ours: 0 },
        { code: '9999', theirs: 0, ours: null },
      ],
    });
    await takeAnswer(finance, answerFile(lines));
    expect((await tasks()).map(({ kind, difference }) => [kind, difference?.code])).toEqual([
      ['difference', '2203'],
      ['difference', '9999'],
    ]);
  });
});

describe('what is missing', () => {
  it('is said: days without vouchers and packages, answers that do not come, packages left out', async () => {
    expect(await state()).toMatchObject({
      withoutVouchers: [],
      withoutPackage: [],
      unanswered: [],
      gaps: [],
      unmapped: 0,
    });
    const till = counter.window();
    for (let day = 0; day < 2; day += 1) {
      counter.clock.pass(DAY);
      await till.signIn('cashier1');
      await finance.signIn('finance1');
      await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
      await till.call('charge.post', openCharge(100));
      await till.call('shift.close', { operationId: op(), counted: minor(100) });
      const { open } = await finance.call('day.state', {});
      const [first] = open;
      const close = { businessDate: first?.businessDate ?? '', expectedTaken: first?.taken ?? minor(0) };
      await finance.call('day.close', { operationId: op(), ...close });
    }
    expect(await state()).toMatchObject({
      withoutVouchers: ['2026-11-24', '2026-11-25'],
      withoutPackage: ['2026-11-24', '2026-11-25'],
    });
    for (const businessDate of ['2026-11-24', '2026-11-25'])
      await finance.call('package.write', { operationId: op(), businessDate });
    await takeAnswer(finance, answerFile(['answer,1,*,accepted,', 'answer,3,*,accepted,']));
    expect(await state()).toMatchObject({ gaps: [2], unanswered: [] });
    counter.clock.pass(4 * DAY);
    await finance.signIn('finance1');
    expect(await state()).toMatchObject({ gaps: [2], unanswered: ['2026-11-24'] });
  });
});

describe('the folder central fetches from', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counterfoil-central-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function deliverInto(place: string): Promise<void> {
    const it = counter.window();
    await it.signIn('it1');
    await it.call('settings.change', {
      operationId: op(),
      key: 'delivery',
      fromDate: counter.ledger.businessDate(),
      value: { folder: place, packages: true, vouchers: 'yonyou' },
    });
    await counter.server.deliver();
  }
  const queue = async () => (await finance.call('delivery.queue', { limit: 10 })).items;

  it('receives package and vouchers whole, read back there, once', async () => {
    await deliverInto(folder);
    expect(readdirSync(folder).sort()).toEqual(['A01-2026-11-23-000001', 'A01-2026-11-23-用友凭证.txt']);
    const items = await queue();
    expect(items.map(({ kind, state: one }) => [kind, one])).toEqual([
      ['voucher', 'delivered'],
      ['package', 'delivered'],
    ]);
    const head = counter.ledger.head.seq;
    rmSync(join(folder, 'A01-2026-11-23-000001'), { recursive: true });
    await counter.server.deliver();
    expect(counter.ledger.head.seq).toBe(head);
  });

  it('that is missing is said quietly, tried again later and later, and at once when somebody asks', async () => {
    const missing = join(folder, 'share');
    await deliverInto(missing);
    expect((await queue()).map(({ state: one, fault, tries }) => [one, fault, tries])).toEqual([
      ['failed', 'FOLDER_MISSING', 1],
      ['failed', 'FOLDER_MISSING', 1],
    ]);
    expect((await state()).delivery).toMatchObject({ waiting: 2, failed: 2, fault: 'FOLDER_MISSING' });
    await counter.server.deliver();
    expect((await queue())[0]?.tries).toBe(1);
    counter.clock.pass(31_000);
    await counter.server.deliver();
    expect((await queue())[0]).toMatchObject({ tries: 2, againInMs: 60_000 });
    mkdirSync(missing);
    await counter.server.deliver();
    expect(existsSync(join(missing, 'A01-2026-11-23-000001'))).toBe(false);
    await finance.call('delivery.retry', {});
    await expect.poll(async () => (await state()).delivery.waiting).toBe(0);
    expect(readdirSync(missing)).toHaveLength(2);
  });

  it('gets no package that is not the one that was written', async () => {
    const source = join(counter.keeper.files.packages, 'A01-2026-11-23-000001', 'receipts.csv');
    writeFileSync(source, `${readFileSync(source, 'utf8')}x`);
    await deliverInto(folder);
    expect(readdirSync(folder)).toEqual(['A01-2026-11-23-用友凭证.txt']);
    expect((await queue()).find(({ kind }) => kind === 'package')).toMatchObject({ fault: 'SOURCE_MISSING' });
  });

  it('keeps nobody from charging while it is missing', async () => {
    await deliverInto(join(folder, 'nowhere'));
    const till = counter.window();
    await till.signIn('cashier1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    await till.call('charge.post', openCharge(100));
  });
});
