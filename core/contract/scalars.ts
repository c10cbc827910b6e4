// The small schemas that the contract is written with: amounts, quantities, dates, ids.
// They check range and form at the door, so that behind it a Minor is a Minor.
import { z } from 'zod';
import { REFERENCE_PATTERN } from '../charge/tender-method.ts';
import { MAX_ACT, MAX_MINOR, type Milli, type Minor } from '../money/money.ts';

// The casts give the parsed numbers their brands: the checks are exactly what `minor()` and `milli()` would check.
const wholeNumber = (min: number, max: number) =>
  z
    .int()
    .min(min)
    .max(max)
    .refine((value) => !Object.is(value, -0), { error: 'minus zero' });

/** Any amount in minor units, negative ones included. */
export const minorAmount = wholeNumber(-MAX_MINOR, MAX_MINOR) as unknown as z.ZodType<Minor, Minor>;
/** An amount ≥ 0 in minor units that one act moves. */
export const amountFromZero = wholeNumber(0, MAX_ACT) as unknown as z.ZodType<Minor, Minor>;
/** An amount > 0 in minor units that one act moves. */
export const amountAboveZero = wholeNumber(1, MAX_ACT) as unknown as z.ZodType<Minor, Minor>;
/** A quantity in thousandths, > 0, at most a million of the unit. */
export const milliCount = wholeNumber(1, 1e9) as unknown as z.ZodType<Milli, Milli>;
/** A sum of quantities in thousandths. */
export const milliSum = wholeNumber(0, Number.MAX_SAFE_INTEGER) as unknown as z.ZodType<Milli, Milli>;

/** YYYY-MM-DD, a day that exists. */
export const dateText = z.iso.date();

/** Client-made id of a command: a UUID, version 7 preferred because ids that grow with time keep the index small. */
export const operationId = z.uuid();

/**
 * Text a person typed for a field that is printed or searched: trimmed, no control characters, and none that draw nothing
 * or turn the direction of writing (a payer must read on paper as the ledger holds it).
 */
export const typedText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/u)
    .regex(/^\S(.*\S)?$/u);

/** A number as it is printed on a sheet of numbered paper (core/stock/stock-number.ts). */
export const sheetNumber = z.string().regex(/^[A-Z0-9-]{0,10}[0-9]{1,12}$/);

/** Sign-in name: lower case letters, digits, dot, hyphen, underscore. */
export const username = z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/);
/** A password as typed; the rule for new ones is core/people/password-rule.ts. */
export const password = z.string().min(1).max(512);

/** The number of a slip or an order as it is matched with statements later (core/charge/tender-method.ts). */
export const tenderReference = z.string().regex(REFERENCE_PATTERN);
