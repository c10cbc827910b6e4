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
import { ActTally, READ_TABLES, ReadTally } from './package-tally.ts';

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
    faults.push(...chain.faults, ...(await addUp(folder, manifest, chain.acts)));
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
  const held = before.manifest.days.find((one) => one.businessDate === manifest.businessDate);
  if ((held?.debit ?? 0) > manifest.z.earlier.debit) return wrong('leaves out what the other has of its day');
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

interface Walked {
  readonly links: number;
  readonly faults: PackageFault[];
  readonly acts: ActTally;
}

/** Every link hashed anew from its fields, every act with a document hashed anew from its rows. */
async function walkChain(folder: string, { chain, businessDate }: PackageManifest): Promise<Walked> {
  const lines = linesOf(folder, 'acts.jsonl');
  const acts = new ActTally(businessDate);
  let next = (await lines.next()).value;
  let head = chain.before;
  let seq = chain.from - 1;
  for await (const line of linesOf(folder, 'chain.jsonl')) {
    const link = JSON.parse(line) as Link;
    const hash = hashOfLink(link);
    if (link[0] !== seq + 1 || link[9] !== head || hash !== link[10])
      return { links: seq, faults: [{ code: 'CHAIN_BROKEN', seq: link[0] }], acts };
    [seq, head] = [link[0], hash];
    if (next === undefined) continue;
    const [actSeq, ...texts] = JSON.parse(next) as [number, ...string[]];
    if (actSeq !== seq) continue;
    if (digestOf(texts).toString('hex') !== link[8])
      return { links: seq, faults: [{ code: 'ACT_CHANGED', seq }], acts };
    acts.take(texts);
    next = (await lines.next()).value;
  }
  const whole = seq === chain.to && head === chain.head && next === undefined;
  return { links: seq - chain.from + 1, faults: whole ? [] : [{ code: 'CHAIN_BROKEN', seq: seq + 1 }], acts };
}

function hashOfLink(link: Link): string {
  const [seq, at, clockBack, businessDate, personId, kind, ref, detail, digest, prev] = link;
  return chainHash({
    ...{ seq, at, clockBack, businessDate, personId, kind, ref, detail },
    digest: Buffer.from(digest, 'hex'),
    prev: Buffer.from(prev, 'hex'),
  }).toString('hex');
}

/** What people read (the CSV files) and what the manifest says, against what the acts add up to. */
async function addUp(folder: string, manifest: PackageManifest, acts: ActTally): Promise<PackageFault[]> {
  const faults: PackageFault[] = [];
  const compare = (what: string, said: number, found: number): void => {
    if (said !== found) faults.push({ code: 'TOTALS_DIFFER', what, said, found });
  };
  const { totals, z, days, documents, files } = manifest;
  const read = new ReadTally(acts);
  for (const table of READ_TABLES) {
    let rows = -1;
    for await (const line of linesOf(folder, table.file)) {
      rows += 1;
      if (rows > 0) read.take(table, csvCells(line));
    }
    compare(`${table.file} rows`, files.find((one) => one.name === table.file)?.rows ?? -1, rows);
  }
  compare('debit', totals.debit, read.debit);
  compare('credit', totals.credit, read.credit);
  compare('debit and credit', totals.debit, totals.credit);
  for (const [what, difference] of acts.differences()) compare(what, 0, difference);
  for (const [what, found, said] of pairs(acts.documents, documents)) compare(`documents ${what}`, said, found);
  for (const [what, found, said] of pairs(acts.tenders, totals.tenders)) compare(`tenders ${what}`, said, found);
  for (const [day, sums] of acts.days) {
    const said = days.find((one) => one.businessDate === day);
    compare(`documents of ${day}`, said?.documents ?? 0, sums.documents);
    compare(`debit of ${day}`, said?.debit ?? 0, sums.debit);
  }
  compare('days', days.filter((one) => one.documents > 0).length, acts.days.size);
  const here = acts.days.get(manifest.businessDate) ?? { documents: 0, debit: 0 };
  compare('Z documents', z.documents, here.documents + z.earlier.documents);
  compare('Z control', z.control, here.debit + z.earlier.debit);
  for (const name of ['n', 'documents', 'taken', 'perpetual', 'control'] as const)
    compare(`Z ${name}`, name === 'n' ? manifest.number : z[name], acts.z?.[name] ?? Number.NaN);
  return faults;
}

function pairs(
  found: ReadonlyMap<string, number>,
  said: Readonly<Record<string, number>>,
): [what: string, found: number, said: number][] {
  const names = new Set([...found.keys(), ...Object.keys(said)]);
  return [...names].map((name) => [name, found.get(name) ?? 0, said[name] ?? 0]);
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
