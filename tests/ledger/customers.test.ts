// The customer file over the real server: versions, flags, freezes, papers, merges with their trace, who looked at whose
// identity; and what the till makes of somebody who was frozen or turned out to be somebody else.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { LOOKS } from '../../db/readers/customer-history.ts';
import { pdf } from '../fixtures/small-files.ts';
import { keep } from './support/attachments.ts';
import { Counter, decide, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { freezeApproved } from './support/customer-acts.ts';
import { mixedCharge } from './support/charges.ts';
import { apply, approve, byQuantity } from './support/refunds.ts';
import { billToEnter } from './support/worked-bills.ts';
import { voidReceipt } from './support/sample-ledger.ts';

let counter: Counter;
let till: Window;
let office: Window;
beforeEach(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  office = counter.window();
  await till.signIn('cashier1');
  await office.signIn('supervisor1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

type Draft = Omit<InputOf<'customer.create'>, 'operationId'>;
const ID = '110101190304040034';
const NOBODY: Draft = {
  number: null,
  name: '赵某',
  phones: [],
  id: null,
  plate: null,
  unit: null,
  tags: [],
  flags: [],
  note: null,
};
const create = (over: Partial<Draft> = {}, by = till) =>
  by.call('customer.create', { operationId: op(), ...NOBODY, ...over });
const edit = (number: string, version: number, over: Partial<Draft>) => {
  const { number: _, ...facts } = over;
  return till.call('customer.edit', { operationId: op(), number, version, ...facts });
};
const file = (number: string) => till.call('customer.file', { number });
const freeze = (number: string, frozen: boolean, reason = '退票未补') =>
  freezeApproved(counter, till, { number, frozen, reason });
const merge = (from: string, into: string) =>
  office.call('customer.merge', { operationId: op(), from, into, reason: '同一人' });
const unmerge = (from: string) => office.call('customer.unmerge', { operationId: op(), from, reason: '看错了' });
const openShift = () =>
  till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20_000), counted: null });
const charge = (customer: string) => till.call('charge.post', mixedCharge({ customer, payer: null }));
const find = async (text: string, limit = 10) => (await till.call('customer.find', { text, limit })).customers;
const numbersFor = async (text: string) => (await find(text)).map((one) => one.number);
const journal = () =>
  counter.ledger.all<{ kind: string; ref: string; detail: string }>('SELECT kind, ref, detail FROM chain');

describe('a file', () => {
  it('is opened with a number of its own, masked, and every field in its stored form', async () => {
    const made = await create({
      name: '单雄信',
      phones: ['+86 199 0000-7777', '021-68880000'],
      id: { type: 'residentCard', number: ID.toLowerCase() },
      plate: '京b·12345',
      unit: '3栋2单元1204',
      tags: ['月结', 'VIP'],
      flags: ['badCheque', 'callSupervisor'],
      note: '只收现金',
    });
    expect(made).toMatchObject({
      number: 'A01K000012',
      name: '单雄信',
      phone: '199****7777',
      phones: ['199****7777', '021****0000'],
      idNumber: '****0034',
      plate: '京B12345',
      tags: ['月结', 'VIP'],
      flags: ['callSupervisor', 'badCheque'],
      note: '只收现金',
      frozen: false,
      version: 1,
      papers: [],
    });
  });

  it('is written in versions, field by field, and a second writer is told', async () => {
    const { number } = await create({ phones: ['19900001234'], note: '旧' });
    const second = await edit(number, 1, { note: null, plate: '京A12345' });
    expect(second).toMatchObject({ version: 2, phones: ['199****1234'], plate: '京A12345', note: null });
    expect(await refusalOf(edit(number, 1, { name: '另名' }))).toBe('CUSTOMER_CHANGED');
    const edited = journal().filter((row) => row.kind === 'customer.edited');
    expect(edited).toMatchObject([{ ref: number, detail: '{"changed":["plate","note"]}' }]);
  });

  it.each([
    ['no name', { name: 'x', phones: ['12'] }, 'phones'],
    ['a plate that is none', { plate: 'ABC' }, 'plate'],
    ['an ID number whose check digit is wrong', { id: { type: 'residentCard', number: '110101190304040035' } }, 'id'],
    ['a tag with a blank in it', { tags: ['a b'] }, 'tags'],
  ] as const)('is not opened with %s', async (_name, over, field) => {
    const refused = await create(over as Partial<Draft>).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'CUSTOMER_FIELD', params: { field } });
  });

  it('holds no card number anywhere', async () => {
    for (const over of [
      { name: '4111111111111111' },
      { note: '卡 4111 1111 1111 1111' },
      { tags: ['4111111111111111'] },
    ]) {
      expect(await refusalOf(create(over))).toBe('CARD_NUMBER_NOT_ALLOWED');
    }
  });

  it('has its number and its ID number alone', async () => {
    const id = { type: 'residentCard', number: ID } as const;
    const { number } = await create({ number: 'X1', id });
    expect(await refusalOf(create({ number: 'X1' }))).toBe('CUSTOMER_NUMBER_TAKEN');
    const refused = await create({ id }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ID_NUMBER_TAKEN', params: { number } });
  });
});

