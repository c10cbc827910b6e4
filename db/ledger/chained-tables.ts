// Which tables the chain answers for, and how a row of theirs is written down for hashing.
// Posting and verify both use this one description: what is hashed when written is hashed the same when proved.
import { hash } from 'node:crypto';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as customers from '../schema-customers.ts';
import * as pricing from '../schema-pricing.ts';
import * as schema from '../schema.ts';
import * as tenders from '../schema-tender.ts';
import * as day from '../schema-day.ts';
import * as cash from '../schema-cash.ts';
import * as paper from '../schema-paper.ts';
import * as approval from '../schema-approval.ts';
import * as voids from '../schema-void.ts';
import * as vouchers from '../schema-voucher.ts';
import * as bills from '../schema-bills.ts';
import * as refunds from '../schema-refund.ts';
import * as totp from '../schema-totp.ts';
import * as discounts from '../schema-discount.ts';
import * as paperCases from '../schema-paper-cases.ts';
import * as tickets from '../schema-ticket.ts';

/** A value as SQLite stores it in a chained table. */
export type Cell = number | string | null;

export interface ChainedTable {
  readonly name: string;
  /** Property names of the row type in column order, `seq` left out: the act gives it. */
  readonly properties: readonly string[];
  /** Column names in the same order, `seq` last. Cells of a row always come in this order. */
  readonly columns: readonly string[];
  /** Columns that order several rows of one act. */
  readonly order: readonly string[];
  /** Place of this table's rows within the content of an act. */
  readonly rank: number;
}

const ORDERED: readonly (readonly [SQLiteTable, readonly string[]])[] = [
  [schema.account, ['code']],
  [schema.person, ['id']],
  [schema.personRole, ['person_id', 'n']],
  [schema.credential, ['person_id', 'n']],
  [schema.item, ['id']],
  [schema.itemVersion, ['item_id', 'n']],
  [schema.customer, ['id']],
  [schema.drawer, ['id']],
  [schema.shift, ['id']],
  [schema.shiftEnd, ['shift_id']],
  [schema.closedDay, ['business_date']],
  [schema.document, ['seq']],
  [schema.receipt, ['seq']],
  [schema.line, ['n']],
  [schema.tender, ['n']],
  [schema.cashMovement, ['seq']],
  [schema.entry, ['n']],
  [schema.printMark, ['document_seq', 'n']],
  [schema.operation, ['seq']],
  [schema.customerVersion, ['customer_id', 'n']],
  [schema.parkedBill, ['seq']],
  [schema.parkedLine, ['n']],
  [schema.parkedEnd, ['parked_seq']],
  [schema.refusal, ['seq']],
  [schema.refusalLine, ['n']],
  [approval.approvalRequest, ['seq']],
  [approval.approvalDecision, ['request_seq', 'level']],
  [approval.approvalUse, ['request_seq']],
  [voids.receiptVoid, ['seq']],
  [voids.voidReversal, ['n']],
  [voids.tenderCorrection, ['seq']],
  [schema.setting, ['key', 'n']],
  [paper.printSpoil, ['document_seq', 'mark_n']],
  [paper.stockSegment, ['id']],
  [paper.stockMark, ['segment_id', 'number', 'n']],
  [paper.stockWriteOff, ['segment_id', 'n']],
  [paper.invoice, ['document_seq', 'n']],
  [customers.attachment, ['id']],
  [tenders.payer, ['id']],
  [tenders.payerVersion, ['payer_id', 'n']],
  [tenders.tenderPayer, ['n']],
  [tenders.tenderCheque, ['n']],
  [tenders.chequeEnd, ['seq']],
  [tenders.tenderProof, ['tender_seq', 'tender_n']],
  [tenders.prepaymentAccount, ['id']],
  [tenders.prepayment, ['seq']],
  [tenders.prepaymentDraw, ['n']],
  [schema.setupStep, ['n']],
  [bills.billDocument, ['seq']],
  [bills.bill, ['id']],
  [bills.billLine, ['bill_id', 'n']],
  [bills.billCancel, ['bill_id']],
  [bills.billPayment, ['n']],
  [bills.listLayout, ['list', 'fingerprint', 'n']],
  [customers.customerPaper, ['customer_id', 'n']],
  [customers.customerPaperEnd, ['customer_id', 'n']],
  [customers.customerFreeze, ['customer_id', 'n']],
  [customers.customerMerge, ['from_id', 'n']],
  [pricing.lineFormula, ['n']],
  [pricing.lineStep, ['n', 'step']],
  [pricing.linePackage, ['n']],
  [day.zReport, ['n']],
  [day.counterKey, ['n']],
  [day.dayPackage, ['n']],
  [discounts.policy, ['id']],
  [discounts.policyVersion, ['policy_id', 'n']],
  [discounts.receiptDiscount, ['n']],
  [discounts.lineDiscount, ['n', 'line']],
  [discounts.priceOverride, ['line']],
  [discounts.parkedDiscount, ['n']],
  [discounts.parkedOverride, ['line']],
  [refunds.refundCase, ['id']],
  [refunds.refundSubmission, ['case_id', 'n']],
  [refunds.refundLine, ['case_id', 'version', 'line_n']],
  [refunds.refundBack, ['case_id', 'version', 'n']],
  [refunds.refundPaper, ['case_id', 'version', 'n']],
  [refunds.refundEntry, ['case_id', 'version', 'n']],
  [refunds.useConfirmation, ['receipt_seq', 'line_n', 'n']],
  [refunds.refundStep, ['case_id', 'n']],
  [refunds.refundRequest, ['case_id', 'version']],
  [refunds.refundDelegation, ['id']],
  [refunds.refundDeputy, ['request_seq', 'level']],
  [refunds.refundDocument, ['seq']],
  [refunds.refundPayout, ['case_id', 'n']],
  [refunds.bankBatch, ['n']],
  [refunds.payoutStep, ['case_id', 'payout_n', 'n']],
  [refunds.payoutDocument, ['seq']],
  [refunds.prepaymentGiveback, ['n']],
  [cash.transferOffer, ['seq']],
  [cash.transferEnd, ['offer_seq']],
  [cash.cashSlip, ['seq']],
  [cash.cashPiece, ['side', 'face']],
  [cash.depositSlip, ['seq']],
  [cash.depositEnd, ['deposit_seq']],
  [cash.counterfeitNote, ['seq']],
  [cash.drawerOpening, ['seq']],
  [cash.cashCount, ['seq']],
  [cash.countChannel, ['method']],
  [cash.handoverOffer, ['seq']],
  [cash.handoverEnd, ['offer_seq']],
  [cash.shiftPause, ['shift_id', 'n']],
  [cash.shiftForced, ['shift_id']],
  [paperCases.receiptExchange, ['seq']],
  [paperCases.receiptLoss, ['seq']],
  [vouchers.centralFile, ['id']],
  [vouchers.voucherAccount, ['account', 'form', 'n']],
  [vouchers.voucherSet, ['business_date', 'n']],
  [vouchers.voucherFile, ['business_date', 'n', 'format']],
  [vouchers.acknowledgement, ['n']],
  [vouchers.ackAnswer, ['ack_n', 'line']],
  [vouchers.ackBalance, ['ack_n', 'line']],
  [vouchers.centralTask, ['id']],
  [vouchers.centralStep, ['task_id', 'n']],
  [vouchers.delivery, ['n']],
  [totp.totpEnrolment, ['person_id', 'n']],
  [totp.totpEnd, ['person_id', 'n']],
  [totp.totpRecovery, ['person_id', 'n', 'batch', 'place']],
  [totp.totpUse, ['person_id', 'n', 'step']],
  [totp.totpRecoveryUse, ['person_id', 'n', 'batch', 'place']],
  [bills.billLineTax, ['bill_id', 'n']],
  [tenders.tenderEvidence, ['tender_seq', 'tender_n', 'n']],
  [tenders.claimCollection, ['seq']],
  [tickets.ticket, ['id']],
  [tickets.ticketStep, ['ticket_id', 'n']],
  [tickets.ticketPayout, ['seq']],
  [paperCases.receiptReissue, ['seq']],
  [paperCases.receiptFreeze, ['receipt_seq', 'n']],
  [cash.handoverCount, ['offer_seq', 'n']],
  [day.packagePaper, ['n']],
  [refunds.bankBatchFile, ['batch_n']],
  [refunds.bankAnswer, ['id']],
  [refunds.bankAnswerRow, ['answer_n', 'row']],
  [tickets.ticketSample, ['n']],
  [tickets.ticketSamplePick, ['payout_seq']],
  [tickets.ticketReview, ['payout_seq']],
];

