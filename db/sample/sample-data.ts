// The sample counter: a small hospital window one can play with at once, and on which tests and the demo stand.
// Names and numbers are invented; phones are from unassigned ranges.
import type { CreditKind } from '../../core/accounts/chart.ts';
import { milli, minor } from '../../core/money/money.ts';
import type { PayerKind } from '../../core/prepayment/payer-kind.ts';
import type { Role } from '../../core/people/permissions.ts';
import type { Band } from '../../core/tariff/bands.ts';
import { rate } from '../../core/tariff/rate.ts';
import type { PricingKind, TariffRule } from '../../core/tariff/tariff-rule.ts';

export interface SamplePerson {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { username: 'cashier1', name: '王敏', roles: ['cashier'] },
  { username: 'cashier2', name: '李静', roles: ['cashier'] },
  { username: 'supervisor1', name: '陈洁', roles: ['supervisor'] },
  { username: 'supervisor2', name: '赵国栋', roles: ['supervisor'] },
  { username: 'finance1', name: '周敏华', roles: ['finance'] },
  { username: 'it1', name: '孙浩', roles: ['it'] },
  { username: 'auditor1', name: '郑文', roles: ['auditor'] },
];

export interface SampleItem {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  readonly pricing: PricingKind;
  /** Minor units (fen); null: the cashier types the amount, or the rule says it. */
  readonly price: number | null;
  readonly kind: CreditKind;
  readonly rule: TariffRule | null;
  /** Basis points within the price. */
  readonly taxRate: number;
}

const item = (
  code: string,
  name: string,
  unit: string,
  category: string,
  price: number | null,
  kind: CreditKind = 'revenue',
): SampleItem => ({
  code,
  name,
  unit,
  category,
  pricing: price === null ? 'open' : 'fixed',
  price,
  kind,
  rule: null,
  taxRate: 0,
});

const ruled = (
  code: string,
  name: string,
  unit: string,
  category: string,
  rule: TariffRule,
  { price = null, taxRate = 0, kind = 'revenue' }: { price?: number | null; taxRate?: number; kind?: CreditKind } = {},
): SampleItem => ({ code, name, unit, category, pricing: rule.kind, price, kind, rule, taxRate });

/** Bands of whole units, each with its rate in ten-thousandths of a fen: the last goes on without end. */
const bands = (...steps: readonly (readonly [from: number, rate: number])[]): Band[] =>
  steps.map(([from, per], index) => {
    const next = steps[index + 1]?.[0];
    return { from: milli(from * 1000), upTo: next === undefined ? null : milli(next * 1000), rate: rate(per) };
  });

const contents = (...codes: readonly string[]): TariffRule => ({
  kind: 'package',
  components: codes.map((code) => ({ code, quantity: milli(1000) })),
});

const WATER: TariffRule = {
  kind: 'metered',
  digits: 5,
  bands: bands([0, 3_450_000], [15, 4_830_000], [25, 5_830_000]),
};
const POWER: TariffRule = { kind: 'metered', digits: 6, bands: bands([0, 528_300]) };
const SERVICE: TariffRule = { kind: 'period', rate: rate(2_800_000), perArea: true, partMonth: 'actual' };
const PARKING: TariffRule = { kind: 'period', rate: rate(300_000_000), perArea: false, partMonth: 'whole' };

