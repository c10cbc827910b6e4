// `verify-package`: checks a package with the folder and the counter's public key alone; needs no ledger and no password.
// The key comes from central's own file, never from beside the package it is to vouch for.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verifyPackage as verify } from '../package/verify-package.ts';
import { type CommandResult, readOptions, wrongUse } from './options.ts';

export async function verifyPackage(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { key: 'text', previous: 'text' }, 1);
  const report = await verify({
    folder: options.positionals[0] as string,
    publicKey: readPublicKey(options.need('key')),
    previous: options.text('previous'),
  });
  const { manifest, ...rest } = report;
  const said = manifest && {
    counter: manifest.counter.code,
    businessDate: manifest.businessDate,
    number: manifest.number,
    documents: manifest.documents,
    totals: manifest.totals,
  };
  return { exit: report.ok ? 0 : 1, output: { ...rest, package: said } };
}

function readPublicKey(path: string): KeyObject {
  try {
    return createPublicKey(readFileSync(path));
  } catch {
    return wrongUse(`${path} is no public key in PEM form`);
  }
}
