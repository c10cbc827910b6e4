// The words of X and Z reports and of the day's sheet on paper and in lists, in the three languages of the counter.
import type { DAY_CARRIED } from '../contract/procedures/day.ts';
import type { DrawerMovement, REPORTED_COUNTS } from '../contract/till-report.ts';
import type { DocumentLetter } from '../numbers/document-kinds.ts';
import type { RefusalReason } from '../charge/refusal-reason.ts';
import type { VoidReason } from '../receipts/void-reason.ts';
import type { ReportEvent } from '../reports/report-events.ts';
import type { PaperLocale } from './receipt-words.ts';

export interface ReportWords {
  readonly titles: Readonly<Record<'X' | 'Z', Readonly<Record<'shift' | 'day', string>>>>;
  readonly sheet: string;
  readonly number: string;
  readonly businessDate: string;
  readonly at: string;
  readonly by: string;
  readonly counter: string;
  readonly cashier: string;
  readonly drawer: string;
  readonly from: string;
  readonly until: string;
  readonly open: string;
  /** In the place of an amount that is withheld. */
  readonly withheld: string;
  readonly blind: string;
  readonly tenders: string;
  readonly documents: string;
  readonly items: string;
  readonly categories: string;
  readonly cashiers: string;
  readonly shifts: string;
  readonly cash: string;
  readonly events: string;
  /** Events outside every shift, as a list heads them. */
  readonly outside: string;
  readonly refusals: string;
  readonly latePaper: string;
  readonly late: (date: string, closed: boolean) => string;
  readonly count: string;
  readonly quantity: string;
  readonly amount: string;
  readonly receipts: string;
  readonly range: string;
  readonly taken: string;
  readonly perpetual: string;
  readonly control: string;
  readonly float: string;
  readonly expected: string;
  readonly counted: string;
  readonly difference: string;
  readonly counts: string;
  readonly countNames: Readonly<Record<(typeof REPORTED_COUNTS)[number], string>>;
  readonly head: string;
  readonly headSay: string;
  readonly letters: Readonly<Record<DocumentLetter, string>>;
  readonly movements: Readonly<Record<DrawerMovement, string>>;
  readonly eventNames: Readonly<Record<ReportEvent, string>>;
  /** Of `count` events, how many outside every shift. */
  readonly ofWhichOutside: (count: number, outside: number) => string;
  readonly refusalNames: Readonly<Record<RefusalReason, string>>;
  readonly backNames: Readonly<Record<VoidReason, string>>;
  readonly carriedNames: Readonly<Record<(typeof DAY_CARRIED)[number], string>>;
  readonly byHour: string;
  readonly byTender: string;
  readonly takenBack: string;
  readonly differences: string;
  readonly staysOpen: string;
  readonly nothing: string;
  readonly openShifts: string;
  readonly parked: string;
  readonly section: string;
  readonly name: string;
  readonly sign: readonly [string, string];
  readonly rest: (n: number) => string;
  readonly andOthers: (first: string, others: number) => string;
}

