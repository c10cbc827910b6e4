// The words of the slips that follow a receipt: void, tender correction and reissue, in the three languages of the counter.
// Whole phrases with their values put in, as in receipt-words.ts.
import type { VoidReason } from '../receipts/void-reason.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface FollowUpWords {
  readonly voidTitle: string;
  readonly correctionTitle: string;
  readonly reissueTitle: string;
  readonly refundCase: string;
  readonly takenBack: string;
  readonly became: string;
  readonly refundedBy: string;
  readonly standsFor: string;
  readonly reissueBanner: (receipt: string, rest: string) => string;
  readonly number: string;
  readonly receipt: string;
  readonly time: string;
  readonly receiptTime: string;
  readonly counter: string;
  readonly shift: string;
  readonly cashier: string;
  readonly approver: string;
  readonly noApprover: string;
  readonly payer: string;
  readonly noPayer: string;
  readonly reason: string;
  readonly remark: string;
  readonly item: string;
  readonly quantity: string;
  readonly amount: string;
  readonly returned: string;
  readonly by: string;
  readonly proof: string;
  readonly reversal: (reference: string) => string;
  readonly noReversal: string;
  readonly from: string;
  readonly to: string;
  readonly unproved: string;
  readonly voidBanner: (receipt: string) => string;
  readonly correctionBanner: (receipt: string) => string;
  readonly signCustomer: string;
  readonly signCashier: string;
  readonly copy: (n: number, at: string, by: string, reason: string) => string;
  readonly reasons: Readonly<Record<VoidReason, string>>;
}

const zhCN: FollowUpWords = {
  voidTitle: '收据作废单',
  correctionTitle: '支付方式更正单',
  reissueTitle: '红字收据（冲红重开）',
  refundCase: '退费申请',
  takenBack: '冲红合计',
  became: '去向',
  refundedBy: '退费单',
  standsFor: '新收据（剩余）',
  reissueBanner: (receipt, rest) => `收据 ${receipt} 整张冲红，原票收回；剩余部分由新收据 ${rest} 代替。`,
  number: '单号',
  receipt: '原收据',
  time: '时间',
  receiptTime: '原收费时间',
  counter: '柜台',
  shift: '班次',
  cashier: '收费员',
  approver: '审批人',
  noApprover: '（限额内，免审批）',
  payer: '交款人',
  noPayer: '（未登记）',
  reason: '作废原因',
  remark: '说明',
  item: '收费项目',
  quantity: '数量',
  amount: '金额',
  returned: '退回合计',
  by: '支付方式',
  proof: '凭证',
  reversal: (reference) => `撤销凭证 ${reference}`,
  noReversal: '柜台退回',
  from: '原入账',
  to: '更正为',
  unproved: '未核实',
  voidBanner: (receipt) => `收据 ${receipt} 整张作废，原票收回，不再作为报销凭证。`,
  correctionBanner: (receipt) => `收据 ${receipt} 的金额不变，只更正支付方式。`,
  signCustomer: '客户签字',
  signCashier: '收费员签字',
  copy: (n, at, by, reason) => `副本 ${n}　${at}　${by}　原因：${reason}`,
  reasons: {
    mistyped: '录入错误',
    wrongCustomer: '客户弄错',
    duplicate: '重复收费',
    changedMind: '客户不要了',
    other: '其他',
  },
};

const zhTW: FollowUpWords = {
  ...zhCN,
  voidTitle: '收據作廢單',
  correctionTitle: '支付方式更正單',
  reissueTitle: '紅字收據（沖紅重開）',
  refundCase: '退費申請',
  takenBack: '沖紅合計',
  became: '去向',
  refundedBy: '退費單',
  standsFor: '新收據（剩餘）',
  reissueBanner: (receipt, rest) => `收據 ${receipt} 整張沖紅，原票收回；剩餘部分由新收據 ${rest} 代替。`,
  number: '單號',
  receipt: '原收據',
  time: '時間',
  receiptTime: '原收費時間',
  counter: '櫃台',
  cashier: '收費人員',
  approver: '審批人',
  noApprover: '（限額內，免審批）',
  payer: '繳款人',
  noPayer: '（未登記）',
  reason: '作廢原因',
  remark: '說明',
  item: '收費項目',
  quantity: '數量',
  amount: '金額',
  returned: '退回合計',
  proof: '憑證',
  reversal: (reference) => `撤銷憑證 ${reference}`,
  noReversal: '櫃台退回',
  from: '原入帳',
  to: '更正為',
  unproved: '未核實',
  voidBanner: (receipt) => `收據 ${receipt} 整張作廢，原票收回，不再作為報銷憑證。`,
  correctionBanner: (receipt) => `收據 ${receipt} 的金額不變，只更正支付方式。`,
  signCustomer: '客戶簽字',
  signCashier: '收費人員簽字',
  reasons: {
    mistyped: '登打錯誤',
    wrongCustomer: '客戶弄錯',
    duplicate: '重複收費',
    changedMind: '客戶不要了',
    other: '其他',
  },
};

const en: FollowUpWords = {
  voidTitle: 'Receipt void',
  correctionTitle: 'Payment correction',
  reissueTitle: 'Red receipt (reissue)',
  refundCase: 'Refund case',
  takenBack: 'Reversed in full',
  became: 'Replaced by',
  refundedBy: 'Refund',
  standsFor: 'New receipt for the remainder',
  reissueBanner: (receipt, rest) =>
    `Receipt ${receipt} is reversed in full. Receipt ${rest} replaces it for the remainder.`,
  number: 'Number',
  receipt: 'Receipt',
  time: 'Time',
  receiptTime: 'Charged at',
  counter: 'Counter',
  shift: 'Shift',
  cashier: 'Cashier',
  approver: 'Approved by',
  noApprover: '(within limit, not required)',
  payer: 'Payer',
  noPayer: '(not given)',
  reason: 'Reason',
  remark: 'Remark',
  item: 'Charge item',
  quantity: 'Quantity',
  amount: 'Amount',
  returned: 'Total returned',
  by: 'Payment method',
  proof: 'Proof',
  reversal: (reference) => `reversal slip ${reference}`,
  noReversal: 'at the counter',
  from: 'Recorded as',
  to: 'Corrected to',
  unproved: 'unverified',
  voidBanner: (receipt) => `Receipt ${receipt} is void. The original has been taken back and is no longer valid.`,
  correctionBanner: (receipt) => `The amount of receipt ${receipt} is unchanged; only the payment method is corrected.`,
  signCustomer: 'Customer',
  signCashier: 'Cashier',
  copy: (n, at, by, reason) => `Copy ${n}  ${at}  ${by}  Reason: ${reason}`,
  reasons: {
    mistyped: 'Mis-keyed',
    wrongCustomer: 'Wrong customer',
    duplicate: 'Charged twice',
    changedMind: 'Changed mind',
    other: 'Other',
  },
};

export const FOLLOW_UP_WORDS: Readonly<Record<PaperLocale, FollowUpWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
