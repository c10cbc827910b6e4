// The words of the slips for money held for customers, and of the slip for somebody who will transfer.
// Whole phrases with their values put in, as on receipts.
import type { PrepaymentAct } from '../contract/prepayment-view.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface HeldWords {
  title: Record<PrepaymentAct, (kind: string) => string>;
  amount: Record<PrepaymentAct, string>;
  customer: string;
  kind: string;
  load: string;
  reason: string;
  balance: string;
  /** Under the slip: what may be done with the money, or where it went. */
  note: Record<PrepaymentAct, string>;
  signature: string;
  transferTitle: string;
  holder: string;
  bank: string;
  account: string;
  purpose: string;
  transferAmount: string;
  transferNote: string;
}

const zhCN: HeldWords = {
  title: { take: (kind) => `${kind}收据`, return: (kind) => `退${kind}单`, forfeit: (kind) => `${kind}不退单` },
  amount: { take: '收到', return: '退回', forfeit: '不退' },
  customer: '客户',
  kind: '种类',
  load: '原单',
  reason: '原因',
  balance: '办理后余额',
  note: {
    take: '凭本收据办理使用或退款；退款按原支付方式退回。',
    return: '按原支付方式退回；银行卡与第三方渠道以到账为准。',
    forfeit: '以上金额不再退回。',
  },
  signature: '客户签名',
  transferTitle: '转账通知单',
  holder: '户名',
  bank: '开户银行',
  account: '账号',
  purpose: '附言（务必填写）',
  transferAmount: '转账金额',
  transferNote: '请在转账附言中填写上面的号码，到账后凭银行回单到窗口换取收据。本单不是收款凭证。',
};
const zhTW: HeldWords = {
  title: { take: (kind) => `${kind}收據`, return: (kind) => `退${kind}單`, forfeit: (kind) => `${kind}不退單` },
  amount: { take: '收到', return: '退回', forfeit: '不退' },
  customer: '客戶',
  kind: '種類',
  load: '原單',
  reason: '原因',
  balance: '辦理後餘額',
  note: {
    take: '憑本收據辦理使用或退款；退款按原支付方式退回。',
    return: '按原支付方式退回；銀行卡與第三方管道以入帳為準。',
    forfeit: '以上金額不再退回。',
  },
  signature: '客戶簽名',
  transferTitle: '轉帳通知單',
  holder: '戶名',
  bank: '開戶銀行',
  account: '帳號',
  purpose: '附言（務必填寫）',
  transferAmount: '轉帳金額',
  transferNote: '請在轉帳附言中填寫上面的號碼，入帳後憑銀行回單到窗口換取收據。本單不是收款憑證。',
};
const en: HeldWords = {
  title: {
    take: (kind) => `${kind}: received`,
    return: (kind) => `${kind}: returned`,
    forfeit: (kind) => `${kind}: forfeited`,
  },
  amount: { take: 'Received', return: 'Returned', forfeit: 'Forfeited' },
  customer: 'Customer',
  kind: 'Kind',
  load: 'Paid in with',
  reason: 'Reason',
  balance: 'Balance after this',
  note: {
    take: 'Bring this receipt to use the money or to have it returned; it goes back the way it came.',
    return: 'Returned the way it came; card and online payments arrive when the channel has booked them.',
    forfeit: 'This amount will not be returned.',
  },
  signature: 'Customer’s signature',
  transferTitle: 'How to transfer',
  holder: 'Account holder',
  bank: 'Bank',
  account: 'Account number',
  purpose: 'Purpose (please quote)',
  transferAmount: 'Amount to transfer',
  transferNote:
    'Please quote the purpose above. Bring the bank’s confirmation to the counter for your receipt. This slip is no receipt.',
};

export const HELD_WORDS: Readonly<Record<PaperLocale, HeldWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
