// `decide`: a level of a refund is decided where there is no approval window: by one's own name and password, with the code of
// the second factor where the level asks for it. The ledger judges as it does for the window.
import { refuse } from '../../core/contract/errors.ts';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, readSecret, USER_OPTIONS, wrongUse } from './options.ts';

const VERDICTS = ['approved', 'rejected', 'returned'] as const;

export function decide(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS, verdict: 'text', opinion: 'text' }, 1);
  const number = options.positionals[0] as string;
  const said = options.need('verdict');
  const verdict = VERDICTS.find((known) => known === said);
  if (!verdict) return wrongUse(`--verdict is one of ${VERDICTS.join(', ')}`);
  const username = options.need('user');
  const password = readSecret(options.need('password-file'));
  const code = options.text('code');
  return atDesk(options, async (desk) => {
    const request = desk.requestOf(number) ?? refuse('APPROVAL_NOT_GIVEN', {});
    const input = { username, password, verdict, opinion: options.text('opinion'), ...(code === null ? {} : { code }) };
    const output = await desk.approve(request, input);
    return { exit: 0, output: { case: number, ...output } };
  });
}
