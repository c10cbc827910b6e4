// The headless command (product.md O3): the same ledger and the same contract without windows.
// Exit 0 done, 1 a finding or a refusal, 2 wrong use. One JSON object on standard output (`rpc`: one a line).
import { Refused } from '../../core/contract/errors.ts';
import { ack } from './command-ack.ts';
import { board } from './command-board.ts';
import { backfill } from './command-backfill.ts';
import { cases } from './command-cases.ts';
import { closeDay } from './command-close-day.ts';
import { decide } from './command-decide.ts';
import { describe } from './command-describe.ts';
import { exportDay } from './command-export.ts';
import { importList } from './command-import.ts';
import { init } from './command-init.ts';
import { receipt } from './command-receipt.ts';
import { rpc } from './command-rpc.ts';
import { totals } from './command-totals.ts';
import { verify } from './command-verify.ts';
import { verifyPackage } from './command-verify-package.ts';
import { vouchers } from './command-vouchers.ts';
import { type CommandResult, Usage } from './options.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<CommandResult>>> = {
  init,
  backfill,
  board,
  import: importList,
  describe,
  rpc,
  receipt,
  totals,
  verify,
  cases,
  decide,
  'close-day': closeDay,
  export: exportDay,
  'verify-package': verifyPackage,
  vouchers,
  ack,
};

async function run(args: readonly string[]): Promise<CommandResult> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Usage(`commands: ${Object.keys(COMMANDS).join(', ')}`);
  return command(rest);
}

function failure(error: unknown): CommandResult {
  if (error instanceof Usage)
    return { exit: 2, output: { error: { code: 'USAGE', params: { reason: error.message } } } };
  if (error instanceof Refused) return { exit: 1, output: { error: error.refusal } };
  console.error(error);
  return { exit: 1, output: { error: { code: 'INTERNAL', params: { reason: String(error) } } } };
}

// What this command makes is for the account it runs under.
process.umask(0o077);
const result = await run(process.argv.slice(2)).catch(failure);
const text = result.output === undefined ? '' : `${JSON.stringify(result.output)}\n`;
// Exits only when the text has left: a pipe may take it in parts.
process.stdout.write(text, () => process.exit(result.exit));
