// The e-invoice of a receipt: which numbers there are, which state may follow which, and when it keeps money from going back.
// Numbers are stored and linked, never invented: an issued invoice is what the tax or treasury platform said it is.

/** digital 数电发票 (a number of 20 digits, no code) · fiscal 财政电子票据 (a code of 8 and a number of 10 digits). */
export const INVOICE_KINDS = ['digital', 'fiscal'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** none 未开 · requested 已申请 · issued 已开具 · redLettered 已红冲. */
export const INVOICE_STATUSES = ['none', 'requested', 'issued', 'redLettered'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

// A request may be taken back; an issued invoice only ends by its red one, after which another may be issued.
const NEXT: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  none: ['requested', 'issued'],
  requested: ['none', 'issued'],
  issued: ['redLettered'],
  redLettered: ['requested', 'issued'],
};

export function invoiceMayBecome(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return NEXT[from].includes(to);
}

/** The statuses that can be recorded next. */
export function nextInvoiceStatuses(from: InvoiceStatus): readonly InvoiceStatus[] {
  return NEXT[from];
}

/** Forms of the numbers: 国家税务总局公告 2024 年第 11 号 (20 digits); 财政电子票据管理办法 (8 and 10 digits). */
export const INVOICE_FORMS: Readonly<Record<InvoiceKind, { readonly code: RegExp | null; readonly number: RegExp }>> = {
  digital: { code: null, number: /^\d{20}$/ },
  fiscal: { code: /^\d{8}$/, number: /^\d{10}$/ },
};

export interface InvoiceNumbers {
  readonly kind: InvoiceKind;
  readonly code: string | null;
  readonly number: string | null;
}

/** Which of the two numbers does not have the form of its kind, or null. Only an issued or reversed invoice has any. */
export function invoiceNumberFault(status: InvoiceStatus, invoice: InvoiceNumbers): 'code' | 'number' | null {
  const { code, number } = invoice;
  if (status === 'none' || status === 'requested') {
    if (number !== null) return 'number';
    return code === null ? null : 'code';
  }
  const form = INVOICE_FORMS[invoice.kind];
  if (form.code === null ? code !== null : code === null || !form.code.test(code)) return 'code';
  return number !== null && form.number.test(number) ? null : 'number';
}

/**
 * Why money of a receipt with this invoice may not be given back yet, or null (product.md B7): an issued invoice must be
 * red-lettered first, and a request must be taken back, or an invoice would come for money that has gone.
 */
export function refundBlockedByInvoice(status: InvoiceStatus): 'notRedLettered' | 'stillRequested' | null {
  if (status === 'issued') return 'notRedLettered';
  return status === 'requested' ? 'stillRequested' : null;
}
