// A file is what its content says from the first byte to the last; nothing that is cut, prolonged or two things at once is taken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTACHMENT_BYTES } from '../../../core/attachments/attachment-kind.ts';
import { sniffMedia } from '../../../core/attachments/sniff-media.ts';
import { jpeg, pdf, png, webp } from '../../fixtures/small-files.ts';

const GOOD = [
  ['pdf', pdf(), 'a.pdf'],
  ['png', png(), 'a.PNG'],
  ['jpeg', jpeg(), 'a.jpg'],
  ['jpeg', jpeg(), 'a.b.jpeg'],
  ['webp', webp(), 'a.webp'],
] as const;

describe.each(GOOD)('%s', (media, bytes, name) => {
  it('is known by its content', () => expect(sniffMedia(bytes, name)).toEqual({ ok: true, media }));

  it('is not taken under another ending', () => {
    const other = media === 'pdf' ? 'a.png' : 'a.pdf';
    for (const wrong of [other, 'a', 'a.', 'a.exe', `${name}.html`, '__proto__', 'a.toString']) {
      expect(sniffMedia(bytes, wrong)).toEqual({ ok: false, fault: 'ending' });
    }
  });

  it('is not taken when cut off anywhere', () => {
    // The line end after the last mark of a PDF is no part of it.
    const least = media === 'pdf' ? bytes.length - 1 : bytes.length;
    for (let length = 0; length < least; length += 1)
      expect(sniffMedia(bytes.subarray(0, length), name).ok).toBe(false);
  });

  it('is not taken with anything behind it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (rest) => {
        fc.pre(rest.some((byte) => byte > 32));
        expect(sniffMedia(Buffer.concat([bytes, rest]), name).ok).toBe(false);
      }),
    );
  });

  it('stays what it is with zeros behind it, as scanners write them', () => {
    expect(sniffMedia(Buffer.concat([bytes, Buffer.alloc(16)]), name).ok).toBe(true);
  });
});

it('a JPEG may carry further pictures of the telephone behind it', () => {
  expect(sniffMedia(Buffer.concat([jpeg(), jpeg()]), 'a.jpg')).toEqual({ ok: true, media: 'jpeg' });
  expect(sniffMedia(Buffer.concat([jpeg(), png()]), 'a.jpg')).toEqual({ ok: false, fault: 'trailing' });
});

it('pictures of no points or too many are not taken', () => {
  const sizes = [png(0, 5, false), png(16_385, 1, false), png(16_000, 16_000, false), webp(16_385, 2)];
  for (const bytes of sizes) expect(sniffMedia(bytes, bytes[0] === 0x89 ? 'a.png' : 'a.webp').ok).toBe(false);
  expect(sniffMedia(jpeg(9_000, 6_000), 'a.jpg').ok).toBe(true);
  expect(sniffMedia(jpeg(9_000, 9_000), 'a.jpg')).toEqual({ ok: false, fault: 'dimensions' });
});

it('any bytes get an answer, and only whole files a good one', () => {
  const starts = GOOD.map(([, bytes]) => fc.constant(bytes.subarray(0, 12)));
  fc.assert(
    fc.property(fc.oneof(...starts), fc.uint8Array({ maxLength: 200 }), fc.string(), (start, rest, name) => {
      expect(typeof sniffMedia(Buffer.concat([start, rest]), name).ok).toBe('boolean');
    }),
  );
  expect(sniffMedia(new Uint8Array(), 'a.pdf')).toEqual({ ok: false, fault: 'empty' });
  expect(sniffMedia(new Uint8Array(MAX_ATTACHMENT_BYTES + 1), 'a.pdf')).toEqual({ ok: false, fault: 'tooLarge' });
});
