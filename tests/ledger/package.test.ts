// A daily package convinces by itself: whole and unaltered it passes, and whatever is done to it is noticed — even by
// whoever holds the counter's key, as long as the rows do not fit the chain.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MANIFEST_NAME, PACKAGE_FILES, type PackageManifest, SIGNATURE_NAME } from '../../core/package/manifest.ts';
import { csvLine } from '../../db/package/package-text.ts';
import { verifyPackage } from '../../db/package/verify-package.ts';
import { type PackageOrder, writePackage, type WrittenPackage } from '../../db/package/write-package.ts';
import { minor } from '../../core/money/money.ts';
import { Refused } from '../../core/contract/errors.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, op } from './support/counter.ts';
import { apply, approve, byAmount } from './support/refunds.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

const keys = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

const PAPER = Buffer.from('%PDF-1.7 of the Z report');

let template: LedgerTemplate;
let counter: Counter;
let parent: string;
let first: WrittenPackage;
let second: WrittenPackage;
let middle: number;

beforeAll(async () => {
  template = await LedgerTemplate.make();
  counter = await template.counter();
  await workedDay(counter);
  parent = mkdtempSync(join(tmpdir(), 'counterfoil-package-'));
  // The worked day ends with two closed days without business; what is posted after them fills the second package.
  const till = counter.window();
  await till.signIn('cashier2');
  await till.call('shift.open', { operationId: op(), drawer: '2', float: minor(10_000), counted: null });
  await till.call('charge.post', mixedCharge());
  await till.call('charge.post', openCharge(4_321, 'wechat'));
  const { number: receipt } = await till.call('charge.post', openCharge(900));
  const { number } = await apply(till, receipt, byAmount([1, 900]));
  await approve(counter, till, number);
  await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
  middle = Number(counter.ledger.db.prepare('SELECT seq FROM z_report WHERE n = 1').pluck().get());
  first = write(1, middle, 1, null);
  second = write(middle + 1, counter.ledger.head.seq, 2, first.manifestSha256);
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
  counter.stop();
  template.remove();
});

function write(from: number, to: number, number: number, previous: string | null, into = parent): WrittenPackage {
  return writePackage(counter.ledger.db, orderOf(from, to, number, previous), into);
}

function orderOf(from: number, to: number, number: number, previous: string | null): PackageOrder {
  const date = counter.ledger.db.prepare('SELECT business_date FROM z_report WHERE n = ?').pluck().get(number);
  return { businessDate: String(date), from, to, number, previous, first: null, paper: PAPER, key: keys.privateKey };
}

const check = (folder: string, previous: string | null = null, publicKey: KeyObject = keys.publicKey) =>
  verifyPackage({ folder, publicKey, previous });

