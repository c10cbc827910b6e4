// 电子票据: writes down a step of the e-invoice of a receipt. The numbers come from the issuer and are typed or scanned;
// the ledger only keeps what it is told, once per step and never changed.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { invoiceMayBecome, invoiceNumberFault } from '../../core/invoice/invoice-state.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readInvoice } from '../readers/read-sheets.ts';
import { invoice } from '../schema-paper.ts';

export const invoiceRecord: Command<InputOf<'invoice.record'>, OutputOf<'invoice.record'>> = {
  run({ ledger, caller, operation }, { number, status, kind, code, invoiceNumber, note }) {
    if (note !== null && containsCardNumber(note)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const { seq, view } = readReceipt(ledger, number);
    if (view.replacedBy !== undefined && status !== 'redLettered')
      refuse('RECEIPT_EXCHANGED', { receipt: view.number, replacement: view.replacedBy });
    const before = readInvoice(ledger, seq);
    if (!invoiceMayBecome(before.status, status)) refuse('INVOICE_STATUS', { from: before.status, to: status });
    const last = before.steps.at(-1);
    // What is reversed is the invoice that was issued: its numbers are the ledger's, not those of the window.
    const reversed =
      status === 'redLettered' && last ? { kind: last.kind, code: last.code, number: last.number } : null;
    const numbers = reversed ?? { kind, code, number: invoiceNumber };
    const part = invoiceNumberFault(status, numbers);
    if (part !== null) refuse('INVOICE_NUMBER', { kind: numbers.kind, part });
    const act = new Act(ledger);
    const n = before.steps.length + 1;
    act.insert(invoice, { documentSeq: seq, n, status, ...numbers, at: act.at, personId: caller.personId, note });
    act.seal({
      kind: `invoice.${status}`,
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n },
      operation: operation({ receipt: seq }),
    });
    return readInvoice(ledger, seq);
  },
  again: (ledger, kept) => readInvoice(ledger, (kept as { receipt: number }).receipt),
};
