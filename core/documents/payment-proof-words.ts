// The words of the proof of payment that is issued for a lost receipt, in the three languages of the counter.
// Whole phrases with their values put in, as in receipt-words.ts.
import type { LossIdentified } from '../receipts/loss-rule.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface PaymentProofWords {
  readonly title: string;
  readonly banner: (receipt: string) => string;
  readonly certify: (payer: string, date: string) => string;
  readonly number: string;
  readonly issued: string;
  readonly receipt: string;
  readonly receiptTime: string;
  readonly payer: string;
  readonly noPayer: string;
  /** Who paid, where no name stands on the receipt. */
  readonly bearer: (receipt: string) => string;
  readonly counter: string;
  readonly cashier: string;
  readonly reportedBy: string;
  readonly identified: string;
  readonly identifiedBy: Readonly<Record<LossIdentified, string>>;
  readonly note: string;
  readonly item: string;
  readonly quantity: string;
  readonly amount: string;
  readonly more: (count: number) => string;
  readonly total: string;
  readonly paidBy: string;
  readonly reference: string;
  readonly signReporter: string;
  readonly signCashier: string;
  readonly copy: (n: number, at: string, by: string, reason: string) => string;
}

const zhCN: PaymentProofWords = {
  title: '付款证明',
  banner: (receipt) => `收据 ${receipt} 已登记遗失。自本证明出具起，原收据不得再用于报销、退费；退费须凭本证明办理。`,
  certify: (payer, date) => `兹证明 ${payer} 已于 ${date} 向本单位缴清下列款项。`,
  number: '登记号',
  issued: '出具时间',
  receipt: '原收据',
  receiptTime: '原收费时间',
  payer: '交款人',
  noPayer: '（未登记）',
  bearer: (receipt) => `收据 ${receipt} 的交款人`,
  counter: '柜台',
  cashier: '经办人',
  reportedBy: '报失人',
  identified: '身份核对',
  identifiedBy: {
    idPaper: '核对证件',
    phone: '核对预留电话',
    payment: '核对付款记录',
    known: '本单位人员认识',
    other: '其他（见说明）',
  },
  note: '说明',
  item: '收费项目',
  quantity: '数量',
  amount: '金额',
  more: (count) => `另有 ${count} 项，已计入合计`,
  total: '实收合计',
  paidBy: '支付方式',
  reference: '凭证',
  signReporter: '报失人签字',
  signCashier: '经办人签字',
  copy: (n, at, by, reason) => `副本 ${n}　${at}　${by}　原因：${reason}`,
};

const zhTW: PaymentProofWords = {
  title: '付款證明',
  banner: (receipt) => `收據 ${receipt} 已登記遺失。自本證明出具起，原收據不得再用於報銷、退費；退費須憑本證明辦理。`,
  certify: (payer, date) => `茲證明 ${payer} 已於 ${date} 向本單位繳清下列款項。`,
  number: '登記號',
  issued: '出具時間',
  receipt: '原收據',
  receiptTime: '原收費時間',
  payer: '繳款人',
  noPayer: '（未登記）',
  bearer: (receipt) => `收據 ${receipt} 的繳款人`,
  counter: '櫃台',
  cashier: '經辦人',
  reportedBy: '報失人',
  identified: '身分核對',
  identifiedBy: {
    idPaper: '核對證件',
    phone: '核對預留電話',
    payment: '核對付款紀錄',
    known: '本單位人員認識',
    other: '其他（見說明）',
  },
  note: '說明',
  item: '收費項目',
  quantity: '數量',
  amount: '金額',
  more: (count) => `另有 ${count} 項，已計入合計`,
  total: '實收合計',
  paidBy: '支付方式',
  reference: '憑證',
  signReporter: '報失人簽字',
  signCashier: '經辦人簽字',
  copy: (n, at, by, reason) => `副本 ${n}　${at}　${by}　原因：${reason}`,
};

const en: PaymentProofWords = {
  title: 'Proof of payment',
  banner: (receipt) =>
    `Receipt ${receipt} is registered as lost and can no longer be claimed or refunded; any refund requires this document.`,
  certify: (payer, date) => `This is to certify that ${payer} paid us the following on ${date}.`,
  number: 'Register no.',
  issued: 'Issued',
  receipt: 'Receipt',
  receiptTime: 'Charged at',
  payer: 'Payer',
  noPayer: '(not given)',
  bearer: (receipt) => `the payer of receipt ${receipt}`,
  counter: 'Counter',
  cashier: 'Handled by',
  reportedBy: 'Reported by',
  identified: 'Identified by',
  identifiedBy: {
    idPaper: 'ID document',
    phone: 'phone on file',
    payment: 'payment record',
    known: 'known to staff',
    other: 'other (see note)',
  },
  note: 'Note',
  item: 'Charge item',
  quantity: 'Quantity',
  amount: 'Amount',
  more: (count) => `${count} more, counted in the total`,
  total: 'Total paid',
  paidBy: 'Payment method',
  reference: 'Reference',
  signReporter: 'Reported by',
  signCashier: 'Handled by',
  copy: (n, at, by, reason) => `Copy ${n}  ${at}  ${by}  Reason: ${reason}`,
};

export const PAYMENT_PROOF_WORDS: Readonly<Record<PaperLocale, PaymentProofWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
};