describe('what identifies somebody', () => {
  it('is shown whole only on asking, and the journal says who asked', async () => {
    const { number } = await create({
      phones: ['19900001234', '19900009999'],
      id: { type: 'passport', number: 'e1234567' },
    });
    const shown = await till.call('customer.reveal', { number });
    expect(shown).toEqual({ phones: ['19900001234', '19900009999'], idNumber: 'E1234567' });
    expect(journal().at(-1)).toMatchObject({ kind: 'customer.revealed', ref: number, detail: '{}' });
    const admin = counter.window();
    await admin.signIn('it1');
    expect(await refusalOf(admin.call('customer.reveal', { number }))).toBe('FORBIDDEN');
  });

  it('stands in no journal row and in no answer that is kept', async () => {
    const { number } = await create({ phones: ['19900001234'], id: { type: 'residentCard', number: ID } });
    await edit(number, 1, { phones: ['19900005678'], id: { type: 'passport', number: 'E7654321' } });
    await till.call('customer.reveal', { number });
    const told = JSON.stringify([journal(), counter.ledger.all('SELECT answer FROM operation')]);
    for (const secret of ['19900001234', '19900005678', ID, 'E7654321', '赵某']) expect(told).not.toContain(secret);
    expect(JSON.stringify(counter.events)).not.toContain(ID);
  });
});

describe('a frozen customer', () => {
  it('is not charged, and the till is told why; let go, they are', async () => {
    await openShift();
    expect(await freeze('C800001', true)).toMatchObject({ frozen: true, freeze: { reason: '退票未补', by: '王敏' } });
    const refused = await charge('C800001').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'CUSTOMER_FROZEN', params: { number: 'C800001', reason: '退票未补' } });
    expect((await find('C800001'))[0]).toMatchObject({ frozen: true });
    expect(await refusalOf(freeze('C800001', true))).toBe('CUSTOMER_FREEZE_SAME');
    await freeze('C800001', false, '已补');
    expect((await charge('C800001')).customer?.number).toBe('C800001');
  });

  it('takes no receipt from SQL either', async () => {
    await openShift();
    await freeze('C800001', true);
    const { db } = counter.ledger;
    const seq = counter.ledger.head.seq + 1;
    const post = db.transaction(() => {
      db.prepare("INSERT INTO document VALUES (?, 'R', 1, 'A01-R-0000001', '2026-11-23', 1, 480, 1, 2)").run(seq);
      db.prepare(
        'INSERT INTO receipt (seq, customer_id, gross, discount, rounding, total, change, template) VALUES (?, 1, 0, 0, 0, 0, 0, 1)',
      ).run(seq);
    });
    expect(post).toThrow(/frozen or another one/);
  });

  it('is frozen by two people: the approval fits the customer, the reason and the direction, once', async () => {
    const subject = { kind: 'customerFreeze', number: 'C800001', frozen: true, reason: '退票' } as const;
    const { kind: _, ...input } = subject;
    const ask = (over: object) =>
      till.call('customer.freeze', { operationId: op(), ...input, approval: null, ...over });
    expect(await refusalOf(ask({}))).toBe('APPROVAL_REQUIRED');
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    expect(await refusalOf(ask({ approval: request }))).toBe('APPROVAL_NOT_GIVEN');
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(ask({ approval: request, number: 'C800002' }))).toBe('APPROVAL_MISMATCH');
    expect(await refusalOf(ask({ approval: request, reason: '别的' }))).toBe('APPROVAL_MISMATCH');
    expect((await ask({ approval: request })).frozen).toBe(true);
    expect(await refusalOf(ask({ approval: request, frozen: false }))).toBe('APPROVAL_MISMATCH');
  });
});

