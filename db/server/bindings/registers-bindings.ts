// Binds the registers: tariff, customers, bills.
import { readLike } from '../../readers/customer-likeness.ts';
import { readCustomerFile, revealCustomer } from '../../readers/customer-file.ts';
import { readCustomerHistory, readCustomerLooks } from '../../readers/customer-history.ts';
import { findCustomers } from '../../readers/find-customer.ts';
import { findBills, readBill, readBillsOf } from '../../readers/read-bills.ts';
import { exportTariff } from '../../readers/export-tariff.ts';
import { listTariff, readItemCard } from '../../readers/read-tariff.ts';
import { billCancel } from '../../use-cases/cancel-bill.ts';
import { customerAddPaper, customerRemovePaper } from '../../use-cases/customer-papers.ts';
import { customerFreeze } from '../../use-cases/freeze-customer.ts';
import { customerMerge, customerUnmerge } from '../../use-cases/merge-customers.ts';
import { customerCreate, customerEdit } from '../../use-cases/write-customer.ts';
import { billEnter } from '../../use-cases/enter-bill.ts';
import { tariffSave } from '../../use-cases/save-item.ts';
import { command, handler, personOf, type AllBindings } from './binding.ts';

export const registersBindings = {
  'tariff.find': handler<'tariff.find'>(({ tariff }, { text, limit }) => ({ items: tariff().find(text, limit) })),
  'customer.find': handler<'customer.find'>(({ ledger }, { text, limit }) => ({
    customers: findCustomers(ledger(), text, limit),
  })),
  'bill.list': handler<'bill.list'>(({ ledger }, { customer, all, limit }) =>
    readBillsOf(ledger(), customer, all, limit),
  ),
  'bill.find': handler<'bill.find'>(({ ledger }, { text, limit }) => ({ bills: findBills(ledger(), text, limit) })),
  'bill.get': handler<'bill.get'>(
    ({ ledger }, { number, revision }) => readBill(ledger(), number, revision ?? null).view,
  ),
  'bill.enter': command<'bill.enter'>(billEnter, ['bills']),
  'bill.cancel': command<'bill.cancel'>(billCancel, ['bills']),
  'customer.file': handler<'customer.file'>(({ ledger }, { number }) => readCustomerFile(ledger(), number)),
  'customer.create': command<'customer.create'>(customerCreate, ['customers']),
  'customer.edit': command<'customer.edit'>(customerEdit, ['customers']),
  'customer.reveal': handler<'customer.reveal'>((parts, { number }) =>
    revealCustomer(parts.ledger(), personOf(parts), number),
  ),
  'customer.history': handler<'customer.history'>(({ ledger }, { number, before, limit }) =>
    readCustomerHistory(ledger(), number, before, limit),
  ),
  'customer.looks': handler<'customer.looks'>(({ ledger }, { number, limit }) =>
    readCustomerLooks(ledger(), number, limit),
  ),
  'customer.freeze': command<'customer.freeze'>(customerFreeze, ['customers']),
  'customer.duplicates': handler<'customer.duplicates'>(({ ledger }, { number }) => readLike(ledger(), number)),
  'customer.merge': command<'customer.merge'>(customerMerge, ['customers']),
  'customer.unmerge': command<'customer.unmerge'>(customerUnmerge, ['customers']),
  'customer.addPaper': command<'customer.addPaper'>(customerAddPaper, ['customers']),
  'customer.removePaper': command<'customer.removePaper'>(customerRemovePaper, ['customers']),
  'tariff.list': handler<'tariff.list'>(({ ledger }, input) => listTariff(ledger(), input)),
  'tariff.card': handler<'tariff.card'>(({ ledger }, { code }) => readItemCard(ledger(), code)),
  'tariff.save': command<'tariff.save'>(tariffSave, ['tariff']),
  'tariff.export': handler<'tariff.export'>(({ ledger }, { format }) => exportTariff(ledger(), format)),
} satisfies Partial<AllBindings>;
