// A counter that has worked: one closed day with a package, vouchers and an answer of central's, and an open morning with
// something of everything a screen can show. Made by the headless command, as people of the sample counter, before the
// program starts: what is looked at is then full and not empty.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INITIAL_LEVELS, INITIAL_POLICIES, INITIAL_REASONS } from '../../core/refund/refund-settings.ts';
import { INITIAL_PAYOUT_LIMITS, INITIAL_TICKET_CATEGORIES } from '../../core/tickets/payout-limits.ts';
import { type Call, callAs, runCommand } from '../e2e/support/run-command.ts';

const op = (): string => crypto.randomUUID();

interface Paid {
  readonly method: string;
  readonly given: number;
  readonly reference?: string;
  readonly detail?: object;
}

/** A charge of items by code and thousandths, for a customer or none. */
function charge(
  lines: readonly (readonly [item: string, quantity: number])[],
  total: number,
  tenders: readonly Paid[],
  customer: string | null = null,
): Call {
  return [
    'charge.post',
    {
      operationId: op(),
      customer,
      payer: customer === null ? '江城建筑有限公司' : null,
      lines: lines.map(([item, quantity]) => ({ item, quantity: quantity * 1_000, price: null })),
      tenders: tenders.map((one) => ({ reference: null, ...one })),
      expectedTotal: total,
    },
  ];
}

const cheque = (given: number, reference: string): Paid => ({
  ...{ method: 'cheque', given, reference },
  detail: { of: 'cheque', bank: '江城银行', drawer: '华丰物业' },
});
const owed = (given: number, code: string): Paid => ({
  ...{ method: 'thirdParty', given },
  detail: { of: 'payer', code },
});
const fromPrepayment = (given: number): Paid => ({
  ...{ method: 'prepayment', given },
  detail: { of: 'prepayment', kind: 'YF' },
});

/** What a cashier takes between ten and noon: every way of paying, a balance used, a cheque, somebody else's debt. */
const TAKEN: readonly Call[] = [
  charge(
    [
      ['5001019', 1],
      ['5003004', 3],
    ],
    15_851,
    [
      { method: 'card', given: 8_000, reference: '004512' },
      { method: 'cash', given: 10_000 },
    ],
  ),
  [
    'prepayment.take',
    {
      ...{ operationId: op(), customer: 'C800001', kind: 'YF', amount: 50_000 },
      tenders: [{ method: 'card', given: 50_000, reference: '004513' }],
    },
  ],
  charge(
    [
      ['5004008', 1],
      ['5005001', 2],
    ],
    16_460,
    [fromPrepayment(16_460)],
    'C800001',
  ),
  charge([['5003004', 1]], 4_217, [{ method: 'wechat', given: 4_217 }], 'C800003'),
  charge([['5004001', 1]], 8_800, [{ method: 'alipay', given: 8_800 }], 'C800007'),
  charge([['8001001', 2]], 33_600, [cheque(33_600, '10203040')]),
  charge([['5004009', 1]], 12_000, [{ method: 'transfer', given: 12_000, reference: 'HB20261127000001' }], 'C800001'),
  charge([['5004020', 1]], 28_500, [owed(20_000, 'YB'), { method: 'cash', given: 8_500 }], 'C800002'),
  charge([['5001030', 1]], 1_800, [{ method: 'cash', given: 1_800 }], 'C800004'),
  charge([['5003001', 1]], 2_136, [{ method: 'cash', given: 2_136 }], 'C800003'),
];

/** The date `days` from now, YYYY-MM-DD. */
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** In a month: never overdue when somebody looks. */
const DUE = day(30);

const bill = (number: string, purpose: string, amount: number): Call => [
  'bill.enter',
  {
    ...{ operationId: op(), number, customer: 'C800001', purpose, due: DUE },
    lines: [{ item: '8004001', name: null, creditKind: 'revenue', amount }],
  },
];
const BILLS: readonly Call[] = [
  bill('WY-2026-10', '10月物业服务费', 31_850),
  bill('WY-2026-11', '11月物业服务费', 31_850),
];

const PAID_BILL = 'WY-2026-09';
/** A bill of a month before, paid in full: somebody may want that back as well. */
const BILL_PAID: readonly Call[] = [
  bill(PAID_BILL, '9月物业服务费', 31_850),
  [
    'charge.post',
    {
      ...{ operationId: op(), customer: 'C800001', payer: null, lines: [], expectedTotal: 31_850 },
      bills: [{ number: PAID_BILL, amount: 31_850 }],
      tenders: [{ method: 'wechat', given: 31_850, reference: null }],
    },
  ],
];

/** What the drawer begins with, and the cash of TAKEN. */
const FLOAT = 50_000;
const CASH_TAKEN = 7_851 + 8_500 + 1_800 + 2_136;
/** What a small payout took out of it. */
const CASH_PAID = 3_000;

const ticket = (title: string, category: string): Call => [
  'ticket.open',
  {
    ...{ operationId: op(), petitioner: '欧阳𠅤', title, category, text: '客户在窗口说明' },
    ...{ customer: 'C800001', receipt: null, assignee: 'cashier1' },
  },
];
/** Two complaints; of the newer one something was paid out of the drawer. */
const TICKETS: readonly Call[] = [
  ticket('停车券没有打印出来', '投诉'),
  ticket('停车票重复收费', '补偿'),
  [
    'ticket.pay',
    {
      ...{ operationId: op(), ticket: 'A01-K-0000002', payee: { kind: 'petitioner' }, way: 'cash', reference: null },
      ...{ amount: CASH_PAID, text: '退还停车费', approval: null },
    },
  ],
];

