// Vouchers say what the journal said: nothing lost, nothing netted, every voucher balanced; and the Yonyou text is read
// back by a reader of its own that knows only the published rules.
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type Minor, CNY, currencyOf, minor } from '../../../core/money/money.ts';
import { buildVouchers, type PostedDocument, type VoucherOrder } from '../../../core/vouchers/build-vouchers.ts';
import { fitText } from '../../../core/vouchers/fit-text.ts';
import { KINGDEE_COLUMNS, kingdeeRows } from '../../../core/vouchers/kingdee-rows.ts';
import { PLAIN_COLUMNS, plainRows } from '../../../core/vouchers/plain-rows.ts';
import { type AccountTarget, NO_AUXILIARY, type Voucher } from '../../../core/vouchers/voucher.ts';
import { yonyouText } from '../../../core/vouchers/yonyou-text.ts';
import { dose } from '../../fixtures/dose.ts';
import { readYonyou } from './read-yonyou.ts';

const inGbk = (character: string): boolean => iconv.decode(iconv.encode(character, 'gbk'), 'gbk') === character;

const accounts = ['1001.1.T1', '1012.card', '1012.wechat', '6001', '6001.discount', '2203', '2221'];
const target = (account: string): AccountTarget => ({
  code: account.replaceAll('.', '').toUpperCase(),
  name: `科目${account}`,
  auxiliary: { ...NO_AUXILIARY, department: account === '6001' ? '门诊部' : null },
  summary: null,
});

const anyDocument: fc.Arbitrary<Omit<PostedDocument, 'number'>> = fc
  .record({
    type: fc.constantFrom('R', 'V', 'C', 'P'),
    moved: fc.array(fc.tuple(fc.constantFrom(...accounts), fc.integer({ min: -10_000_000, max: 10_000_000 })), {
      maxLength: 6,
    }),
  })
  .map(({ type, moved }) => {
    const sums = new Map<string, number>();
    const add = (account: string, amount: number): void => {
      sums.set(account, (sums.get(account) ?? 0) + amount);
    };
    for (const [account, amount] of moved) {
      add(account, amount);
      add('2401', -amount);
    }
    const entries = [...sums].filter(([, amount]) => amount !== 0);
    return { type, entries: entries.map(([account, amount]) => ({ account, amount: minor(amount) })) };
  });

const anyDay = fc
  .array(anyDocument, { maxLength: 30 })
  .map((documents) => documents.map((one, index) => ({ ...one, number: `A01-${one.type}-${index + 1}` })));

function order(documents: readonly PostedDocument[], mode: VoucherOrder['mode'] = 'summary'): VoucherOrder {
  return {
    date: '2026-11-22',
    word: '记',
    preparedBy: '李静',
    mode,
    firstNumber: 1,
    documents,
    targetOf: target,
    nameOf: (account) => account,
    summaryOf: (type, what) => ('count' in what ? `${type} ${what.count} 张` : what.number),
  };
}

function built(documents: readonly PostedDocument[], mode?: VoucherOrder['mode']): readonly Voucher[] {
  const result = buildVouchers(order(documents, mode));
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.vouchers;
}

