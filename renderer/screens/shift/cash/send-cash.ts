// From a filled form to the ledger: asks for the second person where one must count, then posts. Answers the number of the
// document, or null for what is only noted; undefined when the second person said no.
import type { ApprovalSubject } from '../../../../core/contract/approval-subjects.ts';
import type { Minor } from '../../../../core/money/money.ts';
import type { Ledger } from '../../../port/ledger.ts';
import type { CashAct, CashChoice } from './cash-kinds.ts';

export type Piece = { readonly face: Minor; readonly pieces: number };
export type CashFilled = {
  readonly choice: CashChoice | null;
  readonly drawer: string | null;
  readonly amount: Minor | null;
  readonly pieces: readonly Piece[];
  readonly piecesIn: readonly Piece[];
  readonly face: Minor | null;
  readonly serial: string;
  readonly party: string | null;
  readonly bearer: string;
  readonly reason: string | null;
  readonly paper: string | null;
  /** Id of the kept document. */
  readonly attachment: string | null;
};
type Ask = (subject: ApprovalSubject) => Promise<string | null>;
type Sent = Promise<string | null | undefined>;

/** Sends `filled` for `act`. Rejects as the ledger refuses. */
export function sendCash(ledger: Ledger, ask: Ask, act: CashAct, filled: CashFilled): Sent {
  const { amount, drawer, reason, party, paper, attachment } = filled;
  if (act === 'drop' || act === 'countSafe' || act === 'fillSafe' || act === 'deposit')
    return sendCounted(ledger, ask, act, filled);
  switch (act) {
    case 'exchange':
      return numberOf(ledger.act('cash.exchange', { out: [...filled.pieces], in: [...filled.piecesIn], party }));
    case 'counterfeit':
      return noted(ledger.act('cash.counterfeit', counterfeit(filled)));
    case 'openDrawer':
      return noted(ledger.act('cash.openDrawer', { reason: reason ?? '' }));
    case 'suspend':
      return noted(ledger.act('shift.suspend', { reason: reason ?? '' }));
    default:
      break;
  }
  if (amount === null) return Promise.resolve(undefined);
  const slip = { amount, reason: reason ?? '', party, paper, attachment };
  switch (act) {
    case 'paidIn':
      return numberOf(ledger.act('cash.paidIn', { ...slip, cause: filled.choice as 'found' }));
    case 'paidOut':
      return numberOf(ledger.act('cash.paidOut', { ...slip, cause: filled.choice as 'toFinance' }));
    case 'offer':
      return noted(ledger.act('cash.offer', { to: drawer ?? '', amount, reason }));
    case 'offerFromSafe':
      return noted(ledger.act('cash.offerFromSafe', { to: drawer ?? '', amount, reason }));
    case 'fromTakings':
      return numberOf(ledger.act('pettyCash.fromTakings', { amount, reason: reason ?? '' }));
    case 'pettyFill':
      return numberOf(ledger.act('pettyCash.fill', { from: filled.choice as 'safe', amount, reason }));
    case 'pettyBack':
      return numberOf(ledger.act('pettyCash.back', { amount, reason }));
    case 'pettySpend':
      return numberOf(ledger.act('pettyCash.spend', { ...slip, party: party ?? '' }));
  }
}

async function sendCounted(
  ledger: Ledger,
  ask: Ask,
  act: 'drop' | 'countSafe' | 'fillSafe' | 'deposit',
  filled: CashFilled,
): Sent {
  const { amount, reason, paper, bearer } = filled;
  const pieces = [...filled.pieces];
  if (amount === null) return undefined;
  if (act === 'drop') {
    const approval = await ask({ kind: 'safeDrop', amount, pieces });
    return approval === null ? undefined : numberOf(ledger.act('cash.drop', { amount, pieces, approval }));
  }
  if (act === 'countSafe') {
    const what = { counted: amount, pieces, reason };
    const approval = await ask({ kind: 'safeCount', ...what });
    return approval === null ? undefined : numberOf(ledger.act('cash.countSafe', { ...what, approval }));
  }
  if (act === 'fillSafe') {
    const what = {
      from: filled.choice === 'finance' ? ('finance' as const) : ('bank' as const),
      amount,
      pieces,
      paper,
    };
    const approval = await ask({ kind: 'safeFill', ...what });
    return approval === null ? undefined : numberOf(ledger.act('cash.fillSafe', { ...what, approval }));
  }
  const what = { amount, pieces, bearer };
  const approval = await ask({ kind: 'bankDeposit', ...what });
  return approval === null ? undefined : numberOf(ledger.act('deposit.make', { ...what, approval }));
}

function counterfeit({ face, serial, choice, reason }: CashFilled) {
  const outcome = choice === 'kept' ? ('kept' as const) : ('refused' as const);
  return { face: face as Minor, serial: serial.toUpperCase(), outcome, note: reason };
}

async function numberOf(sent: Promise<{ readonly number: string }>): Promise<string> {
  return (await sent).number;
}

async function noted(sent: Promise<unknown>): Promise<null> {
  await sent;
  return null;
}
