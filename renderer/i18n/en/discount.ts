// English: discounts, waivers, other prices, rounding of cash.

export const discount = {
  kind: {
    policy: 'Policy',
    percent: 'Percentage',
    amount: 'Amount',
    waiver: 'Waiver',
  },
  percentOff: '{{percent}}% off',
  waiverFor: 'Waiver ({{reason}})',
  ofLine: 'line {{n}}',
  reason: {
    hardship: 'hardship',
    complaint: 'complaint',
    serviceFault: 'our mistake',
    staff: 'staff',
    other: 'other',
  },
  priceFact: '{{name}}: {{from}} → {{to}} ({{reason}})',
};
