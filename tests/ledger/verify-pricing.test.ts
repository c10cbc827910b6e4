// Verify works formulas, packages and tax out again: every receipt below has right digests, sums and entries, and the database
// took it; its amount is not what the tariff of that day says, and that is what verify must name.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DRAWER, type Forger, type ReceiptParts, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

const verdict = (make: (itemId: (code: string) => number) => ReceiptParts): string =>
  verdictOn(template, (forger: Forger) => {
    const itemId = (code: string): number =>
      forger.ledger.one<{ id: number }>('SELECT id FROM item WHERE code = ?', code)?.id ?? 0;
    forger.receipt(make(itemId));
  });

const BLANK = {
  customerId: null,
  meter: null,
  meterRange: null,
  readingBefore: null,
  readingNow: null,
  oldEnd: null,
  newStart: null,
  rate: null,
  area: null,
  fromDate: null,
  untilDate: null,
  months: null,
  days: null,
  daysOf: null,
  partMonth: null,
};

/** 20 pages of 0.50 are 10.00. */
function copying(itemId: (code: string) => number): ReceiptParts {
  const id = itemId('8002001');
  const named = { itemId: id, code: '8002001', name: '资料复印（阶梯价）', unit: '页' };
  return {
    lines: [{ ...named, quantity: 20_000, unitPrice: null, formula: 'tiered' }],
    formulas: [{ ...BLANK, n: 1, kind: 'tiered', itemId: id, version: 1 }],
    steps: [{ n: 1, step: 1, fromQuantity: 0, upTo: 20_000, quantity: 20_000, rate: 500_000 }],
  };
}

const CONTENTS = [
  ['5003001', 1676],
  ['5003002', 980],
  ['5003003', 4456],
  ['5004001', 6903],
  ['5004005', 2785],
] as const;

function examined(itemId: (code: string) => number, shift: number): ReceiptParts {
  const named = { itemId: itemId('8001001'), version: 1, code: '8001001', name: '入职体检套餐', unit: '人' };
  return {
    receipt: { gross: 16_800, total: 16_800 },
    packages: [{ n: 1, ...named, quantity: 1000, price: 16_800, gross: 16_800 }],
    lines: CONTENTS.map(([code, share], index) => {
      const gross = share + (index === 0 ? shift : index === 1 ? -shift : 0);
      return { itemId: itemId(code), code, gross, amount: gross, unitPrice: null, packageN: 1 };
    }),
    tenders: [{ given: 16_800, applied: 16_800 }],
    entries: [
      [DRAWER, 16_800],
      ['6001', -16_800],
    ],
  };
}

describe('a line that a formula prices', () => {
  it('is clean when it is what the tariff says', () => expect(verdict(copying)).toBe('ok'));
  it('is named when its steps are of other bands, though they come to the same', () => {
    const steps = [
      { n: 1, step: 1, fromQuantity: 0, upTo: 10_000, quantity: 10_000, rate: 400_000 },
      { n: 1, step: 2, fromQuantity: 10_000, upTo: null, quantity: 10_000, rate: 600_000 },
    ];
    expect(verdict((itemId) => ({ ...copying(itemId), steps }))).toBe('balance: line_step: explains another working');
  });
  it('is named when it costs less than its rule says', () => {
    const cheaper = (itemId: (code: string) => number): ReceiptParts => {
      const good = copying(itemId);
      return {
        ...good,
        lines: good.lines?.map((line) => ({ ...line, quantity: 25_000 })) ?? [],
        steps: [{ n: 1, step: 1, fromQuantity: 0, upTo: null, quantity: 25_000, rate: 400_000 }],
      };
    };
    expect(verdict(cheaper)).toBe('balance: line: comes to 1150 by its formula');
  });
});

describe('a package', () => {
  it('is clean when its price is shared as by its contents', () =>
    expect(verdict((itemId) => examined(itemId, 0))).toBe('ok'));
  it('is named when a fen went to another line', () => {
    expect(verdict((itemId) => examined(itemId, 1))).toBe('balance: line_package: is shared out another way');
  });
});

describe('tax', () => {
  const taxed = { taxRate: 600, tax: 57 };
  it('is named on an item that has none', () => {
    const entries = [
      [DRAWER, 1000],
      ['6001', -943],
      ['2221', -57],
    ] as const;
    expect(verdict(() => ({ lines: [taxed], entries }))).toBe('limits: line: is taxed at 6 %, as its item never was');
  });
  it('is named when it is not the part of the amount that it is', () => {
    expect(verdict(() => ({ lines: [{ ...taxed, tax: 56 }] }))).toBe('balance: line: does not hold 6 % of tax');
  });
});
