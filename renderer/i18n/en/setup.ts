// English: the steps of the first set-up.

export const setup = {
  title: 'First set-up',
  say: 'Every step may be skipped and taken up again; set-up ends when the first shift is opened',
  steps: 'Steps',
  next: 'Next',
  skip: 'Skip',
  step: {
    seal: 'Seal',
    people: 'People and roles',
    numbers: 'Document numbers',
    denominations: 'Notes and coins',
    rounding: 'Rounding',
    accounts: 'Accounts',
    tariff: 'Tariff',
    customers: 'Customers',
    finish: 'Review and finish',
  },
  about: {
    seal: 'The seal printed on receipts. Skip it for now if there is none; finance can add it under Settings.',
    people:
      'Taking money, approving and finance are different people. First passwords are made here, shown once, and changed at the first sign-in.',
    numbers: 'Numbers run on per counter and kind of document, without gaps and never twice.',
    denominations: 'The face values listed when a drawer is counted: what is in use where you are.',
    rounding: 'The cash part of a bill may go down to whole jiao or yuan; never up, and never what is not cash.',
    accounts:
      'Every receipt is posted to these. Items may bring finer accounts of your own in the next step; codes of a head office are mapped when vouchers are written.',
    tariff:
      'Import your tariff (CSV). You see first what would happen: rows with faults are listed with column and reason.',
    customers: 'Import your customers (CSV). Skip it if there is no list: a payer can be typed at the till.',
    finish: 'Look it over, then finish.',
  },
  outcome: { done: 'Done', skipped: 'Skipped', open: 'Not yet' },
  people: {
    there: 'There already: {{people}}',
    does: {
      cashier: 'takes money, opens and closes shifts',
      supervisor: 'approves discounts, voids, corrections',
      finance: 'keeps tariff, settings and books',
    },
    nobody: 'Fill in a cashier at least, or skip this and add people later under People.',
    once: 'Write these down and hand them over in person. They are not shown again after this step.',
  },
  numbers: {
    R: 'Receipt',
    C: 'Cash movement',
    S: 'Shift',
    P: 'Parked bill',
    N: 'Bill not paid',
    say: '{{code}} is the code of this counter. It stands in every number and cannot be changed; another counter has another code.',
  },
  accounts: { asset: 'Asset', liability: 'Liability', income: 'Income', expense: 'Expense' },
  review: {
    items: 'Items: {{n}}',
    customers: 'Customers: {{n}}',
    noCashier: 'There is no cashier yet: nobody can open a shift. Go back to People and roles.',
    noItems: 'There are no items yet: nothing can be charged. Go back to Tariff, or let finance import it later.',
    noFinance: 'There is nobody in finance yet: nobody will be able to change tariff and settings.',
    say: 'Once finished, the administrator can no longer change tariff, customers and money settings; finance does that. Everything done during set-up is in the journal.',
    finish: 'Finish set-up',
  },
  finished: 'Set-up is finished.',
  finishedSay: 'Sign out, and let a cashier sign in, open a shift and charge.',
  signOut: 'Sign out',
};
