// What sort of third party pays for a customer: a closed list, because receivables are asked for by it.

/** insurance: 医保 and other funds. company: 单位挂账, an employer or a partner with an agreement. */
export const PAYER_KINDS = ['insurance', 'company', 'other'] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

/** A payer's code in the register; capital first, so that no account of the chart is ever meant by it. */
export const PAYER_CODE = /^[A-Z][A-Z0-9]{0,11}$/;
