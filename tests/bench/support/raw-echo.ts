// The other end of the bare port the window bench compares with: it answers what it is sent, and where it was given rows it first
// writes those of one receipt. The same bridge and the same rhythm as the ledger's, without contract, rights and rules.
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { type DataKey, openConnection } from '../../../db/open/connection.ts';
import { type RawRow, RawWriter } from './raw-writer.ts';

export interface EchoOrder {
  /** A copy of the ledger, and its key; null: nothing is written. */
  readonly file: { readonly path: string; readonly key: Buffer } | null;
  /** The rows of each receipt, in the order in which they are asked for. */
  readonly receipts: readonly (readonly RawRow[])[];
}

/** Keeps `order` at `path` for the process that will answer by it. */
export function keepOrder(path: string, order: EchoOrder): string {
  writeFileSync(path, serialize(order));
  return path;
}

/** Answers until whoever started this process is gone. */
export function echo(path: string): void {
  const { file, receipts } = deserialize(readFileSync(path)) as EchoOrder;
  const writer = file === null ? null : new RawWriter(openConnection(file.path, file.key as DataKey, 'write'));
  let next = 0;
  process.on('message', (message) => {
    if (writer !== null) {
      const rows = receipts[next];
      if (rows === undefined) throw new Error('no rows are left');
      writer.write(rows);
      next += 1;
    }
    process.send?.(message);
  });
  process.on('disconnect', () => process.exit(0));
}