/** Debits and credits per central account, from the journal and from anywhere else, in fen. */
function perAccount(moved: Iterable<readonly [string, number, number]>): Map<string, readonly [number, number]> {
  const sums = new Map<string, readonly [number, number]>();
  for (const [account, debit, credit] of moved) {
    const [debits, credits] = sums.get(account) ?? [0, 0];
    sums.set(account, [debits + debit, credits + credit]);
  }
  return new Map([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const ofJournal = (documents: readonly PostedDocument[]) =>
  perAccount(
    documents.flatMap(({ entries }) =>
      entries.map(({ account, amount }) => [target(account).code, Math.max(amount, 0), Math.max(-amount, 0)] as const),
    ),
  );

describe('vouchers of a day', () => {
  it('move exactly what the journal moved, each voucher in balance', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom<VoucherOrder['mode']>('summary', 'perDocument'), (documents, mode) => {
        const vouchers = built(documents, mode);
        const entries = vouchers.flatMap((voucher) => voucher.entries);
        expect(perAccount(entries.map((entry) => [entry.account, entry.debit, entry.credit] as const))).toEqual(
          ofJournal(documents),
        );
        for (const voucher of vouchers) {
          const sum = voucher.entries.reduce((all, { debit, credit }) => all + debit - credit, 0);
          expect(sum).toBe(0);
          for (const { debit, credit } of voucher.entries) expect(Number(debit === 0) + Number(credit === 0)).toBe(1);
        }
        expect(vouchers.map((voucher) => voucher.number)).toEqual(vouchers.map((_, index) => index + 1));
      }),
      { numRuns: dose(200, 5_000) },
    );
  });

  it('list every account that has no target with what moved on it, and then there is no voucher', () => {
    const documents: PostedDocument[] = [
      { number: 'A01-R-1', type: 'R', entries: entries(['1001', 500], ['6001', -500]) },
      { number: 'A01-R-2', type: 'R', entries: entries(['1001', 300], ['6002', -300]) },
    ];
    const result = buildVouchers({ ...order(documents), targetOf: (one) => (one === '1001' ? target(one) : null) });
    expect(result).toEqual({
      ok: false,
      faults: [
        { code: 'UNMAPPED', account: '6001', name: '6001', amount: 500, documents: 1 },
        { code: 'UNMAPPED', account: '6002', name: '6002', amount: 300, documents: 1 },
      ],
    });
  });

  it('refuse a document out of balance by name', () => {
    const documents = [{ number: 'A01-R-7', type: 'R', entries: entries(['1001', 500], ['6001', -499]) }];
    expect(buildVouchers(order(documents))).toEqual({
      ok: false,
      faults: [{ code: 'UNBALANCED', document: 'A01-R-7', difference: 1 }],
    });
  });
});

describe('the Yonyou text', () => {
  const options = { currency: CNY, text: { canWrite: inGbk, rule: 'refuse' as const } };

  it('is read back by an independent reader as the same movements', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom<VoucherOrder['mode']>('summary', 'perDocument'), (documents, mode) => {
        const written = yonyouText(built(documents, mode), options);
        if (!written.ok) throw new Error(JSON.stringify(written.faults));
        const bytes = iconv.encode(written.text, 'gbk');
        const lines = readYonyou(bytes);
        expect(perAccount(lines.map((line) => [line.account, line.debit, line.credit] as const))).toEqual(
          ofJournal(documents),
        );
      }),
      { numRuns: dose(200, 5_000) },
    );
  });

  it('stands as the published skeleton stands', () => {
    const documents = [{ number: 'A01-R-1', type: 'R', entries: entries(['10020104', -10_000], ['1001', 10_000]) }];
    const written = yonyouText(built(documents), options);
    expect(written.ok && written.text.split('\r\n')).toEqual([
      '填制凭证,V800',
      '2026-11-22,记,1,1,R 1 张,1001,100.00,0.00,,,,李静,,,,,,,,,,,,,,,,0,,0,,,,,,,,,0,0,0,0,0,,0,0,0,0',
      '2026-11-22,记,1,1,R 1 张,10020104,0.00,100.00,,,,李静,,,,,,,,,,,,,,,,0,,0,,,,,,,,,0,0,0,0,0,,0,0,0,0',
      '',
    ]);
  });

  it('never lets a comma or a line end of a name end its field', () => {
    const vouchers = built([{ number: 'A01-R-1', type: 'R', entries: entries(['1001', 5], ['6001', -5]) }]);
    const named = vouchers.map((voucher) => ({ ...voucher, preparedBy: '王,\r\n"敏"' }));
    const written = yonyouText(named, options);
    if (!written.ok) throw new Error('refused');
    expect(readYonyou(iconv.encode(written.text, 'gbk')).map((line) => line.preparedBy)).toEqual(
      Array(2).fill('王，  ＂敏＂'),
    );
    expect(written.replaced).toHaveLength(1);
  });

  it('refuses a character that GBK lacks and names it, or writes its variant when that is set', () => {
    const vouchers = built([{ number: 'A01-R-1', type: 'R', entries: entries(['1001', 5], ['6001', -5]) }]);
    const named = vouchers.map((voucher) => ({ ...voucher, preparedBy: '欧阳𠮷𬭎' }));
    expect(yonyouText(named, options)).toEqual({
      ok: false,
      faults: [{ code: 'TEXT_NOT_ENCODABLE', text: '欧阳𠮷𬭎', characters: '𠮷𬭎' }],
    });
    const replaced = yonyouText(named, { ...options, text: { canWrite: inGbk, rule: 'replace' } });
    expect(replaced.ok && readYonyou(iconv.encode(replaced.text, 'gbk'))[0]?.preparedBy).toBe('欧阳吉鋐');
  });

  it('refuses what its fields cannot hold, all of it at once', () => {
    const vouchers = built([{ number: 'A01-R-1', type: 'R', entries: entries(['1001', 5], ['6001', -5]) }]);
    const long = vouchers.map((voucher) => ({
      ...voucher,
      attachments: 1_000,
      entries: voucher.entries.map((entry) => ({
        ...entry,
        summary: '收'.repeat(61),
        account: '1'.repeat(16),
        debit: entry.debit === 0 ? entry.debit : ((10 ** 15) as Minor),
      })),
    }));
    const written = yonyouText(long, options);
    expect(written.ok ? [] : written.faults.map((fault) => fault.code).sort()).toEqual([
      'ACCOUNT_TOO_LONG',
      'AMOUNT_OUT_OF_RANGE',
      'TEXT_TOO_LONG',
      'TOO_MANY_ATTACHMENTS',
    ]);
  });

  it('writes two decimals for a currency without any', () => {
    const vouchers = built([{ number: 'A01-R-1', type: 'R', entries: entries(['1001', 500], ['6001', -500]) }]);
    const written = yonyouText(vouchers, { ...options, currency: currencyOf('JPY') });
    expect(written.ok && written.text).toContain(',500.00,0.00,');
  });
});

