// A file that a disk or a hand has changed is noticed: every single flipped bit, a file cut short or exchanged, and an old
// file put back, which only the number and the hash of the head can tell.
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../core/contract/errors.ts';
import type { LedgerFiles } from '../../db/open/ledger-files.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { verifyLedger } from '../../db/verify/verify-ledger.ts';
import { dose } from '../fixtures/dose.ts';
import { Counter } from './support/counter.ts';
import { seeded } from './support/random.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

/** What opening or verify says about the file; 'clean' when nothing. Throws for anything that is neither. */
function told(files: LedgerFiles): string {
  try {
    const db = openForReading(files, template.key);
    try {
      const { ok, firstBad } = verifyLedger(db, {
        progress: () => undefined,
        monotonic: () => performance.now(),
        pages: true,
      });
      return ok ? 'clean' : `${firstBad?.check}: ${firstBad?.detail}`;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}

it('the file as it was is clean', () => {
  expect(told(template.copy())).toBe('clean');
});

it('every single flipped bit is noticed', () => {
  const files = template.copy();
  const good = readFileSync(files.ledger);
  const random = seeded(20261123);
  const runs = dose(64, 500);
  // The first and the last byte and both ends of the reserve of the first page, whatever the seed.
  const places = [0, 15, 16, 100, 4015, 4016, 4095, 4096, good.length - 1];
  while (places.length < runs) places.push(random.below(good.length));
  const missed: string[] = [];
  for (const at of places) {
    const bit = random.below(8);
    const bytes = Buffer.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    writeFileSync(files.ledger, bytes);
    if (told(files) === 'clean') missed.push(`byte ${at} bit ${bit}`);
  }
  expect(missed).toEqual([]);
  writeFileSync(files.ledger, good);
  expect(told(files)).toBe('clean');
});

describe('a file that is not whole', () => {
  it.each([0, 1, 15, 512, 4096, 8192])('cut to %i bytes is noticed', (length) => {
    const files = template.copy();
    truncateSync(files.ledger, length);
    expect(told(files)).not.toBe('clean');
  });

  it('cut by its last page is noticed', () => {
    const files = template.copy();
    truncateSync(files.ledger, readFileSync(files.ledger).length - 4096);
    expect(told(files)).not.toBe('clean');
  });

  it('with two pages exchanged is noticed', () => {
    const files = template.copy();
    const bytes = readFileSync(files.ledger);
    const third = Buffer.from(bytes.subarray(8192, 12288));
    bytes.copy(bytes, 8192, 12288, 16384);
    third.copy(bytes, 12288);
    writeFileSync(files.ledger, bytes);
    expect(told(files)).not.toBe('clean');
  });

  it('that is another program’s, or in plain text, is refused with a code', () => {
    const files = template.copy();
    writeFileSync(files.ledger, 'SQLite format 3\0'.padEnd(8192, '\0'));
    expect(told(files)).toBe('WRONG_KEY');
  });
});

describe('a counter on a damaged ledger', () => {
  it.each([
    ['its first page', 40],
    ['a page of its schema', 4096 + 100],
  ])('says so and does nothing: %s', async (_name, at) => {
    const files = template.copy();
    const bytes = readFileSync(files.ledger);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(files.ledger, bytes);
    const counter = await new Counter({ dataDir: files.dataDir }).start();
    const status = await counter.window().call('ledger.status', {});
    expect(status.state).toBe('refused');
    expect(JSON.stringify(status)).toMatch(/WRONG_KEY|LEDGER_DAMAGED/);
    expect(readFileSync(files.ledger).equals(bytes)).toBe(true);
    counter.stop();
  });

  it('answers LEDGER_DAMAGED, not a fault, when it meets the damage later', async () => {
    const files = template.copy();
    const counter = await new Counter({ dataDir: files.dataDir }).start();
    const till = counter.window();
    await till.signIn('cashier1');
    counter.stop(false);
    const bytes = readFileSync(files.ledger);
    // Everything beyond the schema is damaged: whatever is read first fails.
    for (let page = 6; page * 4096 < bytes.length; page += 1)
      bytes[page * 4096 + 7] = (bytes[page * 4096 + 7] ?? 0) ^ 1;
    writeFileSync(files.ledger, bytes);
    await counter.start();
    const again = counter.window();
    const answer = await counter.send(
      again.channel,
      '{"id":1,"method":"session.signIn","params":{"username":"cashier1","password":"cashier1-2026"}}',
      1,
    );
    expect(answer.error?.code).toBe('LEDGER_DAMAGED');
    expect(counter.faults).toEqual([]);
    counter.stop();
  });
});

describe('an old file put back', () => {
  it('verifies, and its head tells: number and hash are not those that were written down outside', async () => {
    const counter = await template.counter();
    const till = counter.window();
    await till.signIn('cashier1');
    await till.call('charge.post', mixedCharge());
    counter.stop(false);
    cpSync(counter.dataDir, `${counter.dataDir}-old`, { recursive: true });
    await counter.start();
    const again = counter.window();
    await again.signIn('cashier1');
    await again.call('charge.post', mixedCharge());
    const written = counter.verify().head;
    counter.stop(false);
    cpSync(`${counter.dataDir}-old/ledger.db`, `${counter.dataDir}/ledger.db`);
    await counter.start();
    const found = counter.verify();
    expect(found.ok).toBe(true);
    expect(found.head.seq).toBeLessThan(written.seq);
    // Whoever works on until the number is reached again has another hash there.
    const forger = counter.window();
    await forger.signIn('cashier1');
    while (counter.ledger.head.seq < written.seq) await forger.call('charge.post', openCharge(100));
    expect(counter.verify().head).toMatchObject({ seq: written.seq });
    expect(counter.verify().head.hash).not.toBe(written.hash);
    counter.stop();
  });
});
