// 简体中文：纸面、打印机、票纸、电子票据、公示。

export const paper = {
  stock: {
    state: { used: '使用', spoiled: '作废', voided: '随收据作废', writtenOff: '核销' },
  },
  invoice: {
    status: { none: '未开', requested: '已申请', issued: '已开具', redLettered: '已红冲' },
  },
};
