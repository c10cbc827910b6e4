// Gives a document its number and writes its row: the one step that every kind of document begins with.
// The number is taken inside the transaction, so that it is gapless whatever is refused or rolled back.
import type { DocumentLetter } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { document } from '../schema.ts';
import type { Act } from './act.ts';
import type { Ledger } from './ledger.ts';

export interface DocumentToAllot {
  readonly type: DocumentLetter;
  readonly businessDate: string;
  readonly shiftId: number;
  readonly personId: number;
}

/** Inserts the document under `act` and answers its number and its offset from UTC in minutes. */
export function allotDocument(
  ledger: Ledger,
  act: Act,
  wanted: DocumentToAllot,
): { readonly number: string; readonly utcOffset: number } {
  const { type, businessDate, shiftId, personId } = wanted;
  const n = (ledger.one<{ last: number }>('SELECT last FROM number_series WHERE type = ?', type)?.last ?? 0) + 1;
  const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type, n });
  const utcOffset = ledger.clock.utcOffset(act.at);
  act.insert(document, { type, n, number, businessDate, at: act.at, utcOffset, shiftId, personId });
  return { number, utcOffset };
}
