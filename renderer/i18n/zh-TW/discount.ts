// 繁體中文：優惠、減免、改價、抹零。

export const discount = {
  kind: {
    policy: '優惠政策',
    percent: '按比例',
    amount: '按金額',
    waiver: '減免',
  },
  percentOff: '減 {{percent}}%',
  waiverFor: '減免（{{reason}}）',
  ofLine: '第 {{n}} 行',
  reason: {
    hardship: '困難',
    complaint: '投訴處理',
    serviceFault: '服務差錯',
    staff: '職工',
    other: '其他',
  },
  priceFact: '{{name}}：{{from}} → {{to}}（{{reason}}）',
};
