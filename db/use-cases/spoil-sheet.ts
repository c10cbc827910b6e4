// 废票重打: a sheet came out wrong, or not at all. It is written down as spoiled, and the receipt is printed again as what
// the sheet was: the original stays one, because the spoiled sheet is one no more. Not a copy 副本.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readSheets, sheetsOf } from '../readers/read-sheets.ts';
import { printSpoil } from '../schema-paper.ts';
import { endSheets, shiftOf } from '../stock/stock-sheets.ts';
import { printedPaper, printSheet } from './print-receipt.ts';

interface Kept {
  readonly receipt: string;
  readonly sheet: number;
  readonly job: string | null;
}

export const receiptSpoil: Command<InputOf<'receipt.spoil'>, OutputOf<'receipt.spoil'>> = {
  run({ ledger, caller, operation }, input) {
    const { reason, note, again } = input;
    if (reason === 'other' && note === null) refuse('REASON_TEXT_REQUIRED', {});
    if (note !== null && containsCardNumber(note)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const { seq, view } = readReceipt(ledger, input.number);
    if (again !== null && view.replacedBy !== undefined)
      refuse('RECEIPT_EXCHANGED', { receipt: view.number, replacement: view.replacedBy });
    const sheets = sheetsOf(ledger, seq);
    if (sheets.length === 0) refuse('RECEIPT_NOT_PRINTED', { number: view.number });
    const sheet = sheets[(input.sheet ?? sheets.length) - 1];
    if (!sheet) return refuse('RECEIPT_NOT_PRINTED', { number: view.number });
    if (sheet.spoiled) refuse('SHEET_SPOILED', { number: view.number });
    const { personId } = caller;
    const act = new Act(ledger);
    act.insert(printSpoil, { documentSeq: seq, markN: sheet.n, at: act.at, personId, reason, note });
    // Before the new sheet: rows of one act stand in the order of their keys, and the sheet to come has the higher number.
    endSheets(ledger, act, {
      state: 'spoiled',
      documentSeq: seq,
      markN: sheet.n,
      shiftId: shiftOf(ledger, personId),
      personId,
      reason: note ?? reason,
    });
    const left = sheets.map((one) => (one.n === sheet.n ? { ...one, spoiled: true } : one));
    const printed =
      again === null
        ? null
        : printSheet(ledger, act, caller, { documentSeq: seq, sheets: left, reason: note ?? reason });
    const kept: Kept = { receipt: view.number, sheet: sheet.n, job: printed?.job ?? null };
    act.seal({
      kind: 'receipt.spoiled',
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { sheet: sheet.n, reason, ...(printed ? { again: printed.n } : {}) },
      operation: operation(kept),
    });
    return told(ledger, kept);
  },
  again: (ledger, kept) => told(ledger, kept as Kept),
};

function told(ledger: Parameters<typeof readSheets>[0], { receipt, sheet, job }: Kept): OutputOf<'receipt.spoil'> {
  const stock = readSheets(ledger, receipt).sheets.find((one) => one.n === sheet)?.stock ?? null;
  return { sheet, stock, printed: job === null ? null : printedPaper(ledger, job) };
}
