// The ways to pay 支付方式 and what each asks for.
// One table, so that the till, the rule and the paper agree on who gives change and who must bring a reference.

/** In the order in which the till offers them. */
export const TENDER_METHODS = ['cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer'] as const;
export type TenderMethod = (typeof TENDER_METHODS)[number];

/** cash has none; a card slip must have one; a QR payment or a transfer without one stays unverified (product.md C4). */
export type ReferenceRule = 'none' | 'required' | 'proves';

export const REFERENCE_RULE: Readonly<Record<TenderMethod, ReferenceRule>> = {
  cash: 'none',
  card: 'required',
  wechat: 'proves',
  alipay: 'proves',
  unionpay: 'proves',
  transfer: 'proves',
};

/** What a reference looks like: the number of a slip or an order, as it is matched with statements later. */
export const REFERENCE_PATTERN = /^[A-Za-z0-9_-]{4,64}$/;

/** True for the name of a way to pay. */
export function isTenderMethod(text: string): text is TenderMethod {
  return (TENDER_METHODS as readonly string[]).includes(text);
}
