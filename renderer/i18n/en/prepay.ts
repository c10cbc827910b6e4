// Words of prepayments, deposits, cheques and third parties.
export const prepay = {
  tender: {
    chequeNumber: 'Cheque number',
    settlementNumber: 'Settlement number, optional',
    bank: 'Bank',
    drawer: 'Drawer',
    payer: 'Who pays',
    noPayer: 'No payers in the register yet; ask finance',
    account: 'Which account',
    accountLeft: '{{name}}, {{left}} left',
    customerFirst: 'Choose the customer first (F7)',
    nothingThere: 'This customer has no prepayment to use',
  },
};
