// 預付款、押金、支票與第三方付的用語。
export const prepay = {
  tender: {
    chequeNumber: '支票號碼',
    settlementNumber: '結算號碼，可不填',
    bank: '開戶銀行',
    drawer: '發票人',
    payer: '付款單位',
    noPayer: '名冊裡還沒有付款單位，請財務維護',
    account: '用哪個帳戶',
    accountLeft: '{{name}}　餘 {{left}}',
    customerFirst: '先選客戶（F7）',
    nothingThere: '這位客戶沒有可用的預付款',
  },
};
