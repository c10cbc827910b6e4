// 开班: a cashier takes a drawer with a counted float, which moves from the safe into that drawer.
import { SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { isDateJump } from '../../core/day/business-date.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_MINOR, type Minor, minor } from '../../core/money/money.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { postCashMovement } from '../ledger/post-cash.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { readShift } from '../readers/read-shift.ts';
import { shift } from '../schema.ts';

export interface DrawerRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: 'till' | 'backfill' | 'office';
  readonly account: string;
}

export const shiftOpen: Command<InputOf<'shift.open'>, OutputOf<'shift.open'>> = {
  run({ ledger, caller, operation }, input) {
    const drawer = ledger.one<DrawerRow>("SELECT * FROM drawer WHERE code = ? AND kind = 'till'", input.drawer);
    if (!drawer) return refuse('UNKNOWN_DRAWER', { drawer: input.drawer });
    refuseMiscount(input.float, input.counted);
    const opened = openShift(
      ledger,
      caller,
      drawer,
      { float: input.float, dateConfirmed: input.dateConfirmed ?? null },
      operation,
    );
    return readShift(ledger, opened.number);
  },
  again: (ledger, kept) => readShift(ledger, (kept as { shift: string }).shift),
};

/**
 * Opens a shift of `caller` on `drawer` inside a running transaction; `float` in minor units; `dateConfirmed` is the
 * business date a person has said, or null. Throws Refused DRAWER_IN_USE, SHIFT_ALREADY_OPEN, DATE_JUMPED.
 */
export function openShift(
  ledger: Ledger,
  caller: Caller,
  drawer: DrawerRow,
  { float, dateConfirmed }: { readonly float: Minor; readonly dateConfirmed: string | null },
  operation: ((answer: unknown) => OperationSeal) | null,
): ShiftToPostIn {
  refuseTaken(ledger, caller, drawer);
  const businessDate = ledger.businessDate();
  const last = ledger.newestWorked();
  if (last !== null && isDateJump(businessDate, last) && dateConfirmed !== businessDate)
    refuse('DATE_JUMPED', { last, today: businessDate });
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM shift')?.id ?? 0) + 1;
  const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.shift, n: id });
  const act = new Act(ledger);
  act.insert(shift, {
    id,
    number,
    drawerId: drawer.id,
    personId: caller.personId,
    kind: drawer.kind,
    businessDate,
    openedAt: act.at,
    float,
  });
  ledger
    .prepared('INSERT INTO open_shift (drawer_id, shift_id, person_id, kind) VALUES (?, ?, ?, ?)')
    .run(drawer.id, id, caller.personId, drawer.kind);
  const sealWith = { businessDate, personId: caller.personId };
  const kept = operation?.({ shift: number });
  const withoutFloat = float === 0;
  act.seal({ kind: 'shift.opened', ref: number, ...sealWith, ...(kept && withoutFloat ? { operation: kept } : {}) });
  const opened = { shiftId: id, number, businessDate, drawerAccount: drawer.account };
  if (!withoutFloat) {
    const postings = [
      { account: drawer.account, amount: float },
      { account: SAFE_ACCOUNT, amount: minor(-float) },
    ];
    postCashMovement(ledger, caller, opened, { kind: 'float', amount: float, postings }, kept ?? null);
  }
  return opened;
}

function refuseTaken(ledger: Ledger, caller: Caller, drawer: DrawerRow): void {
  const mine = ledger.one<{ number: string }>(
    'SELECT s.number FROM open_shift o JOIN shift s ON s.id = o.shift_id WHERE o.person_id = ? AND o.kind = ?',
    caller.personId,
    drawer.kind,
  );
  if (mine) refuse('SHIFT_ALREADY_OPEN', { shift: mine.number });
  const taken = ledger.one<{ name: string }>(
    'SELECT p.name FROM open_shift o JOIN person p ON p.id = o.person_id WHERE o.drawer_id = ?',
    drawer.id,
  );
  if (taken) refuse('DRAWER_IN_USE', { drawer: drawer.code, cashier: taken.name });
}

function refuseMiscount(float: Minor, counted: InputOf<'shift.open'>['counted']): void {
  if (counted === null) return;
  const sum = counted.reduce((total, { face, pieces }) => total + BigInt(face) * BigInt(pieces), 0n);
  if (sum > BigInt(MAX_MINOR)) refuse('AMOUNT_OUT_OF_RANGE', {});
  if (sum !== BigInt(float)) refuse('FLOAT_MISCOUNTED', { float, counted: Number(sum) });
}
