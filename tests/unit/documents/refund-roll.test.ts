// The refund slip on the 80 mm roll, read back from its PDF: every fact, one page, nothing clipped, nothing over another; with
// the longest name and the largest amount, which is where a narrow paper breaks first.
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { documentLayout, PAPER_SIZES } from '../../../core/documents/document-layout.ts';
import { refundPaper } from '../../../core/documents/refund-paper.ts';
import type { RefundSlip } from '../../../core/documents/refund-slip-layout.ts';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { CNY, MAX_MINOR, milli, minor, ZERO } from '../../../core/money/money.ts';
import { scanText } from '../../../core/numbers/document-number.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { collisions, POPPLER_MISSING, scanned, squeezed, textOf, wordsOf } from './read-paper.ts';

const LONGEST =
  '阿卜杜拉·买买提·吐尔逊江·艾力·欧阳𠮷㛃䶮𬭎𠅤（监护人：司马相如之长女代办，委托书已验）共六十字以内的付款人全名';
const AT = Date.parse('2026-11-27T02:20:00Z');

function refunded(over: Partial<CaseView>, receipt: RefundSlip['receipt']): RefundSlip {
  const total = over.total ?? minor(42_17);
  const one = {
    number: 'A01-W-0000001',
    customer: null,
    receipt: receipt?.number ?? null,
    appliedBy: '王收费',
    reason: '未检查',
    text: null,
    askedBy: '欧阳恵',
    ...{ amount: total, fee: ZERO, rounding: ZERO, total, difference: ZERO },
    lines: [],
    payee: null,
    decisions: [{ level: 'first', verdict: 'approved', by: '李主管', inPlaceOf: null, at: AT, opinion: null, took: 1 }],
    payouts: [],
    ...over,
  } as unknown as CaseView;
  return {
    organisation: '江城市第三人民医院（江城医科大学附属第三临床医学院）门诊收费管理中心',
    counter: { code: 'A01', name: '门诊收费处 3 号窗' },
    currency: CNY,
    utcOffsetMinutes: 480,
    number: 'A01-F-0000001',
    at: AT,
    receipt,
    arrives: { 1: '2026-12-04' },
    case: one,
  };
}

const payout = (over: object) => ({
  ...{
    n: 1,
    method: 'transfer',
    way: 'original',
    amount: minor(42_17),
    state: 'sent',
    replaces: null,
    replacedBy: null,
  },
  ...{ original: null, reference: null, document: null, batch: null, saidPaid: null, steps: [], ...over },
});
const line = (name: string, amount: number) => ({
  ...{ n: 1, code: '5003004', name, unit: '次', quantity: milli(2000), gross: minor(amount), discount: ZERO },
  ...{ tax: ZERO, amount: minor(amount) },
});

const LARGEST = refunded(
  {
    ...{ total: MAX_MINOR, amount: MAX_MINOR, reason: '设备故障', text: '客户改约外院，已由科室核实未执行' },
    customer: { number: 'C800001', name: LONGEST },
    askedBy: LONGEST,
    lines: [line('磁共振增强扫描（含三维重建及水成像，双侧，造影剂另计）', MAX_MINOR)],
    payee: {
      name: LONGEST,
      bank: '中国工商银行股份有限公司江城市高新技术产业开发区支行',
      account: '**** 4566',
      agreed: true,
    },
    payouts: [payout({ amount: MAX_MINOR })],
  } as unknown as Partial<CaseView>,
  { number: 'A01-R-0000001', at: AT - 86_400_000, payer: LONGEST },
);
const EVERYDAY = refunded(
  {
    lines: [line('静脉输液', 42_17)],
    payouts: [
      payout({ method: 'cash', state: 'confirmed', amount: minor(12_17) }),
      payout({
        n: 2,
        method: 'wechat',
        amount: minor(30_00),
        state: 'confirmed',
        reference: '50000012342026112712345678',
      }),
    ],
  } as unknown as Partial<CaseView>,
  { number: 'A01-R-0000001', at: AT - 86_400_000, payer: '欧阳恵' },
);
const HELD = refunded(
  { customer: { number: 'C800001', name: '欧阳𠅤' }, payouts: [payout({})] } as unknown as Partial<CaseView>,
  null,
);

async function drawn(slip: RefundSlip, locale: 'zh-CN' | 'zh-TW' | 'en'): Promise<Uint8Array> {
  const layout = refundPaper(slip, { kind: 'original' }, { locale, paper: '80mm' });
  expect(documentLayout.safeParse(layout).success).toBe(true);
  const result = await renderDocument(layout);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result.pdf;
}

describe.each([
  ['the everyday one', EVERYDAY],
  ['money held', HELD],
  ['the longest name with the largest amount', LARGEST],
])('%s', (_what, slip) => {
  it.each(['zh-CN', 'zh-TW', 'en'] as const)('stands whole on the roll in %s', async (locale) => {
    const pdf = await drawn(slip, locale);
    if (POPPLER_MISSING !== null) return;
    const text = squeezed(textOf(pdf, 'flow'));
    const facts = [
      slip.number,
      slip.receipt?.number ?? '',
      slip.case.appliedBy,
      amountInWords(minor(-slip.case.total), CNY),
    ];
    for (const fact of [...facts, slip.receipt?.payer ?? '', slip.case.payee?.account ?? ''])
      expect(text).toContain(squeezed(fact));
    const words = wordsOf(pdf);
    expect(new Set(words.map(({ page }) => page)).size).toBe(1);
    expect(collisions(words)).toEqual([]);
    for (const word of words) expect(word.right).toBeLessThanOrEqual(PAPER_SIZES['80mm'].width);
    // At the resolution of a thermal head.
    expect(scanned(pdf, 203)).toBe(scanText(slip.number));
  });
});

it('says on a copy that it is one, and is the A5 slip where A5 is asked for', () => {
  const copy = { kind: 'copy' as const, n: 1, at: AT, by: '王收费', reason: '客户遗失' };
  const roll = JSON.stringify(refundPaper(EVERYDAY, copy, { locale: 'zh-CN', paper: '80mm' }));
  expect(roll).toContain('客户遗失');
  expect(refundPaper(EVERYDAY, copy, { locale: 'zh-CN', paper: 'A5' }).paper).toBe('A5');
});
