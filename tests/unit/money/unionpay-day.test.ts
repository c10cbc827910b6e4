// The real UnionPay day: what the file sums to in fen is what the parser makes of its yuan.
import { describe, expect, it } from 'vitest';
import { plainAmount } from '../../../core/money/format-amount.ts';
import { CNY, sumMinor } from '../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../core/money/parse-amount.ts';
import { parseDocumentNumber } from '../../../core/numbers/document-number.ts';
import { REFERENCE_PATTERN } from '../../../core/charge/tender-method.ts';
import { BACKFILL_HEADER, UNIONPAY_DAY, unionpayBackfill } from '../../fixtures/unionpay-backfill.ts';

describe('the UnionPay day', () => {
  it('is 1,207 sales and 47,275,463.94 yuan, each row good', (context) => {
    const day = unionpayBackfill();
    if (day.csv === null) return context.skip(day.reason);
    expect([day.rows, day.totalFen]).toEqual([UNIONPAY_DAY.rows, UNIONPAY_DAY.totalFen]);
    const [header, ...rows] = day.csv.trimEnd().split('\n');
    expect(header).toBe(BACKFILL_HEADER);
    const amounts = rows.map((row) => {
      const [paperNo = '', paperDate = '', payer, item, quantity = '', amount = '', tender, reference = '', ...more] =
        row.split(',');
      expect([payer, item, tender, more]).toEqual(['', 'OPEN', 'unionpay', []]);
      expect(paperNo).toMatch(/^\d{21}$/);
      expect(parseDocumentNumber(paperNo)).toBeNull();
      expect(paperDate.replaceAll('-', '')).toBe(paperNo.slice(0, 8));
      expect(reference).toMatch(REFERENCE_PATTERN);
      expect(parseQuantity(quantity, { source: 'machine' })).toMatchObject({ ok: true, value: 1000 });
      const parsed = parseAmount(amount, { currency: CNY, source: 'machine' });
      if (!parsed.ok) throw new Error(`${amount}: ${parsed.fault}`);
      expect(parsed.value).toBeGreaterThan(0);
      return parsed.value;
    });
    expect(plainAmount(sumMinor(amounts), CNY)).toBe(UNIONPAY_DAY.totalYuan);
    const column = (n: number) => new Set(rows.map((row) => row.split(',')[n])).size;
    expect([column(0), column(7)]).toEqual([UNIONPAY_DAY.rows, UNIONPAY_DAY.rows]);
  });
  it('says why when the samples are not there', () => {
    expect(unionpayBackfill('/nowhere/at/all')).toEqual({ csv: null, reason: 'no UnionPay sample at /nowhere/at/all' });
  });
});