const zhCN: ReportWords = {
  titles: { X: { shift: '交班报表（X）', day: '当日报表（X）' }, Z: { shift: '交班报表（Z）', day: '日结报表（Z）' } },
  sheet: '收费日报',
  number: '编号',
  businessDate: '营业日',
  at: '时间',
  by: '制表',
  counter: '柜台',
  cashier: '收费员',
  drawer: '钱箱',
  from: '开班',
  until: '结班',
  open: '未结班',
  withheld: '清点后可见',
  blind: '钱箱尚未清点，现金及可推算现金的合计不显示。',
  tenders: '支付方式',
  documents: '单据',
  items: '收费项目',
  categories: '类别',
  cashiers: '收费员',
  shifts: '班次',
  cash: '钱箱现金收支',
  events: '其他事项',
  outside: '班外事项',
  refusals: '未收成的账单',
  latePaper: '补录的手写收据',
  late: (date, closed) => (closed ? `${date}（已日结）` : date),
  count: '笔数',
  quantity: '数量',
  amount: '金额',
  receipts: '收据',
  range: '起止号码',
  taken: '收款合计',
  perpetual: '累计总额（不清零）',
  control: '控制总额（借方）',
  float: '备用金',
  expected: '应有',
  counted: '清点',
  difference: '长短款',
  counts: '钱箱清点',
  countNames: {
    close: '结班',
    handover: '交班',
    forced: '代为交班',
    taking: '接班不符',
    rejected: '接班拒收',
  },
  head: '链头',
  headSay: '请与账本核验结果中的链头对照，可发现被截去的记录。',
  letters: {
    R: '收据',
    V: '作废',
    T: '支付方式更正',
    C: '现金收支',
    Y: '预付款与押金',
    Q: '支票到账或退票',
    B: '账单',
    F: '退费',
    O: '打款',
    X: '换票',
    H: '冲红重开',
    L: '遗失补办',
    A: '收回欠款',
    E: '工单打款',
    D: '缴款单',
  },
  movements: {
    float: '领备用金',
    shiftClose: '结班上缴',
    paidIn: '其他收入',
    paidOut: '其他支出',
    safeDrop: '缴存保险柜',
    safeFill: '保险柜补款',
    safeCount: '保险柜盘点',
    pettyFill: '备用金拨入',
    pettyBack: '备用金退回',
    pettySpend: '备用金支出',
    transfer: '钱箱间调拨',
    exchange: '兑换零钱',
    depositEnd: '缴款确认',
    ticketPayout: '工单打款',
  },
  eventNames: {
    reprints: '补打副本',
    spoiled: '废票',
    drawerOpenings: '无交易开钱箱',
    counterfeits: '拒收假币',
    discarded: '放弃的挂单',
    suspended: '挂起班次',
    recounts: '双人复点',
    handoversRejected: '交班被拒收',
    closedByOther: '主管代交班',
    rejected: '审批未通过',
    forbidden: '越权被拒',
  },
  ofWhichOutside: (count, outside) => `${count}（班外 ${outside}）`,
  refusalNames: {
    noMoney: '没有钱',
    refuses: '拒绝付款',
    otherPayer: '由别人付',
    comesBack: '改日再来',
    other: '其他',
  },
  backNames: {
    mistyped: '录入错误',
    wrongCustomer: '客户弄错',
    duplicate: '重复收费',
    changedMind: '客户不要了',
    other: '其他',
  },
  carriedNames: {
    unverified: '未核实的付款',
    cheques: '在途支票',
    deposits: '未确认的缴款单',
    openCases: '未决退费申请',
    unpaidRefunds: '未付退费',
    unknownPayouts: '结果不明的打款',
    refusals: '未收成的账单',
  },
  byHour: '按小时收款',
  byTender: '按支付方式收款',
  takenBack: '退回与作废',
  differences: '长短款',
  staysOpen: '尚未了结',
  nothing: '无',
  openShifts: '未结班次',
  parked: '挂单',
  section: '栏目',
  name: '名称',
  sign: ['制表', '复核'],
  rest: (n) => `另有 ${n} 项，见列表文件`,
  andOthers: (first, others) => `${first} 等${others + 1}个`,
};

