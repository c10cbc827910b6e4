// 应急补录: hand-written receipts issued while the machine was down, entered later in a shift of their own.
// The paper number decides whether a row was entered before: running the same file again posts nothing twice.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { Refused, type Refusal, refuse } from '../../core/contract/errors.ts';
import type { BackfillRow } from '../../core/contract/procedures/charge.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import { localDate } from '../../core/day/business-date.ts';
import { MAX_MINOR, type Milli, type Minor, minor, ZERO } from '../../core/money/money.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import type { Caller, Command } from '../ledger/command.ts';
import { itemOnSale } from '../ledger/item-on-sale.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { postReceipt, type ReceiptToPost, type ShiftToPostIn, totalOf } from '../ledger/post-receipt.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { type BookletSheet, handwrittenSheet } from '../stock/booklet-sheet.ts';
import { drawerBalance } from '../cash/ready-count.ts';
import { endShift } from './close-shift.ts';
import { type DrawerRow, openShift } from './open-shift.ts';

type Result = OutputOf<'backfill.post'>;
type Rejected = Result['rejected'][number];

interface Entered {
  readonly shift: ShiftToPostIn | null;
  readonly posted: readonly ReceiptView[];
  readonly already: readonly number[];
  readonly rejected: readonly Rejected[];
}

export const backfillPost: Command<InputOf<'backfill.post'>, Result> = {
  run({ ledger, caller, operation }, { rows }) {
    const { shift, posted, already, rejected } = enterRows(ledger, caller, rows);
    const result: Result = {
      shift: shift?.number ?? null,
      posted: posted.length,
      postedTotal: totalOf(posted),
      already: already.length,
      first: posted[0]?.number ?? null,
      last: posted.at(-1)?.number ?? null,
      rejected: [...rejected],
    };
    seal(ledger, caller, shift, operation(result));
    return result;
  },
  again: (_ledger, kept) => kept as Result,
};

/** Ends the transaction of a look: everything it did is undone. */
class OnlyLooking extends Error {
  readonly entered: Entered;
  constructor(entered: Entered) {
    super('only looking');
    this.entered = entered;
  }
}

/**
 * What posting `rows` would come to. They are really entered and then undone: nothing here can judge otherwise than the
 * posting itself. Throws Refused DAY_CLOSED, SHIFT_ALREADY_OPEN.
 */
export function checkBackfill(
  ledger: Ledger,
  caller: Caller,
  { rows }: InputOf<'backfill.check'>,
): OutputOf<'backfill.check'> {
  const { code, name } = backfillDrawer(ledger);
  const where = { drawer: { code, name }, businessDate: ledger.businessDate() };
  try {
    return ledger.transact<never>(
      () => {
        throw new OnlyLooking(enterRows(ledger, caller, rows));
      },
      () => undefined,
    );
  } catch (error) {
    if (!(error instanceof OnlyLooking)) throw error;
    return { ...where, already: [...error.entered.already], rejected: [...error.entered.rejected] };
  }
}

/** Posts the good rows inside a running transaction, in a shift of their own that is left open; none when none is good. */
function enterRows(ledger: Ledger, caller: Caller, rows: InputOf<'backfill.post'>['rows']): Entered {
  const posted: ReceiptView[] = [];
  const rejected: Rejected[] = [];
  const already: number[] = [];
  let shift: ShiftToPostIn | null = null;
  const before = ledger.head;
  ledger.prepared('SAVEPOINT backfill').run();
  for (const { row, entry } of rows) {
    try {
      refuseCardNumbers(entry);
      if (wasEntered(ledger, entry)) {
        already.push(row);
        continue;
      }
      const sheet = handwrittenSheet(ledger, entry.paperNo);
      const wanted = toReceipt(ledger, entry, sheet);
      shift ??= openShift(ledger, caller, backfillDrawer(ledger), { float: ZERO, dateConfirmed: null }, null);
      posted.push(postReceipt(ledger, caller, shift, wanted, null));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, params } = error.refusal;
      if (code === 'DAY_CLOSED' || code === 'SHIFT_ALREADY_OPEN') throw error;
      rejected.push({ row, column: columnOf(error.refusal, entry), code, params });
    }
  }
  if (posted.length === 0) {
    // A shift opened for rows that were all refused has never been.
    ledger.prepared('ROLLBACK TO backfill').run();
    ledger.rewind(before);
    shift = null;
  }
  ledger.prepared('RELEASE backfill').run();
  return { shift, posted, already, rejected };
}

