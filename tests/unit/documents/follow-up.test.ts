// The slips that follow a receipt: valid layouts in every language, red where money goes out, and nothing left unsaid.
import { describe, expect, it } from 'vitest';
import type { CorrectionView, VoidView } from '../../../core/contract/receipt-standing.ts';
import { documentLayout } from '../../../core/documents/document-layout.ts';
import { type FollowUp, followUpLayout } from '../../../core/documents/follow-up-layout.ts';
import { minor } from '../../../core/money/money.ts';
import { everydayReceipt } from './sample-receipts.ts';

const receipt = everydayReceipt();
const followed = {
  receipt: receipt.number,
  businessDate: '2026-11-23',
  at: 1_795_400_000_000,
  utcOffsetMinutes: 480,
  shiftNumber: 'A01-S-0000001',
  cashier: '王敏',
  approver: '陈洁',
};
const voided: VoidView = {
  ...followed,
  number: 'A01-V-0000001',
  reason: 'mistyped',
  text: '数量录错',
  total: receipt.total,
  tenders: receipt.tenders.map(({ n, method, applied, reference }) => ({
    n,
    method,
    amount: applied,
    reference,
    reversal: method === 'card' ? '004600' : null,
  })),
};
const corrected: CorrectionView = {
  ...followed,
  number: 'A01-T-0000001',
  n: 1,
  amount: minor(1000),
  from: 'wechat',
  to: 'alipay',
  reference: null,
  proof: 'unverified',
  text: '客户用的是支付宝',
};
const slips: readonly FollowUp[] = [
  { kind: 'void', receipt, view: voided },
  { kind: 'correction', receipt, view: corrected },
];

describe.each(['zh-CN', 'zh-TW', 'en'] as const)('in %s', (locale) => {
  it.each(slips)('a $kind is a whole layout that names both numbers', (slip) => {
    const layout = followUpLayout(slip, { kind: 'original' }, locale);
    expect(documentLayout.safeParse(layout).success).toBe(true);
    const text = JSON.stringify(layout);
    for (const said of [slip.view.number, receipt.number, '王敏', '陈洁']) expect(text).toContain(said);
    expect(text.includes('"colour":"out"')).toBe(slip.kind === 'void');
    expect(followUpLayout(slip, { kind: 'original' }, locale)).toEqual(layout);
  });

  it('a copy says which one it is, of whom and why', () => {
    const mark = { kind: 'copy' as const, n: 2, at: followed.at, by: '李静', reason: '客户遗失' };
    const text = JSON.stringify(followUpLayout(slips[0] as FollowUp, mark, locale));
    for (const said of ['2', '李静', '客户遗失']) expect(text).toContain(said);
  });
});

it('a void shows every amount with the sign it has now', () => {
  const text = JSON.stringify(followUpLayout(slips[0] as FollowUp, { kind: 'original' }, 'zh-CN'));
  expect(text).toMatch(/−¥[\d,.]+/);
  expect(text).toContain('004600');
});
