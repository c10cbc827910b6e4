// Where the shell finds its built parts and keeps its own small files.
// Inside a package the programs other processes run lie unpacked beside app.asar, because plain Node cannot read in it.
import { join } from 'node:path';

export type ShellPlaces = {
  /** Folder of the ledger; receipts are written below it. */
  readonly dataDir: string;
  readonly receipts: string;
  readonly ledgerProgram: string;
  readonly paperProgram: string;
  readonly windowFiles: string;
  readonly preload: string;
  readonly approvalPreload: string;
  /** Node 24 for a runtime too old to load the ledger's SQLite; only in a checkout. */
  readonly node: string;
};

export type Machine = {
  readonly appPath: string;
  readonly userData: string;
  readonly dataDir: string | null;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
};

/** Works out every path from where the program lies; touches nothing. */
export function shellPlaces(machine: Machine): ShellPlaces {
  const unpacked = machine.appPath.replace(/app\.asar$/, 'app.asar.unpacked');
  const dataDir = machine.dataDir ?? join(machine.userData, 'ledger');
  return {
    dataDir,
    receipts: join(dataDir, 'receipts'),
    ledgerProgram: join(unpacked, 'out/db/ledger-process.mjs'),
    paperProgram: join(unpacked, 'out/documents/render-process.mjs'),
    windowFiles: join(machine.appPath, 'out/renderer'),
    preload: join(machine.appPath, 'out/electron/preload.cjs'),
    approvalPreload: join(machine.appPath, 'out/electron/preload-approval.cjs'),
    node: nodeOfCheckout(machine),
  };
}

function nodeOfCheckout({ appPath, platform, arch }: Machine): string {
  if (platform === 'win32') return join(appPath, `node_modules/node-win-${arch}/bin/node.exe`);
  return join(appPath, `node_modules/node-${platform}-${arch}/bin/node`);
}
