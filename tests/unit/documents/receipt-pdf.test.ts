// The finished paper, read back by programs that know nothing of how it was made: every fact, rare names, QR, no overlap.
// A receipt with a box for a name, or a figure over another, would be worse than none; so would one a customer's name could rewrite.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrintMark, ReceiptView } from '../../../core/contract/receipt-view.ts';
import { type DocumentLayout, PAPER_SIZES } from '../../../core/documents/document-layout.ts';
import { receiptLayout } from '../../../core/documents/receipt-layout.ts';
import { RECEIPT_WORDS } from '../../../core/documents/receipt-words.ts';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { CNY, milli, minor, ZERO } from '../../../core/money/money.ts';
import { scanText } from '../../../core/numbers/document-number.ts';
import { composePage } from '../../../documents/compose-page.ts';
import { FACES, paperFont } from '../../../documents/paper-fonts.ts';
import { drawPdf } from '../../../documents/pdfmake-engine.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { anyMark, anyReceipt } from './any-receipt.ts';
import {
  collisions,
  POPPLER_MISSING,
  scanned,
  skeletonOf,
  squeezed,
  textOf,
  type Word,
  wordsOf,
} from './read-paper.ts';
import {
  COPY,
  everydayReceipt,
  largestReceipt,
  longReceipt,
  ORIGINAL,
  rareNamesReceipt,
  receiptOf,
} from './sample-receipts.ts';

const soak = process.env['COUNTERFOIL_DOSE'] === 'soak';

async function drawn(layout: DocumentLayout): Promise<Uint8Array> {
  const result = await renderDocument(layout);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result.pdf;
}

