// The words printed on a receipt, in the three languages of the counter.
// Whole phrases with their values put in, never pieces glued together: word order differs between the languages.
import type { TenderMethod } from '../charge/tender-method.ts';
import type { SpoilReason } from '../stock/spoil-reason.ts';
import type { WorkingWords } from '../tariff/explain-working.ts';
import { WORKING_WORDS } from './working-words.ts';

export type PaperLocale = 'zh-CN' | 'zh-TW' | 'en';

export interface ReceiptWords {
  title: string;
  number: string;
  /** The number with its check digits, as it is read out on the telephone. */
  numberWithCheck: (number: string, check: string) => string;
  /** Before the check digits where they stand apart from the number. */
  checkDigits: string;
  time: string;
  businessDate: string;
  counter: string;
  shift: string;
  cashier: string;
  payer: string;
  noPayer: string;
  customer: string;
  customerValue: (number: string, name: string) => string;
  item: string;
  /** A line that pays on a bill; `rest` is null when nothing is left of it. */
  onBill: (name: string, number: string, rest: string | null) => string;
  unit: string;
  quantity: string;
  unitPrice: string;
  discount: string;
  amount: string;
  gross: string;
  rounding: string;
  total: string;
  /** How many lines the total covers: the check that no page is missing. */
  lineCount: (n: number) => string;
  /** Beside the amount in words; 人民币 for the yuan, else the currency's code. */
  inWords: (currency: string) => string;
  tender: string;
  reference: string;
  given: string;
  change: string;
  applied: string;
  methods: Record<TenderMethod, string>;
  unverified: string;
  unverifiedNote: string;
  sealFoot: string;
  copyTitle: (n: number) => string;
  copyFacts: (at: string, by: string, reason: string) => string;
  copyShort: (n: number) => string;
  /** A sheet printed in place of a spoiled one: the original again. */
  replaced: string;
  replacedShort: (n: number) => string;
  replacedFacts: (at: string, by: string, reason: string, note: string | null) => string;
  spoilReasons: Record<SpoilReason, string>;
  /** Where the organisation is found; at least one of the two is there. */
  contact: (address: string | null, phone: string | null) => string;
  /** The number pre-printed on the sheet. */
  stockNumber: string;
  /** Quantity, unit and price of a line on a narrow paper. */
  quantityOf: (quantity: string, unit: string) => string;
  timesPrice: (quantity: string, unit: string, price: string) => string;
  backfilled: (paperNumber: string, paperDate: string) => string;
  /** 换票: this receipt took the place of another one, or another one took its place. */
  replaces: (number: string) => string;
  replacedBy: (number: string) => string;
  restOf: (number: string) => string;
  replacedByRest: (number: string) => string;
  stub: string;
  stubTender: (method: string, amount: string, mark: string | null) => string;
  stubTenderSeparator: string;
  pageMark: string;
  runningHead: (organisation: string, number: string, payer: string) => string;
  documentTitle: (number: string) => string;
  working: WorkingWords;
  /** The tax within the total. */
  tax: string;
  /** One rate: what is taxed without its tax, and the tax. */
  taxPart: (rate: string, net: string, tax: string) => string;
  taxSeparator: string;
}

