// Calls a hostile or broken window could send: parameters drawn from the contract's own schemas, so that a fuzzer gets past
// the decoding and deep into the use cases, and frames that are wrong in every way we could think of.
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import { CONTRACT, type Method } from '../../../core/contract/contract.ts';
import { milli, minor, timesQuantity } from '../../../core/money/money.ts';

type Json = Readonly<Record<string, unknown>>;

export const METHODS = Object.keys(CONTRACT) as Method[];

/** A list that can be handed over, looked at and imported. */
const LIST_TEXT = 'number,name,phone\nF1,甲,19900001234\nF2,,\n';
const LIST = { file: hash('sha256', LIST_TEXT, 'hex'), bytes: Buffer.from(LIST_TEXT).toString('base64') };

/** Values that exist in the sample ledger, by the name of the field: without them every call would stop at "unknown". */
const KNOWN: Readonly<Record<string, readonly unknown[]>> = {
  item: ['5001001', '5003004', '6001001', '7001001', 'OPEN', 'NONE'],
  customer: ['C800001', 'C999999', null],
  into: ['C800002', 'C800003', 'C999999'],
  drawer: ['1', '2', 'BF', 'X'],
  number: [
    'A01-R-0000001',
    'A01-R-0000002',
    'a01-r-0000001',
    'A01-C-0000001',
    'A01-P-0000001',
    'A01-P-0000002',
    'C800001',
    'C800004',
    'CF1:A01-R-0000001:00',
  ],
  receipt: ['A01-R-0000001', 'A01-R-0000002', 'A01-L-0000001', 'CF1:A01-R-0000001:00'],
  ticket: ['A01-K-0000001', 'A01-K-0000002', 'A01-K-0000009'],
  document: ['A01-E-0000001', 'A01-E-0000002', 'A01-E-0000009'],
  percent: [1, 50, 100],
  case: ['A01-W-0000001', 'A01-W-0000002', 'A01-F-0000001', 'A01-W-0000009'],
  category: ['补偿', '投诉', '天气'],
  assignee: ['cashier1', 'supervisor1', 'nobody', null],
  before: ['A01-R-0000003', null, 7],
  username: ['newcomer', 'newcomer2', 'nobody'],
  tender: ['cash', 'card', 'wechat'],
  method: ['cash', 'card', 'wechat', 'transfer'],
  paperNo: ['P-1', 'P-2', '4111111111111111'],
  reference: [null, '004512', '4200001234202611231234567890', '4111111111111111'],
  quantity: [1, 500, 1000, 3000, 1e12],
  price: [null, 1, 100, 2 ** 51],
  amount: [100, 1200, 99_999],
  file: [LIST.file],
  bytes: [LIST.bytes],
  part: [1],
  parts: [1],
};