describe('a bill recalled', () => {
  const park = (customer: string) => {
    const { lines } = mixedCharge();
    return till.call('hold.park', { operationId: op(), customer, payer: null, lines, note: null });
  };
  const recall = (number: string) => till.call('hold.recall', { operationId: op(), number });

  it('after its customer was frozen says so, and is not charged to them', async () => {
    await openShift();
    const { number } = await park('C800001');
    await freeze('C800001', true);
    const back = await recall(number);
    expect(back.customer).toMatchObject({ number: 'C800001', frozen: true });
    expect(back.changes).toEqual([{ kind: 'customerFrozen', customer: '欧阳𠅤', reason: '退票未补' }]);
    expect(await refusalOf(charge('C800001'))).toBe('CUSTOMER_FROZEN');
  });

  it('after its customer was merged goes to whoever they are now, and says so', async () => {
    const { number } = await park('C800001');
    await merge('C800001', 'C800002');
    const back = await recall(number);
    expect(back.customer).toMatchObject({ number: 'C800002', was: 'C800001' });
    expect(back.changes).toEqual([{ kind: 'customerMerged', customer: '李㛃', from: 'C800001', into: 'C800002' }]);
  });

  it('after both says both', async () => {
    const { number } = await park('C800001');
    await merge('C800001', 'C800002');
    await freeze('C800002', true);
    expect((await recall(number)).changes.map((change) => change.kind)).toEqual(['customerMerged', 'customerFrozen']);
  });
});

