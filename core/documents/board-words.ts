// The words on the public tariff board, in the three languages of the counter. Whole phrases with their values put in.
import type { PaperLocale } from './receipt-words.ts';

export interface BoardWords {
  readonly title: string;
  /** Space between the title's characters in points; Chinese titles are set wide. */
  readonly titleSpacing: number;
  readonly holdsFrom: (date: string) => string;
  readonly currency: (code: string) => string;
  readonly unit: string;
  readonly price: string;
  readonly basis: string;
  /** Instead of a price that is typed at the counter. */
  readonly asUsed: string;
  /** One band of a tiered price; `stretch` null where there is only one. */
  readonly band: (stretch: readonly [string, string | null] | null, rate: string) => string;
  readonly bandSeparator: string;
  readonly perMonth: (rate: string) => string;
  readonly perAreaMonth: (rate: string) => string;
  readonly asPackage: (items: number) => string;
  readonly count: (n: number) => string;
  readonly complaints: (phone: string) => string;
  readonly note: string;
  readonly sealFoot: string;
  readonly runningHead: (organisation: string, date: string) => string;
  readonly pageMark: string;
}

export const BOARD_WORDS: Readonly<Record<PaperLocale, BoardWords>> = {
  'zh-CN': {
    title: '收费项目公示',
    titleSpacing: 4,
    holdsFrom: (date) => `执行日期 ${date}`,
    currency: (code) => (code === 'CNY' ? '单位：元' : `货币：${code}`),
    unit: '计价单位',
    price: '收费标准',
    basis: '收费依据',
    asUsed: '按实际发生',
    band: (stretch, rate) => {
      if (stretch === null) return rate;
      return stretch[1] === null ? `超过 ${stretch[0]} ${rate}` : `${stretch[0]}–${stretch[1]} ${rate}`;
    },
    bandSeparator: '；',
    perMonth: (rate) => `每月 ${rate}`,
    perAreaMonth: (rate) => `每面积单位每月 ${rate}`,
    asPackage: (items) => `套餐，含 ${items} 项`,
    count: (n) => `共 ${n} 项`,
    complaints: (phone) => `投诉电话 ${phone}`,
    note: '未公示的项目不收费。对收费有疑问，请向窗口索取明细或拨打投诉电话。',
    sealFoot: '公示',
    runningHead: (organisation, date) => `${organisation}　收费项目公示　${date}`,
    pageMark: '第 {page} 页，共 {pages} 页',
  },
  'zh-TW': {
    title: '收費項目公示',
    titleSpacing: 4,
    holdsFrom: (date) => `執行日期 ${date}`,
    currency: (code) => (code === 'CNY' ? '單位：元' : `貨幣：${code}`),
    unit: '計價單位',
    price: '收費標準',
    basis: '收費依據',
    asUsed: '按實際發生',
    band: (stretch, rate) => {
      if (stretch === null) return rate;
      return stretch[1] === null ? `超過 ${stretch[0]} ${rate}` : `${stretch[0]}–${stretch[1]} ${rate}`;
    },
    bandSeparator: '；',
    perMonth: (rate) => `每月 ${rate}`,
    perAreaMonth: (rate) => `每面積單位每月 ${rate}`,
    asPackage: (items) => `套餐，含 ${items} 項`,
    count: (n) => `共 ${n} 項`,
    complaints: (phone) => `投訴電話 ${phone}`,
    note: '未公示的項目不收費。對收費有疑問，請向窗口索取明細或撥打投訴電話。',
    sealFoot: '公示',
    runningHead: (organisation, date) => `${organisation}　收費項目公示　${date}`,
    pageMark: '第 {page} 頁，共 {pages} 頁',
  },
  en: {
    title: 'Public tariff',
    titleSpacing: 1,
    holdsFrom: (date) => `In force on ${date}`,
    currency: (code) => `Prices in ${code}`,
    unit: 'Unit',
    price: 'Price',
    basis: 'Basis',
    asUsed: 'as used',
    band: (stretch, rate) => {
      if (stretch === null) return rate;
      return stretch[1] === null ? `over ${stretch[0]} ${rate}` : `${stretch[0]}–${stretch[1]} ${rate}`;
    },
    bandSeparator: '; ',
    perMonth: (rate) => `${rate} a month`,
    perAreaMonth: (rate) => `${rate} per unit of area and month`,
    asPackage: (items) => `package of ${items}`,
    count: (n) => (n === 1 ? '1 item' : `${n} items`),
    complaints: (phone) => `Complaints ${phone}`,
    note: 'What is not on this board is not charged. Ask at the counter for details, or call the complaints line.',
    sealFoot: 'TARIFF',
    runningHead: (organisation, date) => `${organisation}: public tariff, ${date}`,
    pageMark: 'Page {page} of {pages}',
  },
};
