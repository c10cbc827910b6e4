// The words of a working in the three languages of the counter; on the screen and on the paper.
import type { WorkingWords } from '../tariff/explain-working.ts';

const zhCN: WorkingWords = {
  stretch: (from, to, used, rolled) =>
    rolled === null ? `${to} − ${from} = ${used}` : `${rolled} − ${from} + ${to} = ${used}（读数过 ${rolled} 归零）`,
  oldMeter: (stretch) => `旧表 ${stretch}`,
  newMeter: (stretch) => `新表 ${stretch}`,
  meter: (number, stretches) => (number === null ? `读数 ${stretches}` : `表号 ${number}，读数 ${stretches}`),
  used: (quantity, unit) => `用量 ${quantity} ${unit}`.trimEnd(),
  product: (quantity, rate) => `${quantity} × ${rate}`,
  sum: (products, result) => `${products.join(' + ')} ${result}`,
  result: (exact, rounded) => (exact === null ? `= ${rounded}` : `= ${exact} ≈ ${rounded}`),
  span: (from, until) => `${from} 至 ${until}`,
  months: (months) => `${months} 个月`,
  monthsBegun: (months) => `${months} 个月（不足一个月按一个月计）`,
  monthsAndDays: (months, days, daysOf, rule) => {
    const part = rule === 'thirty' ? `${days} 天（每天按 1/30 个月）` : `${days} 天（当月 ${daysOf} 天）`;
    return months === 0 ? part : `（${months} 个月 + ${part}）`;
  },
  perArea: (rate, area, unit, months) => `${rate} × ${area} ${unit} × ${months}`,
  perMonth: (rate, months) => `每月 ${rate} × ${months}`,
  join: (parts) => parts.join('；'),
};

const zhTW: WorkingWords = {
  ...zhCN,
  stretch: (from, to, used, rolled) =>
    rolled === null ? `${to} − ${from} = ${used}` : `${rolled} − ${from} + ${to} = ${used}（讀數過 ${rolled} 歸零）`,
  oldMeter: (stretch) => `舊表 ${stretch}`,
  meter: (number, stretches) => (number === null ? `讀數 ${stretches}` : `表號 ${number}，讀數 ${stretches}`),
  months: (months) => `${months} 個月`,
  monthsBegun: (months) => `${months} 個月（不足一個月按一個月計）`,
  monthsAndDays: (months, days, daysOf, rule) => {
    const part = rule === 'thirty' ? `${days} 天（每天按 1/30 個月）` : `${days} 天（當月 ${daysOf} 天）`;
    return months === 0 ? part : `（${months} 個月 + ${part}）`;
  },
};

const en: WorkingWords = {
  stretch: (from, to, used, rolled) =>
    rolled === null
      ? `${to} − ${from} = ${used}`
      : `${rolled} − ${from} + ${to} = ${used} (the meter starts again at ${rolled})`,
  oldMeter: (stretch) => `old meter ${stretch}`,
  newMeter: (stretch) => `new meter ${stretch}`,
  meter: (number, stretches) => (number === null ? `Reading ${stretches}` : `Meter ${number}, reading ${stretches}`),
  used: (quantity, unit) => `${quantity} ${unit} used`.replace('  ', ' '),
  product: (quantity, rate) => `${quantity} × ${rate}`,
  sum: (products, result) => `${products.join(' + ')} ${result}`,
  result: (exact, rounded) => (exact === null ? `= ${rounded}` : `= ${exact} ≈ ${rounded}`),
  span: (from, until) => `${from} to ${until}`,
  months: (months) => (months === 1 ? '1 month' : `${months} months`),
  monthsBegun: (months) => `${months === 1 ? '1 month' : `${months} months`} (a month begun counts whole)`,
  monthsAndDays: (months, days, daysOf, rule) => {
    const count = days === 1 ? '1 day' : `${days} days`;
    const part = rule === 'thirty' ? `${count} (each 1/30 of a month)` : `${count} (of a month of ${daysOf})`;
    return months === 0 ? part : `(${months === 1 ? '1 month' : `${months} months`} + ${part})`;
  },
  perArea: (rate, area, unit, months) => `${rate} × ${area} ${unit} × ${months}`,
  perMonth: (rate, months) => `${rate} a month × ${months}`,
  join: (parts) => parts.join('; '),
};

export const WORKING_WORDS: Readonly<Record<'zh-CN' | 'zh-TW' | 'en', WorkingWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
};
