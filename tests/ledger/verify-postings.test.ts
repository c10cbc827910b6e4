// Verify proves what a document means, not only that it balances: every act below has right hashes, digests, sums and
// running totals, and the database took it; one thing about it is untrue, and that is what verify must name.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Act } from '../../db/ledger/act.ts';
import { itemVersion } from '../../db/schema.ts';
import { Sums } from '../../db/verify/tally.ts';
import { CASHIER2, DATE, DRAWER, type Forger, type ReceiptParts, verdictOn, wechat } from './support/forged-acts.ts';
import { LedgerTemplate, WECHAT_REFERENCE, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

/** The finding; the next number of a receipt is whatever the worked day came to. */
const verdict = (forge: (forger: Forger) => void): string =>
  verdictOn(template, forge).replace(/(does not say A01 R) \d+$/, '$1 <next>');

it('a receipt that is forged in nothing is clean: the untruths and nothing else are what is noticed', () => {
  expect(verdict((forger) => forger.receipt())).toBe('ok');
});

const HALVES = [{ given: 400, applied: 400 }, wechat(600)];

describe('a receipt whose entries are not what its tenders and lines say', () => {
  it.each<[string, ReceiptParts, string]>([
    [
      'cash on the account of transfers',
      {
        entries: [
          ['1012.transfer', 1000],
          ['6001', -1000],
        ],
      },
      `balance: entry: ${DRAWER} is posted -1000 away from its document`,
    ],
    [
      'cash in another drawer',
      {
        entries: [
          ['1001.1.2', 1000],
          ['6001', -1000],
        ],
      },
      `balance: entry: ${DRAWER} is posted -1000 away from its document`,
    ],
    [
      'WeChat money awaited from Alipay',
      {
        tenders: [wechat(1000)],
        entries: [
          ['1012.alipay', 1000],
          ['6001', -1000],
        ],
      },
      'balance: entry: 1012.wechat is posted -1000 away from its document',
    ],
    [
      'two tenders with their amounts exchanged',
      {
        tenders: HALVES,
        entries: [
          [DRAWER, 600],
          ['1012.wechat', 400],
          ['6001', -1000],
        ],
      },
      `balance: entry: ${DRAWER} is posted 200 away from its document`,
    ],
    [
      'income on an account of the bank',
      {
        entries: [
          [DRAWER, 1000],
          ['1002.9', -1000],
        ],
      },
      'balance: entry: 6001 is posted 1000 away from its document',
    ],
    [
      'a way to pay that does not exist',
      { tenders: [{ method: 'barter', proof: 'unverified' }] },
      'limits: tender: barter is no way to pay',
    ],
  ])('%s', (_name, parts, finding) => {
    expect(verdict((forger) => forger.receipt(parts))).toBe(finding);
  });

  it('is clean when each account has what is its own', () => {
    const entries = [
      [DRAWER, 400],
      ['1012.wechat', 600],
      ['6001', -1000],
    ] as const;
    expect(verdict((forger) => forger.receipt({ tenders: HALVES, entries }))).toBe('ok');
  });
});

describe('a document that is not what its link, its counter or its items say', () => {
  it.each<[string, ReceiptParts, string]>([
    [
      'a number of another counter',
      { document: { number: 'B07-R-0009999' } },
      'numbers: document: B07-R-0009999 does not say A01 R <next>',
    ],
    ['another person', { document: { personId: CASHIER2 } }, 'limits: document: person is not that of its link'],
    ['no person in the link', { seal: { personId: null } }, 'limits: document: person is not that of its link'],
    [
      'another date in the link',
      { seal: { businessDate: '2026-11-24' } },
      'limits: document: business date is not that of its link',
    ],
    [
      'the code of another item',
      { lines: [{ code: '5001002' }] },
      'limits: line: says 5001002 where its item is 5001001',
    ],
    [
      'the account of another item',
      {
        lines: [{ account: '2103' }],
        entries: [
          [DRAWER, 1000],
          ['2103', -1000],
        ],
      },
      'limits: line: is credited as revenue to 2103, as its item never was',
    ],
    [
      'the kind of another item',
      { lines: [{ creditKind: 'treasury' }] },
      'limits: line: is credited as treasury to 6001, as its item never was',
    ],
  ])('%s', (_name, parts, finding) => {
    expect(verdict((forger) => forger.receipt(parts))).toBe(finding);
  });

  it('takes the account of any version of the item, but of none that comes later', () => {
    const moved: ReceiptParts = {
      lines: [{ creditKind: 'treasury', account: '2103' }],
      entries: [
        [DRAWER, 1000],
        ['2103', -1000],
      ],
    };
    const newVersion = ({ ledger }: Forger): void => {
      const act = new Act(ledger);
      const names = {
        name: '普通门诊挂号',
        pinyin: 'x',
        initials: 'x',
        unit: '次',
        category: '挂号',
        spec: null,
        note: null,
      };
      const credit = { creditKind: 'treasury', account: '2103' } as const;
      const untaxed = { rule: null, taxRate: 0, taxCode: null };
      const dates = { fromDate: DATE, untilDate: null };
      act.insert(itemVersion, {
        itemId: 1,
        n: 2,
        ...dates,
        ...names,
        pricing: 'fixed',
        price: 1000,
        ...credit,
        ...untaxed,
      });
      act.seal({ kind: 'tariff.changed', ref: null, businessDate: DATE, personId: null });
    };
    const receipts = (forger: Forger): void => {
      newVersion(forger);
      forger.receipt();
      forger.receipt(moved);
    };
    expect(verdict(receipts)).toBe('ok');
    const tooEarly = (forger: Forger): void => {
      forger.receipt(moved);
      newVersion(forger);
    };
    expect(verdict(tooEarly)).toBe('limits: line: is credited as treasury to 2103, as its item never was');
  });
});

describe('a payment that is on two receipts', () => {
  const paid = (forger: Forger, reference: string, method = 'wechat'): void =>
    forger.receipt({
      tenders: [{ ...wechat(1000, reference), method }],
      entries: [
        [`1012.${method}`, 1000],
        ['6001', -1000],
      ],
    });

  it('is named when its number is long enough to be unique', () => {
    const twice = (forger: Forger): void =>
      forger.without('tender_reference_once', () => paid(forger, WECHAT_REFERENCE));
    expect(verdict(twice)).toBe('limits: tender: this wechat payment is on more than one receipt');
    const shortest = (forger: Forger): void =>
      forger.without('tender_reference_once', () => [1, 2].forEach(() => paid(forger, '1234567890123456')));
    expect(verdict(shortest)).toBe('limits: tender: this wechat payment is on more than one receipt');
  });

  it('may be two payments: slips of cards, short numbers, two channels', () => {
    const fine = (forger: Forger): void => {
      for (const _ of [1, 2]) paid(forger, '12345678901234567890', 'card');
      for (const _ of [1, 2]) paid(forger, '123456789012345');
      paid(forger, WECHAT_REFERENCE, 'alipay');
      paid(forger, WECHAT_REFERENCE, 'card');
    };
    expect(verdict(fine)).toBe('ok');
  });
});

describe('sums beyond what a double holds', () => {
  it('are named, even where they round to what the ledger says', () => {
    const quantity = Number.MAX_SAFE_INTEGER;
    const free = { quantity, unitPrice: 0, gross: 0, amount: 0 };
    const finding = 'limits: day_item: adds up beyond what can be counted exactly';
    expect(verdict((forger) => forger.receipt({ lines: [{}, free, free] }))).toBe(finding);
  });

  it('are named one by one, the last exact one not', () => {
    const sums = new Sums('day_account');
    sums.add('a', Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
    sums.add('b', 1, -1);
    expect(() => sums.add('a', 1, 0)).toThrow('limits: day_account a');
    expect(() => sums.add('a', 0, -1)).toThrow('limits: day_account a');
    expect(() => sums.add('c', Number.NaN, 0)).toThrow('limits: day_account c');
  });
});
