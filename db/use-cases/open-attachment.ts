// Gives a kept file back to a window, in parts. Opening is what the journal tells: who looked at whose paper, and when;
// parts are given only of what was opened.
import { ATTACHMENT_PART_BYTES } from '../../core/attachments/attachment-kind.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readAttachment } from './keep-attachment.ts';

/** How long an opened file may be read, monotonic ms. */
const OPEN_MS = 60_000;

interface Opened {
  readonly attachment: string;
  readonly bytes: Buffer;
  readonly until: number;
}

/** One file a person: whoever opens another one has done with the first. */
const openedOf = new WeakMap<Ledger, Map<number, Opened>>();

const OWNER = `
  SELECT c.number FROM customer_paper p JOIN customer c ON c.id = p.customer_id WHERE p.attachment_id = ? LIMIT 1`;

/** Opens `id` for `personId` and writes it into the journal. Throws Refused UNKNOWN_ATTACHMENT, ATTACHMENT_DAMAGED. */
export function openAttachment(ledger: Ledger, personId: number, id: string): OutputOf<'attachment.open'> {
  const { kind, media, size, sha256 } = readAttachment(ledger, id);
  const bytes = ledger.attachments.read({ id, size, sha256 });
  const owner = ledger.one<{ number: string }>(OWNER, id)?.number;
  ledger.transact(
    () =>
      new Act(ledger).seal({
        kind: 'attachment.opened',
        ref: id,
        businessDate: ledger.businessDate(),
        personId,
        detail: { of: kind, ...(owner === undefined ? {} : { customer: owner }) },
      }),
    () => undefined,
  );
  const people = openedOf.get(ledger) ?? new Map<number, Opened>();
  openedOf.set(ledger, people);
  people.set(personId, { attachment: id, bytes, until: ledger.clock.monotonic() + OPEN_MS });
  return { media, size, sha256, parts: Math.max(1, Math.ceil(size / ATTACHMENT_PART_BYTES)) };
}

/** Part `part`, from 1, of what `personId` has open. Throws Refused ATTACHMENT_NOT_OPEN. */
export function attachmentPart(
  ledger: Ledger,
  personId: number,
  id: string,
  part: number,
): OutputOf<'attachment.part'> {
  const opened = openedOf.get(ledger)?.get(personId);
  const from = (part - 1) * ATTACHMENT_PART_BYTES;
  if (opened?.attachment !== id || ledger.clock.monotonic() > opened.until || from >= opened.bytes.length) {
    return refuse('ATTACHMENT_NOT_OPEN', { attachment: id });
  }
  return { bytes: opened.bytes.subarray(from, from + ATTACHMENT_PART_BYTES).toString('base64') };
}
