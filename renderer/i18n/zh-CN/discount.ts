// 简体中文：优惠、减免、改价、抹零。

export const discount = {
  kind: {
    policy: '优惠政策',
    percent: '按比例',
    amount: '按金额',
    waiver: '减免',
  },
  percentOff: '减 {{percent}}%',
  waiverFor: '减免（{{reason}}）',
  ofLine: '第 {{n}} 行',
  reason: {
    hardship: '困难',
    complaint: '投诉处理',
    serviceFault: '服务差错',
    staff: '职工',
    other: '其他',
  },
  priceFact: '{{name}}：{{from}} → {{to}}（{{reason}}）',
};
