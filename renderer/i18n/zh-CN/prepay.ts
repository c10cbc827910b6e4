// 预付款、押金、支票与第三方付的用语。
export const prepay = {
  tender: {
    chequeNumber: '支票号码',
    settlementNumber: '结算单号，可不填',
    bank: '开户银行',
    drawer: '出票人',
    payer: '付款单位',
    noPayer: '名册里还没有付款单位，请财务维护',
    account: '用哪个账户',
    accountLeft: '{{name}}　余 {{left}}',
    customerFirst: '先选客户（F7）',
    nothingThere: '这位客户没有可用的预付款',
  },
};