function seal(ledger: Ledger, caller: Caller, shift: ShiftToPostIn | null, operation: OperationSeal): void {
  if (shift) {
    // Nobody counted: the cash of hand-written receipts is counted when it is moved and stays on this drawer's account.
    endShift(ledger, caller, shift, { counted: null, expected: drawerBalance(ledger, shift.drawerAccount) }, operation);
    return;
  }
  const businessDate = ledger.businessDate();
  new Act(ledger).seal({ kind: 'backfill.nothing', ref: null, businessDate, personId: caller.personId, operation });
}

// Before a refusal could quote it: what is rejected is kept in the answer of the operation, for good.
function refuseCardNumbers(row: BackfillRow): void {
  const texts = [row.payer ?? '', row.paperNo, row.item, row.reference ?? ''];
  if (texts.some(containsCardNumber)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
}

function backfillDrawer(ledger: Ledger): DrawerRow {
  const drawer = ledger.one<DrawerRow>("SELECT * FROM drawer WHERE kind = 'backfill' ORDER BY id LIMIT 1");
  if (!drawer) throw new Error('this ledger has no drawer for backfill');
  return drawer;
}

// True when the same paper is in the ledger with the same facts; refused when it is there with other ones.
function wasEntered(ledger: Ledger, row: BackfillRow): boolean {
  const found = ledger.one<{ number: string }>(
    'SELECT d.number FROM receipt r JOIN document d ON d.seq = r.seq WHERE r.paper_no = ?',
    row.paperNo,
  );
  if (!found) return false;
  const { view } = readReceipt(ledger, found.number);
  const [line, tender] = [view.lines[0], view.tenders[0]];
  const same =
    view.paper?.date === row.paperDate &&
    view.payer === row.payer &&
    line?.code === row.item &&
    line.quantity === row.quantity &&
    view.total === row.amount &&
    tender?.method === row.tender &&
    tender.reference === row.reference;
  return same || refuse('PAPER_NO_USED', { paperNo: row.paperNo, receipt: found.number });
}

function toReceipt(ledger: Ledger, row: BackfillRow, sheet: BookletSheet | null): ReceiptToPost {
  const businessDate = ledger.businessDate();
  const at = ledger.clock.now();
  if (row.paperDate > localDate(at, ledger.clock.utcOffset(at)) && row.paperDate > businessDate) {
    refuse('PAPER_DATE_IN_FUTURE', { paperDate: row.paperDate });
  }
  const open = itemOnSale(ledger, row.item, businessDate).pricing === 'open';
  return {
    customer: null,
    payer: row.payer,
    lines: [{ item: row.item, quantity: row.quantity, price: open ? pricePerUnit(row.amount, row.quantity) : null }],
    tenders: [{ method: row.tender, given: row.amount, reference: row.reference }],
    // What the paper says was taken is what is posted; cash given back would hide a price that does not fit.
    expectedTotal: row.amount,
    paper: { number: row.paperNo, date: row.paperDate },
    sheet,
  };
}

// The paper states the sum; the price of one unit must follow from it exactly, or the line would not multiply out.
function pricePerUnit(amount: Minor, quantity: Milli): Minor {
  const thousandths = BigInt(amount) * 1000n;
  if (thousandths % BigInt(quantity) !== 0n) refuse('QUANTITY_INVALID', { n: 1 });
  const price = thousandths / BigInt(quantity);
  return price > BigInt(MAX_MINOR) ? refuse('AMOUNT_OUT_OF_RANGE', {}) : minor(Number(price));
}

function columnOf(refusal: Refusal, entry: BackfillRow): string {
  switch (refusal.code) {
    case 'UNKNOWN_ITEM':
    case 'ITEM_NOT_ON_SALE':
    case 'PRICE_REQUIRED':
      return 'item';
    case 'QUANTITY_INVALID':
      return 'quantity';
    case 'PAPER_NO_USED':
    case 'PAPER_NO_NOT_TAKEN':
    case 'PAPER_NO_SPENT':
      return 'paper_no';
    case 'PAPER_DATE_IN_FUTURE':
      return 'paper_date';
    case 'REFERENCE_INVALID':
    case 'REFERENCE_REQUIRED':
    case 'REFERENCE_USED':
      return 'reference';
    case 'CARD_NUMBER_NOT_ALLOWED':
      if (containsCardNumber(entry.payer ?? '')) return 'payer';
      if (containsCardNumber(entry.item)) return 'item';
      return containsCardNumber(entry.paperNo) ? 'paper_no' : 'reference';
    default:
      return 'amount';
  }
}