/** A copy of the second package with something done to it. */
async function altered(work: (folder: string) => void): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-altered-'));
  try {
    cpSync(second.folder, folder, { recursive: true });
    work(folder);
    const report = await check(folder, first.folder);
    expect(report.ok).toBe(report.faults.length === 0);
    return report.faults.map((fault) => fault.code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whoever has the key makes the manifest fit the files again and signs it. */
function signAgain(folder: string, change: (manifest: PackageManifest) => PackageManifest = (same) => same): void {
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST_NAME), 'utf8')) as PackageManifest;
  const files = manifest.files.map((file) => {
    const bytes = readFileSync(join(folder, file.name));
    return { ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const bytes = Buffer.from(`${JSON.stringify(change({ ...manifest, files }), null, 2)}\n`);
  writeFileSync(join(folder, MANIFEST_NAME), bytes);
  writeFileSync(join(folder, SIGNATURE_NAME), sign(null, bytes, keys.privateKey));
}

function edit(folder: string, file: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
}

describe('a package', () => {
  it('passes as written, one after the other', async () => {
    expect(await check(first.folder)).toMatchObject({ ok: true, faults: [], links: middle });
    expect(await check(second.folder, first.folder)).toMatchObject({ ok: true, faults: [] });
  });

  it('is the same bytes at every export, and leaves nothing half-written beside it', () => {
    const again = mkdtempSync(join(tmpdir(), 'counterfoil-package-'));
    const repeated = write(1, middle, 1, null, again);
    for (const file of [...PACKAGE_FILES, MANIFEST_NAME, SIGNATURE_NAME])
      expect(readFileSync(join(repeated.folder, file)).equals(readFileSync(join(first.folder, file))), file).toBe(true);
    write(1, middle, 1, null, again);
    expect(readdirSync(again)).toHaveLength(1);
    rmSync(again, { recursive: true });
  });

  it('says what the ledger says', () => {
    const { db } = counter.ledger;
    const moved = db.prepare('SELECT sum(max(amount, 0)) FROM entry').pluck().get();
    expect(first.manifest.totals.debit + second.manifest.totals.debit).toBe(moved);
    const receipts = db.prepare("SELECT count(*) FROM document WHERE type = 'R'").pluck().get();
    const counted = (one: WrittenPackage): number => one.manifest.documents['R'] ?? 0;
    expect(counted(first) + counted(second)).toBe(receipts);
    expect(second.manifest.chain.head).toBe(counter.ledger.head.hash.toString('hex'));
  });

  it('carries no password and no session', () => {
    for (const { folder } of [first, second])
      for (const file of PACKAGE_FILES) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('$argon2');
  });

  it('is mended where it was damaged, and never replaced by other bytes than those of the first time', () => {
    const again = mkdtempSync(join(tmpdir(), 'counterfoil-package-'));
    const whole = write(1, middle, 1, null, again);
    const before = readFileSync(join(whole.folder, 'journal.csv'));
    writeFileSync(join(whole.folder, 'journal.csv'), 'gone');
    write(1, middle, 1, null, again);
    expect(readFileSync(join(whole.folder, 'journal.csv')).equals(before)).toBe(true);
    const other = { ...orderOf(1, middle, 1, null), first: '0'.repeat(64) };
    expect(() => writePackage(counter.ledger.db, other, again)).toThrow(Refused);
    expect(readFileSync(join(whole.folder, 'journal.csv')).equals(before)).toBe(true);
    expect(readdirSync(again)).toHaveLength(1);
    rmSync(again, { recursive: true });
  });

  it('leaves nothing behind when it cannot be finished', () => {
    const empty = mkdtempSync(join(tmpdir(), 'counterfoil-package-'));
    expect(() => write(1, 999_999, 3, null, empty)).toThrow();
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });
});

describe('what was done to a package is noticed', () => {
  it('a changed byte in any file', async () => {
    for (const file of [...PACKAGE_FILES, MANIFEST_NAME, SIGNATURE_NAME]) {
      const codes = await altered((folder) => {
        const bytes = readFileSync(join(folder, file));
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(join(folder, file), bytes);
      });
      const inManifest = file === MANIFEST_NAME || file === SIGNATURE_NAME;
      expect(codes, file).toEqual([inManifest ? 'SIGNATURE_WRONG' : 'FILE_CHANGED']);
    }
  });

  it('a file that is missing, or one that does not belong', async () => {
    expect(await altered((folder) => rmSync(join(folder, 'lines.csv')))).toEqual(['FILE_MISSING']);
    expect(await altered((folder) => rmSync(join(folder, SIGNATURE_NAME)))).toEqual(['FILE_MISSING']);
    expect(await altered((folder) => writeFileSync(join(folder, 'note.txt'), 'x'))).toEqual(['FILE_UNKNOWN']);
  });

  it('another counter’s signature', async () => {
    expect((await check(second.folder, null, stranger.publicKey)).faults).toEqual([{ code: 'SIGNATURE_WRONG' }]);
  });

  it('a package that does not follow the one before', async () => {
    const report = await check(second.folder, second.folder);
    expect(report.faults.map((fault) => fault.code)).toEqual(['NOT_AFTER_PREVIOUS']);
    expect(
      await altered((folder) => signAgain(folder, (manifest) => ({ ...manifest, number: manifest.number + 1 }))),
    ).toEqual(['NOT_AFTER_PREVIOUS']);
  });

  it('by the holder of the key: an amount in the acts', async () => {
    const codes = await altered((folder) => {
      edit(folder, 'acts.jsonl', (text) => text.replace(/(\[\\"entry\\",1,\\"[^\\]+\\",)(\d+)/, '$11$2'));
      signAgain(folder);
    });
    expect(codes).toContain('ACT_CHANGED');
  });

  it('by the holder of the key: the journal people read', async () => {
    const codes = await altered((folder) => {
      edit(folder, 'journal.csv', (text) => text.replace(/,(\d+\.\d\d),\n/, ',1$1,\n'));
      signAgain(folder);
    });
    expect(codes.every((code) => code === 'TOTALS_DIFFER')).toBe(true);
    expect(codes).not.toHaveLength(0);
  });

  it('by the holder of the key: what the tables people read say of a receipt, a line, a tender, a refund', async () => {
    for (const [file, change] of [
      ['receipts.csv', (text: string) => text.replace(/,(\d+\.\d\d),/, ',1$1,')],
      ['lines.csv', (text: string) => text.replace(/,(\d+\.\d\d),revenue/, ',1$1,revenue')],
      ['tenders.csv', (text: string) => text.replace(/,wechat,/, ',alipay,')],
      ['refunds.csv', (text: string) => text.replace(/,(\d+\.\d\d)\n/, ',1$1\n')],
      ['payouts.csv', (text: string) => text.replace(/,paid,/, ',cameBack,')],
    ] as const) {
      const codes = await altered((folder) => {
        edit(folder, file, change);
        signAgain(folder);
      });
      expect(codes, file).toContain('TOTALS_DIFFER');
    }
  });

  it('by the holder of the key: two documents that change places in the journal, account by account the same', async () => {
    const codes = await altered((folder) => {
      edit(folder, 'journal.csv', (text) => {
        const [a, b] = [...new Set(text.match(/A01-R-\d+/g))];
        if (a === undefined || b === undefined) throw new Error('two receipts are needed');
        return text.replace(/A01-R-\d+/g, (number) => (number === a ? b : number === b ? a : number));
      });
      signAgain(folder);
    });
    expect(codes).toContain('TOTALS_DIFFER');
  });

  it('by the holder of the key: another Z report, another day’s sums, another count of documents', async () => {
    const lies: readonly ((manifest: PackageManifest) => PackageManifest)[] = [
      (manifest) => ({ ...manifest, z: { ...manifest.z, perpetual: minor(manifest.z.perpetual + 1) } }),
      (manifest) => ({ ...manifest, days: manifest.days.slice(0, -1) }),
      (manifest) => ({ ...manifest, documents: { ...manifest.documents, R: 99 } }),
      (manifest) => ({ ...manifest, totals: { ...manifest.totals, tenders: {} } }),
    ];
    for (const lie of lies) expect(await altered((folder) => signAgain(folder, lie))).toContain('TOTALS_DIFFER');
  });

  it('by the holder of the key: a link taken out, or the tail cut off', async () => {
    for (const change of [
      (text: string) => text.split('\n').toSpliced(1, 1).join('\n'),
      (text: string) => text.split('\n').slice(0, -2).join('\n'),
    ]) {
      const codes = await altered((folder) => {
        edit(folder, 'chain.jsonl', change);
        signAgain(folder);
      });
      expect(codes).toContain('CHAIN_BROKEN');
    }
  });

  it('by the holder of the key: an act of its own added', async () => {
    const codes = await altered((folder) => {
      edit(folder, 'acts.jsonl', (text) => `${text}${JSON.stringify([999_999, '["entry",1,"1001.1.1",1,999999]'])}\n`);
      signAgain(folder);
    });
    expect(codes).toContain('CHAIN_BROKEN');
  });
});

it('a spreadsheet finds no formula in a package, and amounts stay amounts', () => {
  const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'];
  expect(
    csvLine(hostile)
      .split(',')
      .every((cell) => /^"?'/.test(cell)),
  ).toBe(true);
  expect(csvLine([{ plain: '-0.05' }, -5, 'a,"b"', null])).toBe('-0.05,-5,"a,""b""",');
  expect(existsSync(first.folder)).toBe(true);
});
