// 科室确认清单: takes a department's list of what was not carried out or came back. A row says a sum; what was not said of it
// before is written, so that the same list taken again writes nothing.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { Refused } from '../../core/contract/errors.ts';
import type { RejectedRow, Rejection } from '../../core/lists/list-findings.ts';
import { readUseList, type UseRowEntry } from '../../core/lists/use-list.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type FileRead, type ListPlan, previewOf, resultOf, stagedAs } from '../lists/list-plan.ts';
import { readStaged } from '../lists/staged-lists.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { confirmUses, saidOf, type UseToConfirm } from './confirm-use.ts';

/** What importing `file` would do. Throws Refused LIST_NOT_HERE, LIST_UNREADABLE, LIST_COLUMNS. */
export function previewUse(
  ledger: Ledger,
  personId: number,
  { file, from }: InputOf<'use.preview'>,
): OutputOf<'use.preview'> {
  const read = staged(ledger, personId, file);
  return previewOf(read, planUse(ledger, read), from);
}

export const useImport: Command<InputOf<'use.import'>, OutputOf<'use.import'>> = {
  prepare: ({ file }, { ledger, caller }) => readStaged(ledger, caller.personId, file),
  run({ ledger, caller, operation }, { file, strict }) {
    const read = staged(ledger, caller.personId, file);
    const plan = planUse(ledger, read);
    const result = resultOf(read, plan, strict);
    const detail = { ...result, file };
    if (plan.writes.length > 0) confirmUses(ledger, caller, plan.writes, detail, () => operation(result));
    else
      new Act(ledger).seal({
        ...{ kind: 'refund.useNothing', ref: null, businessDate: ledger.businessDate() },
        ...{ personId: caller.personId, detail, operation: operation(result) },
      });
    return result;
  },
  again: (_ledger, kept) => kept as OutputOf<'use.import'>,
};

function staged(ledger: Ledger, personId: number, file: string): FileRead<UseRowEntry> {
  return stagedAs(ledger, personId, file, 'use', readUseList);
}

type Field = keyof UseRowEntry;
type Planned = UseToConfirm | 'unchanged' | { readonly field: Field; readonly reason: Rejection };

function planUse(ledger: Ledger, { list }: FileRead<UseRowEntry>): ListPlan<UseToConfirm> {
  const seen = new SaidSoFar(ledger);
  const writes: UseToConfirm[] = [];
  const clashes: RejectedRow[] = [];
  let unchanged = 0;
  for (const { row, entry } of list.entries) {
    const planned = planRow(ledger, seen, entry);
    if (planned === 'unchanged') unchanged += 1;
    else if ('reason' in planned)
      clashes.push({ row, column: list.columns[planned.field] ?? null, reason: planned.reason });
    else writes.push(planned);
  }
  return { writes, updated: 0, unchanged, clashes };
}

function planRow(ledger: Ledger, seen: SaidSoFar, entry: UseRowEntry): Planned {
  const { kind, department } = entry;
  if (containsCardNumber(department)) return { field: 'department', reason: 'textInvalid' };
  const receipt = seen.receipt(entry.receipt);
  if (receipt === null) return { field: 'receipt', reason: 'receiptUnknown' };
  const { line, item } = entry;
  const meant = receipt.lines.filter(
    (one) => (line === null || one.n === line) && (item === null || one.code === item),
  );
  const [only] = meant;
  if (only === undefined)
    return line === null || receipt.lines.some(({ n }) => n === line)
      ? { field: 'item', reason: 'itemNotOnReceipt' }
      : { field: 'line', reason: 'lineUnknown' };
  if (meant.length > 1) return { field: 'item', reason: 'itemTwiceOnReceipt' };
  const where = { receiptSeq: receipt.seq, n: only.n, kind };
  if (!seen.first(where)) return { field: 'receipt', reason: 'useTwice' };
  const { bought, sum, ofKind } = saidOf(ledger, where);
  if (entry.quantity < ofKind) return { field: 'quantity', reason: 'useLessThanSaid' };
  const quantity = entry.quantity - ofKind;
  if (quantity === 0) return 'unchanged';
  if (!seen.fits(where, sum + quantity, bought, quantity)) return { field: 'quantity', reason: 'useBeyondLine' };
  return { ...where, quantity, department };
}

/** What this list has said in the rows before, and the receipts it named, each read once. */
class SaidSoFar {
  readonly #ledger: Ledger;
  readonly #receipts = new Map<string, Found | null>();
  readonly #rows = new Set<string>();
  /** Thousandths that earlier rows add to a line, of any kind. */
  readonly #added = new Map<string, number>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** null: there is no such receipt. */
  receipt(number: string): Found | null {
    let found = this.#receipts.get(number);
    if (found === undefined) {
      found = this.#look(number);
      this.#receipts.set(number, found);
    }
    return found;
  }

  #look(number: string): Found | null {
    try {
      const { seq, view } = readReceipt(this.#ledger, number);
      return { seq, lines: view.lines };
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  /** Whether no row before named this line and kind. */
  first({ receiptSeq, n, kind }: Pick<UseToConfirm, 'receiptSeq' | 'n' | 'kind'>): boolean {
    const key = `${receiptSeq}/${n}/${kind}`;
    const isFirst = !this.#rows.has(key);
    this.#rows.add(key);
    return isFirst;
  }

  /** Whether `sum` and what earlier rows add is no more than was `bought`; then `quantity` is added to these. */
  fits(
    { receiptSeq, n }: Pick<UseToConfirm, 'receiptSeq' | 'n'>,
    sum: number,
    bought: number,
    quantity: number,
  ): boolean {
    const key = `${receiptSeq}/${n}`;
    const added = this.#added.get(key) ?? 0;
    if (sum + added > bought) return false;
    this.#added.set(key, added + quantity);
    return true;
  }
}

interface Found {
  readonly seq: number;
  readonly lines: readonly { readonly n: number; readonly code: string }[];
}
