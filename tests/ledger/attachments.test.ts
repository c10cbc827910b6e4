// Files kept beside the ledger: encrypted, proved by their row, read back only with a trace, named when they are damaged,
// and nothing left of one whose row was never committed.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jpeg, pdf, png } from '../fixtures/small-files.ts';
import { keep, readBack, stage } from './support/attachments.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';

let counter: Counter;
let till: Window;
beforeEach(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => counter.stop());

const placeOf = (id: string): string => join(counter.keeper.files.attachments, id.slice(0, 2), id);
const waiting = (): string[] => readdirSync(join(counter.keeper.files.attachments, 'new'));
/** A PDF of several parts. */
const longPdf = (): Buffer => pdf(randomBytes(250_000).toString('hex'));
const journal = (kind: string) =>
  counter.ledger.all<{ ref: string; detail: string; personId: number }>(
    'SELECT ref, detail, person_id AS personId FROM chain WHERE kind = ?',
    kind,
  );

describe('a kept file', () => {
  it('is read back as it was, whoever may, and the journal says who looked', async () => {
    const bytes = longPdf();
    const kept = await keep(till, bytes, 'scan.PDF');
    expect(kept).toMatchObject({ kind: 'customerPaper', media: 'pdf', size: bytes.length, by: '王敏' });
    const auditor = counter.window();
    await auditor.signIn('auditor1');
    expect((await readBack(auditor, kept.attachment)).equals(bytes)).toBe(true);
    expect((await readBack(till, kept.attachment)).equals(bytes)).toBe(true);
    expect(journal('attachment.opened')).toMatchObject([{ ref: kept.attachment }, { ref: kept.attachment }]);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('is on disk nowhere in plain text, and nowhere twice', async () => {
    const bytes = pdf('a very recognisable paper');
    const { attachment } = await keep(till, bytes, 'a.pdf');
    expect(readFileSync(placeOf(attachment)).includes('recognisable')).toBe(false);
    expect(waiting()).toEqual([]);
    const again = await keep(till, bytes, 'a.pdf');
    expect(readFileSync(placeOf(again.attachment)).equals(readFileSync(placeOf(attachment)))).toBe(false);
  });

  it('is kept once however often the command comes', async () => {
    const file = await stage(till, png());
    const input = { operationId: op(), file, kind: 'tenderEvidence', name: 'proof.png' } as const;
    const first = await till.call('attachment.keep', input);
    expect(await till.call('attachment.keep', input)).toEqual(first);
    expect(counter.ledger.one('SELECT count(*) AS n FROM attachment')).toEqual({ n: 1 });
  });

  it('gives parts only of what was opened, by whom, and for a minute', async () => {
    const { attachment } = await keep(till, pdf(), 'a.pdf');
    const part = { attachment, part: 1 };
    expect(await refusalOf(till.call('attachment.part', part))).toBe('ATTACHMENT_NOT_OPEN');
    await till.call('attachment.open', { attachment });
    const other = counter.window();
    await other.signIn('cashier2');
    expect(await refusalOf(other.call('attachment.part', part))).toBe('ATTACHMENT_NOT_OPEN');
    await till.call('attachment.part', part);
    expect(await refusalOf(till.call('attachment.part', { attachment, part: 2 }))).toBe('ATTACHMENT_NOT_OPEN');
    counter.clock.pass(61_000);
    expect(await refusalOf(till.call('attachment.part', part))).toBe('ATTACHMENT_NOT_OPEN');
  });
});

describe('what is not taken', () => {
  it.each([
    ['a page of HTML called .pdf', Buffer.from('<html><script>alert(1)</script>'), 'x.pdf', 'unknown'],
    ['a picture called .pdf', png(), 'x.pdf', 'ending'],
    ['a PDF without an ending', pdf(), 'pdf', 'ending'],
    ['a PDF with a zip behind it', Buffer.concat([pdf(), Buffer.from('PK\x03\x04 rest')]), 'x.pdf', 'trailing'],
    ['a PNG with a page behind it', Buffer.concat([png(), Buffer.from('<html>')]), 'x.png', 'trailing'],
    ['a JPEG that is also a PDF', Buffer.concat([jpeg(), pdf()]), 'x.jpg', 'trailing'],
    ['a PNG cut off', png().subarray(0, -9), 'x.png', 'broken'],
    ['a picture of 20000 points a side', png(20_000, 1, false), 'x.png', 'dimensions'],
    ['a picture of 100 million points', png(10_000, 10_000, false), 'x.png', 'dimensions'],
  ])('%s', async (_name, bytes, name, reason) => {
    const refused = keep(till, bytes, name).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: 'ATTACHMENT_REFUSED', params: { reason } });
    expect(existsSync(counter.keeper.files.attachments)).toBe(false);
  });

  it('more than ten million bytes, and bytes that are not those announced', async () => {
    const large = pdf('x'.repeat(10 * 1024 * 1024));
    expect(await refusalOf(keep(till, large, 'x.pdf'))).toBe('ATTACHMENT_REFUSED');
    const wrong = { file: '0'.repeat(64), part: 1, parts: 1, bytes: png().toString('base64') };
    expect(await refusalOf(till.call('attachment.stage', wrong))).toBe('ATTACHMENT_BROKEN');
    const input = { operationId: op(), file: wrong.file, kind: 'customerPaper', name: 'a.png' } as const;
    expect(await refusalOf(till.call('attachment.keep', input))).toBe('ATTACHMENT_NOT_HERE');
  });
});

describe('damage', () => {
  it.each([
    ['gone', (path: string) => rmSync(path), 'missing'],
    ['altered', (path: string) => writeFileSync(path, flipped(readFileSync(path), -20)), 'altered'],
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -3)), 'altered'],
    ['empty', (path: string) => writeFileSync(path, ''), 'altered'],
  ] as const)('%s is refused when read and named by verify', async (_name, harm, reason) => {
    const { attachment } = await keep(till, pdf(), 'a.pdf');
    harm(placeOf(attachment));
    const refused = till.call('attachment.open', { attachment }).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: 'ATTACHMENT_DAMAGED', params: { attachment, reason } });
    const { firstBad } = counter.verify();
    expect(firstBad).toMatchObject({ check: 'attachments', table: 'attachment', row: attachment });
  });

  it('one file in the place of another opens for nobody', async () => {
    const one = await keep(till, pdf('one'), 'a.pdf');
    const other = await keep(till, pdf('two'), 'b.pdf');
    writeFileSync(placeOf(one.attachment), readFileSync(placeOf(other.attachment)));
    expect(await refusalOf(till.call('attachment.open', { attachment: one.attachment }))).toBe('ATTACHMENT_DAMAGED');
  });
});

describe('a crash', () => {
  it('before the commit leaves nothing but a file that is swept', async () => {
    await counter.ledger.attachments.write(png());
    writeFileSync(join(counter.keeper.files.attachments, 'new', 'half.part'), 'half');
    expect(waiting()).toHaveLength(2);
    counter.stop(false);
    await counter.start();
    expect(waiting()).toEqual([]);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('between commit and settling loses nothing', async () => {
    const { ledger } = counter;
    const settle = vi.spyOn(ledger.attachments, 'settle').mockImplementation(() => undefined);
    const { attachment } = await keep(till, png(), 'a.png');
    expect(waiting()).toEqual([attachment]);
    expect((await readBack(till, attachment)).equals(png())).toBe(true);
    settle.mockRestore();
    counter.stop(false);
    await counter.start();
    expect(waiting()).toEqual([]);
    expect(existsSync(placeOf(attachment))).toBe(true);
    expect(counter.verify().firstBad).toBeNull();
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
