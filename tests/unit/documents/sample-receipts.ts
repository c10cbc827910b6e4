// Receipts the paper is tried on: the everyday one, and those that strain it (rare names, largest amount, forty lines).
// Facts are consistent in themselves (amounts add up), because the paper is tested for printing what it is given.
import type { PrintMark, ReceiptView } from '../../../core/contract/receipt-view.ts';
import {
  CNY,
  type Milli,
  type Minor,
  milli,
  minor,
  subtractMinor,
  sumMinor,
  timesQuantity,
} from '../../../core/money/money.ts';

export const ORIGINAL: PrintMark = { kind: 'original' };

export const COPY: PrintMark = {
  kind: 'copy',
  n: 2,
  at: Date.UTC(2026, 10, 23, 2, 15, 40),
  by: '李红',
  reason: '客户遗失报销联，凭身份证补打',
};

export const REPLACEMENT: PrintMark = {
  kind: 'replacement',
  n: 1,
  at: Date.UTC(2026, 10, 22, 1, 43, 2),
  by: '李红',
  reason: 'jam',
  note: null,
};

export interface LineFacts {
  name: string;
  unit: string;
  quantity: Milli;
  unitPrice: Minor;
  discount?: Minor;
}

/** A view whose sums follow from its lines; tenders must add up to the total. */
export function receiptOf(lines: LineFacts[], change: Partial<ReceiptView> = {}): ReceiptView {
  const priced = lines.map((line, i) => {
    const gross = timesQuantity(line.unitPrice, line.quantity);
    const discount = line.discount ?? minor(0);
    return { n: i + 1, code: `500${1000 + i}`, ...line, gross, discount, amount: subtractMinor(gross, discount) };
  });
  const total = sumMinor(priced.map((line) => line.amount));
  return {
    number: 'A01-R-0018273',
    businessDate: '2026-11-22',
    postedAt: Date.UTC(2026, 10, 22, 1, 41, 7),
    utcOffsetMinutes: 480,
    organisation: '青岚市第二人民医院',
    counter: { code: 'A01', name: '门诊收费处 3 号窗' },
    currency: CNY.code,
    shiftNumber: 'A01-S-0000231',
    cashier: '王敏',
    payer: '欧阳惠',
    customer: null,
    lines: priced,
    gross: sumMinor(priced.map((line) => line.gross)),
    discount: sumMinor(priced.map((line) => line.discount)),
    rounding: minor(0),
    discounts: [],
    overrides: [],
    total,
    tenders: [{ n: 1, method: 'cash', given: total, applied: total, change: minor(0), reference: null, proof: 'none' }],
    change: minor(0),
    paper: null,
    templateVersion: 1,
    ...change,
  };
}

const CLINIC: LineFacts[] = [
  { name: '专家门诊挂号（内科）', unit: '次', quantity: milli(1000), unitPrice: minor(3200) },
  { name: '血常规（静脉血）', unit: '项', quantity: milli(1000), unitPrice: minor(2136) },
  { name: '彩色多普勒超声（腹部）', unit: '次', quantity: milli(1000), unitPrice: minor(14680), discount: minor(1468) },
  { name: '静脉输液（每次）', unit: '次', quantity: milli(3000), unitPrice: minor(890) },
  { name: '氯化钠注射液 250ml', unit: '瓶', quantity: milli(3000), unitPrice: minor(542) },
];

/** Five lines, a discount, card and cash with change. */
export function everydayReceipt(): ReceiptView {
  return receiptOf(CLINIC, {
    customer: { number: 'C000412', name: '欧阳惠' },
    tenders: [
      {
        n: 1,
        method: 'card',
        given: minor(8000),
        applied: minor(8000),
        change: minor(0),
        reference: '004512',
        proof: 'reference',
      },
      {
        n: 2,
        method: 'cash',
        given: minor(20000),
        applied: minor(14844),
        change: minor(5156),
        reference: null,
        proof: 'none',
      },
    ],
    change: minor(5156),
  });
}

/** Names that only rare fonts can draw, a QR payment nothing proves yet, backfilled from paper. */
export function rareNamesReceipt(): ReceiptView {
  return receiptOf([{ name: '户口簿工本费（𠮷田䶮）', unit: '本', quantity: milli(1000), unitPrice: minor(1000) }], {
    payer: '䶮㛃𬭎𠅤𠮷',
    customer: { number: 'C009921', name: '买买提·艾力 䶮㛃' },
    cashier: '𠮷田㛃',
    tenders: [
      {
        n: 1,
        method: 'wechat',
        given: minor(600),
        applied: minor(600),
        change: minor(0),
        reference: null,
        proof: 'unverified',
      },
      {
        n: 2,
        method: 'transfer',
        given: minor(400),
        applied: minor(400),
        change: minor(0),
        reference: 'ICBC20261122000093318842',
        proof: 'reference',
      },
    ],
    paper: { number: '0038117', date: '2026-11-20' },
  });
}

/** The largest amount there is, on each place it can stand. */
export function largestReceipt(): ReceiptView {
  const most = minor(2 ** 51);
  return receiptOf(
    [
      {
        name: '青岚市轨道交通建设投资有限责任公司二〇二六年度综合管理服务费及设施设备大修基金专项归集',
        unit: '合同年度',
        quantity: milli(1000),
        unitPrice: most,
      },
    ],
    {
      organisation: '青岚市轨道交通建设投资集团有限责任公司物业管理分公司第三营业厅',
      payer: '中国东部航空发动机叶片再制造工程技术研究中心（青岚）有限责任公司破产管理人',
      tenders: [
        {
          n: 1,
          method: 'cash',
          given: most,
          applied: minor(2 ** 51 - 1),
          change: minor(1),
          reference: null,
          proof: 'none',
        },
        {
          n: 2,
          method: 'card',
          given: minor(1),
          applied: minor(1),
          change: minor(0),
          reference: '123456789012',
          proof: 'reference',
        },
      ],
      change: minor(1),
    },
  );
}

/** `count` lines, among them long names and parts of units. */
export function longReceipt(count: number): ReceiptView {
  return receiptOf(
    Array.from({ length: count }, (_, i) => ({
      name: i % 7 === 3 ? `第${i + 1}期 物业服务费（含电梯、二次供水、公共照明及绿化养护分摊）` : `收费项目 ${i + 1}`,
      unit: i % 5 === 0 ? '平方米' : '月',
      quantity: milli(i % 5 === 0 ? 89_370 : 1000 * (1 + (i % 3))),
      unitPrice: minor(235 + i * 17),
    })),
    { payer: '周默然', organisation: '云栖物业服务中心' },
  );
}
