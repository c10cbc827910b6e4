// What a scanned text is: a receipt of ours, a customer, an item, or something nobody here knows.
// Pure, so that the till, the dialogs and the offer afterwards all read a code the same way.
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';

export type ScannedCode =
  | { readonly kind: 'receipt'; readonly number: string }
  | { readonly kind: 'customer'; readonly number: string }
  | { readonly kind: 'item'; readonly code: string }
  | { readonly kind: 'other'; readonly text: string };

/** Customer numbers as the ledger gives them: C and digits. */
const CUSTOMER_NUMBER = /^C\d{4,12}$/i;
/** Item codes are digits of a bar code. */
const ITEM_CODE = /^\d{5,20}$/;
/** What no person types into a field of a form in one go: the address in somebody else's QR code. */
const FOREIGN = /^(?:https?:|[a-z]+:\/\/)/i;

export function readScanned(text: string): ScannedCode {
  const scan = readScanText(text);
  if (scan.ok) return { kind: 'receipt', number: scan.number };
  const upper = text.toUpperCase();
  if (parseDocumentNumber(upper) !== null) return { kind: 'receipt', number: upper };
  if (CUSTOMER_NUMBER.test(upper)) return { kind: 'customer', number: upper };
  return ITEM_CODE.test(text) ? { kind: 'item', code: text } : { kind: 'other', text };
}

/** Whether a burst that ended in a text field cannot have been meant for it. */
export function readsAsCode(text: string): boolean {
  return readScanned(text).kind !== 'other' || FOREIGN.test(text);
}

/** Whether `field` wants codes that are not ours: the number of an invoice, of a sheet, of a card holder's slip. */
export function wantsScan(field: Element | null, text: string): boolean {
  if (!(field instanceof HTMLElement) || field.dataset['scans'] === undefined) return false;
  const { kind } = readScanned(text);
  return kind === 'item' || kind === 'other';
}