const zhTW: ReportWords = {
  ...zhCN,
  titles: { X: { shift: '交班報表（X）', day: '當日報表（X）' }, Z: { shift: '交班報表（Z）', day: '日結報表（Z）' } },
  sheet: '收費日報',
  number: '編號',
  businessDate: '營業日',
  at: '時間',
  by: '製表',
  counter: '櫃台',
  cashier: '收費員',
  drawer: '錢箱',
  from: '開班',
  until: '結班',
  open: '未結班',
  withheld: '清點後可見',
  blind: '錢箱尚未清點，現金及可推算現金的合計不顯示。',
  documents: '單據',
  items: '收費項目',
  categories: '類別',
  cashiers: '收費員',
  cash: '錢箱現金收支',
  events: '其他事項',
  outside: '班外事項',
  refusals: '未收成的帳單',
  latePaper: '補錄的手寫收據',
  late: (date, closed) => (closed ? `${date}（已日結）` : date),
  count: '筆數',
  quantity: '數量',
  amount: '金額',
  receipts: '收據',
  range: '起訖號碼',
  taken: '收款合計',
  perpetual: '累計總額（不歸零）',
  control: '控制總額（借方）',
  float: '備用金',
  expected: '應有',
  counted: '清點',
  difference: '長短款',
  counts: '錢箱清點',
  countNames: {
    close: '結班',
    handover: '交班',
    forced: '代為交班',
    taking: '接班不符',
    rejected: '接班拒收',
  },
  head: '鏈頭',
  headSay: '請與帳本核驗結果中的鏈頭對照，可發現被截去的紀錄。',
  letters: {
    R: '收據',
    V: '作廢',
    T: '支付方式更正',
    C: '現金收支',
    Y: '預付款與押金',
    Q: '支票入帳或退票',
    B: '帳單',
    F: '退費',
    O: '撥款',
    X: '換票',
    H: '沖紅重開',
    L: '遺失補辦',
    A: '收回欠款',
    E: '工單撥款',
    D: '繳款單',
  },
  movements: {
    float: '領備用金',
    shiftClose: '結班上繳',
    paidIn: '其他收入',
    paidOut: '其他支出',
    safeDrop: '繳存保險櫃',
    safeFill: '保險櫃補款',
    safeCount: '保險櫃盤點',
    pettyFill: '零用金撥入',
    pettyBack: '零用金退回',
    pettySpend: '零用金支出',
    transfer: '錢箱間調撥',
    exchange: '兌換零錢',
    depositEnd: '繳款確認',
    ticketPayout: '工單撥款',
  },
  eventNames: {
    reprints: '補印副本',
    spoiled: '廢票',
    drawerOpenings: '無交易開錢箱',
    counterfeits: '拒收偽鈔',
    discarded: '放棄的掛單',
    suspended: '掛起班別',
    recounts: '雙人複點',
    handoversRejected: '交班被拒收',
    closedByOther: '主管代交班',
    rejected: '審批未通過',
    forbidden: '越權被拒',
  },
  ofWhichOutside: (count, outside) => `${count}（班外 ${outside}）`,
  refusalNames: {
    noMoney: '沒有錢',
    refuses: '拒絕付款',
    otherPayer: '由別人付',
    comesBack: '改日再來',
    other: '其他',
  },
  backNames: {
    mistyped: '輸入錯誤',
    wrongCustomer: '客戶弄錯',
    duplicate: '重複收費',
    changedMind: '客戶不要了',
    other: '其他',
  },
  carriedNames: {
    unverified: '未核實的付款',
    cheques: '在途支票',
    deposits: '未確認的繳款單',
    openCases: '未決退費申請',
    unpaidRefunds: '未付退費',
    unknownPayouts: '結果不明的打款',
    refusals: '未收成的帳單',
  },
  byHour: '按小時收款',
  byTender: '按支付方式收款',
  takenBack: '退回與作廢',
  differences: '長短款',
  staysOpen: '尚未了結',
  nothing: '無',
  openShifts: '未結班次',
  parked: '掛單',
  section: '欄目',
  name: '名稱',
  sign: ['製表', '覆核'],
  rest: (n) => `另有 ${n} 項，見清單檔案`,
  andOthers: (first, others) => `${first} 等${others + 1}個`,
};