const zhCN: ReceiptWords = {
  title: '收费收据',
  number: '票号',
  numberWithCheck: (number, check) => `${number}　校验码 ${check}`,
  checkDigits: '校验码',
  time: '收费时间',
  businessDate: '营业日期',
  counter: '柜台',
  shift: '班次',
  cashier: '收款人',
  payer: '交款人',
  noPayer: '（未登记）',
  customer: '客户',
  customerValue: (number, name) => `${name}　${number}`,
  onBill: (name, number, rest) => `${name}（账单 ${number}，${rest === null ? '已缴清' : `尚欠 ${rest}`}）`,
  item: '收费项目',
  unit: '单位',
  quantity: '数量',
  unitPrice: '单价',
  discount: '优惠',
  amount: '金额',
  gross: '小计',
  rounding: '抹零',
  total: '合计',
  lineCount: (n) => `共 ${n} 项`,
  inWords: (currency) => (currency === 'CNY' ? '人民币大写' : `${currency} 大写`),
  tender: '支付方式',
  reference: '凭证号',
  given: '收到',
  change: '找零',
  applied: '入账',
  methods: {
    cash: '现金',
    card: '银行卡',
    wechat: '微信支付',
    alipay: '支付宝',
    unionpay: '云闪付',
    transfer: '银行转账',
    cheque: '支票',
    thirdParty: '第三方支付',
    prepayment: '预付款',
  },
  unverified: '未核实',
  unverifiedNote: '标有「未核实」的款项尚无凭证号，以对账到账为准。',
  sealFoot: '收讫',
  copyTitle: (n) => `副本　第 ${n} 次补打`,
  copyFacts: (at, by, reason) => `${at}　${by}　原因：${reason}`,
  copyShort: (n) => `副本 ${n}`,
  replaced: '重打',
  replacedShort: (n) => `重打 ${n}`,
  replacedFacts: (at, by, reason, note) => `${at}　${by}　前一张作废：${note === null ? reason : `${reason}，${note}`}`,
  spoilReasons: { jam: '卡纸', misprint: '打印不清', outOfPaper: '缺纸', torn: '破损', other: '其他' },
  contact: (address, phone) =>
    [address === null ? null : `地址 ${address}`, phone === null ? null : `电话 ${phone}`]
      .filter((part) => part !== null)
      .join('　'),
  stockNumber: '票纸号',
  quantityOf: (quantity, unit) => `${quantity} ${unit}`,
  timesPrice: (quantity, unit, price) => `${quantity} ${unit} × ${price}`,
  backfilled: (number, date) => `应急补录：手工票据 ${number}，开票日期 ${date}`,
  replaces: (number) => `换票：代替收据 ${number}，原收据已收回作废`,
  replacedBy: (number) => `已换票　新收据 ${number}，本联不作报销、退费凭证`,
  restOf: (number) => `冲红重开：收据 ${number} 退费后的剩余部分，原收据已收回冲红`,
  replacedByRest: (number) => `已冲红　剩余部分见新收据 ${number}，本联不作报销、退费凭证`,
  stub: '存根',
  stubTender: (method, amount, mark) => (mark === null ? `${method} ${amount}` : `${method} ${amount}（${mark}）`),
  stubTenderSeparator: '，',
  pageMark: '第 {page} 页，共 {pages} 页',
  runningHead: (organisation, number, payer) => `${organisation}　收费收据　${number}　交款人 ${payer}`,
  documentTitle: (number) => `收费收据 ${number}`,
  working: WORKING_WORDS['zh-CN'],
  tax: '其中税额',
  taxPart: (rate, net, tax) => `${rate}：不含税 ${net}，税额 ${tax}`,
  taxSeparator: '；',
};

const zhTW: ReceiptWords = {
  title: '收費收據',
  number: '票號',
  numberWithCheck: (number, check) => `${number}　檢查碼 ${check}`,
  checkDigits: '檢查碼',
  time: '收費時間',
  businessDate: '營業日期',
  counter: '櫃台',
  shift: '班次',
  cashier: '收款人',
  payer: '繳款人',
  noPayer: '（未登記）',
  customer: '客戶',
  customerValue: (number, name) => `${name}　${number}`,
  onBill: (name, number, rest) => `${name}（帳單 ${number}，${rest === null ? '已繳清' : `尚欠 ${rest}`}）`,
  item: '收費項目',
  unit: '單位',
  quantity: '數量',
  unitPrice: '單價',
  discount: '優惠',
  amount: '金額',
  gross: '小計',
  rounding: '抹零',
  total: '合計',
  lineCount: (n) => `共 ${n} 項`,
  inWords: (currency) => (currency === 'CNY' ? '人民幣大寫' : `${currency} 大寫`),
  tender: '支付方式',
  reference: '憑證號',
  given: '收到',
  change: '找零',
  applied: '入帳',
  methods: {
    cash: '現金',
    card: '銀行卡',
    wechat: '微信支付',
    alipay: '支付寶',
    unionpay: '雲閃付',
    transfer: '銀行轉帳',
    cheque: '支票',
    thirdParty: '第三方支付',
    prepayment: '預付款',
  },
  unverified: '未核實',
  unverifiedNote: '標有「未核實」的款項尚無憑證號，以對帳入帳為準。',
  sealFoot: '收訖',
  copyTitle: (n) => `副本　第 ${n} 次補印`,
  copyFacts: (at, by, reason) => `${at}　${by}　原因：${reason}`,
  copyShort: (n) => `副本 ${n}`,
  replaced: '重印',
  replacedShort: (n) => `重印 ${n}`,
  replacedFacts: (at, by, reason, note) => `${at}　${by}　前一張作廢：${note === null ? reason : `${reason}，${note}`}`,
  spoilReasons: { jam: '卡紙', misprint: '列印不清', outOfPaper: '缺紙', torn: '破損', other: '其他' },
  contact: (address, phone) =>
    [address === null ? null : `地址 ${address}`, phone === null ? null : `電話 ${phone}`]
      .filter((part) => part !== null)
      .join('　'),
  stockNumber: '票紙號',
  quantityOf: (quantity, unit) => `${quantity} ${unit}`,
  timesPrice: (quantity, unit, price) => `${quantity} ${unit} × ${price}`,
  backfilled: (number, date) => `應急補錄：手寫票據 ${number}，開票日期 ${date}`,
  replaces: (number) => `換票：代替收據 ${number}，原收據已收回作廢`,
  replacedBy: (number) => `已換票　新收據 ${number}，本聯不作報銷、退費憑證`,
  restOf: (number) => `沖紅重開：收據 ${number} 退費後的剩餘部分，原收據已收回沖紅`,
  replacedByRest: (number) => `已沖紅　剩餘部分見新收據 ${number}，本聯不作報銷、退費憑證`,
  stub: '存根',
  stubTender: (method, amount, mark) => (mark === null ? `${method} ${amount}` : `${method} ${amount}（${mark}）`),
  stubTenderSeparator: '，',
  pageMark: '第 {page} 頁，共 {pages} 頁',
  runningHead: (organisation, number, payer) => `${organisation}　收費收據　${number}　繳款人 ${payer}`,
  documentTitle: (number) => `收費收據 ${number}`,
  working: WORKING_WORDS['zh-TW'],
  tax: '其中稅額',
  taxPart: (rate, net, tax) => `${rate}：未稅 ${net}，稅額 ${tax}`,
  taxSeparator: '；',
};

