// A picture of the seal on paper: drawn once where the ring stood, in its own proportions, from bytes that are a PNG.
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { receiptPaper } from '../../../core/documents/receipt-paper.ts';
import { sealBlock } from '../../../core/documents/seal-picture.ts';
import { pngFault, pngSize } from '../../../core/settings/png-image.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { everydayReceipt, ORIGINAL } from './sample-receipts.ts';
import { picturesOf, POPPLER_MISSING } from './read-paper.ts';

/** A red disc on nothing. */
function disc(side: number): string {
  const png = new PNG({ width: side, height: side });
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const inside = Math.hypot(x - side / 2, y - side / 2) < side / 2;
      png.data.set(inside ? [200, 20, 20, 255] : [0, 0, 0, 0], (y * side + x) * 4);
    }
  return PNG.sync.write(png).toString('base64');
}

const png = disc(200);
const seal = { png, width: 200, height: 200 };
const PLACE = { x: 10, y: 20, side: 60, colour: 'in', ring: '医院', centre: '2026-11-23', foot: '收讫' } as const;

describe('the seal', () => {
  it('is a ring with the name until a picture is set, and keeps a picture’s proportions', () => {
    expect(sealBlock(null, PLACE)).toMatchObject({ kind: 'seal', diameter: 60 });
    expect(sealBlock({ png, width: 400, height: 200 }, PLACE)).toMatchObject({
      kind: 'picture',
      x: 10,
      y: 35,
      width: 60,
      height: 30,
    });
  });

  it('is told from its own bytes', () => {
    expect(pngSize(png)).toEqual({ width: 200, height: 200 });
    expect(pngFault(png, 190_000)).toBeNull();
    const interlaced = Buffer.from(png, 'base64');
    interlaced[28] = 1;
    expect(pngFault(interlaced.toString('base64'), 190_000)).toBe('interlaced');
    expect(pngSize('R0lGODlhAQABAAAAACwAAAAAAQABAAA=')).toBeNull();
  });

  it.skipIf(POPPLER_MISSING).each(['A5', '80mm'] as const)('stands on %s paper, red as it is', async (paper) => {
    const print = { locale: 'zh-CN', paper, seal, stock: null } as const;
    const layout = receiptPaper(everydayReceipt(), ORIGINAL, print);
    const [one, other] = [await renderDocument(layout), await renderDocument(structuredClone(layout))];
    if (!one.ok || !other.ok) throw new Error('not drawn');
    expect(Buffer.from(one.pdf).equals(Buffer.from(other.pdf))).toBe(true);
    const [page] = picturesOf(one.pdf, 72);
    const red = [...Array((page?.data.length ?? 0) / 4).keys()].filter((i) => {
      const [r = 0, g = 255] = page?.data.subarray(i * 4, i * 4 + 2) ?? [];
      return r > 150 && g < 90;
    });
    // A disc of 23 mm (A5) or 18 mm (the roll) has some 3,300 or 2,000 dots at 72 dpi.
    expect(red.length).toBeGreaterThan(paper === 'A5' ? 2_900 : 1_700);
  });

  it('that is no PNG is refused with its layout, and a broken one draws no paper', async () => {
    const layout = receiptPaper(everydayReceipt(), ORIGINAL, {
      locale: 'zh-CN',
      paper: 'A5',
      seal: { ...seal, png: 'R0lGODlh' },
      stock: null,
    });
    expect(await renderDocument(layout)).toMatchObject({ ok: false, code: 'LAYOUT_INVALID' });
    const broken = receiptPaper(everydayReceipt(), ORIGINAL, {
      locale: 'zh-CN',
      paper: 'A5',
      seal: { ...seal, png: png.slice(0, 80) },
      stock: null,
    });
    expect(await renderDocument(broken)).toMatchObject({ ok: false });
  });
});