describe('the tables', () => {
  it('have as many cells as columns; Kingdee has its 56, and their amounts are those of the vouchers', () => {
    expect(KINGDEE_COLUMNS).toHaveLength(56);
    fc.assert(
      fc.property(anyDay, (documents) => {
        const vouchers = built(documents);
        const kingdee = kingdeeRows(vouchers, { currency: CNY, rule: 'refuse' });
        if (!kingdee.ok) throw new Error('refused');
        const plain = plainRows(vouchers);
        for (const row of kingdee.rows) expect(row).toHaveLength(56);
        for (const row of plain) expect(row).toHaveLength(PLAIN_COLUMNS.length);
        const amountAt = (row: (typeof plain)[number], at: number): number => {
          const cell = row[at];
          return cell?.kind === 'amount' ? cell.value : 0;
        };
        const debit = KINGDEE_COLUMNS.indexOf('FDEBIT');
        const movedByKingdee = kingdee.rows.map(
          (row) =>
            [
              row[7]?.kind === 'text' ? row[7].text : '',
              amountAt([...row], debit),
              amountAt([...row], debit + 1),
            ] as const,
        );
        const movedByPlain = plain.map(
          (row) => [row[5]?.kind === 'text' ? row[5].text : '', amountAt(row, 7), amountAt(row, 8)] as const,
        );
        expect(perAccount(movedByKingdee)).toEqual(ofJournal(documents));
        expect(perAccount(movedByPlain)).toEqual(ofJournal(documents));
      }),
      { numRuns: dose(100, 2_000) },
    );
  });
});

describe('text that must fit', () => {
  it('is kept whole, or every lost character is named: never a question mark', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom('refuse', 'replace'),
        (text, rule) => {
          const fitted = fitText(text, { canWrite: inGbk, rule: rule as 'refuse' | 'replace', limit: 200 });
          if (fitted.ok) {
            const back = iconv.decode(iconv.encode(fitted.text, 'gbk'), 'gbk');
            expect(back).toBe(fitted.text);
            if (fitted.replaced.length === 0) expect(fitted.text).toBe(text);
          } else if (fitted.fault === 'notWritable') {
            for (const character of fitted.characters) expect(inGbk(character)).toBe(false);
          }
        },
      ),
      { numRuns: dose(300, 10_000) },
    );
  });
});

function entries(...moved: (readonly [string, number])[]): PostedDocument['entries'] {
  return moved.map(([account, amount]) => ({ account, amount: minor(amount) }));
}
