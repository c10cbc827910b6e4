// The words of the refund slip 退费单 in the three languages of the counter; whole phrases with their values put in.
import type { LevelName } from '../refund/approval-levels.ts';
import type { PayoutState, RefundWay } from '../refund/refund-words.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface RefundSlipWords {
  readonly title: string;
  readonly banner: (from: string) => string;
  readonly heldBanner: string;
  readonly number: string;
  readonly case: string;
  readonly time: string;
  readonly receipt: string;
  readonly receiptTime: string;
  readonly payer: string;
  readonly noPayer: string;
  readonly askedBy: string;
  readonly counter: string;
  readonly cashier: string;
  readonly reason: string;
  readonly payee: string;
  readonly approval: string;
  readonly noApproval: string;
  readonly levels: Readonly<Record<LevelName, string>>;
  /** `inPlaceOf`: whose deputy it was; null: nobody's. */
  readonly approvedBy: (level: string, name: string, at: string, inPlaceOf: string | null) => string;
  readonly item: string;
  readonly quantity: string;
  readonly amount: string;
  readonly fee: string;
  readonly difference: (amount: string) => string;
  readonly rounding: string;
  readonly returned: string;
  readonly by: string;
  readonly standing: string;
  readonly ways: Readonly<Record<RefundWay, string>>;
  readonly way: (method: string, way: string) => string;
  readonly states: Readonly<Record<PayoutState, string>>;
  readonly arrives: (date: string) => string;
  readonly moreLines: (count: number) => string;
  readonly signCustomer: string;
  readonly signCashier: string;
  readonly copy: (n: number, at: string, by: string, reason: string) => string;
}

const zhCN: RefundSlipWords = {
  title: '退费单',
  banner: (from) => `收据 ${from} 退费。本单为红字凭证，与原收据一并保存。`,
  heldBanner: '退还客户存款。本单为红字凭证。',
  number: '退费单号',
  case: '案件',
  time: '入账时间',
  receipt: '原收据',
  receiptTime: '原收费时间',
  payer: '交款人',
  noPayer: '（未登记）',
  askedBy: '申请人',
  counter: '柜台',
  cashier: '经办',
  reason: '退费原因',
  payee: '收款账户',
  approval: '审批',
  noApproval: '按规则免审',
  levels: { first: '初审', second: '复审', final: '终审' },
  approvedBy: (level, name, at, inPlaceOf) =>
    `${level} ${name}${inPlaceOf === null ? '' : `（代 ${inPlaceOf}）`} ${at}`,
  item: '退费项目',
  quantity: '数量',
  amount: '金额',
  fee: '手续费',
  difference: (amount) => `其中已扣优惠差额 ${amount}`,
  rounding: '抹零',
  returned: '退费合计',
  by: '退回方式',
  standing: '状态',
  ways: { original: '原路', cash: '现金', transfer: '转账' },
  way: (method, way) => `${method}（${way}）`,
  states: { approved: '待付', sent: '已发出', unknown: '查证中', confirmed: '已付', failed: '未成功' },
  arrives: (date) => `最晚 ${date} 到账`,
  moreLines: (count) => `另有 ${count} 项，见案件`,
  signCustomer: '客户签字',
  signCashier: '经办签字',
  copy: (n, at, by, reason) => `副本第 ${n} 次　${at}　${by}　原因：${reason}`,
};

const zhTW: RefundSlipWords = {
  title: '退費單',
  banner: (from) => `收據 ${from} 退費。本單為紅字憑證，與原收據一併保存。`,
  heldBanner: '退還客戶存款。本單為紅字憑證。',
  number: '退費單號',
  case: '案件',
  time: '入帳時間',
  receipt: '原收據',
  receiptTime: '原收費時間',
  payer: '繳款人',
  noPayer: '（未登記）',
  askedBy: '申請人',
  counter: '櫃檯',
  cashier: '經辦',
  reason: '退費原因',
  payee: '收款帳戶',
  approval: '審批',
  noApproval: '按規則免審',
  levels: { first: '初審', second: '複審', final: '終審' },
  approvedBy: (level, name, at, inPlaceOf) =>
    `${level} ${name}${inPlaceOf === null ? '' : `（代 ${inPlaceOf}）`} ${at}`,
  item: '退費項目',
  quantity: '數量',
  amount: '金額',
  fee: '手續費',
  difference: (amount) => `其中已扣優惠差額 ${amount}`,
  rounding: '抹零',
  returned: '退費合計',
  by: '退回方式',
  standing: '狀態',
  ways: { original: '原路', cash: '現金', transfer: '轉帳' },
  way: (method, way) => `${method}（${way}）`,
  states: { approved: '待付', sent: '已發出', unknown: '查證中', confirmed: '已付', failed: '未成功' },
  arrives: (date) => `最晚 ${date} 到帳`,
  moreLines: (count) => `另有 ${count} 項，見案件`,
  signCustomer: '客戶簽字',
  signCashier: '經辦簽字',
  copy: (n, at, by, reason) => `副本第 ${n} 次　${at}　${by}　原因：${reason}`,
};

const en: RefundSlipWords = {
  title: 'Refund slip',
  banner: (from) => `Refund of receipt ${from}. A red voucher: keep it with the original receipt.`,
  heldBanner: 'Return of money held for the customer. A red voucher.',
  number: 'Refund',
  case: 'Case',
  time: 'Posted',
  receipt: 'Original receipt',
  receiptTime: 'Charged',
  payer: 'Payer',
  noPayer: '(not recorded)',
  askedBy: 'Applicant',
  counter: 'Counter',
  cashier: 'Entered by',
  reason: 'Reason',
  payee: 'Payee',
  approval: 'Approval',
  noApproval: 'not required',
  levels: { first: 'First review', second: 'Second review', final: 'Final review' },
  approvedBy: (level, name, at, inPlaceOf) =>
    `${level} ${name}${inPlaceOf === null ? '' : ` (for ${inPlaceOf})`} ${at}`,
  item: 'Item',
  quantity: 'Quantity',
  amount: 'Amount',
  fee: 'Fee',
  difference: (amount) => `Discount of ${amount} no longer earned, deducted above`,
  rounding: 'Cash rounding',
  returned: 'Refunded',
  by: 'Refund method',
  standing: 'Status',
  ways: { original: 'original method', cash: 'cash', transfer: 'transfer' },
  way: (method, way) => `${method} (${way})`,
  states: { approved: 'to be paid', sent: 'sent', unknown: 'in doubt', confirmed: 'paid', failed: 'failed' },
  arrives: (date) => `due by ${date}`,
  moreLines: (count) => `${count} more items, see the case`,
  signCustomer: 'Customer',
  signCashier: 'Cashier',
  copy: (n, at, by, reason) => `Copy ${n}, ${at}, ${by}. Reason: ${reason}`,
};

export const REFUND_SLIP_WORDS: Readonly<Record<PaperLocale, RefundSlipWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
