// Checks a package with nothing but the folder and the counter's public key: no ledger, no program state.
// docs/package.md says how to check the same by hand with openssl and sha256sum.
import { createHash, type KeyObject, verify } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  MANIFEST_NAME,
  PACKAGE_FILES,
  type PackageFault,
  type PackageManifest,
  packageManifest,
  SIGNATURE_NAME,
} from '../../core/package/manifest.ts';
import { chainHash, digestOf } from '../ledger/chained-tables.ts';

export interface PackageReport {
  readonly ok: boolean;
  readonly faults: readonly PackageFault[];
  readonly manifest: PackageManifest | null;
  /** SHA-256, hex, of the manifest's bytes. */
  readonly manifestSha256: string | null;
  readonly links: number;
}

export interface PackageToVerify {
  readonly folder: string;
  readonly publicKey: KeyObject;
  /** The folder of the package before, where it is at hand: its manifest must be the one this package names. */
  readonly previous: string | null;
}

/** Reads the package and answers all that is wrong with it, at most one fault per file and kind. Never throws for bad content. */
export async function verifyPackage({ folder, publicKey, previous }: PackageToVerify): Promise<PackageReport> {
  const read = readManifest(folder, publicKey);
  if ('fault' in read) return { ok: false, faults: [read.fault], manifest: null, manifestSha256: null, links: 0 };
  const { manifest, sha256 } = read;
  const faults: PackageFault[] = [...strangers(folder), ...(await changedFiles(folder, manifest))];
  if (previous !== null) faults.push(...afterPrevious(manifest, previous, publicKey));
  let links = 0;
  // What is in a changed file says nothing any more.
  if (faults.length === 0) {
    const chain = await walkChain(folder, manifest);
    links = chain.links;
    faults.push(...chain.faults, ...(await addUp(folder, manifest, chain.moved)));
  }
  return { ok: faults.length === 0, faults, manifest, manifestSha256: sha256, links };
}

type ManifestRead = { readonly manifest: PackageManifest; readonly sha256: string } | { readonly fault: PackageFault };

