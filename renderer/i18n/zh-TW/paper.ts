// 繁體中文：紙面、印表機、票紙、電子票據、公示。

export const paper = {
  stock: {
    state: { used: '使用', spoiled: '作廢', voided: '隨收據作廢', writtenOff: '核銷' },
  },
  invoice: {
    status: { none: '未開', requested: '已申請', issued: '已開立', redLettered: '已紅沖' },
  },
};
