// What may become of an e-invoice, and when it keeps money from going back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INVOICE_STATUSES,
  invoiceMayBecome,
  invoiceNumberFault,
  type InvoiceStatus,
  nextInvoiceStatuses,
  refundBlockedByInvoice,
} from '../../../core/invoice/invoice-state.ts';

const anyStatus = fc.constantFrom(...INVOICE_STATUSES);

describe('an e-invoice', () => {
  it('that was issued ends by its red letter and by nothing else', () => {
    expect(nextInvoiceStatuses('issued')).toEqual(['redLettered']);
    for (const to of INVOICE_STATUSES) expect(invoiceMayBecome('issued', to), to).toBe(to === 'redLettered');
  });

  it('keeps money back while it stands or is asked for, whatever led there', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 12 }), (steps) => {
        let status: InvoiceStatus = 'none';
        for (const to of steps) if (invoiceMayBecome(status, to)) status = to;
        const isFree = status === 'none' || status === 'redLettered';
        expect(refundBlockedByInvoice(status) === null).toBe(isFree);
      }),
    );
    expect(refundBlockedByInvoice('issued')).toBe('notRedLettered');
    expect(refundBlockedByInvoice('requested')).toBe('stillRequested');
  });

  it.each([
    ['issued', { kind: 'digital', code: null, number: '26612000000012345678' }, null],
    ['issued', { kind: 'digital', code: '12345678', number: '26612000000012345678' }, 'code'],
    ['issued', { kind: 'digital', code: null, number: '2661200000001234567' }, 'number'],
    ['issued', { kind: 'fiscal', code: '61060126', number: '0012345678' }, null],
    ['issued', { kind: 'fiscal', code: null, number: '0012345678' }, 'code'],
    ['issued', { kind: 'fiscal', code: '61060126', number: null }, 'number'],
    ['requested', { kind: 'fiscal', code: null, number: '0012345678' }, 'number'],
    ['none', { kind: 'digital', code: null, number: null }, null],
  ] as const)('%s with %o has the fault %s', (status, numbers, fault) => {
    expect(invoiceNumberFault(status, numbers)).toBe(fault);
  });
});