const en: ReportWords = {
  titles: { X: { shift: 'Shift report X', day: 'Day report X' }, Z: { shift: 'Shift report Z', day: 'Day report Z' } },
  sheet: 'Day sheet',
  number: 'Number',
  businessDate: 'Business date',
  at: 'Time',
  by: 'Prepared by',
  counter: 'Counter',
  cashier: 'Cashier',
  drawer: 'Drawer',
  from: 'Opened',
  until: 'Closed',
  open: 'Open',
  withheld: 'after the count',
  blind: 'The drawer has not been counted: cash and totals that would reveal it are hidden.',
  tenders: 'Payment methods',
  documents: 'Documents',
  items: 'Items',
  categories: 'Categories',
  cashiers: 'Cashiers',
  shifts: 'Shifts',
  cash: 'Cash in and out of the drawer',
  events: 'Other events',
  outside: 'Outside shifts',
  refusals: 'Unpaid bills',
  latePaper: 'Hand-written receipts entered later',
  late: (date, closed) => (closed ? `${date} (closed)` : date),
  count: 'Count',
  quantity: 'Quantity',
  amount: 'Amount',
  receipts: 'Receipts',
  range: 'Number range',
  taken: 'Total taken',
  perpetual: 'Grand total, never reset',
  control: 'Control total (debits)',
  float: 'Float',
  expected: 'Expected',
  counted: 'Counted',
  difference: 'Over/short',
  counts: 'Counts of the drawer',
  countNames: {
    close: 'At the close',
    handover: 'For handing over',
    forced: 'Closed by other',
    taking: 'By the next, other',
    rejected: 'By the next, rejected',
  },
  head: 'Chain head',
  headSay: 'Compare with the chain head shown by verification; truncated records would show as a difference.',
  letters: {
    R: 'Receipts',
    V: 'Voids',
    T: 'Payment corrections',
    C: 'Cash movements',
    Y: 'Prepayments, deposits',
    Q: 'Cheques settled',
    B: 'Bills',
    F: 'Refunds',
    O: 'Payouts',
    X: 'Exchanges',
    H: 'Reissues',
    L: 'Lost receipts',
    A: 'Debts paid',
    E: 'Ticket payouts',
    D: 'Deposit slips',
  },
  movements: {
    float: 'Float',
    shiftClose: 'Handed in at close',
    paidIn: 'Paid in',
    paidOut: 'Paid out',
    safeDrop: 'Safe drop',
    safeFill: 'From the safe',
    safeCount: 'Safe count',
    pettyFill: 'To petty cash',
    pettyBack: 'From petty cash',
    pettySpend: 'Petty cash payments',
    transfer: 'Between drawers',
    exchange: 'Change made',
    depositEnd: 'Deposit confirmed',
    ticketPayout: 'Ticket payouts',
  },
  eventNames: {
    reprints: 'Copies printed',
    spoiled: 'Sheets spoiled',
    drawerOpenings: 'No-sale drawer openings',
    counterfeits: 'Counterfeit notes refused',
    discarded: 'Parked bills discarded',
    suspended: 'Shift suspended',
    recounts: 'Recounts by two',
    handoversRejected: 'Hand-overs rejected',
    closedByOther: 'Closed by a supervisor',
    rejected: 'Approvals rejected',
    forbidden: 'Refused for lack of rights',
  },
  ofWhichOutside: (count, outside) => `${count} (${outside} outside shifts)`,
  refusalNames: {
    noMoney: 'Cannot pay',
    refuses: 'Refuses to pay',
    otherPayer: 'Someone else pays',
    comesBack: 'Will return later',
    other: 'Other',
  },
  backNames: {
    mistyped: 'Mis-keyed',
    wrongCustomer: 'Wrong customer',
    duplicate: 'Charged twice',
    changedMind: 'Changed mind',
    other: 'Other',
  },
  carriedNames: {
    unverified: 'Unverified payments',
    cheques: 'Cheques in transit',
    deposits: 'Deposits to confirm',
    openCases: 'Refunds pending',
    unpaidRefunds: 'Refunds unpaid',
    unknownPayouts: 'Payouts in doubt',
    refusals: 'Unpaid bills',
  },
  byHour: 'Takings by hour',
  byTender: 'Takings by tender',
  takenBack: 'Taken back',
  differences: 'Over/short',
  staysOpen: 'Still open',
  nothing: 'none',
  openShifts: 'Open shifts',
  parked: 'Parked bills',
  section: 'Section',
  name: 'Name',
  sign: ['Made by', 'Checked by'],
  rest: (n) => `and ${n} more: see the list file`,
  andOthers: (first, others) => `${first} +${others}`,
};

export const REPORT_WORDS: Readonly<Record<PaperLocale, ReportWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
