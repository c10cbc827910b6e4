// Binds every procedure of the contract to what carries it out. The type makes a missing or a misnamed one an error.
import type { CommandMethod, InputOf, Method, OutputOf } from '../../core/contract/contract.ts';
import type { ChangeTopic, LedgerEvent } from '../../core/contract/frame.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { VerifyResult } from '../../core/contract/procedures/ledger.ts';
import { decideApproval, showApproval } from '../approval/decide-approval.ts';
import { readOwnApproval, standingOf } from '../approval/read-approval.ts';
import { SETTING_KEYS } from '../../core/settings/settings.ts';
import { pricingDate } from '../ledger/bill-facts.ts';
import { type Command, findOperation } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DataKey } from '../open/connection.ts';
import { readLike } from '../readers/customer-likeness.ts';
import { readCustomerFile, readCustomerHistory, revealCustomer } from '../readers/customer-file.ts';
import { customerId, findCustomers } from '../readers/find-customer.ts';
import type { TariffIndex } from '../readers/find-tariff.ts';
import { findBills, readBill, readBillsOf } from '../readers/read-bills.ts';
import { readAudit } from '../readers/read-audit.ts';
import { readLastInputs } from '../readers/read-last-inputs.ts';
import { readDiscounts } from '../readers/read-discounts.ts';
import { readParked } from '../readers/read-parked.ts';
import { boardOrder } from '../paper/board-order.ts';
import { readCheques, readPayers, readUnverified } from '../readers/read-claims.ts';
import { readAccounts, readBalanceAt, readMoves, readPrepayment } from '../readers/read-prepayment.ts';
import { heldOrder, transferOrder } from '../paper/held-order.ts';
import { customerTags, readPolicies, readPolicyHistory } from '../readers/read-policies.ts';
import { type PaperOrder, receiptOrder } from '../paper/paper-order.ts';
import { followUpOrder } from '../paper/follow-up-order.ts';
import { readPrintJob } from '../paper/print-job.ts';
import { readReceipt, readRecentReceipts } from '../readers/read-receipt.ts';
import { readStanding } from '../readers/read-standing.ts';
import { readSheets } from '../readers/read-sheets.ts';
import { readStock } from '../readers/read-stock.ts';
import { readRefusalCounts, readRefusals } from '../readers/read-refusals.ts';
import { readCurrentShift } from '../readers/read-shift.ts';
import { readSettingHistory, readSettings } from '../readers/read-settings.ts';
import { exportTariff } from '../readers/export-tariff.ts';
import { listTariff, readItemCard } from '../readers/read-tariff.ts';
import { readDayState, readZReport } from '../readers/read-day.ts';
import { readTotals } from '../readers/read-totals.ts';
import { forgetAttachment, stageAttachment } from '../attachments/staged-attachments.ts';
import { readColumns, rememberColumns } from '../lists/list-layouts.ts';
import { cancelReading, forgetStaged, readStaged, stageList } from '../lists/staged-lists.ts';
import type { TableReader } from '../lists/table-reader.ts';
import { backfillPost, checkBackfill } from '../use-cases/backfill-post.ts';
import { settingsChange } from '../use-cases/change-setting.ts';
import { billCancel } from '../use-cases/cancel-bill.ts';
import { chargePost } from '../use-cases/charge-post.ts';
import { dayClose } from '../use-cases/close-day.ts';
import { shiftClose } from '../use-cases/close-shift.ts';
import { customerAddPaper, customerRemovePaper } from '../use-cases/customer-papers.ts';
import { customerFreeze } from '../use-cases/freeze-customer.ts';
import { customerMerge, customerUnmerge } from '../use-cases/merge-customers.ts';
import { customerCreate, customerEdit } from '../use-cases/write-customer.ts';
import {
  peopleCreate,
  peopleDeactivate,
  peopleReactivate,
  peopleReset,
  readPeople,
} from '../use-cases/manage-people.ts';
import { billEnter } from '../use-cases/enter-bill.ts';
import { billImport, previewBills } from '../use-cases/import-bills.ts';
import { customerImport, previewCustomers } from '../use-cases/import-customers.ts';
import { previewTariff, tariffImport } from '../use-cases/import-tariff.ts';
import { followUpPrint } from '../use-cases/print-follow-up.ts';
import { tenderCorrect } from '../use-cases/correct-tender.ts';
import { receiptVoidCommand } from '../use-cases/void-receipt.ts';
import { approvalAsk, approvalWithdraw } from '../use-cases/request-approval.ts';
import { attachmentKeep } from '../use-cases/keep-attachment.ts';
import { keepDraft, readDraft } from '../use-cases/keep-draft.ts';
import { attachmentPart, openAttachment } from '../use-cases/open-attachment.ts';
import { shiftOpen } from '../use-cases/open-shift.ts';
import { prepaymentPrint, readTransferSlip, transferSlip } from '../use-cases/print-prepayment.ts';
import { tenderProve } from '../use-cases/prove-tender.ts';
import { prepaymentForfeit, prepaymentReturn } from '../use-cases/return-prepayment.ts';
import { payerSave } from '../use-cases/save-payer.ts';
import { chequeBounce, chequeClear } from '../use-cases/settle-cheque.ts';
import { prepaymentTake } from '../use-cases/take-prepayment.ts';
import { holdPark } from '../use-cases/park-bill.ts';
import { tariffSave } from '../use-cases/save-item.ts';
import { readSetup, setupStepSaid } from '../use-cases/set-up-step.ts';
import { invoiceRecord } from '../use-cases/record-invoice.ts';
import { receiptSpoil } from '../use-cases/spoil-sheet.ts';
import { packageWrite, publicKey, writeFiles } from '../use-cases/write-day-package.ts';
import { stockWriteOff } from '../use-cases/write-off-stock.ts';
import { stockSpoil, stockTake } from '../use-cases/take-stock.ts';
import { receiptPrint } from '../use-cases/print-receipt.ts';
import { holdDiscard, holdRecall } from '../use-cases/recall-bill.ts';
import { policyWrite } from '../use-cases/write-policy.ts';
import { refusalRecord } from '../use-cases/record-refusal.ts';
import type { PackageRunner } from '../package/run-package.ts';
import type { LedgerKeeper } from './ledger-keeper.ts';
import type { Session, Sessions } from './sessions.ts';

