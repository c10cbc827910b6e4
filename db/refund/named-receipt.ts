// The receipt a refund names: by its own number or QR code, or, where its paper is lost, by its entry in the register.
import { refuse } from '../../core/contract/errors.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from '../readers/read-receipt.ts';

type Named = ReturnType<typeof readReceipt> & {
  /** The number of the register's entry, where that is what was named. */
  readonly register: string | null;
};

const OF_REGISTER = `
  SELECT r.number FROM document d JOIN receipt_loss l ON l.seq = d.seq JOIN document r ON r.seq = l.receipt_seq
  WHERE d.type = 'L' AND d.n = ? AND d.number = ? AND l.kind = 'lost'`;

/** Throws Refused UNKNOWN_RECEIPT. */
export function namedReceipt(ledger: Ledger, text: string): Named {
  const scanned = readScanText(text);
  const number = scanned.ok ? scanned.number : text.trim().toUpperCase();
  const parsed = parseDocumentNumber(number);
  if (parsed?.type !== 'L') return { ...readReceipt(ledger, text), register: null };
  const of = ledger.one<{ number: string }>(OF_REGISTER, parsed.n, number);
  if (!of) return refuse('UNKNOWN_RECEIPT', { number: text });
  return { ...readReceipt(ledger, of.number), register: number };
}
