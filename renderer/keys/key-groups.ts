// Which subject each key of the window belongs to, in the order in which a counter thinks of them: what F1 shows.
import type { Job } from '../frame/jobs.ts';
import type { KeyAction } from './key-map.ts';

export type KeyGroup = {
  readonly id: string;
  /** The job whose keys these are: who does not have it is not shown them. Null: everybody's, on every screen. */
  readonly job: Job | null;
  readonly actions: readonly KeyAction[];
};

export const KEY_GROUPS = [
  {
    id: 'till',
    job: 'till',
    actions: ['clearCustomer', 'payer', 'discount', 'openPrice', 'exchangeMeter'],
  },
  { id: 'aside', job: 'till', actions: ['park', 'recall', 'unpaid', 'bills', 'newBill', 'billTakeBack'] },
  { id: 'held', job: 'till', actions: ['prepayments', 'heldTake', 'heldReturn', 'heldForfeit'] },
  {
    id: 'tenders',
    job: 'till',
    actions: [
      'tenderCash',
      'tenderCard',
      'tenderWechat',
      'tenderAlipay',
      'tenderUnionpay',
      'tenderTransfer',
      'tenderCheque',
      'tenderThirdParty',
      'tenderPrepayment',
      'reenterTender',
      'transferSlip',
    ],
  },
  {
    id: 'receipts',
    job: 'receipts',
    actions: [
      'showReceipt',
      'followUp',
      'exchangeReceipt',
      'registerLoss',
      'freezeReceipt',
      'retryPrint',
      'choosePrinter',
      'spoilSheet',
      'recordInvoice',
      'evidence',
    ],
  },
  {
    id: 'shift',
    job: 'shift',
    actions: [
      'cashActs',
      'handOver',
      'acceptCash',
      'rejectCash',
      'withdrawCash',
      'printSlip',
      'seeDocument',
      'settleDeposit',
      'closeOther',
    ],
  },
  {
    id: 'refunds',
    job: 'refunds',
    actions: ['refundWhole', 'refundUnknown', 'refundReroute', 'refundMoneyBack'],
  },
  { id: 'desk', job: 'desk', actions: ['deputies'] },
  {
    id: 'tickets',
    job: 'tickets',
    actions: ['ticketComment', 'ticketAssign', 'ticketClassify', 'ticketLink', 'ticketClose', 'ticketTakeBack'],
  },
  {
    id: 'customers',
    job: 'customers',
    actions: ['customerCharge', 'customerEdit', 'customerReveal', 'customerPaper', 'customerFreeze', 'customerMerge'],
  },
  { id: 'claims', job: 'claims', actions: ['chequeClear', 'chequeBounce', 'claimCollect'] },
  { id: 'paper', job: 'paper', actions: ['takeStock', 'spoilStock', 'writeOffStock', 'tariffBoard'] },
  { id: 'setup', job: 'setup', actions: ['setupSkip'] },
  {
    id: 'everywhere',
    job: null,
    actions: [
      'post',
      'findCustomer',
      'undo',
      'add',
      'remove',
      'removeRow',
      'save',
      'exportList',
      'readReport',
      'approvalFront',
      'lock',
      'signOut',
    ],
  },
  {
    id: 'moving',
    job: null,
    actions: ['back', 'up', 'down', 'setupNext', 'setupBack', 'takeScan', 'dropScan', 'help'],
  },
] as const satisfies readonly KeyGroup[];

/** A key that stands in a group: every one that is no way to a job. */
export type GroupedKey = (typeof KEY_GROUPS)[number]['actions'][number];

/** The groups somebody with these jobs has a use for: those of the screen in front first, then in the order of the table. */
export function groupsFor(jobs: readonly Job[], front: Job): readonly (typeof KEY_GROUPS)[number][] {
  const theirs = KEY_GROUPS.filter(({ job }) => job === null || jobs.includes(job));
  return [...theirs.filter(({ job }) => job === front), ...theirs.filter(({ job }) => job !== front)];
}