function readManifest(folder: string, publicKey: KeyObject): ManifestRead {
  for (const file of [MANIFEST_NAME, SIGNATURE_NAME])
    if (!existsSync(join(folder, file))) return { fault: { code: 'FILE_MISSING', file } };
  const bytes = readFileSync(join(folder, MANIFEST_NAME));
  // The signature before the content: what nobody has signed is not even parsed.
  if (!verify(null, bytes, publicKey, readFileSync(join(folder, SIGNATURE_NAME))))
    return { fault: { code: 'SIGNATURE_WRONG' } };
  try {
    const manifest = packageManifest.parse(JSON.parse(bytes.toString('utf8')));
    return { manifest, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return { fault: { code: 'MANIFEST_UNREADABLE', reason: error instanceof Error ? error.message : String(error) } };
  }
}

function strangers(folder: string): PackageFault[] {
  const known: readonly string[] = [...PACKAGE_FILES, MANIFEST_NAME, SIGNATURE_NAME];
  return readdirSync(folder)
    .filter((file) => !known.includes(file))
    .map((file) => ({ code: 'FILE_UNKNOWN', file }));
}

async function changedFiles(folder: string, manifest: PackageManifest): Promise<PackageFault[]> {
  const faults: PackageFault[] = [];
  for (const name of PACKAGE_FILES) {
    const said = manifest.files.find((one) => one.name === name);
    if (said === undefined || !existsSync(join(folder, name))) {
      faults.push({ code: 'FILE_MISSING', file: name });
      continue;
    }
    const hash = createHash('sha256');
    for await (const part of createReadStream(join(folder, name))) hash.update(part as Buffer);
    if (hash.digest('hex') !== said.sha256) faults.push({ code: 'FILE_CHANGED', file: name });
  }
  return faults;
}

function afterPrevious(manifest: PackageManifest, folder: string, publicKey: KeyObject): PackageFault[] {
  const before = readManifest(folder, publicKey);
  const wrong = (reason: string): PackageFault[] => [{ code: 'NOT_AFTER_PREVIOUS', reason }];
  if ('fault' in before) return wrong(`the package before cannot be read: ${before.fault.code}`);
  if (before.sha256 !== manifest.previous) return wrong('names another manifest');
  if (before.manifest.number + 1 !== manifest.number) return wrong('its number does not follow');
  const follows =
    before.manifest.chain.to + 1 === manifest.chain.from && before.manifest.chain.head === manifest.chain.before;
  return follows ? [] : wrong('its chain does not begin where the other ended');
}

type Link = readonly [
  number,
  number,
  number,
  string,
  number | null,
  string,
  string | null,
  string,
  string,
  string,
  string,
];
type Moved = Map<string, number>;

interface Walked {
  readonly links: number;
  readonly faults: PackageFault[];
  /** Debits and credits per document number, as the acts have them: "number debit". */
  readonly moved: Moved;
}

/** Every link hashed anew from its fields, every act with a document hashed anew from its rows. */
async function walkChain(folder: string, { chain }: PackageManifest): Promise<Walked> {
  const acts = linesOf(folder, 'acts.jsonl');
  const moved: Moved = new Map();
  let next = (await acts.next()).value;
  let head = chain.before;
  let seq = chain.from - 1;
  for await (const line of linesOf(folder, 'chain.jsonl')) {
    const link = JSON.parse(line) as Link;
    const hash = hashOfLink(link);
    if (link[0] !== seq + 1 || link[9] !== head || hash !== link[10]) return broken(link[0], seq, moved);
    [seq, head] = [link[0], hash];
    if (next === undefined) continue;
    const [actSeq, ...texts] = JSON.parse(next) as [number, ...string[]];
    if (actSeq !== seq) continue;
    if (digestOf(texts).toString('hex') !== link[8])
      return { links: seq, faults: [{ code: 'ACT_CHANGED', seq }], moved };
    tallyAct(texts, moved);
    next = (await acts.next()).value;
  }
  const whole = seq === chain.to && head === chain.head && next === undefined;
  return { links: seq - chain.from + 1, faults: whole ? [] : [{ code: 'CHAIN_BROKEN', seq: seq + 1 }], moved };
}

function broken(at: number, after: number, moved: Moved): Walked {
  return { links: after, faults: [{ code: 'CHAIN_BROKEN', seq: at }], moved };
}

function hashOfLink(link: Link): string {
  const [seq, at, clockBack, businessDate, personId, kind, ref, detail, digest, prev] = link;
  return chainHash({
    ...{ seq, at, clockBack, businessDate, personId, kind, ref, detail },
    digest: Buffer.from(digest, 'hex'),
    prev: Buffer.from(prev, 'hex'),
  }).toString('hex');
}

// Entries stand in an act as ["entry", n, account, amount, seq]; the sums are compared with the journal people read.
function tallyAct(texts: readonly string[], moved: Moved): void {
  for (const text of texts) {
    if (!text.startsWith('["entry",')) continue;
    const [, , account, amount] = JSON.parse(text) as [string, number, string, number];
    moved.set(account, (moved.get(account) ?? 0) + amount);
  }
}

/** The journal's own sums against the manifest's, and its balance per account against that of the acts. */
async function addUp(folder: string, { totals, files }: PackageManifest, moved: Moved): Promise<PackageFault[]> {
  let debit = 0;
  let credit = 0;
  const left = new Map(moved);
  let rows = -1;
  for await (const line of linesOf(folder, 'journal.csv')) {
    rows += 1;
    if (rows === 0) continue;
    const cells = csvCells(line);
    const [debited, credited] = [minorOf(cells[6] ?? ''), minorOf(cells[7] ?? '')];
    debit += debited;
    credit += credited;
    const account = cells[4] ?? '';
    left.set(account, (left.get(account) ?? 0) - debited + credited);
  }
  const faults: PackageFault[] = [];
  const compare = (what: string, said: number, found: number): void => {
    if (said !== found) faults.push({ code: 'TOTALS_DIFFER', what, said, found });
  };
  compare('debit', totals.debit, debit);
  compare('credit', totals.credit, credit);
  compare('debit and credit', totals.debit, totals.credit);
  compare('journal.csv rows', files.find((one) => one.name === 'journal.csv')?.rows ?? -1, rows);
  for (const [account, difference] of left) compare(`account ${account}`, 0, difference);
  return faults;
}

/** Digits only, so that no float is in it; every amount of a package has its currency's decimals. */
function minorOf(text: string): number {
  return text === '' ? 0 : Number(text.replace('.', ''));
}

function csvCells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
    cell?.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : (cell ?? ''),
  );
}

async function* linesOf(folder: string, file: string): AsyncGenerator<string, undefined> {
  const lines = createInterface({
    input: createReadStream(join(folder, file), 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) yield line;
  return undefined;
}
