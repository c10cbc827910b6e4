// A scanned text is read the same way by the till, by a dialog that keeps it, and by the offer afterwards.
import { expect, test } from 'vitest';
import { scanText } from '../../../core/numbers/document-number.ts';
import { readsAsCode, readScanned } from '../../../renderer/keys/scanned-code.ts';

test.each([
  [scanText('A01-R-0018273'), { kind: 'receipt', number: 'A01-R-0018273' }],
  ['a01-r-0018273', { kind: 'receipt', number: 'A01-R-0018273' }],
  ['c800001', { kind: 'customer', number: 'C800001' }],
  ['5003001', { kind: 'item', code: '5003001' }],
  ['https://example.invalid/x', { kind: 'other', text: 'https://example.invalid/x' }],
])('%s', (text, code) => {
  expect(readScanned(text)).toEqual(code);
  expect(readsAsCode(text)).toBe(true);
});

test('what a person may type quickly into a field is left to the field', () => {
  for (const text of ['Huafeng', 'TH0099', '1234', 'cashier2']) expect(readsAsCode(text)).toBe(false);
});
