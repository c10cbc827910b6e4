// `board --out FILE.pdf [--date D] [--paper a4|a3]`: the public tariff board of a date, as a PDF to hang up.
import { accessSync, constants, copyFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { paperProcedures } from '../../core/contract/procedures/paper.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

export async function board(args: readonly string[]): Promise<CommandResult> {
  const spec = {
    ...LEDGER_OPTIONS,
    ...USER_OPTIONS,
    out: 'text',
    date: 'text',
    paper: 'text',
    locale: 'text',
  } as const;
  const options = readOptions(args, spec, 0);
  const out = resolve(options.need('out'));
  const wish = paperProcedures['tariff.board'].input.safeParse({
    date: options.text('date'),
    paper: (options.text('paper') ?? 'a4').toUpperCase(),
    locale: options.text('locale') ?? 'zh-CN',
  });
  if (!wish.success) return wrongUse('--date is YYYY-MM-DD, --paper a4 or a3, --locale zh-CN, zh-TW or en');
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch {
    return wrongUse(`cannot write ${out}`);
  }
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const made = await desk.call('tariff.board', wish.data);
    const [paper] = await desk.papers();
    if (!paper) throw new Error('no paper was made');
    try {
      copyFileSync(paper.path, out);
    } catch {
      return wrongUse(`cannot write ${out}; the paper is at ${paper.path}`);
    }
    return { exit: 0, output: { date: made.date, items: made.items, file: out, bytes: paper.bytes } };
  });
}
