// `cases`: the refunds that are open, the longest wait first: how old, and whom each one waits for.
// What the queue on the screen shows, for whoever watches several counters from a job.
import type { CaseRow } from '../../core/contract/refund-view.ts';
import { atDesk, type Desk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS } from './options.ts';

const PAGE = 200;

export function cases(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS }, 0);
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const open = (await openCases(desk)).sort((one, other) => other.since - one.since);
    const output = open.map(({ request: _request, mine: _mine, since, ...row }) => ({ ...row, waitedMs: since }));
    return { exit: 0, output: { cases: output } };
  });
}

async function openCases(desk: Desk): Promise<CaseRow[]> {
  const all: CaseRow[] = [];
  for (let before: string | null = null; ; ) {
    const page: { readonly cases: readonly CaseRow[]; readonly more: boolean } = await desk.call('refund.list', {
      ...{ which: 'open', state: null, customer: null, before, limit: PAGE },
    });
    all.push(...page.cases);
    if (!page.more) return all;
    // A page is the newest cases below `before`, whatever order it is shown in; numbers are of one length.
    before = page.cases.reduce((least, { number }) => (number < least ? number : least), page.cases[0]?.number ?? '');
  }
}
