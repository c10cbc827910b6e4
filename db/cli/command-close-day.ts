// `close-day`: closes the oldest open business date as the signed-in person, or says what stands in its way.
// For scheduled jobs: what a screen would show and ask is in the answer.
import { ZERO } from '../../core/money/money.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';
import { randomUUID } from 'node:crypto';

export function closeDay(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS, date: 'text' }, 0);
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const state = await desk.call('day.state', {});
    const date = options.text('date') ?? state.open[0]?.businessDate;
    if (date === undefined) return wrongUse('no business date is open; name one with --date');
    const day = state.open.find((open) => open.businessDate === date);
    const blockers = state.open[0]?.businessDate === date ? state.blockers : [];
    if (blockers.length > 0) return { exit: 1, output: { closed: false, businessDate: date, blockers } };
    const z = await desk.call('day.close', {
      operationId: randomUUID(),
      businessDate: date,
      expectedTaken: day?.taken ?? ZERO,
      ...(day === undefined ? {} : { expectedControl: day.control }),
    });
    return { exit: 0, output: { closed: true, carried: state.carried, z } };
  });
}