const paper = (view: ReceiptView, mark: PrintMark = ORIGINAL, locale: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN') =>
  drawn(receiptLayout(view, mark, { locale, paper: 'A5' }));

const pagesOf = (pdf: Uint8Array) => textOf(pdf).split('\f').length - 1;

// A line's box reaches a little below its letters; the page mark and the running head stand in the top margin.
function outsiders(words: readonly Word[]): string[] {
  const { width, height } = PAPER_SIZES.A5;
  const { margins } = receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
  const slack = 1;
  return words
    .filter((w) => {
      if (w.left < margins.left - slack || w.right > width - margins.right + slack) return true;
      return w.top < 10 || w.bottom > height - margins.bottom + slack;
    })
    .map((w) => `${w.text} at ${[w.left, w.top, w.right, w.bottom].map(Math.round).join(',')} on page ${w.page}`);
}

/** The page of the one word that begins so; the words asked for here cannot come from a name. */
function pageOf(words: readonly Word[], start: string): number[] {
  return [...new Set(words.filter((word) => word.text.startsWith(start)).map((word) => word.page))];
}

/**
 * Stub and total belong together on the last page; a stub that found no room there would have gone on alone. More than
 * five tenders of the largest amounts do not fit one page with the stub: then the total may stand on the page before.
 */
function expectWholeEnd(words: readonly Word[], locale: 'zh-CN' | 'zh-TW' | 'en', tenders: number): void {
  const last = Math.max(...words.map((word) => word.page));
  const { stub, inWords } = RECEIPT_WORDS[locale];
  expect(pageOf(words, stub)).toEqual([last]);
  const total = pageOf(words, inWords('CNY').split(' ')[0] ?? '');
  expect(total).toHaveLength(1);
  expect(last - (total[0] ?? 0)).toBeLessThanOrEqual(tenders > 5 ? 1 : 0);
}

describe.skipIf(POPPLER_MISSING)(`a receipt's PDF, read back${POPPLER_MISSING ? ` (${POPPLER_MISSING})` : ''}`, () => {
  it.each(['zh-CN', 'zh-TW', 'en'] as const)('says everything in %s', async (locale) => {
    const view = everydayReceipt();
    const words = RECEIPT_WORDS[locale];
    const text = squeezed(textOf(await paper(view, COPY, locale)));
    const facts = [view.organisation, view.number, view.cashier, view.shiftNumber, view.counter.name, 'C000412'];
    facts.push(
      amountInWords(view.total, CNY),
      `¥${formatAmount(view.total, CNY)}`,
      '2026-11-2209:41:07',
      '−14.68',
      '004512',
    );
    for (const line of view.lines)
      facts.push(line.name, formatAmount(line.amount, CNY), formatAmount(line.unitPrice ?? ZERO, CNY));
    for (const tender of view.tenders) facts.push(words.methods[tender.method], formatAmount(tender.applied, CNY));
    facts.push(words.title, words.stub, words.copyTitle(2), '2026-11-2310:15:40', '李红');
    for (const fact of facts) expect(text).toContain(squeezed(fact));
    // Number and total stand on the customer's part and on the stub.
    expect(text.split(view.number)).toHaveLength(3);
    expect(text.split('¥228.44')).toHaveLength(3);
  });

  it('draws rare names, each character as itself', async () => {
    const pdf = await paper(rareNamesReceipt());
    const text = squeezed(textOf(pdf));
    expect(text.split('䶮㛃𬭎𠅤𠮷')).toHaveLength(3);
    for (const fact of [
      '买买提·艾力䶮㛃',
      '𠮷田㛃',
      '（𠮷田䶮）',
      '未核实',
      '0038117',
      '2026-11-20',
      'ICBC20261122000093318842',
    ]) {
      expect(text).toContain(fact);
    }
  });

  it('carries a QR symbol that a scanner reads, on a printer of 100 dpi as well', async () => {
    for (const view of [everydayReceipt(), { ...everydayReceipt(), number: 'COUNTER9-R-9999999' }]) {
      const pdf = await paper(view);
      expect(scanned(pdf, 100)).toBe(scanText(view.number));
      expect(scanned(pdf, 200)).toBe(scanText(view.number));
    }
  });

  it('spreads forty lines over pages, all of them there, total and stub once, on the last', async () => {
    const view = longReceipt(40);
    const pdf = await paper(view);
    const pages = textOf(pdf).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThanOrEqual(2);
    const text = squeezed(pages.join(''));
    for (const line of view.lines) {
      expect(text).toContain(squeezed(line.name));
      expect(text).toContain(formatAmount(line.amount, CNY));
    }
    const asSeen = textOf(pdf, 'lines').split('\f');
    asSeen.slice(0, -1).forEach((page, i) => {
      expect(squeezed(page)).toContain(`第${i + 1}页，共${pages.length}页`);
      expect(page).toContain(view.number);
      if (/收费项目 \d/.test(page)) expect(page).toMatch(/单价 +金额/);
    });
    expect(text.split('共40项')).toHaveLength(2);
    expect(squeezed(pages.at(-1) ?? '')).toContain('存根');
    expect(text.split('存根')).toHaveLength(2);
  });

  it('marks every page of a copy, since sheets come apart', async () => {
    const pages = textOf(await paper(longReceipt(40), COPY))
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThanOrEqual(2);
    for (const page of pages) expect(squeezed(page)).toContain('副本');
  });

  it('needs one page for the everyday receipt and for the largest amount', async () => {
    expect(pagesOf(await paper(everydayReceipt()))).toBe(1);
    const pdf = await paper(largestReceipt());
    expect(pagesOf(pdf)).toBe(1);
    expect(textOf(pdf)).toContain('¥22,517,998,136,852.48');
  });

  it('lets nothing overlap and nothing leave the page, whatever the facts', async () => {
    const samples: [ReceiptView, PrintMark][] = [
      [everydayReceipt(), COPY],
      [largestReceipt(), COPY],
      [rareNamesReceipt(), COPY],
      [longReceipt(40), ORIGINAL],
    ];
    for (const [view, mark] of samples) {
      for (const locale of ['zh-CN', 'zh-TW', 'en'] as const) {
        const words = wordsOf(await paper({ ...view, currency: 'CNY' }, mark, locale));
        expect(collisions(words)).toEqual([]);
        expect(outsiders(words)).toEqual([]);
        expectWholeEnd(words, locale, view.tenders.length);
      }
    }
    await fc.assert(
      fc.asyncProperty(
        anyReceipt,
        anyMark,
        fc.constantFrom('zh-CN' as const, 'en' as const),
        async (view, mark, locale) => {
          const words = wordsOf(await paper({ ...view, currency: 'CNY' }, mark, locale));
          expect(collisions(words)).toEqual([]);
          expect(outsiders(words)).toEqual([]);
          expectWholeEnd(words, locale, view.tenders.length);
        },
      ),
      // Every day the same forty, so that a red run is about the change at hand; the soak looks for new ones.
      soak ? { numRuns: 600 } : { numRuns: 40, seed: 20_261_123 },
    );
  });

  it('keeps hostile values what they are: text', async () => {
    const hostile = [
      '{qr:"https://evil.example"}',
      '{"image":"/etc/passwd"}',
      '{text:"0.01",bold:true}',
      'https://evil.example/a.png',
      'file:///etc/passwd',
      'data:image/png;base64,iVBORw0KGgo=',
      '<svg onload="x()"><image href="file:///etc/passwd"/></svg>',
      '{page}/{pages} $& ${total} %s',
      ') Tj ET /URI (x) << >> stream',
      '__proto__ constructor',
    ];
    for (const value of hostile) {
      const view = receiptOf([{ name: value, unit: '次', quantity: milli(1000), unitPrice: minor(1) }], {
        payer: value,
        organisation: value,
        cashier: value,
      });
      const pdf = await paper(view, { kind: 'copy', n: 1, at: 0, by: value, reason: value });
      // Words broken at line ends lose nothing but the break.
      expect(squeezed(textOf(pdf))).toContain(squeezed(value));
      expect(skeletonOf(pdf)).not.toMatch(
        /\/(URI|Launch|JavaScript|JS|EmbeddedFile|Filespec|XObject|Annots|Subtype \/Image)\b/,
      );
    }
  });
});

describe('text that finds no room', () => {
  const long = '王敏收费项目静脉血'.repeat(220);

  it.skipIf(POPPLER_MISSING)('flows on: a row and a closing higher than a page lose nothing', async () => {
    const layout = receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
    const lines = layout.body.at(-1);
    if (lines?.kind !== 'table') throw new Error('the lines are the last of the body');
    const row = lines.rows[0]?.map((cell, i) => (i === 1 ? { runs: [{ ...cell.runs[0], text: long }] } : cell));
    const note = { kind: 'text', align: 'left', runs: [{ text: long, size: 14, weight: 'regular', colour: 'ink' }] };
    const pdf = await drawn({
      ...layout,
      body: [...layout.body.slice(0, -1), { ...lines, rows: [row, ...lines.rows.slice(1)] }],
      closing: [note, ...layout.closing, note],
    } as DocumentLayout);
    const text = squeezed(textOf(pdf)).replace(
      /青岚市第二人民医院收费收据A01-R-0018273交款人欧阳惠|第\d+页，共\d+页|收费项目单位数量单价优惠金额/g,
      '',
    );
    expect(text.split(long.slice(0, 180)).length).toBeGreaterThanOrEqual(3);
    expect([...text].filter((c) => c === '脉').length).toBeGreaterThanOrEqual(3 * 220);
    expect(text).toContain('¥228.44');
  });

  it('is noticed if a paper came out without it: no paper then', async () => {
    const composed = composePage(receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' }));
    await expect(drawPdf({ ...composed, pieces: [...composed.pieces, 1] })).rejects.toThrow('1 pieces of text');
    const again = composePage(receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' }));
    const content = again.definition.content as unknown[];
    content.splice(-2, 1);
    await expect(drawPdf(again)).rejects.toThrow('found no room');
  });
});

describe('a receipt that cannot be drawn', () => {
  it('is refused with the characters no font has, instead of showing boxes', async () => {
    const view = { ...everydayReceipt(), payer: '王\u{10FFFD}敏', cashier: '李🐉', organisation: 'مستشفى' };
    const result = await renderDocument(receiptLayout(view, ORIGINAL, { locale: 'zh-CN', paper: 'A5' }));
    expect(result).toMatchObject({ ok: false, code: 'GLYPH_MISSING' });
    if (result.ok || result.code !== 'GLYPH_MISSING') return;
    expect(result.params.characters).toEqual(expect.arrayContaining(['\u{10FFFD}', '🐉', 'م']));
    expect(result.params.characters).not.toContain('王');
    expect(new Set(result.params.characters).size).toBe(result.params.characters.length);
  });

  it('is refused for a lone surrogate, wherever it stands', async () => {
    for (const change of [{ payer: '王\ud842' }, { organisation: '医院\udfb7' }, { cashier: '\ud800' }]) {
      const layout = receiptLayout({ ...everydayReceipt(), ...change }, ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
      expect(await renderDocument(layout)).toMatchObject({ ok: false, code: 'GLYPH_MISSING' });
    }
  });

  it('draws once the character is gone: a refusal leaves nothing behind', async () => {
    const before = await paper(everydayReceipt());
    await renderDocument(
      receiptLayout({ ...everydayReceipt(), payer: '🐉' }, ORIGINAL, { locale: 'zh-CN', paper: 'A5' }),
    );
    expect(Buffer.from(await paper(everydayReceipt())).equals(Buffer.from(before))).toBe(true);
  });

  it('is refused where the layout is not a layout', async () => {
    const layout = receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
    const wrong: unknown[] = [
      null,
      'A5',
      {},
      { ...layout, paper: 'B5' },
      { ...layout, images: { a: 'file:///etc/passwd' } },
      { ...layout, body: [{ kind: 'image', image: '/etc/passwd' }] },
      {
        ...layout,
        body: [{ kind: 'text', runs: [{ text: { qr: 'x' }, size: 9, weight: 'bold', colour: 'ink' }], align: 'left' }],
      },
      {
        ...layout,
        body: [
          {
            kind: 'text',
            runs: [{ text: 'x', size: 9, weight: 'bold', colour: '#fff', link: 'https://x' }],
            align: 'left',
          },
        ],
      },
      { ...layout, info: { ...layout.info, createdAt: Number.NaN } },
    ];
    for (const value of wrong) expect(await renderDocument(value)).toMatchObject({ ok: false, code: 'LAYOUT_INVALID' });
  });
});

describe('the fonts', () => {
  it('have the same characters in both weights, so that coverage is asked once', () => {
    for (const face of FACES) {
      const [regular, bold] = [paperFont(face, 'regular'), paperFont(face, 'bold')];
      for (let code = 0x20; code < 0x323b0; code += 1) {
        if (regular.hasGlyphForCodePoint(code) !== bold.hasGlyphForCodePoint(code)) {
          throw new Error(`${face} differs in U+${code.toString(16)}`);
        }
      }
    }
  });

  it('cover the names they were chosen for', () => {
    for (const character of '䶮㛃𬭎𠅤')
      expect(paperFont('Paper', 'regular').hasGlyphForCodePoint(character.codePointAt(0) ?? 0)).toBe(true);
    expect(paperFont('PaperRare', 'bold').hasGlyphForCodePoint(0x20bb7)).toBe(true);
  });
});

describe('the size of a receipt', () => {
  it('stays within 35 KB for the everyday one', async () => {
    expect((await paper(everydayReceipt())).length).toBeLessThanOrEqual(35 * 1024);
    expect((await paper(everydayReceipt(), ORIGINAL, 'en')).length).toBeLessThanOrEqual(35 * 1024);
  });
});
