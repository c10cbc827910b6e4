// The words of the papers of cash: vouchers, drop slips, 缴款单, count sheets. Whole phrases, as on receipts.
import type { CashCause } from '../cash/cash-cause.ts';
import type { CountChannel } from '../cash/count-rule.ts';
import type { CashView } from '../contract/cash-view.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface CashWords {
  title: Record<CashView['kind'], string>;
  number: string;
  time: string;
  counter: string;
  businessDate: string;
  by: string;
  second: string;
  shift: string;
  from: string;
  to: string;
  cause: string;
  causes: Record<CashCause, string>;
  reason: string;
  party: string;
  paper: string;
  holder: string;
  bank: string;
  account: string;
  bearer: string;
  slip: string;
  outcome: Record<'confirmed' | 'returned', string>;
  bankReference: string;
  face: string;
  pieces: string;
  sum: string;
  given: string;
  taken: string;
  amount: string;
  counted: string;
  expected: string;
  difference: string;
  countN: (n: number) => string;
  receipts: string;
  receiptRange: (first: string, last: string) => string;
  channel: string;
  channels: Record<CountChannel, string>;
  said: string;
  booked: string;
  signBy: string;
  signSecond: string;
  signParty: string;
  signFinance: string;
  signBearer: string;
  copy: (n: number, at: string, by: string, reason: string) => string;
}

