// Files handed over for import, part by part, kept in memory by who sent them until they are imported or replaced.
// A message of the port is too small for a list, and a list must be taken whole or not at all.
import { hash } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { MAX_LIST_BYTES } from '../../core/lists/list-limits.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Staged {
  readonly file: string;
  readonly parts: (Buffer | undefined)[];
  whole: Buffer | undefined;
  /** What was read of the whole file; reading a second time would find the same. */
  read: unknown;
}

/** One file a person: whoever begins another one has done with the first. */
const stagedOf = new WeakMap<Ledger, Map<number, Staged>>();

/** Takes one part. The same part again changes nothing. Throws Refused LIST_TOO_LARGE or LIST_BROKEN. */
export function stageList(ledger: Ledger, personId: number, input: InputOf<'tariff.stage'>): OutputOf<'tariff.stage'> {
  if (input.part > input.parts) refuse('LIST_BROKEN', {});
  const people = stagedOf.get(ledger) ?? new Map<number, Staged>();
  stagedOf.set(ledger, people);
  let staged = people.get(personId);
  if (staged?.file !== input.file || staged.parts.length !== input.parts) {
    staged = { file: input.file, parts: Array.from({ length: input.parts }), whole: undefined, read: undefined };
    people.set(personId, staged);
  }
  if (staged.whole === undefined) {
    staged.parts[input.part - 1] = Buffer.from(input.bytes, 'base64');
    putTogether(people, personId, staged);
  }
  const received = staged.whole ? staged.parts.length : staged.parts.filter((part) => part !== undefined).length;
  return { received, whole: staged.whole !== undefined };
}

function putTogether(people: Map<number, Staged>, personId: number, staged: Staged): void {
  const parts = staged.parts.filter((part) => part !== undefined);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const drop = (): void => void people.delete(personId);
  if (size > MAX_LIST_BYTES) {
    drop();
    refuse('LIST_TOO_LARGE', { limit: MAX_LIST_BYTES });
  }
  if (parts.length < staged.parts.length) return;
  const whole = Buffer.concat(parts);
  if (hash('sha256', whole, 'hex') !== staged.file) {
    drop();
    refuse('LIST_BROKEN', {});
  }
  staged.whole = whole;
  staged.parts.fill(undefined);
}

/** The file a person has handed over, as `read` reads it. Throws Refused LIST_NOT_HERE and whatever `read` throws. */
export function stagedList<T>(ledger: Ledger, personId: number, file: string, read: (bytes: Buffer) => T): T {
  const staged = stagedOf.get(ledger)?.get(personId);
  if (staged?.file !== file || staged.whole === undefined) return refuse('LIST_NOT_HERE', {});
  staged.read ??= { by: read, what: read(staged.whole) };
  const kept = staged.read as { readonly by: unknown; readonly what: T };
  // A customer list read as a tariff is another reading of the same bytes.
  return kept.by === read ? kept.what : read(staged.whole);
}

/** Forgets what `personId` has handed over. */
export function forgetStaged(ledger: Ledger, personId: number): void {
  stagedOf.get(ledger)?.delete(personId);
}