/** Every chained table in content order. A new one is added at the end, or old digests would change. */
export const CHAINED_TABLES: readonly ChainedTable[] = ORDERED.map(([table, order], rank) => {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.name !== 'seq');
  return {
    name: getTableName(table),
    properties: columns.map(([property]) => property),
    columns: [...columns.map(([, column]) => column.name), 'seq'],
    order,
    rank,
  };
});

const byName = new Map(CHAINED_TABLES.map((table) => [table.name, table]));

/** The description of `table`; throws for one the chain does not answer for. */
export function chainedTable(table: SQLiteTable): ChainedTable {
  const found = byName.get(getTableName(table));
  if (!found) throw new Error(`${getTableName(table)} is not chained`);
  return found;
}

/** One row as it enters the digest of its act. */
export function rowText(table: ChainedTable, cells: readonly Cell[]): string {
  return `["${table.name}",${JSON.stringify(cells).slice(1)}`;
}

/** SHA-256 over the rows of one act, already in content order. */
export function digestOf(rowTexts: readonly string[]): Buffer {
  return hash('sha256', `[${rowTexts.join(',')}]`, 'buffer');
}

export interface ChainFields {
  readonly seq: number;
  readonly at: number;
  readonly clockBack: number;
  readonly businessDate: string;
  readonly personId: number | null;
  readonly kind: string;
  readonly ref: string | null;
  /** JSON text as stored. */
  readonly detail: string;
  readonly digest: Buffer;
  readonly prev: Buffer;
}

/** The hash of one chain row: SHA-256 over all its fields and the hash of the row before. */
export function chainHash(row: ChainFields): Buffer {
  const text = JSON.stringify([
    row.seq,
    row.at,
    row.clockBack,
    row.businessDate,
    row.personId,
    row.kind,
    row.ref,
    row.detail,
    row.digest.toString('hex'),
    row.prev.toString('hex'),
  ]);
  return hash('sha256', text, 'buffer');
}

/** `prev` of the first row: the ledger's own id, so that two ledgers never share a chain. */
export function genesisHash(ledgerId: string): Buffer {
  return hash('sha256', `counterfoil ${ledgerId}`, 'buffer');
}