const en: ReceiptWords = {
  title: 'Receipt',
  number: 'Receipt no.',
  numberWithCheck: (number, check) => `${number}  check ${check}`,
  checkDigits: 'check',
  time: 'Received at',
  businessDate: 'Business date',
  counter: 'Counter',
  shift: 'Shift',
  cashier: 'Cashier',
  payer: 'Received from',
  noPayer: '(not recorded)',
  customer: 'Customer',
  customerValue: (number, name) => `${name}  ${number}`,
  onBill: (name, number, rest) => `${name} (bill ${number}, ${rest === null ? 'paid in full' : `${rest} still open`})`,
  item: 'Item',
  unit: 'Unit',
  quantity: 'Qty',
  unitPrice: 'Unit price',
  discount: 'Discount',
  amount: 'Amount',
  gross: 'Subtotal',
  rounding: 'Rounding',
  total: 'Total',
  lineCount: (n) => (n === 1 ? '1 item' : `${n} items`),
  inWords: (currency) => (currency === 'CNY' ? 'RMB in words' : `${currency} in words`),
  tender: 'Paid by',
  reference: 'Reference',
  given: 'Tendered',
  change: 'Change',
  applied: 'Applied',
  methods: {
    cash: 'Cash',
    card: 'Bank card',
    wechat: 'WeChat Pay',
    alipay: 'Alipay',
    unionpay: 'UnionPay QR',
    transfer: 'Bank transfer',
    cheque: 'Cheque',
    thirdParty: 'Third party',
    prepayment: 'Prepayment',
  },
  unverified: 'Unverified',
  unverifiedNote: 'A payment marked “Unverified” has no reference yet and stands once it is found on a statement.',
  sealFoot: 'PAID',
  copyTitle: (n) => `COPY no. ${n}`,
  copyFacts: (at, by, reason) => `printed ${at} by ${by}, reason: ${reason}`,
  copyShort: (n) => `COPY ${n}`,
  replaced: 'Replaces',
  replacedShort: (n) => `REPLACEMENT ${n}`,
  replacedFacts: (at, by, reason, note) =>
    `a sheet spoiled ${at} by ${by}: ${note === null ? reason : `${reason}, ${note}`}`,
  spoilReasons: {
    jam: 'paper jam',
    misprint: 'misprint',
    outOfPaper: 'out of paper',
    torn: 'torn',
    other: 'other',
  },
  contact: (address, phone) =>
    [address === null ? null : address, phone === null ? null : `Tel. ${phone}`]
      .filter((part) => part !== null)
      .join(', '),
  stockNumber: 'Sheet no.',
  quantityOf: (quantity, unit) => `${quantity} ${unit}`,
  timesPrice: (quantity, unit, price) => `${quantity} ${unit} × ${price}`,
  backfilled: (number, date) => `Entered later from hand-written receipt ${number} of ${date}`,
  replaces: (number) => `Exchanged: replaces receipt ${number}, which was taken back`,
  replacedBy: (number) => `EXCHANGED for receipt ${number}: not valid for claims or refunds`,
  restOf: (number) => `Reissued: what remains of receipt ${number} after a refund; the original was taken back`,
  replacedByRest: (number) => `REISSUED as receipt ${number}: not valid for claims or refunds`,
  stub: 'Stub',
  stubTender: (method, amount, mark) => (mark === null ? `${method} ${amount}` : `${method} ${amount} (${mark})`),
  stubTenderSeparator: ', ',
  pageMark: 'Page {page} of {pages}',
  runningHead: (organisation, number, payer) => `${organisation}: receipt ${number}, received from ${payer}`,
  documentTitle: (number) => `Receipt ${number}`,
  working: WORKING_WORDS.en,
  tax: 'Tax included',
  taxPart: (rate, net, tax) => `${rate}: net ${net}, tax ${tax}`,
  taxSeparator: '; ',
};

export const RECEIPT_WORDS: Readonly<Record<PaperLocale, ReceiptWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