export interface VerifyRunner {
  /** Proves the ledger in a process of its own. Throws Refused TOO_MANY while one is running. */
  readonly run: (dataDir: string, key: DataKey, progress: (done: number, of: number) => void) => Promise<VerifyResult>;
  readonly cancel: () => boolean;
}

/** What a handler may use. `session` is there exactly when the contract asks for one. */
export interface ServerParts {
  readonly channel: number;
  /** At an approval window: its one request, and whether the window is still there. */
  readonly approval: { readonly request: string; readonly present: () => boolean } | null;
  readonly session: Session | null;
  readonly keeper: LedgerKeeper;
  readonly sessions: () => Sessions;
  readonly ledger: () => Ledger;
  readonly tariff: () => TariffIndex;
  readonly print: (order: PaperOrder) => void;
  readonly announce: (topics: readonly ChangeTopic[]) => void;
  readonly tell: (event: LedgerEvent) => void;
  readonly verify: VerifyRunner;
  readonly packages: PackageRunner;
  /** Turns the bytes of a list into a table, where a hostile file hurts nobody. */
  readonly readTable: TableReader;
}

interface HandlerBinding<M extends Method> {
  readonly kind: 'handler';
  readonly handle: (parts: ServerParts, input: InputOf<M>) => OutputOf<M> | Promise<OutputOf<M>>;
}
interface CommandBinding<M extends Method> {
  readonly kind: 'command';
  readonly command: Command<InputOf<M>, OutputOf<M>>;
  readonly changes: readonly ChangeTopic[];
  /** What takes long and needs more than the input; takes the place of the command's own `prepare`. */
  readonly prepare?: (parts: ServerParts, input: InputOf<M>) => Promise<unknown>;
  readonly after?: (parts: ServerParts, input: InputOf<M>, output: OutputOf<M>) => void;
}
export type Binding<M extends Method> = M extends CommandMethod ? CommandBinding<M> : HandlerBinding<M>;

