// Binds lists from outside: staged, previewed, their columns chosen, imported.
import type { InputOf } from '../../../core/contract/contract.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type ListName, readColumns, rememberColumns } from '../../lists/list-layouts.ts';
import { cancelReading, forgetStaged, readStaged, stageList } from '../../lists/staged-lists.ts';
import { billImport, previewBills } from '../../use-cases/import-bills.ts';
import { customerImport, previewCustomers } from '../../use-cases/import-customers.ts';
import { previewTariff, tariffImport } from '../../use-cases/import-tariff.ts';
import { previewUse, useImport } from '../../use-cases/import-use.ts';
import { command, handler, personOf, type AllBindings, type ServerParts } from './binding.ts';

const progressOf = (parts: ServerParts) => (done: number, of: number) =>
  parts.tell({ event: 'list.progress', data: { done, of } });

/** Takes one part of a list's file. */
export const staging = handler<`${ListName | 'mapping'}.stage`>((parts, input) =>
  stageList(parts.ledger(), personOf(parts), input, parts.readTable),
);

/** Reads the file that was handed over and answers what `look` sees in it. */
const previewing = (look: Preview) =>
  handler<`${ListName}.preview`>(async (parts, input) => {
    await readStaged(parts.ledger(), personOf(parts), input.file, progressOf(parts));
    return look(parts.ledger(), personOf(parts), input);
  });
type Preview = (ledger: Ledger, personId: number, input: InputOf<'tariff.preview'>) => ReturnType<typeof previewTariff>;

const columns = (list: ListName) =>
  handler<`${ListName}.columns`>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), list, file, progressOf(parts)),
  );

/** What was handed over is needed no more once it is taken. */
export const forgetting = (parts: ServerParts): void => forgetStaged(parts.ledger(), personOf(parts));

export const listsBindings = {
  'tariff.stage': staging,
  'tariff.preview': previewing(previewTariff),
  'tariff.columns': columns('tariff'),
  'tariff.remember': command<'tariff.remember'>(rememberColumns('tariff'), []),
  'tariff.import': command<'tariff.import'>(tariffImport, ['tariff'], forgetting),
  'customer.stage': staging,
  'customer.preview': previewing(previewCustomers),
  'customer.columns': columns('customer'),
  'customer.remember': command<'customer.remember'>(rememberColumns('customer'), []),
  'customer.import': command<'customer.import'>(customerImport, ['customers'], forgetting),
  'bill.stage': staging,
  'bill.preview': previewing(previewBills),
  'bill.columns': columns('bill'),
  'bill.remember': command<'bill.remember'>(rememberColumns('bill'), []),
  'bill.import': command<'bill.import'>(billImport, ['bills'], forgetting),
  'use.stage': staging,
  'use.preview': previewing(previewUse),
  'use.columns': columns('use'),
  'use.remember': command<'use.remember'>(rememberColumns('use'), []),
  'use.import': command<'use.import'>(useImport, ['refunds', 'approvals'], forgetting),
  'list.cancel': handler<'list.cancel'>((parts) => ({ stopped: cancelReading(parts.ledger(), personOf(parts)) })),
} satisfies Partial<AllBindings>;
