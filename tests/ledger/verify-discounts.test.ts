// Discounts, other prices and rounding that an insider wrote with right digests and sums: verify reckons them again by
// their own terms and names the one that does not follow.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DRAWER, type Forger, type ReceiptParts, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

const verdict = (forge: (forger: Forger) => void): string => verdictOn(template, forge);

/** A receipt of 10.00 less `off`, its one line bearing it. */
function less(off: number, parts: ReceiptParts = {}, line: object = {}): ReceiptParts {
  return {
    receipt: { discount: off, total: 1000 - off },
    lines: [{ discount: off, amount: 1000 - off, ...line }],
    discounts: [{ asked: off, amount: off }],
    parts: [{ amount: off }],
    tenders: [{ given: 1000 - off, applied: 1000 - off }],
    entries: [
      [DRAWER, 1000 - off],
      ['6001.discount', off],
      ['6001', -1000],
    ],
    ...parts,
  };
}
const two = (first: object, second: object): ReceiptParts => ({
  discounts: [first, second].map((one) => ({ asked: 50, amount: 50, ...one })),
  parts: [{ amount: 50 }, { amount: 50 }],
});

describe('a discount that does not follow from its terms', () => {
  it('is clean when it does', () => {
    expect(verdict((forger) => forger.receipt(less(100)))).toBe('ok');
    expect(
      verdict((forger) => forger.receipt(less(100, two({ kind: 'amount' }, { kind: 'waiver', reason: 'staff' })))),
    ).toBe('ok');
  });

  it.each<[string, ReceiptParts, string]>([
    [
      'a percentage of another sum',
      less(100, { discounts: [{ kind: 'percent', asked: null, basisPoints: 900 }] }),
      'balance: receipt_discount: does not come to 90 by its terms',
    ],
    [
      'taken out of their order',
      less(100, two({ kind: 'waiver', reason: 'staff' }, { kind: 'amount' })),
      'limits: receipt_discount: was taken out of its order',
    ],
    [
      'a waiver that had expired',
      less(100, { discounts: [{ kind: 'waiver', reason: 'staff', validUntil: '2026-11-22' }] }),
      'limits: receipt_discount: had expired',
    ],
    [
      'terms that no longer held',
      less(100, { discounts: [{ kind: 'policy', policyId: 1, policyN: 1, asked: null }] }),
      'limits: receipt_discount: is by terms that did not hold on its day',
    ],
    [
      'an item the policy is not for',
      less(100, { discounts: [{ kind: 'policy', policyId: 1, policyN: 2, asked: null }] }),
      'limits: line_discount: line 1 is not what its policy is for',
    ],
    ['more than the cashier’s limit', less(101), 'limits: receipt: needed an approval (discount) and has none'],
  ])('%s', (_name, parts, finding) => {
    expect(verdict((forger) => forger.receipt(parts))).toBe(finding);
  });

  it('no cause at all', () => {
    const parts = less(100, { discounts: [], parts: [] });
    const forged = verdict((forger) => forger.without('chain_seals_discounts', () => forger.receipt(parts)));
    expect(forged).toBe('balance: receipt: has a discount of no cause');
  });
});

describe('an approval of another kind', () => {
  // A supervisor agreed to a void; the insider uses that decision for a discount beyond the limit.
  const forge = (kind: 'void' | 'discount'): string =>
    verdict((forger) => forger.receipt({ ...less(101), approval: forger.approved(kind) }));
  it('does not stand for the one that was needed', () => {
    expect(forge('discount')).toBe('ok');
    expect(forge('void')).toBe('limits: receipt: needed an approval (discount) and has none');
  });
});

describe('another price', () => {
  it('without a second person', () => {
    const overrides = [{ line: 1, tariffPrice: 900, price: 1000, reason: 'x' }];
    expect(verdict((forger) => forger.receipt({ overrides }))).toBe(
      'limits: receipt: needed an approval (priceOverride) and has none',
    );
  });
});

describe('rounding', () => {
  it('that nothing was set for', () => {
    const parts: ReceiptParts = {
      receipt: { rounding: -1, total: 999 },
      tenders: [{ given: 999, applied: 999 }],
      entries: [
        [DRAWER, 999],
        ['6301.rounding', 1],
        ['6001', -1000],
      ],
    };
    expect(verdict((forger) => forger.receipt(parts))).toBe('balance: receipt: is rounded by -1 where 0 is right');
  });
});