/**
 * What the office says first: which account cash is paid in to, that drawers may pay small sums, what wants a ward's word, and
 * up to what several refunds are signed for at once.
 */
function settings(fromDate: string): Call[] {
  const change = (key: string, value: object): Call => ['settings.change', { operationId: op(), key, fromDate, value }];
  const [any] = INITIAL_POLICIES;
  const asked = { ...any, category: '挂号', needsUseConfirmation: true };
  const limits = { limits: INITIAL_PAYOUT_LIMITS, fromDrawer: true, categories: INITIAL_TICKET_CATEGORIES };
  return [
    change('bankAccount', { holder: '江城市第三人民医院', bank: '建行江城支行', number: '6600 1234 8' }),
    change('tickets', limits),
    change('refundPolicy', { policies: [...INITIAL_POLICIES, asked], reasons: INITIAL_REASONS }),
    change('refundLevels', { rules: INITIAL_LEVELS, autoUpTo: 0, togetherUpTo: 20_000 }),
  ];
}

/**
 * Makes the ledger of `where` one with a closed day and central's answer to it, and an open morning on which nobody has
 * opened a shift yet. `folder` may be written to. Answers the business date that was closed.
 */
export function workADay(where: readonly string[], folder: string): string {
  const [status] = callAs(where, 'finance1', [['ledger.status', {}]]) as [{ businessDate: string }];
  callAs(where, 'finance1', settings(status.businessDate));
  const worked = callAs(where, 'cashier1', [
    ['shift.open', { operationId: op(), drawer: '1', float: FLOAT, counted: null }],
    ...TAKEN,
    ...BILLS,
    ...BILL_PAID,
    ...TICKETS,
    // One yuan short: the difference is a figure that is looked for on paper.
    ['shift.close', { operationId: op(), counted: FLOAT + CASH_TAKEN - CASH_PAID - 100 }],
  ]);
  const { businessDate } = worked[1] as { businessDate: string };
  const [state] = callAs(where, 'finance1', [['day.state', {}]]) as [{ open: { taken: number }[] }];
  callAs(where, 'finance1', [
    ['day.close', { operationId: op(), businessDate, expectedTaken: state.open[0]?.taken ?? 0 }],
    ['package.write', { operationId: op(), businessDate }],
    ...mapped(where),
    ['voucher.write', { operationId: op(), businessDate, format: 'yonyou', revise: null }],
  ]);
  takeAnswer(where, businessDate, folder);
  callAs(where, 'cashier1', worked.slice(1).flatMap(applications));
  callAs(where, 'supervisor1', [
    ['ticket.drawSample', { operationId: op(), from: businessDate, to: businessDate, percent: 100, alwaysFrom: null }],
    ['customer.merge', { operationId: op(), from: 'C800009', into: 'C800008', reason: '曾用名，同一人' }],
    ['refund.delegate', { operationId: op(), to: 'finance1', fromDate: day(1), untilDate: day(30), reason: '出差' }],
  ]);
  return businessDate;
}

const PAYEE = { name: '欧阳𠅤', account: '6222 0200 0000 1234 566', bank: '工商银行江城支行' };

/** What customers ask to have back the next morning; nothing of it is decided. */
function applications(posted: unknown): Call[] {
  const { number, total } = posted as { number?: string; total?: number };
  const asked = {
    ...{ loads: [], reason: '未检查', text: null, askedBy: '欧阳𠅤', relation: 'self', channel: 'counter' },
    ...{ papers: [], originalIsBack: true, otherWays: [], payee: null },
  };
  const apply = (n: number, quantity: number, over: object = {}): Call[] => {
    const lines = [{ n, part: { by: 'quantity', quantity: quantity * 1_000 } }];
    return [['refund.apply', { operationId: op(), of: { of: 'receipt', number }, lines, ...asked, ...over }]];
  };
  if (total === 15_851) return apply(2, 2);
  if (total === 16_460) return apply(1, 1);
  if (total === 1_800 || total === 2_136) return apply(1, 1);
  if (total === 12_000) return apply(1, 1, { payee: PAYEE });
  return [];
}

/** Every account but one has its place at central. */
export function mapped(where: readonly string[]): Call[] {
  const [{ accounts }] = callAs(where, 'finance1', [['voucher.accounts', { date: null }]]) as [
    { accounts: { account: string; name: string; mapped: unknown }[] },
  ];
  const nothing = { department: null, person: null, customer: null, supplier: null, project: null, summary: null };
  return accounts.map(({ account, name }) => {
    const code = account.replaceAll('.', '').toUpperCase().slice(0, 15);
    const target = { ...nothing, below: false, code, name };
    return ['voucher.map', { operationId: op(), account, form: 'any', fromDate: '2020-01-01', target }];
  });
}

/** Central accepts one voucher, refuses another and counts one balance otherwise. */
function takeAnswer(where: readonly string[], date: string, folder: string): void {
  const file = join(folder, `回执-${date}.csv`);
  const said = ['answer,1,1,accepted,', 'answer,1,2,rejected,科目已停用', `balance,${date},1002,debit,1.00`];
  writeFileSync(file, [`counterfoil-ack,1,A01,${date}`, ...said, 'end,2,1', ''].join('\n'));
  const password = join(folder, 'finance1-password');
  writeFileSync(password, 'finance1-2026');
  const run = runCommand(['ack', file, ...where, '--user', 'finance1', '--password-file', password]);
  if (run.exit !== 0) throw new Error(JSON.stringify(run.output));
}
