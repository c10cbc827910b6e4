// One item of the tariff by hand: its cells are read as a list of one row, so that a form can say nothing a file could not.
// A version holds from a day on and never reaches back; what was charged keeps the version of its day.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { TARIFF_COLUMNS, tariffColumnName } from '../../core/lists/tariff-cells.ts';
import { readTariffList } from '../../core/lists/tariff-list.ts';
import { currencyOf } from '../../core/money/money.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readItemCard } from '../readers/read-tariff.ts';
import { planTariff, writeTariff } from './import-tariff.ts';

export const tariffSave: Command<InputOf<'tariff.save'>, OutputOf<'tariff.save'>> = {
  run({ ledger, caller, operation }, { isNew, cells }) {
    const list = readOne(ledger, cells);
    const { entry } = list.entries[0] ?? refuse('TARIFF_CELL', { field: 'code', reason: 'codeMissing' });
    refuseCardNumbers([entry.name, entry.note, entry.spec]);
    const isKnown = ledger.one('SELECT 1 FROM item WHERE code = ?', entry.code) !== undefined;
    if (isNew && isKnown) refuse('TARIFF_CODE_USED', { code: entry.code });
    if (!isNew && !isKnown) refuse('UNKNOWN_ITEM', { code: entry.code });
    const businessDate = ledger.businessDate();
    if (entry.fromDate < businessDate) refuse('TARIFF_DATE_PAST', { earliest: businessDate });
    const plan = planTariff(ledger, { list });
    const [clash] = plan.clashes;
    if (clash) refuse('TARIFF_CELL', { field: fieldOf(clash.column), reason: clash.reason });
    if (plan.writes.length === 0) refuse('TARIFF_UNCHANGED', {});
    const act = new Act(ledger);
    writeTariff(act, plan);
    act.seal({
      kind: isNew ? 'item.added' : 'item.changed',
      ref: entry.code,
      businessDate,
      personId: caller.personId,
      detail: { fromDate: entry.fromDate, untilDate: entry.untilDate },
      operation: operation({ code: entry.code }),
    });
    return readItemCard(ledger, entry.code);
  },
  again: (ledger, kept) => readItemCard(ledger, (kept as { code: string }).code),
};

function readOne(ledger: Ledger, cells: InputOf<'tariff.save'>['cells']) {
  const table = [TARIFF_COLUMNS.map(tariffColumnName), TARIFF_COLUMNS.map((field) => cells[field])];
  const read = readTariffList(table, { currency: currencyOf(ledger.meta.currency) });
  if (!read.ok) throw new Error('the columns of an item are those of a tariff list');
  const [rejected] = read.list.rejected;
  if (rejected) refuse('TARIFF_CELL', { field: fieldOf(rejected.column), reason: rejected.reason });
  return read.list;
}

function fieldOf(column: string | null): string {
  return TARIFF_COLUMNS.find((field) => tariffColumnName(field) === column) ?? 'code';
}
