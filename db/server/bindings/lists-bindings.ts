// Binds lists from outside: staged, previewed, their columns chosen, imported.
import { readColumns, rememberColumns } from '../../lists/list-layouts.ts';
import { cancelReading, forgetStaged, readStaged, stageList } from '../../lists/staged-lists.ts';
import { billImport, previewBills } from '../../use-cases/import-bills.ts';
import { customerImport, previewCustomers } from '../../use-cases/import-customers.ts';
import { previewTariff, tariffImport } from '../../use-cases/import-tariff.ts';
import { previewUse, useImport } from '../../use-cases/import-use.ts';
import { command, handler, personOf, type AllBindings, type ServerParts } from './binding.ts';

const progressOf = (parts: ServerParts) => (done: number, of: number) =>
  parts.tell({ event: 'list.progress', data: { done, of } });

function readList(parts: ServerParts, file: string): Promise<unknown> {
  return readStaged(parts.ledger(), personOf(parts), file, progressOf(parts));
}

export const listsBindings = {
  'tariff.stage': handler<'tariff.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'tariff.preview': handler<'tariff.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewTariff(parts.ledger(), personOf(parts), input);
  }),
  'tariff.columns': handler<'tariff.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'tariff', file, progressOf(parts)),
  ),
  'tariff.remember': command<'tariff.remember'>(rememberColumns('tariff'), []),
  'tariff.import': command<'tariff.import'>(tariffImport, ['tariff'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'customer.stage': handler<'customer.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'customer.preview': handler<'customer.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewCustomers(parts.ledger(), personOf(parts), input);
  }),
  'customer.columns': handler<'customer.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'customer', file, progressOf(parts)),
  ),
  'customer.remember': command<'customer.remember'>(rememberColumns('customer'), []),
  'customer.import': command<'customer.import'>(customerImport, ['customers'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'bill.stage': handler<'bill.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'bill.preview': handler<'bill.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewBills(parts.ledger(), personOf(parts), input);
  }),
  'bill.columns': handler<'bill.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'bill', file, progressOf(parts)),
  ),
  'bill.remember': command<'bill.remember'>(rememberColumns('bill'), []),
  'bill.import': command<'bill.import'>(billImport, ['bills'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'use.stage': handler<'use.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'use.preview': handler<'use.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewUse(parts.ledger(), personOf(parts), input);
  }),
  'use.columns': handler<'use.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'use', file, progressOf(parts)),
  ),
  'use.remember': command<'use.remember'>(rememberColumns('use'), []),
  'use.import': command<'use.import'>(useImport, ['refunds', 'approvals'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'list.cancel': handler<'list.cancel'>((parts) => ({ stopped: cancelReading(parts.ledger(), personOf(parts)) })),
} satisfies Partial<AllBindings>;
