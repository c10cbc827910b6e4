// `init`: makes a ledger on a machine without a window. The key file is made when it is not there yet.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ledgerProcedures } from '../../core/contract/procedures/ledger.ts';
import { systemClock } from '../ledger/clock.ts';
import { LedgerKeeper } from '../server/ledger-keeper.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, readSecret, wrongUse } from './options.ts';

const SPEC = {
  ...LEDGER_OPTIONS,
  org: 'text',
  counter: 'text',
  'counter-name': 'text',
  admin: 'text',
  'password-file': 'text',
  currency: 'text',
  demo: 'flag',
} as const;

/** `--admin` may be a user name or a person's name; the latter signs in as `admin`. */
function adminNamed(name: string): { username: string; name: string } {
  return /^[a-z][a-z0-9._-]{1,31}$/.test(name) ? { username: name, name } : { username: 'admin', name };
}

export async function init(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, SPEC, 0);
  const dataDir = options.need('data');
  const keyFile = options.text('key-file');
  const passphraseFile = options.text('passphrase-file');
  if (keyFile === null && passphraseFile === null) wrongUse('--key-file or --passphrase-file is needed');
  const code = options.need('counter');
  const wanted = ledgerProcedures['ledger.create'].input.safeParse({
    organisation: options.need('org'),
    counter: { code, name: options.text('counter-name') ?? code },
    admin: { ...adminNamed(options.need('admin')), password: readSecret(options.need('password-file')) },
    passphrase: passphraseFile === null ? null : readSecret(passphraseFile),
    currency: options.text('currency') ?? 'CNY',
    demo: options.flag('demo'),
  });
  if (!wanted.success) {
    return wrongUse(wanted.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  if (keyFile !== null && !existsSync(keyFile)) makeKeyFile(keyFile);
  const keeper = new LedgerKeeper({ dataDir, keyFile, os: null, clock: systemClock });
  await keeper.start();
  const created = await keeper.create(wanted.data);
  const { ledgerId } = keeper.ready().ledger.meta;
  keeper.close();
  return {
    exit: 0,
    output: {
      ledger: ledgerId,
      organisation: wanted.data.organisation,
      counter: wanted.data.counter,
      admin: wanted.data.admin.username,
      recoveryKey: created.recoveryKey,
      users: created.users,
    },
  };
}

function makeKeyFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch {
    wrongUse(`cannot write the key file ${path}`);
  }
}