describe('a merged customer', () => {
  it('is the survivor under the old number, from search to receipt; old receipts keep the number', async () => {
    await openShift();
    const old = await charge('C800001');
    const survivor = await merge('C800001', 'C800002');
    expect(survivor.merged).toMatchObject([{ number: 'C800001', name: '欧阳𠅤', by: '陈洁', reason: '同一人' }]);
    for (const text of ['C800001', '欧阳', 'ouyang', '0412']) {
      expect(await find(text), text).toMatchObject([{ number: 'C800002', name: '李㛃', was: 'C800001' }]);
    }
    const fresh = await charge('C800001');
    expect(fresh.customer).toEqual({ number: 'C800002', name: '李㛃' });
    expect((await till.call('receipt.get', { number: old.number })).customer).toEqual({
      number: 'C800001',
      name: '欧阳𠅤',
    });
    expect(await file('C800001')).toMatchObject({ number: 'C800002', was: 'C800001', receipts: 2, paid: 2 * 15_851 });
    const { events } = await till.call('customer.history', { number: 'C800002', before: null, limit: 10 });
    expect(events).toMatchObject([
      { kind: 'receipt', number: fresh.number, under: null },
      { kind: 'receipt', number: old.number, under: 'C800001' },
    ]);
  });

  it('fills what the survivor did not know, and gives it back when the merge is', async () => {
    const one = await create({ phones: ['19900001111'], id: { type: 'residentCard', number: ID }, tags: ['甲'] });
    const other = await create({ name: '赵某某', phones: ['19900002222'], unit: '5栋', tags: ['乙'] });
    const both = await merge(one.number, other.number);
    expect(both).toMatchObject({ name: '赵某某', idNumber: '****0034', unit: '5栋', tags: ['乙', '甲'] });
    expect(both.phones).toEqual(['199****2222', '199****1111']);
    expect(await numbersFor(ID)).toEqual([other.number]);
    await unmerge(one.number);
    expect(await file(other.number)).toMatchObject({
      idNumber: null,
      phones: ['199****2222'],
      tags: ['乙'],
      merged: [],
    });
    expect(await numbersFor(ID)).toEqual([one.number]);
  });

  it('stays merged once something was charged or changed', async () => {
    await openShift();
    await merge('C800001', 'C800002');
    await charge('C800002');
    const charged = await unmerge('C800001').catch((error: unknown) => error);
    expect(charged).toMatchObject({ code: 'UNMERGE_REFUSED', params: { reason: 'charged' } });
    await merge('C800003', 'C800004');
    await edit('C800004', (await file('C800004')).version, { note: '新' });
    const changed = await unmerge('C800003').catch((error: unknown) => error);
    expect(changed).toMatchObject({ code: 'UNMERGE_REFUSED', params: { reason: 'changed' } });
  });

  it('is not changed, frozen or merged again, and nobody is merged round in a circle', async () => {
    await merge('C800001', 'C800002');
    const answers = [
      await refusalOf(edit('C800001', 1, { note: 'x' })),
      await refusalOf(freeze('C800001', true)),
      await refusalOf(unmerge('C800002')),
    ];
    expect(answers).toEqual(['CUSTOMER_MERGED', 'CUSTOMER_MERGED', 'CUSTOMER_NOT_MERGED']);
    const reasons = [];
    for (const [from, into] of [
      ['C800001', 'C800001'],
      ['C800001', 'C800003'],
      ['C800003', 'C800001'],
      ['C800002', 'C800003'],
    ] as const) {
      const refused: unknown = await merge(from, into).catch((error: unknown) => error);
      reasons.push(refused instanceof RefusedAnswer ? refused.params['reason'] : refused);
    }
    expect(reasons).toEqual(['same', 'merged', 'merged', 'survivor']);
    await freeze('C800005', true);
    expect(await refusalOf(merge('C800005', 'C800006'))).toBe('MERGE_REFUSED');
    expect(await refusalOf(merge('C800006', 'C800005'))).toBe('MERGE_REFUSED');
  });

  it('whatever is merged and taken back in whatever order, one step leads to who somebody is', async () => {
    const numbers = (await find('', 20)).map((one) => one.number);
    const at = fc.constantFrom(...numbers);
    const step = fc.oneof(fc.tuple(fc.constant('merge'), at, at), fc.tuple(fc.constant('unmerge'), at, at));
    const [steps] = fc.sample(fc.array(step, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
    /** Number → who it means, by the words of the rule alone. */
    const model = new Map<string, string>();
    let done = 0;
    for (const [act, one, other] of steps ?? []) {
      const ok = await (act === 'merge' ? merge(one, other) : unmerge(one)).then(
        () => true,
        () => false,
      );
      if (ok && act === 'merge') model.set(one, other);
      if (ok && act === 'unmerge') model.delete(one);
      if (ok) done += 1;
      for (const number of numbers) expect((await file(number)).number).toBe(model.get(number) ?? number);
    }
    expect(done).toBeGreaterThan(8);
  });
});

describe('papers', () => {
  it('are put on the file, opened under the customer’s number, and taken off again', async () => {
    const { attachment } = await keep(till, pdf(), 'id.pdf');
    const paper = { number: 'C800001', attachment };
    const added = await till.call('customer.addPaper', { operationId: op(), ...paper, shows: 'idFront' });
    expect(added.papers).toMatchObject([{ n: 1, attachment, shows: 'idFront', media: 'pdf', by: '王敏' }]);
    await till.call('attachment.open', { attachment });
    expect(journal().at(-1)).toMatchObject({ kind: 'attachment.opened', ref: attachment });
    expect(JSON.parse(journal().at(-1)?.detail ?? '')).toEqual({ of: 'customerPaper', customer: 'C800001' });
    const twice = till.call('customer.addPaper', { operationId: op(), ...paper, number: 'C800002', shows: 'other' });
    expect(await refusalOf(twice)).toBe('ATTACHMENT_IN_USE');
    await merge('C800001', 'C800002');
    expect((await file('C800002')).papers).toMatchObject([{ attachment }]);
    const off = { operationId: op(), number: 'C800002', attachment, reason: '拍反了' };
    expect((await till.call('customer.removePaper', off)).papers).toEqual([]);
    expect(await refusalOf(till.call('customer.removePaper', { ...off, operationId: op() }))).toBe(
      'UNKNOWN_ATTACHMENT',
    );
  });

  it('are customers’ papers and not proofs of payments', async () => {
    const { attachment } = await keep(till, pdf(), 'id.pdf', 'tenderEvidence');
    const input = { operationId: op(), number: 'C800001', attachment, shows: 'other' } as const;
    expect(await refusalOf(till.call('customer.addPaper', input))).toBe('UNKNOWN_ATTACHMENT');
  });
});

describe('search', () => {
  beforeEach(async () => {
    await create({
      number: 'H-77',
      name: '江城华丰物业管理有限公司',
      phones: ['19900001234', '021-68885678'],
      id: { type: 'residentCard', number: ID },
      plate: '京B12345',
      unit: '3栋2单元1204',
      tags: ['月结', 'VIP'],
    });
  });

  it.each([
    ['number', 'h-7'],
    ['start of the name', '江城'],
    ['two characters inside the name', '丰物'],
    ['many characters inside the name', '城华丰物业管理有限公司'],
    ['initials', 'jchf'],
    ['pinyin', 'jiangcheng'],
    ['phone', '19900001234'],
    ['phone tail', '1234'],
    ['tail of the second phone', '5678'],
    ['plate', '京B123'],
    ['plate tail', '2345'],
    ['unit', '3栋2'],
    ['unit tail', '1204'],
    ['whole ID number', ID],
    ['tag', '月结'],
    ['tag in part', 'VI'],
  ])('by %s', async (_how, text) => expect(await numbersFor(text)).toContain('H-77'));

  it.each([
    ['䶮', 'yan'],
    ['𬭎', 'hongzhiming'],
    ['𠮷', 'jitian'],
    ['㛃', 'lijie'],
    ['𠅤', 'ouyangxi'],
  ])('%s by %s', async (character, pinyin) => {
    const found = await find(pinyin);
    expect(found.some((one) => one.name.includes(character))).toBe(true);
  });

  it('by what is known now only: an old version finds nobody', async () => {
    await edit('H-77', 1, { name: '新名', phones: [], plate: null, unit: null, tags: [], id: null });
    for (const text of ['江城', '丰物', '5678', '京B123', '1204', ID, '月结', 'jchf']) {
      expect(await numbersFor(text), text).not.toContain('H-77');
    }
    expect(await numbersFor('xm')).toContain('H-77');
  });

  it('gives every way its turn: a common start of numbers does not hide a phone', async () => {
    for (let n = 0; n < 12; n += 1) await create({ number: `1234${String(n).padStart(2, '0')}` });
    expect(await numbersFor('1234')).toContain('H-77');
  });
});

it('every question about customers goes by an index: no plan scans a table', async () => {
  const { ledger } = counter;
  const asked = new Set<string>();
  const prepared = ledger.prepared.bind(ledger);
  await merge('C800001', 'C800002');
  vi.spyOn(ledger, 'prepared').mockImplementation((sql) => {
    asked.add(sql);
    return prepared(sql);
  });
  for (const text of ['C8', '王', '小明', 'wxm', '13800001111', '1204', '京B12345', 'E1234567', ID, '月结'])
    await find(text);
  await file('C800001');
  await till.call('customer.history', { number: 'C800002', before: null, limit: 5 });
  await till.call('customer.duplicates', { number: 'C800002' });
  await office.call('customer.looks', { number: 'C800002', limit: 5 });
  expect([...asked]).toContain(LOOKS);
  const selects = [...asked].filter((sql) => /^\s*SELECT/i.test(sql));
  expect(selects.length).toBeGreaterThan(10);
  for (const sql of selects) {
    const values = Array.from(sql.match(/\?/g) ?? [], () => 'x');
    const plan = ledger.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    const scans = plan.map((step) => step.detail).filter((step) => /\bSCAN\b/.test(step));
    expect(scans, sql).toEqual([]);
  }
});

it('balances follow a merge: what was paid in under the old number is the survivor’s', async () => {
  await openShift();
  const tenders = [{ method: 'cash' as const, given: minor(5_000), reference: null }];
  const take = { operationId: op(), customer: 'C800001', kind: 'YF', amount: minor(5_000), tenders };
  await till.call('prepayment.take', take);
  await merge('C800001', 'C800002');
  expect((await file('C800002')).balances).toMatchObject({ prepayment: 5_000, deposit: 0, owed: 0 });
  // Paid in to the survivor, the merge stays.
  await till.call('prepayment.take', { ...take, operationId: op(), customer: 'C800002' });
  expect(await refusalOf(unmerge('C800001'))).toBe('UNMERGE_REFUSED');
});

describe('what happened to a customer', () => {
  const history = async (number: string, limit = 20) => till.call('customer.history', { number, before: null, limit });

  it('is told whole: receipts and what became of them, refunds, money held and given back, bills', async () => {
    await openShift();
    await till.call('bill.enter', billToEnter('ZD-1'));
    const tenders = [{ method: 'cash' as const, given: minor(5_000), reference: null }];
    const take = { customer: 'C800001', kind: 'YF', amount: minor(5_000), tenders };
    const { number: load } = await till.call('prepayment.take', { operationId: op(), ...take });
    const backs = [{ load, n: 1, amount: minor(1_000), reference: null }];
    const giving = { customer: 'C800001', kind: 'YF', backs, reason: null, approval: null };
    await till.call('prepayment.return', { operationId: op(), ...giving });
    const mistyped = await charge('C800001');
    await voidReceipt(counter, till, mistyped.number, [{ n: 1, reference: '004600' }]);
    const kept = await charge('C800001');
    const { number: asked } = await apply(till, kept.number, byQuantity([1, 1000]), { originalIsBack: true });
    await approve(counter, till, asked);
    await till.call('payout.start', { operationId: op(), case: asked, n: 1, text: null });
    const { events } = await history('C800001');
    expect(events.map(({ kind, state, total }) => [kind, state, total])).toEqual([
      ['refund', null, -3_200],
      ['receipt', null, 15_851],
      ['receipt', 'voided', 15_851],
      ['returned', 'prepayment', -1_000],
      ['taken', 'prepayment', 5_000],
      ['bill', null, 30_000],
    ]);
    // What stands is counted, what was voided is not, and what went back is told.
    expect(await file('C800001')).toMatchObject({ receipts: 1, paid: 15_851, refunded: 3_200 });
  });

  it('comes a page at a time and leaves nothing out, several bills of one document neither', async () => {
    await openShift();
    for (let n = 0; n < 3; n += 1) await charge('C800001');
    const seen: string[] = [];
    let before: number | null = null;
    do {
      const page: OutputOf<'customer.history'> = await till.call('customer.history', {
        number: 'C800001',
        before,
        limit: 1,
      });
      seen.push(...page.events.map(({ number }) => number));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(['A01-R-0000003', 'A01-R-0000002', 'A01-R-0000001']);
  });
});

describe('who looked', () => {
  const looks = (number: string, limit = 10) => office.call('customer.looks', { number, limit });

  it('is told to those who answer for it: numbers shown, papers opened, also of what was merged or taken off', async () => {
    const { attachment } = await keep(till, pdf(), 'id.pdf');
    await till.call('customer.addPaper', { operationId: op(), number: 'C800001', attachment, shows: 'idFront' });
    expect(await looks('C800001')).toEqual({ looks: [], more: false });
    await till.call('customer.reveal', { number: 'C800001' });
    await till.call('customer.reveal', { number: 'C800003' });
    counter.clock.pass(60_000);
    await office.call('attachment.open', { attachment });
    await merge('C800001', 'C800002');
    await till.call('customer.removePaper', { operationId: op(), number: 'C800002', attachment, reason: '拍反了' });
    const told = await looks('C800001');
    expect(told).toMatchObject({
      looks: [
        { what: 'idFront', by: '陈洁' },
        { what: 'numbers', by: '王敏' },
      ],
      more: false,
    });
    expect(told.looks[0]?.at).toBeGreaterThan(told.looks[1]?.at ?? 0);
    expect(await looks('C800002', 1)).toMatchObject({ looks: [{ what: 'idFront' }], more: true });
    expect(await refusalOf(till.call('customer.looks', { number: 'C800001', limit: 10 }))).toBe('FORBIDDEN');
    expect(await refusalOf(looks('C999999'))).toBe('UNKNOWN_CUSTOMER');
  });
});

describe('duplicates', () => {
  it('are told with the reasons a clerk can check, and not those whose papers differ', async () => {
    const born = (check: string) => ({ type: 'residentCard', number: check }) as const;
    const one = await create({
      name: '张三丰',
      phones: ['19900001234'],
      plate: '京B12345',
      id: born('110101190304040034'),
    });
    const typo = await create({ name: '张三峰', phones: ['19900001234'], plate: '京B12345' });
    await create({ name: '李四', phones: ['19900001234'] });
    await create({ name: '张三丰', id: born('110101190102020019') });
    const { like } = await till.call('customer.duplicates', { number: one.number });
    expect(like.map(({ customer, why }) => [customer.number, why])).toEqual([[typo.number, ['phoneAndName', 'plate']]]);
    await merge(typo.number, one.number);
    expect((await till.call('customer.duplicates', { number: one.number })).like).toEqual([]);
  });
});
