// 遗失/损坏补办: writes into the register that the paper of a receipt is lost or damaged. Of a lost one a proof of payment is
// printed afterwards under the register's number; in place of a damaged one a copy is printed at once, which names it.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { lossFault } from '../../core/receipts/loss-rule.ts';
import { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import { standingReceipt } from '../ledger/follow-up-rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { readLoss, receiptToExchange } from '../readers/read-paper-cases.ts';
import { sheetsOf } from '../readers/read-sheets.ts';
import { receiptLoss } from '../schema-paper-cases.ts';
import { endSheets } from '../stock/stock-sheets.ts';
import { attachmentOf } from './keep-attachment.ts';
import { inSomeShift } from './office-shift.ts';
import { printedPaper, printSheet } from './print-receipt.ts';

type Wanted = InputOf<'receipt.registerLoss'>;

interface Kept {
  readonly loss: number;
  readonly job: string | null;
}

export const lossRegister: Command<Wanted, OutputOf<'receipt.registerLoss'>> = {
  run({ ledger, caller, operation }, wanted) {
    const { kind, identified, note, attachment, originalBack } = wanted;
    refuseCardNumbers([wanted.reportedBy, note]);
    if (identified === 'other' && note === null) refuse('REASON_TEXT_REQUIRED', {});
    const { seq, view } = standingReceipt(ledger, wanted.receipt);
    const fault = lossFault(receiptToExchange(ledger, seq, view), { kind, originalBack });
    if (fault !== null) return refuse('LOSS_REFUSED', { receipt: view.number, reason: fault });
    if (attachment !== null) refuseUsedAttachment(ledger, attachment);
    const kept = inSomeShift(
      ledger,
      caller,
      operation,
      (done: Kept) => done,
      (shift, seal) => {
        const act = new Act(ledger);
        const number = writeLoss(ledger, act, caller, shift, seq, wanted);
        const job = kind === 'damaged' ? replaceDamaged(ledger, act, caller, shift, seq, number) : null;
        const done: Kept = { loss: act.seq, job };
        act.seal({
          kind: `receipt.${kind}`,
          ref: number,
          businessDate: shift.businessDate,
          personId: caller.personId,
          detail: { receipt: view.number },
          ...(seal === null ? {} : { operation: seal(done) }),
        });
        return done;
      },
    );
    return told(ledger, kept);
  },
  again: (ledger, kept) => told(ledger, kept as Kept),
};

function told(ledger: Ledger, { loss, job }: Kept): OutputOf<'receipt.registerLoss'> {
  return { loss: readLoss(ledger, loss), printed: job === null ? null : printedPaper(ledger, job) };
}

function refuseUsedAttachment(ledger: Ledger, attachment: string): void {
  attachmentOf(ledger, attachment, 'caseDocument');
  if (ledger.one('SELECT 1 FROM receipt_loss WHERE attachment_id = ?', attachment) !== undefined)
    refuse('ATTACHMENT_IN_USE', { attachment });
}

/** The document L and its row; of a lost paper every sheet is void from now on. Answers its number. */
function writeLoss(
  ledger: Ledger,
  act: Act,
  caller: Caller,
  { businessDate, shiftId }: ShiftToPostIn,
  receiptSeq: number,
  wanted: Wanted,
): string {
  const { personId } = caller;
  const { kind, reportedBy, identified, note, attachment } = wanted;
  const { number } = allotDocument(ledger, act, { type: 'L', businessDate, shiftId, personId });
  act.insert(receiptLoss, {
    ...{ receiptSeq, kind, reportedBy, identified, note, attachmentId: attachment },
    originalBack: kind === 'damaged' ? 1 : 0,
  });
  if (kind === 'lost')
    endSheets(ledger, act, {
      state: 'voided',
      documentSeq: receiptSeq,
      markN: null,
      shiftId,
      personId,
      reason: number,
    });
  return number;
}

/** Ends the damaged sheet and adds the copy that takes its place. Answers the print job. */
function replaceDamaged(
  ledger: Ledger,
  act: Act,
  caller: Caller,
  { shiftId }: ShiftToPostIn,
  documentSeq: number,
  register: string,
): string {
  const { personId } = caller;
  const sheets = sheetsOf(ledger, documentSeq);
  const living = sheets.findLast((sheet) => sheet.kind !== 'copy' && !sheet.spoiled) ?? sheets.at(-1);
  const markN = living?.n ?? null;
  endSheets(ledger, act, { state: 'spoiled', documentSeq, markN, shiftId, personId, reason: register });
  return printSheet(ledger, act, caller, { documentSeq, sheets, reason: register }).job;
}
