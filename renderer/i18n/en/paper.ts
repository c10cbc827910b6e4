// English: paper, printers, numbered sheets, e-invoices, the tariff board.

export const paper = {
  stock: {
    state: { used: 'used', spoiled: 'spoiled', voided: 'void with its receipt', writtenOff: 'written off' },
  },
  invoice: {
    status: { none: 'none', requested: 'requested', issued: 'issued', redLettered: 'red-lettered' },
  },
};
