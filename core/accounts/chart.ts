// The default chart of accounts (ledger.md "Accounts"). Codes follow 政府会计制度/企业会计准则 numbering so that an
// accountant recognises them; central's own codes are mapped from these when vouchers are written.
import type { MoneyMethod } from '../charge/tender-method.ts';

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense';
export interface Account {
  readonly code: string;
  readonly name: string;
  readonly kind: AccountKind;
}

const account = (code: string, name: string, kind: AccountKind): Account => ({ code, name, kind });

/** Accounts every ledger starts with. Drawers get one account each below 1001.1 (see `drawerAccount`). */
export const CHART: readonly Account[] = [
  account('1001.1', '库存现金—钱箱', 'asset'),
  account('1001.2', '库存现金—保险柜', 'asset'),
  account('1001.3', '库存现金—备用金', 'asset'),
  account('1002', '银行存款', 'asset'),
  account('1002.9', '银行存款—在途', 'asset'),
  account('1012.card', '在途资金—银行卡', 'asset'),
  account('1012.wechat', '在途资金—微信', 'asset'),
  account('1012.alipay', '在途资金—支付宝', 'asset'),
  account('1012.unionpay', '在途资金—银联', 'asset'),
  account('1012.transfer', '在途资金—转账', 'asset'),
  account('1012.cheque', '在途资金—支票', 'asset'),
  account('1221.channel', '其他应收款—渠道待结算', 'asset'),
  account('1122', '应收账款', 'asset'),
  account('1122.cheque', '应收账款—退票支票', 'asset'),
  account('1122.bill', '应收账款—账单', 'asset'),
  account('2203', '预收账款—预付款', 'liability'),
  account('2241.deposit', '其他应付款—押金', 'liability'),
  account('2241.refund', '其他应付款—应退款', 'liability'),
  account('2241.agency', '其他应付款—代收代付', 'liability'),
  account('2241.suspense', '其他应付款—待认款', 'liability'),
  account('2241.imprest', '其他应付款—拨入备用金', 'liability'),
  account('2103', '应缴财政款', 'liability'),
  account('2221', '应交税费—销项税', 'liability'),
  account('2401', '递延收益', 'liability'),
  account('6001', '主营业务收入', 'income'),
  account('6001.discount', '收入—优惠减免', 'income'),
  account('6051.fee', '其他业务收入—退费手续费', 'income'),
  account('6301.rounding', '营业外收入—抹零', 'income'),
  account('6301.overshort', '营业外收入—长短款', 'income'),
  account('6301.forfeit', '营业外收入—没收押金', 'income'),
  account('6602.fee', '渠道手续费', 'expense'),
  account('6602.payout', '打款支出', 'expense'),
  account('6901', '以前年度损益调整', 'income'),
  account('6603.fx', '汇兑差额', 'expense'),
];

export const SAFE_ACCOUNT = '1001.2';
/** The petty-cash fund 备用金, apart from takings. */
export const PETTY_CASH_ACCOUNT = '1001.3';
/** What central finance has handed to the counter in cash. */
export const IMPREST_ACCOUNT = '2241.imprest';
/** Output tax 销项税 that is within what was charged. */
export const TAX_ACCOUNT = '2221';
export const DISCOUNT_ACCOUNT = '6001.discount';
export const ROUNDING_ACCOUNT = '6301.rounding';
export const OVER_SHORT_ACCOUNT = '6301.overshort';
/** What customers owe on bills that were issued to them: its balance is the sum of what is open of every bill. */
export const BILLS_ACCOUNT = '1122.bill';

export const BANK_ACCOUNT = '1002';
/** Cash paid in at the bank that the bank has not confirmed. */
export const BANK_IN_TRANSIT = '1002.9';
/** What a customer owes again because their cheque was not paid. */
export const BOUNCED_CHEQUE_ACCOUNT = '1122.cheque';
export const FORFEIT_ACCOUNT = '6301.forfeit';

/** What lies here for customers: spendable, or held against something that may go wrong. */
export const PREPAYMENT_PURPOSES = ['prepayment', 'deposit'] as const;
export type PrepaymentPurpose = (typeof PREPAYMENT_PURPOSES)[number];
export const LIABILITY_ACCOUNT: Readonly<Record<PrepaymentPurpose, string>> = {
  prepayment: '2203',
  deposit: '2241.deposit',
};

/** What a third-party payer owes; `payer` is the payer's code in the register. */
export function payerAccount(payer: string): string {
  return `1122.${payer}`;
}

/** The cash account of one drawer; `drawer` is the drawer's code. */
export function drawerAccount(drawer: string): string {
  return `1001.1.${drawer}`;
}

/** Where money taken by a non-cash `method` waits until the channel proves it. Cash has no such account. */
export function inTransitAccount(method: Exclude<MoneyMethod, 'cash'>): string {
  return `1012.${method}`;
}

/** What an item's price is to the office that takes it; decides the credit account (ledger.md). */
export const CREDIT_KINDS = ['revenue', 'agency', 'treasury', 'deferred'] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];

/** The default credit account per kind; an item may name a finer one below it. */
export const CREDIT_ACCOUNT: Readonly<Record<CreditKind, string>> = {
  revenue: '6001',
  agency: '2241.agency',
  treasury: '2103',
  deferred: '2401',
};

/** What a line of a receipt is credited as: what an item is for, or a payment on a bill that was posted when it was issued. */
export type LineCreditKind = CreditKind | 'receivable';
