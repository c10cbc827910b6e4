// Takes a list of accounts with their accounts at central: every good row that says something new is one change, all of
// them in one act.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { RejectedRow } from '../../core/lists/list-findings.ts';
import { type MappingRowEntry, readMappingList } from '../../core/lists/mapping-list.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type FileRead, type ListPlan, previewOf, resultOf, stagedAs } from '../lists/list-plan.ts';
import { readStaged } from '../lists/staged-lists.ts';
import { readMapping } from '../vouchers/read-mapping.ts';
import { firstUnmadeDay, insertMapping, type MappingToWrite, saysAlready, textsOf } from './map-account.ts';

interface PlannedMapping extends MappingToWrite {
  readonly n: number;
}

/** What importing `file` would do. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_COLUMNS. */
export function previewMapping(
  ledger: Ledger,
  personId: number,
  { file, from }: InputOf<'mapping.preview'>,
): OutputOf<'mapping.preview'> {
  const read = staged(ledger, personId, file);
  return previewOf(read, planMapping(ledger, read), from);
}

export const mappingImport: Command<InputOf<'mapping.import'>, OutputOf<'mapping.import'>> = {
  prepare: ({ file }, { ledger, caller }) => readStaged(ledger, caller.personId, file),
  run({ ledger, caller, operation }, { file, strict }) {
    const read = staged(ledger, caller.personId, file);
    const plan = planMapping(ledger, read);
    const result = resultOf(read, plan, strict);
    const act = new Act(ledger);
    const inOrder = [...plan.writes].sort((one, other) =>
      `${one.account} ${one.form}` < `${other.account} ${other.form}` ? -1 : 1,
    );
    for (const { n, ...mapping } of inOrder) insertMapping(act, mapping, n);
    act.seal({
      kind: plan.writes.length > 0 ? 'mapping.imported' : 'mapping.nothing',
      ref: null,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { ...result, file },
      operation: operation(result),
    });
    return result;
  },
  again: (_ledger, kept) => kept as OutputOf<'mapping.import'>,
};

function staged(ledger: Ledger, personId: number, file: string): FileRead<MappingRowEntry> {
  return stagedAs(ledger, personId, file, 'mapping', readMappingList);
}

function planMapping(ledger: Ledger, { list }: FileRead<MappingRowEntry>): ListPlan<PlannedMapping> {
  const mapping = readMapping(ledger.db);
  const first = firstUnmadeDay(ledger);
  const accounts = new Set(ledger.all<{ code: string }>('SELECT code FROM account').map(({ code }) => code));
  const writes: PlannedMapping[] = [];
  const clashes: RejectedRow[] = [];
  let unchanged = 0;
  let updated = 0;
  for (const { row, entry } of list.entries) {
    const { account, form, target } = entry;
    const wanted = { account, form, fromDate: entry.from ?? first, target };
    if (!accounts.has(account)) {
      clashes.push({ row, column: list.columns['account'] ?? null, reason: 'ownAccountUnknown' });
    } else if (textsOf(target).some((text) => text !== null && containsCardNumber(text))) {
      clashes.push({ row, column: null, reason: 'textInvalid' });
    } else if (target === null || saysAlready(mapping, wanted)) unchanged += 1;
    else {
      const n = mapping.count(account, form) + 1;
      if (n > 1) updated += 1;
      writes.push({ ...wanted, n });
    }
  }
  return { writes, updated, unchanged, clashes };
}