export const SAMPLE_TARIFF: readonly SampleItem[] = [
  item('5001001', '普通门诊挂号', '次', '挂号', 1200),
  item('5001011', '副主任医师门诊挂号', '次', '挂号', 2200),
  item('5001019', '专家门诊挂号（内科）', '次', '挂号', 3200),
  item('5001030', '急诊挂号', '次', '挂号', 1800),
  item('5002001', '体温、血压测量', '次', '诊察', 300),
  item('5003001', '血常规（静脉血）', '项', '检验', 2136),
  item('5003002', '尿常规', '项', '检验', 1250),
  item('5003003', '肝功能五项（静脉血）', '项', '检验', 5680),
  item('5003004', '肾功能四项（静脉血）', '项', '检验', 4217),
  item('5003005', '空腹血糖', '项', '检验', 860),
  item('5003006', '血脂四项', '项', '检验', 6320),
  item('5003010', 'C反应蛋白测定', '项', '检验', 2500),
  item('5004001', '胸部正位X线摄影', '次', '检查', 8800),
  item('5004005', '十二导联心电图', '次', '检查', 3550),
  item('5004008', '彩色多普勒超声（腹部）', '次', '检查', 14680),
  item('5004009', '彩色多普勒超声（甲状腺）', '次', '检查', 12000),
  item('5004020', 'CT平扫（头部）', '次', '检查', 28500),
  item('5005001', '静脉输液（每次）', '次', '治疗', 890),
  item('5005002', '肌肉注射', '次', '治疗', 420),
  item('5005010', '雾化吸入', '次', '治疗', 1100),
  item('5005020', '换药（中）', '次', '治疗', 2600),
  item('5008001', '阿莫西林胶囊0.25g×24粒', '盒', '药品', 1385),
  item('5008009', '布洛芬缓释胶囊0.3g×20粒', '盒', '药品', 1890),
  item('5008016', '氯化钠注射液250ml（瓶）', '瓶', '药品', 542),
  item('5008017', '葡萄糖注射液250ml（瓶）', '瓶', '药品', 515),
  item('5008101', '生晒参（克）', '克', '药品', 188),
  item('5009001', '病历复印', '页', '其他', 50),
  item('5009002', '诊断证明书', '份', '其他', 500),
  item('5009010', '就诊卡工本费', '张', '其他', 200),
  item('6001001', '代收：救护车费', '次', '代收', 12000, 'agency'),
  item('7001001', '预防接种服务费', '剂', '财政', 2800, 'treasury'),
  item('OPEN', '其他收费（金额另定）', '项', '其他', null),
  ruled('8001001', '入职体检套餐', '人', '套餐', contents('5003001', '5003002', '5003003', '5004001', '5004005'), {
    price: 16800,
  }),
  ruled('8002001', '资料复印（阶梯价）', '页', '其他', { kind: 'tiered', bands: bands([0, 500_000], [20, 300_000]) }),
  ruled('8003001', '居民生活用水', '吨', '水电', WATER, { taxRate: 300, kind: 'agency' }),
  ruled('8003002', '居民生活用电', '度', '水电', POWER, { taxRate: 1300, kind: 'agency' }),
  ruled('8004001', '物业服务费', '平方米', '物业', SERVICE, { taxRate: 600 }),
  ruled('8004002', '地下车位月租', '个', '物业', PARKING, { taxRate: 900 }),
  ruled('8005001', '爱心捐款', '笔', '其他', { kind: 'open', least: minor(100), most: minor(5_000_000) }),
];

export interface SampleCustomer {
  readonly number: string;
  readonly name: string;
  readonly phone: string | null;
}

/** Numbers that no office begins with, so that its own list can be tried on the sample counter. */
export const SAMPLE_CUSTOMERS: readonly SampleCustomer[] = [
  { number: 'C800001', name: '欧阳𠅤', phone: '19900000412' },
  { number: 'C800002', name: '李㛃', phone: '19900001357' },
  { number: 'C800003', name: '买买提·艾力', phone: '19900002468' },
  { number: 'C800004', name: '䶮大力', phone: '19900003579' },
  { number: 'C800005', name: '𬭎志明', phone: null },
  { number: 'C800006', name: '𠮷田花子', phone: '19900004680' },
  { number: 'C800007', name: '王小明', phone: '19900005791' },
  { number: 'C800008', name: '张伟', phone: '19900006802' },
  { number: 'C800009', name: '刘洋', phone: '19900007913' },
  { number: 'C800010', name: '阿卜杜热合曼·阿卜杜拉', phone: '19900008024' },
  { number: 'C800011', name: '华丰物业管理（集团）股份有限公司第三分公司', phone: '19900009135' },
];

export interface SamplePayer {
  readonly code: string;
  readonly name: string;
  readonly kind: PayerKind;
}

/** In the order of their codes, as the rows of one act are kept. */
export const SAMPLE_PAYERS: readonly SamplePayer[] = [
  { code: 'HF', name: '华丰物业管理（集团）股份有限公司', kind: 'company' },
  { code: 'YB', name: '市医疗保险中心', kind: 'insurance' },
];