function handler<M extends Method>(handle: HandlerBinding<M>['handle']): HandlerBinding<M> {
  return { kind: 'handler', handle };
}
function command<M extends CommandMethod>(
  bound: Command<InputOf<M>, OutputOf<M>>,
  changes: readonly ChangeTopic[],
  after?: CommandBinding<M>['after'],
): CommandBinding<M> {
  return { kind: 'command', command: bound, changes, ...(after ? { after } : {}) };
}

function sessionOf(parts: ServerParts): Session {
  return parts.session ?? refuse('NOT_SIGNED_IN', {});
}

function personOf(parts: ServerParts): number {
  return sessionOf(parts).person.id;
}

function approvalOf(parts: ServerParts): NonNullable<ServerParts['approval']> {
  return parts.approval ?? refuse('UNKNOWN_APPROVAL', {});
}

const progressOf = (parts: ServerParts) => (done: number, of: number) =>
  parts.tell({ event: 'list.progress', data: { done, of } });

function readList(parts: ServerParts, file: string): Promise<unknown> {
  return readStaged(parts.ledger(), personOf(parts), file, progressOf(parts));
}

export const bindings: { readonly [M in Method]: Binding<M> } = {
  'ledger.status': handler<'ledger.status'>(async ({ keeper }) => {
    await keeper.retry();
    return keeper.status();
  }),
  'ledger.create': handler<'ledger.create'>(async ({ keeper, announce }, input) => {
    const { recoveryKey, users } = await keeper.create(input);
    announce(['ledger']);
    return { recoveryKey, users: { ...users } };
  }),
  'ledger.unlock': handler<'ledger.unlock'>(async ({ keeper, announce }, input) => {
    const status = await keeper.unlock(input.by, input.by === 'passphrase' ? input.passphrase : input.recoveryKey);
    announce(['ledger']);
    return status;
  }),
  'ledger.verify': handler<'ledger.verify'>(({ keeper, verify, tell }) => {
    const { key } = keeper.ready();
    return verify.run(keeper.files.dataDir, key, (done, of) => tell({ event: 'verify.progress', data: { done, of } }));
  }),
  'ledger.verifyCancel': handler<'ledger.verifyCancel'>(({ verify }) => ({ stopped: verify.cancel() })),
  'operation.find': handler<'operation.find'>((parts, { operationId }) => findMine(parts, operationId)),
  'session.current': handler<'session.current'>(({ keeper, sessions, channel }) =>
    keeper.status().state === 'ready' ? sessions().current(channel) : { state: 'none' },
  ),
  'session.signIn': handler<'session.signIn'>(({ sessions, channel }, { username, password }) =>
    sessions().signIn(channel, username, password),
  ),
  'session.signOut': handler<'session.signOut'>(({ sessions, channel }) => {
    sessions().end(channel, 'session.signedOut');
    return {};
  }),
  'session.lock': handler<'session.lock'>(({ sessions, channel }) => {
    sessions().lock(channel, 'session.locked');
    return {};
  }),
  'session.unlock': handler<'session.unlock'>(({ sessions, channel }, { password }) =>
    sessions().unlock(channel, password),
  ),
  'session.changePassword': handler<'session.changePassword'>(async (parts, { old, next }) => {
    await parts.sessions().changePassword(sessionOf(parts), old, next);
    return {};
  }),
  'people.list': handler<'people.list'>(({ ledger }) => ({ people: readPeople(ledger()) })),
  'people.create': command<'people.create'>(peopleCreate, ['people']),
  'people.reset': command<'people.reset'>(peopleReset, ['people']),
  'people.deactivate': command<'people.deactivate'>(peopleDeactivate, ['people']),
  'people.reactivate': command<'people.reactivate'>(peopleReactivate, ['people']),
  'shift.current': handler<'shift.current'>((parts) => readCurrentShift(parts.ledger(), sessionOf(parts).person.id)),
  'shift.open': command<'shift.open'>(shiftOpen, ['shift']),
  'shift.close': command<'shift.close'>(shiftClose, ['shift']),
  'charge.lastInputs': handler<'charge.lastInputs'>(({ ledger }, input) => readLastInputs(ledger(), input)),
  'tariff.find': handler<'tariff.find'>(({ tariff }, { text, limit }) => ({ items: tariff().find(text, limit) })),
  'customer.find': handler<'customer.find'>(({ ledger }, { text, limit }) => ({
    customers: findCustomers(ledger(), text, limit),
  })),
  'tariff.stage': handler<'tariff.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'tariff.preview': handler<'tariff.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewTariff(parts.ledger(), personOf(parts), input);
  }),
  'tariff.columns': handler<'tariff.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'tariff', file, progressOf(parts)),
  ),
  'tariff.remember': command<'tariff.remember'>(rememberColumns('tariff'), []),
  'tariff.import': command<'tariff.import'>(tariffImport, ['tariff'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'customer.stage': handler<'customer.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'customer.preview': handler<'customer.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewCustomers(parts.ledger(), personOf(parts), input);
  }),
  'customer.columns': handler<'customer.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'customer', file, progressOf(parts)),
  ),
  'customer.remember': command<'customer.remember'>(rememberColumns('customer'), []),
  'customer.import': command<'customer.import'>(customerImport, ['customers'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'bill.stage': handler<'bill.stage'>((parts, input) =>
    stageList(parts.ledger(), personOf(parts), input, parts.readTable),
  ),
  'bill.preview': handler<'bill.preview'>(async (parts, input) => {
    await readList(parts, input.file);
    return previewBills(parts.ledger(), personOf(parts), input);
  }),
  'bill.columns': handler<'bill.columns'>((parts, { file }) =>
    readColumns(parts.ledger(), personOf(parts), 'bill', file, progressOf(parts)),
  ),
  'bill.remember': command<'bill.remember'>(rememberColumns('bill'), []),
  'bill.import': command<'bill.import'>(billImport, ['bills'], (parts) =>
    forgetStaged(parts.ledger(), personOf(parts)),
  ),
  'list.cancel': handler<'list.cancel'>((parts) => ({ stopped: cancelReading(parts.ledger(), personOf(parts)) })),
  'bill.list': handler<'bill.list'>(({ ledger }, { customer, all, limit }) =>
    readBillsOf(ledger(), customer, all, limit),
  ),
  'bill.find': handler<'bill.find'>(({ ledger }, { text, limit }) => ({ bills: findBills(ledger(), text, limit) })),
  'bill.get': handler<'bill.get'>(({ ledger }, { number }) => readBill(ledger(), number).view),
  'bill.enter': command<'bill.enter'>(billEnter, ['bills']),
  'bill.cancel': command<'bill.cancel'>(billCancel, ['bills']),
  'charge.post': command<'charge.post'>(chargePost, ['receipts', 'bills', 'prepayments', 'claims']),
  'policy.list': handler<'policy.list'>((parts, { which, customer }) => {
    const ledger = parts.ledger();
    const date = pricingDate(ledger, sessionOf(parts).person.id);
    const id = customer === null ? undefined : customerId(ledger, customer);
    const tags = id === undefined ? null : [...customerTags(ledger, id)];
    return { date, policies: readPolicies(ledger, which, date), tags };
  }),
  'policy.history': handler<'policy.history'>(({ ledger }, { code }) => ({
    versions: readPolicyHistory(ledger(), code, ledger().businessDate()),
  })),
  'policy.write': command<'policy.write'>(policyWrite, ['policies']),
  'report.discounts': handler<'report.discounts'>(({ ledger }, { from, to }) => ({
    days: readDiscounts(ledger(), from, to),
  })),
  'backfill.check': handler<'backfill.check'>((parts, input) => {
    const { id, username, name } = sessionOf(parts).person;
    return checkBackfill(parts.ledger(), { personId: id, username, name }, input);
  }),
  'draft.keep': handler<'draft.keep'>((parts, input) => {
    keepDraft(parts.ledger(), personOf(parts), input);
    return {};
  }),
  'draft.get': handler<'draft.get'>((parts, { screen }) => readDraft(parts.ledger(), personOf(parts), screen)),
  'backfill.post': command<'backfill.post'>(backfillPost, ['receipts', 'shift']),
  'hold.park': command<'hold.park'>(holdPark, ['parked']),
  'hold.list': handler<'hold.list'>(({ ledger }, { limit }) => readParked(ledger(), limit)),
  'hold.recall': command<'hold.recall'>(holdRecall, ['parked']),
  'hold.discard': command<'hold.discard'>(holdDiscard, ['parked']),
  'refusal.record': command<'refusal.record'>(refusalRecord, ['refusals']),
  'refusal.list': handler<'refusal.list'>((parts, { businessDate }) =>
    readRefusals(parts.ledger(), businessDate ?? pricingDate(parts.ledger(), sessionOf(parts).person.id)),
  ),
  'report.refusals': handler<'report.refusals'>(({ ledger }, { from, to }) => readRefusalCounts(ledger(), from, to)),
  'receipt.get': handler<'receipt.get'>(({ ledger }, { number }) => readReceipt(ledger(), number).view),
  'receipt.recent': handler<'receipt.recent'>(({ ledger }, { before, limit }) =>
    readRecentReceipts(ledger(), before, limit),
  ),
  'receipt.print': command<'receipt.print'>(
    receiptPrint,
    ['receipts', 'stock'],
    ({ ledger, print }, { locale, paper, send }, { jobId }) =>
      print(receiptOrder(ledger(), readPrintJob(ledger(), jobId), { locale, paper, send })),
  ),
  'payer.list': handler<'payer.list'>(({ ledger }) => ({ payers: readPayers(ledger()) })),
  'payer.save': command<'payer.save'>(payerSave, ['payers']),
  'tender.unverified': handler<'tender.unverified'>(({ ledger }, { limit }) => readUnverified(ledger(), limit)),
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
  'receipt.spoil': command<'receipt.spoil'>(
    receiptSpoil,
    ['receipts', 'stock'],
    ({ ledger, print }, { again }, { printed }) => {
      if (again !== null && printed !== null)
        print(receiptOrder(ledger(), readPrintJob(ledger(), printed.jobId), { ...again, send: again.send ?? true }));
    },
  ),
  'receipt.sheets': handler<'receipt.sheets'>(({ ledger }, { number }) => readSheets(ledger(), number)),
  'invoice.record': command<'invoice.record'>(invoiceRecord, ['receipts']),
  'tariff.board': handler<'tariff.board'>(({ ledger, print }, wish) => {
    const { order, items, date } = boardOrder(ledger(), wish);
    print(order);
    return { jobId: order.jobId, date, items };
  }),
  'stock.state': handler<'stock.state'>((parts) => readStock(parts.ledger(), personOf(parts))),
  'stock.take': command<'stock.take'>(stockTake, ['stock']),
  'stock.writeOff': command<'stock.writeOff'>(stockWriteOff, ['stock']),
  'stock.spoil': command<'stock.spoil'>(stockSpoil, ['stock']),
  'day.state': handler<'day.state'>(({ ledger }) => readDayState(ledger())),
  'day.close': command<'day.close'>(dayClose, ['days', 'ledger']),
  'day.report': handler<'day.report'>(({ ledger }, { businessDate }) => readZReport(ledger(), businessDate)),
  'package.write': {
    ...command<'package.write'>(packageWrite, ['days']),
    prepare: ({ keeper, packages }, { businessDate }) => {
      const { ledger, key } = keeper.ready();
      return writeFiles(ledger, keeper.files, key, packages, businessDate);
    },
  },
  'package.key': handler<'package.key'>(({ ledger }) => ({ publicKey: publicKey(ledger()) })),
  'report.totals': handler<'report.totals'>(({ ledger }, { from, to }) => readTotals(ledger().db, from, to)),
  'receipt.standing': handler<'receipt.standing'>((parts, { number }) =>
    readStanding(parts.ledger(), personOf(parts), number),
  ),
  'receipt.void': command<'receipt.void'>(receiptVoidCommand, ['receipts', 'shift']),
  'slip.print': command<'slip.print'>(followUpPrint, ['receipts'], ({ ledger, print }, { locale }, { jobId }) =>
    print(followUpOrder(ledger(), jobId, { locale })),
  ),
  'tender.correct': command<'tender.correct'>(tenderCorrect, ['receipts', 'shift']),
  'approval.request': command<'approval.request'>(approvalAsk, ['approvals']),
  'approval.state': handler<'approval.state'>((parts, { request }) =>
    standingOf(parts.ledger(), readOwnApproval(parts.ledger(), { personId: personOf(parts) }, request)),
  ),
  'approval.withdraw': command<'approval.withdraw'>(approvalWithdraw, ['approvals']),
  'approval.show': handler<'approval.show'>((parts) => showApproval(parts.ledger(), approvalOf(parts).request)),
  'approval.decide': handler<'approval.decide'>(async (parts, input) => {
    const { request, present } = approvalOf(parts);
    const decided = await decideApproval(parts.ledger(), parts.sessions(), request, input, present);
    parts.announce(['approvals']);
    return decided;
  }),
  'settings.read': handler<'settings.read'>((parts, { keys, date }) => {
    const day = date ?? parts.ledger().businessDate();
    return {
      date: day,
      settings: readSettings(parts.ledger(), keys ?? SETTING_KEYS, day, sessionOf(parts).permissions),
    };
  }),
  'settings.history': handler<'settings.history'>(({ ledger }, { key, before, limit }) => ({
    changes: readSettingHistory(ledger(), key, before, limit),
  })),
  'settings.change': command<'settings.change'>(settingsChange, ['settings']),
  'attachment.stage': handler<'attachment.stage'>((parts, input) =>
    stageAttachment(parts.ledger(), personOf(parts), input),
  ),
  'attachment.keep': command<'attachment.keep'>(attachmentKeep, [], (parts, { file }, { attachment }) => {
    forgetAttachment(parts.ledger(), personOf(parts), file);
    parts.ledger().attachments.settle(attachment);
  }),
  'attachment.open': handler<'attachment.open'>((parts, { attachment }) =>
    openAttachment(parts.ledger(), personOf(parts), attachment),
  ),
  'attachment.part': handler<'attachment.part'>((parts, { attachment, part }) =>
    attachmentPart(parts.ledger(), personOf(parts), attachment, part),
  ),
  'setup.state': handler<'setup.state'>(({ ledger }) => readSetup(ledger())),
  'setup.step': command<'setup.step'>(setupStepSaid, ['people']),
  'account.list': handler<'account.list'>(({ ledger }) => ({
    accounts: ledger().all<OutputOf<'account.list'>['accounts'][number]>(
      'SELECT code, name, kind FROM account ORDER BY code',
    ),
  })),
  'customer.file': handler<'customer.file'>(({ ledger }, { number }) => readCustomerFile(ledger(), number)),
  'customer.create': command<'customer.create'>(customerCreate, ['customers']),
  'customer.edit': command<'customer.edit'>(customerEdit, ['customers']),
  'customer.reveal': handler<'customer.reveal'>((parts, { number }) =>
    revealCustomer(parts.ledger(), personOf(parts), number),
  ),
  'customer.history': handler<'customer.history'>(({ ledger }, { number, before, limit }) =>
    readCustomerHistory(ledger(), number, before, limit),
  ),
  'customer.freeze': command<'customer.freeze'>(customerFreeze, ['customers']),
  'customer.duplicates': handler<'customer.duplicates'>(({ ledger }, { number }) => readLike(ledger(), number)),
  'customer.merge': command<'customer.merge'>(customerMerge, ['customers']),
  'customer.unmerge': command<'customer.unmerge'>(customerUnmerge, ['customers']),
  'customer.addPaper': command<'customer.addPaper'>(customerAddPaper, ['customers']),
  'customer.removePaper': command<'customer.removePaper'>(customerRemovePaper, ['customers']),
  'tariff.list': handler<'tariff.list'>(({ ledger }, input) => listTariff(ledger(), input)),
  'tariff.card': handler<'tariff.card'>(({ ledger }, { code }) => readItemCard(ledger(), code)),
  'tariff.save': command<'tariff.save'>(tariffSave, ['tariff']),
  'tariff.export': handler<'tariff.export'>(({ ledger }, { format }) => exportTariff(ledger(), format)),
  'audit.recent': handler<'audit.recent'>(({ ledger }, { before, limit }) => readAudit(ledger(), before, limit)),
};

const commands = bindings as unknown as Readonly<Record<string, { readonly command: Command<never, unknown> }>>;

// Only the person who gave the command may ask for its answer.
function findMine(parts: ServerParts, operationId: string): OutputOf<'operation.find'> {
  const ledger = parts.ledger();
  const found = findOperation(ledger, operationId);
  if (!found || found.personId !== sessionOf(parts).person.id) return { found: false };
  const result = commands[found.method]?.command.again(ledger, JSON.parse(found.answer));
  return { found: true, method: found.method, result };
}
