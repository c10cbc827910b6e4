// Files handed over to be kept, part by part, in memory by who sent them until they are kept or pushed out by newer ones.
// A message of the port is too small for a scan, and half a scan is none.
import { hash } from 'node:crypto';
import { MAX_ATTACHMENT_BYTES } from '../../core/attachments/attachment-kind.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Files one person may have on the way at once; the oldest goes first. */
const MOST = 4;

interface Staged {
  readonly parts: (Buffer | undefined)[];
  whole: Buffer | undefined;
}

const stagedOf = new WeakMap<Ledger, Map<number, Map<string, Staged>>>();

/** Takes one part. The same part again changes nothing. Throws Refused ATTACHMENT_REFUSED tooLarge, or ATTACHMENT_BROKEN. */
export function stageAttachment(
  ledger: Ledger,
  personId: number,
  input: InputOf<'attachment.stage'>,
): OutputOf<'attachment.stage'> {
  if (input.part > input.parts) refuse('ATTACHMENT_BROKEN', {});
  const mine = filesOf(ledger, personId);
  let staged = mine.get(input.file);
  if (staged === undefined || staged.parts.length !== input.parts) {
    staged = { parts: Array.from({ length: input.parts }), whole: undefined };
    mine.delete(input.file);
    mine.set(input.file, staged);
    for (const oldest of [...mine.keys()].slice(0, -MOST)) mine.delete(oldest);
  }
  if (staged.whole === undefined) {
    staged.parts[input.part - 1] = Buffer.from(input.bytes, 'base64');
    putTogether(mine, input.file, staged);
  }
  const received = staged.whole ? staged.parts.length : staged.parts.filter((part) => part !== undefined).length;
  return { received, whole: staged.whole !== undefined };
}

function filesOf(ledger: Ledger, personId: number): Map<string, Staged> {
  const people = stagedOf.get(ledger) ?? new Map<number, Map<string, Staged>>();
  stagedOf.set(ledger, people);
  const mine = people.get(personId) ?? new Map<string, Staged>();
  people.set(personId, mine);
  return mine;
}

function putTogether(mine: Map<string, Staged>, file: string, staged: Staged): void {
  const parts = staged.parts.filter((part) => part !== undefined);
  if (parts.reduce((sum, part) => sum + part.length, 0) > MAX_ATTACHMENT_BYTES) {
    mine.delete(file);
    refuse('ATTACHMENT_REFUSED', { reason: 'tooLarge' });
  }
  if (parts.length < staged.parts.length) return;
  const whole = Buffer.concat(parts);
  if (hash('sha256', whole, 'hex') !== file) {
    mine.delete(file);
    refuse('ATTACHMENT_BROKEN', {});
  }
  staged.whole = whole;
  staged.parts.fill(undefined);
}

/** The bytes `personId` has handed over as `file`. Throws Refused ATTACHMENT_NOT_HERE. */
export function stagedAttachment(ledger: Ledger, personId: number, file: string): Buffer {
  return stagedOf.get(ledger)?.get(personId)?.get(file)?.whole ?? refuse('ATTACHMENT_NOT_HERE', {});
}

/** Forgets `file` of `personId`: it is kept now. */
export function forgetAttachment(ledger: Ledger, personId: number, file: string): void {
  stagedOf.get(ledger)?.get(personId)?.delete(file);
}
