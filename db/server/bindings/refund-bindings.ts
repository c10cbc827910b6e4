// Binds refunds and their payouts.
import { forgetAttachment } from '../../attachments/staged-attachments.ts';
import { settingOn } from '../../ledger/settings.ts';
import { listPayouts } from '../../readers/list-payouts.ts';
import { findRefundable, listRefunds } from '../../readers/list-refunds.ts';
import {
  bankAnswerFile,
  listBankAnswers,
  listBatches,
  listToSend,
  showBankAnswer,
  showBatch,
} from '../../readers/read-bank.ts';
import { listDelegations, listDeputies } from '../../readers/read-delegations.ts';
import { readCaseFile } from '../../readers/read-case-file.ts';
import { readCase } from '../../readers/read-refund.ts';
import { readRemaining } from '../../readers/read-reissue.ts';
import { readReminders } from '../../readers/read-reminders.ts';
import { readRefundable } from '../../readers/read-refundable.ts';
import { outcomeOf, planRefund } from '../../refund/plan-refund.ts';
import {
  refundApply,
  refundClose,
  refundResubmit,
  refundSendBack,
  refundWithdraw,
} from '../../use-cases/apply-refund.ts';
import { batchFile, payoutBatch } from '../../use-cases/bank-batch.ts';
import { refundSecondEntry } from '../../use-cases/confirm-refund.ts';
import { refundConfirmUse } from '../../use-cases/confirm-use.ts';
import { refundDelegate, refundEndDelegation } from '../../use-cases/delegate-levels.ts';
import {
  payoutConfirm,
  payoutFail,
  payoutFound,
  payoutMoneyBack,
  payoutReroute,
  payoutRetry,
  payoutStart,
  payoutUnknown,
} from '../../use-cases/pay-refund.ts';
import { refundReissue } from '../../use-cases/reissue-receipt.ts';
import { bankAnswerTake, checkBankAnswer, prepareBankAnswer } from '../../use-cases/take-bank-answer.ts';
import { command, handler, personOf, type ServerParts, sessionOf, type AllBindings } from './binding.ts';

export const refundBindings = {
  'refund.rules': handler<'refund.rules'>(({ ledger }) => {
    const date = ledger().businessDate();
    const { reasons } = settingOn(ledger(), 'refundPolicy', date);
    const { typedTwiceFrom } = settingOn(ledger(), 'refundPaying', date);
    return { date, reasons: [...reasons], typedTwiceFrom };
  }),
  'refund.find': handler<'refund.find'>((parts, input) => findRefundable(parts.ledger(), personOf(parts), input)),
  'refund.refundable': handler<'refund.refundable'>(({ ledger }, { of }) => readRefundable(ledger(), of)),
  'refund.dryRun': handler<'refund.dryRun'>((parts, input) => {
    const { person } = sessionOf(parts);
    const caller = { personId: person.id, username: person.username, name: person.name };
    return outcomeOf(parts.ledger(), planRefund(parts.ledger(), caller, input));
  }),
  'refund.apply': command<'refund.apply'>(refundApply, ['refunds', 'approvals']),
  'refund.resubmit': command<'refund.resubmit'>(refundResubmit, ['refunds', 'approvals']),
  'refund.withdraw': command<'refund.withdraw'>(refundWithdraw, ['refunds', 'approvals']),
  'refund.sendBack': command<'refund.sendBack'>(refundSendBack, ['refunds']),
  'refund.confirmUse': command<'refund.confirmUse'>(refundConfirmUse, ['refunds', 'approvals']),
  'refund.secondEntry': command<'refund.secondEntry'>(refundSecondEntry, ['refunds', 'approvals']),
  'refund.close': command<'refund.close'>(refundClose, ['refunds']),
  'refund.remaining': handler<'refund.remaining'>(({ ledger }, input) => readRemaining(ledger(), input.case)),
  'refund.reissue': command<'refund.reissue'>(refundReissue, ['refunds', 'receipts', 'shift', 'stock']),
  'refund.case': handler<'refund.case'>(({ ledger }, { number }) => readCase(ledger(), number)),
  'refund.file': handler<'refund.file'>(({ ledger }, { number }) => readCaseFile(ledger(), number)),
  'refund.list': handler<'refund.list'>((parts, input) => listRefunds(parts.ledger(), personOf(parts), input)),
  'refund.delegate': command<'refund.delegate'>(refundDelegate, ['refunds']),
  'refund.endDelegation': command<'refund.endDelegation'>(refundEndDelegation, ['refunds']),
  'refund.deputies': handler<'refund.deputies'>((parts) => listDeputies(parts.ledger(), personOf(parts))),
  'refund.delegations': handler<'refund.delegations'>((parts) => listDelegations(parts.ledger(), personOf(parts))),
  'reminder.waiting': handler<'reminder.waiting'>((parts) => readReminders(parts.ledger(), personOf(parts))),
  'payout.start': command<'payout.start'>(payoutStart, ['refunds', 'shift', 'prepayments']),
  'payout.confirm': command<'payout.confirm'>(payoutConfirm, ['refunds']),
  'payout.unknown': command<'payout.unknown'>(payoutUnknown, ['refunds']),
  'payout.fail': command<'payout.fail'>(payoutFail, ['refunds']),
  'payout.retry': command<'payout.retry'>(payoutRetry, ['refunds']),
  'payout.reroute': command<'payout.reroute'>(payoutReroute, ['refunds']),
  'payout.moneyBack': command<'payout.moneyBack'>(payoutMoneyBack, ['refunds']),
  'payout.list': handler<'payout.list'>(({ ledger }, input) => listPayouts(ledger(), input)),
  'payout.batch': command<'payout.batch'>(payoutBatch, ['refunds']),
  'payout.batchFile': handler<'payout.batchFile'>((parts, { number }) =>
    batchFile(parts.ledger(), personOf(parts), number),
  ),
  'payout.found': command<'payout.found'>(payoutFound, ['refunds']),
  'payout.toSend': handler<'payout.toSend'>(({ ledger }, input) => listToSend(ledger(), input)),
  'payout.batches': handler<'payout.batches'>(({ ledger }, input) => listBatches(ledger(), input)),
  'payout.batchShow': handler<'payout.batchShow'>(({ ledger }, { number }) => showBatch(ledger(), number)),
  'payout.answerCheck': handler<'payout.answerCheck'>((parts, { file }) =>
    checkBankAnswer(parts.ledger(), personOf(parts), file, parts.readTable),
  ),
  'payout.answerTake': {
    ...command<'payout.answerTake'>(bankAnswerTake, ['refunds'], (parts, { file }, { n }) => {
      forgetAttachment(parts.ledger(), personOf(parts), file);
      parts.ledger().attachments.settle(bankAnswerFile(parts.ledger(), n));
    }),
    prepare: (parts: ServerParts, { file }) =>
      prepareBankAnswer(parts.ledger(), personOf(parts), file, parts.readTable),
  },
  'payout.answers': handler<'payout.answers'>(({ ledger }, input) => listBankAnswers(ledger(), input)),
  'payout.answerShow': handler<'payout.answerShow'>(({ ledger }, { answer }) => showBankAnswer(ledger(), answer)),
} satisfies Partial<AllBindings>;
