// What the till does with a scanned code: a receipt is shown, an item is added, a customer is chosen.
// Codes that are none of these stay where they were typed. Returns what a receipt's or customer's code typed by hand stands for.
import { useQueryClient } from '@tanstack/react-query';
import { parseDocumentNumber, readScanText } from '../../../core/numbers/document-number.ts';
import { useScanner } from '../../keys/use-scanner.ts';
import { useServices } from '../../services.tsx';
import { type BillAction, ONE } from './bill-state.ts';

type TillScannerOptions = {
  readonly change: (action: BillAction) => void;
  readonly onReceipt: (number: string) => void;
  readonly focusItems: () => void;
  /** False while a question lies over the bill: nothing comes onto it from behind. */
  readonly active: boolean;
};

/** Customer numbers as the ledger gives them: C and digits. */
const CUSTOMER_NUMBER = /^C\d{4,12}$/i;
/** Item codes are digits of a bar code; anything with letters in it is left to the field with the focus. */
const ITEM_CODE = /^\d{5,20}$/;

export function useTillScanner({
  change,
  onReceipt,
  focusItems,
  active,
}: TillScannerOptions): (text: string) => (() => void) | null {
  const { ledger, inFront } = useServices();
  const queries = useQueryClient();
  const item = (text: string) => async (): Promise<void> => {
    const { items } = await queries.fetchQuery({
      queryKey: ['tariff', 'find', text],
      queryFn: () => ledger.ask('tariff.find', { text, limit: 8 }),
    });
    const found = items.find((one) => one.code === text);
    if (found !== undefined) change({ type: 'addItem', item: found, quantity: ONE });
    focusItems();
  };
  const customer = (text: string) => async (): Promise<void> => {
    const { customers } = await ledger.ask('customer.find', { text, limit: 2 });
    const found = customers.find((one) => one.number === text);
    if (found !== undefined) change({ type: 'setCustomer', customer: found });
    focusItems();
  };
  const quietly = (work: () => Promise<void>) => () => void work().catch(() => focusItems());
  const codeOf = (text: string): (() => void) | null => {
    const scan = readScanText(text);
    if (scan.ok) return () => onReceipt(scan.number);
    const upper = text.toUpperCase();
    if (parseDocumentNumber(upper) !== null) return () => onReceipt(upper);
    return CUSTOMER_NUMBER.test(upper) ? quietly(customer(upper)) : null;
  };
  useScanner((text) => {
    const code = codeOf(text);
    if (code !== null) return code;
    // In the item field the field itself does it, with its quantity and its message when there is no such item.
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && field.dataset['field'] === 'items') return null;
    return ITEM_CODE.test(text) ? quietly(item(text)) : null;
  }, inFront && active);
  return codeOf;
}
