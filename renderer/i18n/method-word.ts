// The word of a way of paying: the cashier's own word for a code of the ledger; a code nobody knows stands as it is.
import { isTenderMethod } from '../../core/charge/tender-method.ts';
import type { Say } from './i18n.ts';

export function methodWord(method: string, say: Say): string {
  return isTenderMethod(method) ? say(`till.money.method.${method}`) : method;
}
