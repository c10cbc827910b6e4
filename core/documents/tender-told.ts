// What a tender says besides its amount, in one line for paper: the bank and drawer of a cheque, the third party that owes
// it, the account it was drawn from. The reference follows where there is one.
import type { TenderView } from '../contract/receipt-view.ts';

/** "市医保中心　JS-1", "江城银行　华丰物业　10203040", "预付款"; empty when there is nothing to say. */
export function tenderTold({ detail, reference }: Pick<TenderView, 'detail' | 'reference'>): string {
  const told = detail === undefined ? [] : detail.of === 'cheque' ? [detail.bank, detail.drawer] : [detail.name];
  return [...told, ...(reference === null ? [] : [reference])].join('　');
}