/** Few ids, so that some come again with another payload. */
const ids = Array.from({ length: 40 }, (_, n) => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`);

function arbitraryOf(schema: Json, name = ''): fc.Arbitrary<unknown> {
  const honest = plain(schema, name);
  const known = KNOWN[name];
  return known
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: honest })
    : honest;
}

function plain(schema: Json, name: string): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const options = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (options) return fc.oneof(...options.map((option) => arbitraryOf(option, name)));
  switch (schema['type']) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
      return fc.record(Object.fromEntries(properties.map(([key, value]) => [key, arbitraryOf(value, key)])), {
        requiredKeys: (schema['required'] ?? []) as string[],
      });
    }
    case 'array':
      return fc.array(arbitraryOf(schema['items'] as Json, name), { minLength: 1, maxLength: 4 });
    case 'integer':
    case 'number':
      return wholeNumbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return texts(schema);
  }
}

function wholeNumbers(schema: Json): fc.Arbitrary<number> {
  const min = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? -(2 ** 51));
  const max = Number(schema['maximum'] ?? 2 ** 51);
  return fc.oneof(fc.constantFrom(min, max, 0, 1, 100, 1200), fc.integer({ min: Math.max(min, 0), max: 100_000 }));
}

function texts(schema: Json): fc.Arbitrary<string> {
  if (schema['format'] === 'uuid')
    return fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...ids) },
      { weight: 4, arbitrary: fc.uuid({ version: [4, 7] }) },
    );
  if (schema['format'] === 'date') return fc.constantFrom('2026-11-22', '2026-11-23', '0001-01-01', '9999-12-31');
  const words = fc.constantFrom('欧阳𠅤', 'x', 'a first password', '丢失', "Robert'); DROP TABLE line;--", '=1+1', '');
  return fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 12 }));
}

/** A charge whose total is right, paid in one to three ways, now and then with too much cash. */
const rightCharges: fc.Arbitrary<unknown> = fc
  .record({
    operationId: fc.uuid({ version: [4, 7] }),
    customer: fc.constantFrom(null, 'C800001'),
    payer: fc.constantFrom(null, '李㛃'),
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9_000 }), price: fc.integer({ min: 1, max: 99_999 }) }),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
    ways: fc.uniqueArray(fc.constantFrom('cash', 'card', 'wechat', 'transfer'), { minLength: 1, maxLength: 3 }),
    more: fc.constantFrom(0, 0, 50, -1),
    slip: fc.stringMatching(/^[A-Z]{2}[0-9]{4,10}$/),
  })
  .map(({ lines, ways, more, slip, ...rest }) => {
    const total = lines.reduce((sum, line) => sum + timesQuantity(minor(line.price), milli(line.quantity)), 0);
    const part = Math.floor(total / ways.length);
    const tenders = ways.map((method, n) => ({
      method,
      given: (n === 0 ? total - part * (ways.length - 1) : part) + (method === 'cash' ? more : 0),
      reference: method === 'card' ? slip : null,
    }));
    return { ...rest, lines: lines.map((line) => ({ item: 'OPEN', ...line })), tenders, expectedTotal: total };
  });

/** A backfill whose rows are mostly new and right. */
const rightBackfills: fc.Arbitrary<unknown> = fc.record({
  operationId: fc.uuid({ version: [4, 7] }),
  rows: fc.array(
    fc.record({
      row: fc.integer({ min: 2, max: 500 }),
      entry: fc.record({
        paperNo: fc.integer({ min: 1, max: 5_000 }).map((n) => `P-${n}`),
        paperDate: fc.constantFrom('2026-11-22', '2026-11-23', '2030-01-01'),
        payer: fc.constantFrom(null, '李㛃'),
        item: fc.constantFrom('OPEN', 'OPEN', '5001001', 'NONE'),
        quantity: fc.constantFrom(1000, 1000, 1, 7),
        // Not the largest amount: posted once, it fills the account, and every charge after it could only be refused.
        amount: fc.constantFrom(1200, 100, 99_999, 2 ** 34),
        tender: fc.constantFrom('cash', 'wechat', 'card'),
        reference: fc.constantFrom(null, '004512', '4200001234202611231234567890'),
      }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

/** Bills to put away: what a till sends for open amounts. */
const rightBill = {
  operationId: fc.uuid({ version: [4, 7] }),
  customer: fc.constantFrom(null, 'C800001'),
  payer: fc.constantFrom(null, '李㛃'),
  lines: fc.array(
    fc.record({
      item: fc.constant('OPEN'),
      quantity: fc.integer({ min: 1, max: 9_000 }),
      price: fc.constantFrom(null, 1, 99_999),
    }),
    { minLength: 1, maxLength: 3 },
  ),
};

const STOCK_KIND = fc.constantFrom('printed', 'handwritten');

/** The way money takes: drawn as often as all other commands together, however many of those there come to be. */
const MONEY_PATH: readonly Method[] = [
  ...(['bill.enter', 'receipt.spoil', 'stock.take', 'invoice.record', 'invoice.record'] as const),
  ...(['charge.post', 'charge.post', 'shift.open'] as const),
  ...(['shift.open', 'shift.close', 'charge.post', 'receipt.print', 'backfill.post'] as const),
  ...(['hold.park', 'hold.recall', 'refusal.record', 'people.create', 'operation.find'] as const),
  ...(['customer.stage', 'customer.preview', 'customer.import'] as const),
  ...([
    'cash.paidIn',
    'cash.counterfeit',
    'cash.offerFromSafe',
    'handover.offer',
    'shift.suspend',
    'shift.resume',
  ] as const),
];

const ANY_REASON = fc.constantFrom('零星', '用餐');
const NEW_ID = fc.uuid({ version: [4, 7] });
const FEW_NOTES = fc.constantFrom(
  [{ face: 10_000, pieces: 1 }],
  [{ face: 5_000, pieces: 2 }],
  [{ face: 100, pieces: 1 }],
);
const slipOf = (cause: fc.Arbitrary<string>) =>
  fc.record({
    operationId: NEW_ID,
    cause,
    amount: fc.constantFrom(100, 1_200, 99_999),
    reason: ANY_REASON,
    party: fc.constantFrom(null, '李㛃'),
    paper: fc.constantFrom(null, 'P-1'),
    attachment: fc.constant(null),
  });
const offerTo = fc.record({
  operationId: NEW_ID,
  to: fc.constantFrom('1', '2'),
  amount: fc.constantFrom(100, 1_200),
  reason: fc.constantFrom(null, '找零'),
});
const rightCount = fc.record({ operationId: NEW_ID, counted: fc.constantFrom(0, 20_000, 21_200) });

/** Cash between two sales, as its windows send it. */
const RIGHT_CASH = {
  'shift.close': rightCount,
  'handover.offer': rightCount,
  'shift.suspend': fc.record({ operationId: NEW_ID, reason: ANY_REASON }),
  'shift.closeForgotten': fc.record({
    operationId: NEW_ID,
    shift: fc.constantFrom('A01-S-0000001', 'A01-S-0000002', 'A01-S-0000003'),
    counted: fc.constantFrom(0, 20_000),
    sheet: fc.constant(null),
    reason: ANY_REASON,
  }),
  'cash.paidIn': slipOf(fc.constantFrom('found', 'fromFinance')),
  'cash.paidOut': slipOf(fc.constantFrom('toFinance', 'expense')),
  'cash.exchange': fc.record({ operationId: NEW_ID, out: FEW_NOTES, in: FEW_NOTES, party: fc.constant(null) }),
  'cash.counterfeit': fc.record({
    operationId: NEW_ID,
    face: fc.constantFrom(10_000, 5_000),
    serial: fc.stringMatching(/^[A-Z]{2}[0-9]{8}$/),
    outcome: fc.constantFrom('refused', 'kept'),
    note: fc.constant(null),
  }),
  'cash.openDrawer': fc.record({ operationId: NEW_ID, reason: ANY_REASON }),
  'cash.offer': offerTo,
  'cash.offerFromSafe': offerTo,
  'pettyCash.fill': fc.record({
    operationId: NEW_ID,
    from: fc.constantFrom('safe', 'bank'),
    amount: fc.constantFrom(100, 1_200),
    reason: fc.constant(null),
  }),
} as const satisfies Partial<Record<Method, fc.Arbitrary<unknown>>>;
/** A bill with a number of its own, or one that may be taken already. */
const rightEntries = fc.record({
  operationId: fc.uuid({ version: [4, 7] }),
  number: fc.oneof(fc.constantFrom(null, 'F-1'), fc.stringMatching(/^F-[0-9]{3}$/)),
  customer: fc.constant('C800001'),
  purpose: fc.constantFrom('11月物业费', '李㛃'),
  due: fc.constantFrom('2026-11-22', '2026-12-31'),
  lines: fc.array(
    fc.record({
      item: fc.constantFrom(null, 'OPEN'),
      name: fc.constant('水费'),
      creditKind: fc.constantFrom('revenue', 'agency'),
      amount: fc.integer({ min: 1, max: 99_999 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const COMMANDS = METHODS.filter((method) => CONTRACT[method].kind === 'command');
const RIGHT: Partial<Record<Method, fc.Arbitrary<unknown>>> = {
  'hold.recall': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    number: fc.constantFrom('A01-P-0000001', 'A01-P-0000002', 'A01-P-0000003', 'A01-P-0000004'),
  }),
  ...RIGHT_CASH,
  'charge.post': rightCharges,
  'backfill.post': rightBackfills,
  'shift.open': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    drawer: fc.constantFrom('1', '2'),
    float: fc.constantFrom(0, 20_000),
    counted: fc.constant(null),
  }),
  'stock.take': fc
    .record({ operationId: fc.uuid({ version: [4, 7] }), from: fc.integer({ min: 1, max: 900 }), kind: STOCK_KIND })
    .map(({ from, ...rest }) => ({
      ...rest,
      first: `GZ${String(from * 10).padStart(5, '0')}`,
      last: `GZ${String(from * 10 + 9).padStart(5, '0')}`,
      takenBy: 'cashier1',
      note: null,
    })),
  'invoice.record': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    number: fc.constantFrom('A01-R-0000001', 'A01-R-0000002'),
    status: fc.constantFrom('none', 'requested', 'issued', 'redLettered'),
    kind: fc.constant('fiscal'),
    code: fc.constantFrom(null, '61060126'),
    invoiceNumber: fc.constantFrom(null, '0012345678'),
    note: fc.constant(null),
  }),
  'bill.enter': rightEntries,
  'ticket.open': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    petitioner: fc.constantFrom('李㛃', '甲'),
    title: fc.constant('重复收费'),
    category: fc.constantFrom('补偿', '天气'),
    customer: fc.constantFrom(null, 'C800001'),
    receipt: fc.constantFrom(null, 'A01-R-0000001'),
    assignee: fc.constantFrom(null, 'cashier1'),
    text: fc.constantFrom(null, '说明'),
  }),
  'hold.park': fc.record({ ...rightBill, note: fc.constantFrom(null, '取钱') }),
  'operation.find': fc.record({ operationId: fc.constantFrom(...ids) }),
  'people.create': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    username: fc.constantFrom('newcomer', 'newcomer2', 'newcomer3'),
    name: fc.constant('新人'),
    roles: fc.constantFrom(['cashier'], ['supervisor', 'finance'], ['it', 'cashier']),
    password: fc.constantFrom('a first password', 'x'),
  }),
  'approval.request': fc.record({
    operationId: fc.uuid({ version: [4, 7] }),
    subject: fc.record({
      kind: fc.constant('void'),
      receipt: fc.constantFrom('A01-R-0000001', 'A01-R-0000002'),
      reason: fc.constantFrom('mistyped', 'other'),
      text: fc.constantFrom(null, '说明'),
    }),
  }),
  'refusal.record': fc.record({
    ...rightBill,
    reason: fc.constantFrom('noMoney', 'other'),
    text: fc.constantFrom(null, '说明'),
    followUp: fc.constant(null),
  }),
};

function paramsOf(method: Method): fc.Arbitrary<unknown> {
  const any = INPUTS.get(method) ?? fc.constant({});
  return fc.oneof(RIGHT[method] ?? any, any);
}

const INPUTS = new Map(
  METHODS.map((method) => [method, arbitraryOf(z.toJSONSchema(CONTRACT[method].input, { io: 'input' }) as Json)]),
);

/** Right and nearly right calls of `methods`, as a page that was taken over would make them. */
export const callsOf = (methods: readonly Method[]): fc.Arbitrary<{ method: Method; params: unknown }> =>
  fc.constantFrom(...methods).chain((method) => paramsOf(method).map((params) => ({ method, params })));

/** JSON text of a request by the contract, now and then with one thing in it that should not be there. */
export const contractCalls: fc.Arbitrary<{ method: Method; text: string; id: number }> = fc
  .oneof(fc.constantFrom(...METHODS), fc.constantFrom(...COMMANDS), fc.constantFrom(...MONEY_PATH))
  .chain((method) =>
    fc.record({
      method: fc.constant(method),
      id: fc.nat(),
      params: paramsOf(method),
      bend: fc.oneof(
        { weight: 2, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.tuple(fc.nat(), HOSTILE) },
      ),
    }),
  )
  .map(({ method, id, params, bend }) => ({
    method,
    id,
    text: `{"id":${id},"method":"${method}","params":${bend ? bent(JSON.stringify(params), ...bend) : JSON.stringify(params)}}`,
  }));

/** JSON texts of values no field expects. */
const HOSTILE = fc.constantFrom(
  '-0',
  '1e400',
  '-1e400',
  '0.1',
  '2251799813685249',
  '9007199254740993',
  '1e-7',
  'null',
  'true',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e"',
  '[]',
  '{}',
  '{"__proto__":{"roles":["it"]}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
  '[[[[[[[[[[[[]]]]]]]]]]]]',
  `"${'x'.repeat(5_000)}"`,
  '"NaN"',
  '"12345678901234567890"',
);

/** `text` with its `at`-th value replaced, or with a field more. */
function bent(text: string, at: number, hostile: string): string {
  const values = [...text.matchAll(/(?<=:)("(?:[^"\\]|\\.)*"|-?[\d.e+]+|null|true|false)(?=[,}])/g)];
  const chosen = values[at % (values.length + 1)];
  if (!chosen)
    return text.replace(/^\{/, at % 2 === 0 ? `{"__proto__":${hostile},` : `{"extra":${hostile},`).replace(/,\}$/, '}');
  return `${text.slice(0, chosen.index)}${hostile}${text.slice(chosen.index + chosen[0].length)}`;
}

const circle: Record<string, unknown> = {};
circle['self'] = circle;

/** Messages that are no request: not text, not JSON, not a frame. */
export const wrongMessages: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true }),
  fc.constantFrom<unknown>(undefined, null, Number.NaN, Symbol('x'), () => 1, circle, new Uint8Array(1 << 20)),
  fc.constantFrom('['.repeat(200_000), '{"a":'.repeat(50_000), 'x'.repeat(262_145), `"${'\\'.repeat(100_001)}`),
  fc.record({ id: fc.anything(), method: fc.anything(), params: fc.anything() }).map(textOf),
  fc
    .record({ id: fc.nat(), method: fc.constantFrom('__proto__', 'constructor', 'toString', '', 'ledger') })
    .map(textOf),
  contractCalls.chain(({ text }) => fc.nat(text.length).map((length) => text.slice(0, length))),
  contractCalls.map(({ text }) => `\ufeff${text}`),
  contractCalls.map(({ text }) => text.replace('"id"', '"ID"')),
  contractCalls.map(({ text }) => `[${text},${text}]`),
);

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
  } catch {
    return '{"id":';
  }
}
