// The ways to pay 支付方式 and what each asks for.
// One table, so that the till, the rule and the paper agree on who gives change and who must bring a reference.

/** In the order in which the till offers them. */
export const TENDER_METHODS = [
  'cash',
  'card',
  'wechat',
  'alipay',
  'unionpay',
  'transfer',
  'cheque',
  'thirdParty',
  'prepayment',
] as const;
export type TenderMethod = (typeof TENDER_METHODS)[number];

/** Ways by which money itself arrives, so that a prepayment or a deposit can be taken by them; the others are claims and balances. */
export const MONEY_METHODS = ['cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer', 'cheque'] as const;
export type MoneyMethod = (typeof MONEY_METHODS)[number];

/**
 * cash and a prepayment have none; a card slip and a cheque must have one; a QR payment or a transfer without one stays
 * unverified (product.md C4); a third party's settlement number may be told, its statement proves it.
 */
export type ReferenceRule = 'none' | 'required' | 'proves' | 'may';

export const REFERENCE_RULE: Readonly<Record<TenderMethod, ReferenceRule>> = {
  cash: 'none',
  card: 'required',
  wechat: 'proves',
  alipay: 'proves',
  unionpay: 'proves',
  transfer: 'proves',
  cheque: 'required',
  thirdParty: 'may',
  prepayment: 'none',
};

/**
 * Whether a picture or a page may be kept beside a payment by `method` 付款凭证: cash was counted here and a prepayment lay
 * here, so that a file beside either would speak for nothing.
 */
export function takesEvidence(method: TenderMethod): boolean {
  return REFERENCE_RULE[method] !== 'none';
}

/**
 * What a way to pay says besides its amount. cheque: on which bank, drawn by whom (its number is the reference).
 * payer: who owes it to us from now on, by the register's code. prepayment: the kind of account of this customer.
 */
export type TenderDetail =
  | { readonly of: 'cheque'; readonly bank: string; readonly drawer: string }
  | { readonly of: 'payer'; readonly code: string }
  | { readonly of: 'prepayment'; readonly kind: string };

/** The detail that goes with a method; a method that is not named here has none. */
export const DETAIL_OF: Readonly<Partial<Record<TenderMethod, TenderDetail['of']>>> = {
  cheque: 'cheque',
  thirdParty: 'payer',
  prepayment: 'prepayment',
};

/** What a reference looks like: the number of a slip or an order, as it is matched with statements later. */
export const REFERENCE_PATTERN = /^[A-Za-z0-9_-]{4,64}$/;

/** True for the name of a way to pay. */
export function isTenderMethod(text: string): text is TenderMethod {
  return (TENDER_METHODS as readonly string[]).includes(text);
}
