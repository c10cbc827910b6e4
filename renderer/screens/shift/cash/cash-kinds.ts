// What each act of the cash menu asks for; the form draws this and nothing else. Which approval it needs is the command's.
import { PAID_IN_CAUSES, PAID_OUT_CAUSES } from '../../../../core/cash/cash-cause.ts';

export const DRAWER_ACTS = [
  'drop',
  'paidIn',
  'paidOut',
  'exchange',
  'offer',
  'counterfeit',
  'openDrawer',
  'suspend',
  'fromTakings',
] as const;
export const HOUSE_ACTS = [
  'countSafe',
  'fillSafe',
  'deposit',
  'offerFromSafe',
  'pettyFill',
  'pettyBack',
  'pettySpend',
] as const;
export type CashAct = (typeof DRAWER_ACTS)[number] | (typeof HOUSE_ACTS)[number];

type Need = 'must' | 'may';

export type CashForm = {
  readonly choice?: readonly CashChoice[];
  readonly drawer?: true;
  readonly amount?: true;
  /** Notes and coins: of one pile, or of two that must be the same. */
  readonly count?: 'one' | 'two';
  readonly note?: true;
  readonly party?: Need;
  readonly bearer?: true;
  readonly reason?: Need;
  readonly paper?: true;
  /** Its document may be kept with it, photographed or scanned. */
  readonly document?: true;
  /** Counted by a second person before it is posted. */
  readonly byTwo?: true;
};
export type CashChoice =
  | (typeof PAID_IN_CAUSES)[number]
  | (typeof PAID_OUT_CAUSES)[number]
  | 'refused'
  | 'kept'
  | 'bank'
  | 'finance'
  | 'safe';

export const CASH_FORMS: Readonly<Record<CashAct, CashForm>> = {
  drop: { count: 'one', byTwo: true },
  paidIn: { choice: PAID_IN_CAUSES, amount: true, party: 'may', reason: 'must', paper: true, document: true },
  paidOut: { choice: PAID_OUT_CAUSES, amount: true, party: 'may', reason: 'must', paper: true, document: true },
  exchange: { count: 'two', party: 'may' },
  offer: { drawer: true, amount: true, reason: 'may' },
  counterfeit: { note: true, choice: ['refused', 'kept'], reason: 'may' },
  openDrawer: { reason: 'must' },
  suspend: { reason: 'must' },
  fromTakings: { amount: true, reason: 'must' },
  countSafe: { count: 'one', reason: 'may', byTwo: true },
  fillSafe: { choice: ['bank', 'finance'], count: 'one', paper: true, byTwo: true },
  deposit: { count: 'one', bearer: true, byTwo: true },
  offerFromSafe: { drawer: true, amount: true, reason: 'may' },
  pettyFill: { choice: ['safe', 'bank'], amount: true, reason: 'may' },
  pettyBack: { amount: true, reason: 'may' },
  pettySpend: { amount: true, party: 'must', reason: 'must', paper: true, document: true },
};

/** Acts by which money goes out: the dialog turns red. */
export const OUT_ACTS: readonly CashAct[] = ['paidOut', 'pettySpend'];
