// Binds cash between two sales, counts and handovers.
import { cashOrder } from '../../paper/cash-order.ts';
import { readCashDocument } from '../../readers/read-cash.ts';
import {
  readCounterfeits,
  readDifferences,
  readHandovers,
  readHouseCash,
  readMyCash,
} from '../../readers/read-cash-lists.ts';
import { depositMake, depositSettle } from '../../use-cases/bank-deposit.ts';
import {
  cashCounterfeit,
  cashDrop,
  cashExchange,
  cashOpenDrawer,
  cashPaidIn,
  cashPaidOut,
  pettyFromTakings,
} from '../../use-cases/cash-drawer.ts';
import { cashAnswer, cashOffer, cashOfferFromSafe, cashWithdraw } from '../../use-cases/cash-offers.ts';
import { cashCountSafe, cashFillSafe, pettyBack, pettyFill, pettySpend } from '../../use-cases/cash-safe.ts';
import { handoverAccept, handoverOfferCommand, handoverReject, handoverWithdraw } from '../../use-cases/hand-over.ts';
import { shiftCloseForgotten, shiftResume, shiftSuspend } from '../../use-cases/pause-shift.ts';
import { cashPrint } from '../../use-cases/print-cash.ts';
import { type AllBindings, command, handler, personOf } from './binding.ts';

export const cashBindings = {
  'cash.mine': handler<'cash.mine'>((parts) => readMyCash(parts.ledger(), personOf(parts))),
  'cash.house': handler<'cash.house'>(({ ledger }) => readHouseCash(ledger())),
  'cash.differences': handler<'cash.differences'>(({ ledger }, { days }) => readDifferences(ledger(), days)),
  'cash.counterfeits': handler<'cash.counterfeits'>(({ ledger }, { limit }) => readCounterfeits(ledger(), limit)),
  'cash.get': handler<'cash.get'>(({ ledger }, { number }) => readCashDocument(ledger(), number)),
  'cash.print': command<'cash.print'>(cashPrint, [], ({ ledger, print }, { locale }, { jobId }) =>
    print(cashOrder(ledger(), jobId, locale)),
  ),
  'cash.paidIn': command<'cash.paidIn'>(cashPaidIn, ['cash']),
  'cash.paidOut': command<'cash.paidOut'>(cashPaidOut, ['cash']),
  'cash.drop': command<'cash.drop'>(cashDrop, ['cash', 'approvals']),
  'cash.exchange': command<'cash.exchange'>(cashExchange, ['cash']),
  'cash.counterfeit': command<'cash.counterfeit'>(cashCounterfeit, ['cash']),
  'cash.openDrawer': command<'cash.openDrawer'>(cashOpenDrawer, ['cash']),
  'cash.offer': command<'cash.offer'>(cashOffer, ['cash']),
  'cash.offerFromSafe': command<'cash.offerFromSafe'>(cashOfferFromSafe, ['cash']),
  'cash.answer': command<'cash.answer'>(cashAnswer, ['cash']),
  'cash.withdraw': command<'cash.withdraw'>(cashWithdraw, ['cash']),
  'cash.fillSafe': command<'cash.fillSafe'>(cashFillSafe, ['cash', 'approvals']),
  'cash.countSafe': command<'cash.countSafe'>(cashCountSafe, ['cash', 'approvals']),
  'pettyCash.fill': command<'pettyCash.fill'>(pettyFill, ['cash']),
  'pettyCash.fromTakings': command<'pettyCash.fromTakings'>(pettyFromTakings, ['cash']),
  'pettyCash.back': command<'pettyCash.back'>(pettyBack, ['cash']),
  'pettyCash.spend': command<'pettyCash.spend'>(pettySpend, ['cash']),
  'deposit.make': command<'deposit.make'>(depositMake, ['cash', 'approvals']),
  'deposit.settle': command<'deposit.settle'>(depositSettle, ['cash']),
  'handover.list': handler<'handover.list'>((parts) => readHandovers(parts.ledger(), personOf(parts))),
  'handover.offer': command<'handover.offer'>(handoverOfferCommand, ['shift', 'cash']),
  'handover.withdraw': command<'handover.withdraw'>(handoverWithdraw, ['shift', 'cash']),
  'handover.accept': command<'handover.accept'>(handoverAccept, ['shift', 'cash']),
  'handover.reject': command<'handover.reject'>(handoverReject, ['shift', 'cash']),
  'shift.suspend': command<'shift.suspend'>(shiftSuspend, ['shift', 'cash']),
  'shift.resume': command<'shift.resume'>(shiftResume, ['shift', 'cash']),
  'shift.closeForgotten': command<'shift.closeForgotten'>(shiftCloseForgotten, ['shift', 'cash']),
} satisfies Partial<AllBindings>;