const zhCN: CashWords = {
  title: {
    float: '备用金领用单',
    shiftClose: '交班单',
    paidIn: '现金收入凭单',
    paidOut: '现金支出凭单',
    safeDrop: '现金缴存单',
    safeFill: '保险柜入库单',
    safeCount: '保险柜盘点单',
    pettyFill: '备用金拨入单',
    pettyBack: '备用金缴回单',
    pettySpend: '备用金支出凭单',
    transfer: '现金调拨单',
    exchange: '换零单',
    deposit: '现金缴款单',
    depositEnd: '缴款结果单',
  },
  number: '单号',
  time: '时间',
  counter: '柜台',
  businessDate: '营业日',
  by: '经办人',
  second: '复点人',
  shift: '班次',
  from: '从',
  to: '到',
  cause: '类别',
  causes: {
    fromFinance: '财务拨入',
    toFinance: '交回财务',
    found: '待查明款',
    returned: '待查明款退还',
    repaid: '借款归还',
    expense: '费用支出',
  },
  reason: '事由',
  party: '对方',
  paper: '附件单号',
  holder: '收款户名',
  bank: '开户银行',
  account: '账号',
  bearer: '送款人',
  slip: '缴款单号',
  outcome: { confirmed: '银行已收', returned: '退回' },
  bankReference: '银行回单号',
  face: '券别',
  pieces: '张/枚',
  sum: '金额',
  given: '换出',
  taken: '换入',
  amount: '金额',
  counted: '实点',
  expected: '应有',
  difference: '长短款',
  countN: (n) => `第 ${n} 次点数`,
  receipts: '收据起止号',
  receiptRange: (first, last) => `${first} 至 ${last}`,
  channel: '渠道',
  channels: { card: 'POS 结算单', wechat: '微信', alipay: '支付宝', unionpay: '云闪付', cheque: '支票' },
  said: '机上/实物',
  booked: '账上',
  signBy: '经办人',
  signSecond: '复点人',
  signParty: '领款/交款人',
  signFinance: '财务',
  signBearer: '送款人',
  copy: (n, at, by, reason) => `第 ${n} 份副本　${at}　${by}　${reason}`,
};
const zhTW: CashWords = {
  title: {
    float: '備用金領用單',
    shiftClose: '交班單',
    paidIn: '現金收入憑單',
    paidOut: '現金支出憑單',
    safeDrop: '現金繳存單',
    safeFill: '保險櫃入庫單',
    safeCount: '保險櫃盤點單',
    pettyFill: '備用金撥入單',
    pettyBack: '備用金繳回單',
    pettySpend: '備用金支出憑單',
    transfer: '現金調撥單',
    exchange: '換零單',
    deposit: '現金繳款單',
    depositEnd: '繳款結果單',
  },
  number: '單號',
  time: '時間',
  counter: '櫃檯',
  businessDate: '營業日',
  by: '經辦人',
  second: '複點人',
  shift: '班次',
  from: '從',
  to: '到',
  cause: '類別',
  causes: {
    fromFinance: '財務撥入',
    toFinance: '交回財務',
    found: '待查明款',
    returned: '待查明款退還',
    repaid: '借款歸還',
    expense: '費用支出',
  },
  reason: '事由',
  party: '對方',
  paper: '附件單號',
  holder: '收款戶名',
  bank: '開戶銀行',
  account: '帳號',
  bearer: '送款人',
  slip: '繳款單號',
  outcome: { confirmed: '銀行已收', returned: '退回' },
  bankReference: '銀行回單號',
  face: '券別',
  pieces: '張/枚',
  sum: '金額',
  given: '換出',
  taken: '換入',
  amount: '金額',
  counted: '實點',
  expected: '應有',
  difference: '長短款',
  countN: (n) => `第 ${n} 次點數`,
  receipts: '收據起訖號',
  receiptRange: (first, last) => `${first} 至 ${last}`,
  channel: '管道',
  channels: { card: 'POS 結算單', wechat: '微信', alipay: '支付寶', unionpay: '雲閃付', cheque: '支票' },
  said: '機上/實物',
  booked: '帳上',
  signBy: '經辦人',
  signSecond: '複點人',
  signParty: '領款/交款人',
  signFinance: '財務',
  signBearer: '送款人',
  copy: (n, at, by, reason) => `第 ${n} 份副本　${at}　${by}　${reason}`,
};
const en: CashWords = {
  title: {
    float: 'Float slip',
    shiftClose: 'Shift count sheet',
    paidIn: 'Paid-in voucher',
    paidOut: 'Paid-out voucher',
    safeDrop: 'Safe drop slip',
    safeFill: 'Safe receipt slip',
    safeCount: 'Safe count sheet',
    pettyFill: 'Petty cash top-up',
    pettyBack: 'Petty cash return',
    pettySpend: 'Petty cash voucher',
    transfer: 'Cash transfer slip',
    exchange: 'Change exchange slip',
    deposit: 'Bank deposit slip',
    depositEnd: 'Bank deposit result',
  },
  number: 'Number',
  time: 'Time',
  counter: 'Counter',
  businessDate: 'Business date',
  by: 'Handled by',
  second: 'Counted by',
  shift: 'Shift',
  from: 'From',
  to: 'To',
  cause: 'Type',
  causes: {
    fromFinance: 'From finance',
    toFinance: 'Returned to finance',
    found: 'Unidentified cash',
    returned: 'Unidentified cash returned',
    repaid: 'Advance repaid',
    expense: 'Expense',
  },
  reason: 'Reason',
  party: 'Other party',
  paper: 'Document',
  holder: 'Account holder',
  bank: 'Bank',
  account: 'Account',
  bearer: 'Courier',
  slip: 'Deposit slip',
  outcome: { confirmed: 'Credited', returned: 'Returned' },
  bankReference: 'Bank slip number',
  face: 'Denomination',
  pieces: 'Pieces',
  sum: 'Amount',
  given: 'Given out',
  taken: 'Received',
  amount: 'Amount',
  counted: 'Counted',
  expected: 'Expected',
  difference: 'Over/short',
  countN: (n) => `Count ${n}`,
  receipts: 'Receipts',
  receiptRange: (first, last) => `${first} to ${last}`,
  channel: 'Channel',
  channels: { card: 'POS settlement', wechat: 'WeChat', alipay: 'Alipay', unionpay: 'UnionPay QR', cheque: 'Cheques' },
  said: 'Terminal',
  booked: 'Recorded',
  signBy: 'Handled by',
  signSecond: 'Counted by',
  signParty: 'Payee/payer',
  signFinance: 'Finance',
  signBearer: 'Courier',
  copy: (n, at, by, reason) => `Copy ${n}　${at}　${by}　${reason}`,
};

export const CASH_WORDS: Record<PaperLocale, CashWords> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
