// What an office calls the accounts of the chart: its own names over the ones a ledger begins with. The codes stay, so nothing that
// was posted or mapped moves; a name holds from a business date on, like every setting.
import { z } from 'zod';
import { typedText } from '../contract/scalars.ts';

export interface AccountName {
  /** The code of an account of the chart. */
  readonly account: string;
  readonly name: string;
}

export const MAX_ACCOUNT_NAME = 40;

export const accountNames = z
  .array(
    z.strictObject({
      account: z.string().regex(/^\d{4}(?:\.[0-9A-Za-z]{1,20}){0,3}$/),
      name: typedText(MAX_ACCOUNT_NAME),
    }),
  )
  .max(400)
  .refine((all) => new Set(all.map(({ account }) => account)).size === all.length, {
    error: 'each once',
  }) as unknown as z.ZodType<readonly AccountName[], readonly AccountName[]>;

/** The name of `account`: the office's own, or else `usual`, the one the ledger began with. */
export function nameOfAccount(names: readonly AccountName[], account: string, usual: string): string {
  return names.find((one) => one.account === account)?.name ?? usual;
}
