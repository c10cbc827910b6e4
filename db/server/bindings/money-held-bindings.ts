// Binds payers, cheques, proofs, and the money held for customers.
import { readCheques, readPayerMoves, readPayers, readUnverified } from '../../readers/read-claims.ts';
import { readEvidence } from '../../readers/read-evidence.ts';
import { readAccounts, readBalanceAt, readMoves, readPrepayment } from '../../readers/read-prepayment.ts';
import { heldOrder, transferOrder } from '../../paper/held-order.ts';
import { tenderAttach } from '../../use-cases/attach-evidence.ts';
import { claimCollect } from '../../use-cases/collect-claim.ts';
import { prepaymentPrint, readTransferSlip, transferSlip } from '../../use-cases/print-prepayment.ts';
import { tenderProve } from '../../use-cases/prove-tender.ts';
import { prepaymentForfeit, prepaymentReturn } from '../../use-cases/return-prepayment.ts';
import { payerSave } from '../../use-cases/save-payer.ts';
import { chequeBounce, chequeClear } from '../../use-cases/settle-cheque.ts';
import { prepaymentTake } from '../../use-cases/take-prepayment.ts';
import { command, handler, sessionOf, type AllBindings } from './binding.ts';

export const moneyHeldBindings = {
  'payer.list': handler<'payer.list'>(({ ledger }) => ({ payers: readPayers(ledger()) })),
  'payer.save': command<'payer.save'>(payerSave, ['payers']),
  'tender.unverified': handler<'tender.unverified'>(({ ledger }, { text, limit }) =>
    readUnverified(ledger(), text ?? '', limit),
  ),
  'tender.evidence': handler<'tender.evidence'>(({ ledger }, { number }) => readEvidence(ledger(), number)),
  'tender.attach': command<'tender.attach'>(tenderAttach, ['claims']),
  'payer.moves': handler<'payer.moves'>(({ ledger }, { code, limit }) => readPayerMoves(ledger(), code, limit)),
  'claim.collect': command<'claim.collect'>(claimCollect, ['claims', 'payers', 'shift']),
  'tender.prove': command<'tender.prove'>(tenderProve, ['claims', 'prepayments']),
  'cheque.list': handler<'cheque.list'>(({ ledger }, { state, limit }) => readCheques(ledger(), state, limit)),
  'cheque.clear': command<'cheque.clear'>(chequeClear, ['claims', 'prepayments']),
  'cheque.bounce': command<'cheque.bounce'>(chequeBounce, ['claims', 'prepayments']),
  'prepayment.take': command<'prepayment.take'>(prepaymentTake, ['prepayments', 'claims']),
  'prepayment.return': command<'prepayment.return'>(prepaymentReturn, ['prepayments']),
  'prepayment.forfeit': command<'prepayment.forfeit'>(prepaymentForfeit, ['prepayments']),
  'prepayment.account': handler<'prepayment.account'>(({ ledger }, { customer }) => readAccounts(ledger(), customer)),
  'prepayment.history': handler<'prepayment.history'>(({ ledger }, { customer, kind, limit }) =>
    readMoves(ledger(), customer, kind, limit),
  ),
  'prepayment.balanceAt': handler<'prepayment.balanceAt'>(({ ledger }, { customer, kind, moment }) =>
    readBalanceAt(ledger(), customer, kind, moment),
  ),
  'prepayment.print': command<'prepayment.print'>(
    prepaymentPrint,
    ['prepayments'],
    ({ ledger, print }, { locale }, { jobId }) => print(heldOrder(ledger(), jobId, locale)),
  ),
  'transfer.slip': command<'transfer.slip'>(
    transferSlip,
    [],
    (parts, { locale, amount, payer }, { jobId, purpose }) => {
      const slip = readTransferSlip(parts.ledger(), sessionOf(parts).person.name, purpose, { amount, payer });
      parts.print(transferOrder(parts.ledger(), jobId, slip, locale));
    },
  ),
  'prepayment.get': handler<'prepayment.get'>(({ ledger }, { number }) => readPrepayment(ledger(), number).view),
} satisfies Partial<AllBindings>;
