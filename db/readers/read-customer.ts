// One customer by number or by row, as the screen sees them. Apart from the search, which goes by what somebody types.
import type { CustomerView } from '../../core/contract/procedures/charge.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { maskPhone } from './find-customer.ts';

const BY_ID = 'SELECT number, name, phone FROM customer WHERE id = ?';

/** The row id of customer `number`, or undefined. */
export function customerId(ledger: Ledger, number: string): number | undefined {
  return ledger.one<{ id: number }>('SELECT id FROM customer WHERE number = ?', number)?.id;
}

/** Customer `id` with the phone masked; null when nobody by that id is in the file any more. */
export function customerOf(ledger: Ledger, id: number): CustomerView | null {
  const row = ledger.one<CustomerView>(BY_ID, id);
  return row ? { ...row, phone: maskPhone(row.phone) } : null;
}
