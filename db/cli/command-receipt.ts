// `receipt NUMBER --out FILE.pdf [--paper a5|80mm]`: puts a receipt on paper. The first print is the original, later ones are numbered copies.
import { accessSync, constants, copyFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { RECEIPT_PAPERS } from '../../core/documents/receipt-paper.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;

export async function receipt(args: readonly string[]): Promise<CommandResult> {
  const spec = {
    ...LEDGER_OPTIONS,
    ...USER_OPTIONS,
    out: 'text',
    reason: 'text',
    locale: 'text',
    paper: 'text',
  } as const;
  const options = readOptions(args, spec, 1);
  const number = options.positionals[0] as string;
  const out = resolve(options.need('out'));
  const said = options.text('locale');
  const locale = LOCALES.find((known) => known === said);
  if (said !== null && !locale) return wrongUse(`--locale is one of ${LOCALES.join(', ')}`);
  const named = options.text('paper');
  const paper = RECEIPT_PAPERS.find((known) => known.toLowerCase() === named);
  if (named !== null && !paper) return wrongUse(`--paper is one of ${RECEIPT_PAPERS.join(', ').toLowerCase()}`);
  refuseUnwritable(out);
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const wish = { operationId: randomUUID(), number, reason: options.text('reason') };
    const input = { ...wish, ...(locale ? { locale } : {}), ...(paper ? { paper } : {}) };
    const printed = await desk.call('receipt.print', input);
    const [made] = await desk.papers();
    if (!made) throw new Error('no paper was made');
    try {
      copyFileSync(made.path, out);
    } catch {
      return wrongUse(`cannot write ${out}; the paper is at ${made.path}`);
    }
    return { exit: 0, output: { ...printed, file: out, bytes: made.bytes } };
  });
}

// Before the ledger is asked: a print is numbered for good, and must not be spent on a folder that takes no file.
function refuseUnwritable(out: string): void {
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch {
    wrongUse(`cannot write ${out}`);
  }
}
