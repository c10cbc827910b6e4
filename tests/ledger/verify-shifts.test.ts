// Verify proves where the cash of a shift came from and where it went: the float, the count, and what is said at the end.
// Every act below has right hashes and sums, and the database took it; one thing about it is untrue.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CASHIER2,
  DRAWER,
  FINANCE1,
  type Forger,
  OVER_SHORT,
  SAFE,
  SHIFT,
  verdictOn,
  wechat,
} from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;

/** What a finding says of the worked day as it stands: what drawer 1 holds, a fen more, the number of the next shift. */
function said(finding: string): string {
  return finding
    .replace('HELD', String(held))
    .replace('MORE', String(held + 1))
    .replace('LESS', String(5 - (held - 5)))
    .replace('NEXT', String(nextShift));
}
let held = 0;
let nextShift = 0;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
  const { db } = template.raw();
  held = Number(db.prepare('SELECT balance FROM account_balance WHERE account = ?').pluck().get(DRAWER));
  nextShift = Number(db.prepare('SELECT max(id) + 1 FROM shift').pluck().get());
  db.close();
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

const verdict = (forge: (forger: Forger) => void): string => verdictOn(template, forge);

const DRAWER2 = '1001.1.2';
const BACKFILL = '1001.1.BF';

function float(forger: Forger, shiftId: number, amount: number, from = SAFE, to = DRAWER2): void {
  forger.movement({
    kind: 'float',
    amount,
    document: { shiftId, personId: CASHIER2 },
    entries: [
      [to, amount],
      [from, -amount],
    ],
  });
}

describe('opening', () => {
  it('is clean with its float once', () => {
    expect(verdict((forger) => float(forger, forger.open({ float: 500 }), 500))).toBe('ok');
  });

  it.each<[string, (forger: Forger) => void, string]>([
    [
      'a float from elsewhere than the safe',
      (forger) => float(forger, forger.open({ float: 500 }), 500, '1002'),
      `balance: entry: ${SAFE} is posted 500 away from its document`,
    ],
    [
      'a float into another drawer',
      (forger) => float(forger, forger.open({ float: 500 }), 500, SAFE, DRAWER),
      `balance: entry: ${DRAWER2} is posted -500 away from its document`,
    ],
    [
      'another float than the shift says',
      (forger) => float(forger, forger.open({ float: 500 }), 400),
      'balance: cash_movement: is 400, its shift’s float 500',
    ],
    [
      'the float twice',
      (forger) => {
        const shift = forger.open({ float: 500 });
        for (const _ of [1, 2]) float(forger, shift, 500);
      },
      'limits: cash_movement: its shift had its float before',
    ],
    [
      'a float never posted',
      (forger) => void forger.open({ float: 500 }),
      'balance: shift: its float was never posted',
    ],
    [
      'a movement of no known kind',
      (forger) =>
        forger.without('chain_seals_slip', () =>
          forger.movement({
            kind: 'gift',
            amount: 1,
            entries: [
              [DRAWER, 1],
              [SAFE, -1],
            ],
          }),
        ),
      'limits: cash_movement: gift is no movement of cash',
    ],
    [
      'backfill on a till drawer',
      (forger) => void forger.open({ kind: 'backfill' }),
      'limits: shift: is on a drawer of another kind',
    ],
    [
      'a shift number of another counter',
      (forger) => void forger.open({ number: 'B07-S-0000007' }),
      'numbers: shift: B07-S-0000007 does not say A01 S NEXT',
    ],
  ])('%s', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(said(finding));
  });
});

describe('emptying the drawer', () => {
  it('is clean when what is missing is short', () => {
    const short = (forger: Forger): void => {
      const held = forger.balance(DRAWER);
      forger.count(SHIFT, held - 5);
      const entries = [
        [SAFE, held - 5],
        [DRAWER, -held],
        [OVER_SHORT, 5],
      ] as const;
      forger.movement({ kind: 'shiftClose', amount: held - 5, entries });
      forger.end(SHIFT, held, held - 5);
    };
    expect(verdict(short)).toBe('ok');
  });

  it.each<[string, (forger: Forger) => void, string]>([
    [
      'a little left in it',
      (forger) => {
        const most = forger.balance(DRAWER) - 1;
        forger.movement({
          kind: 'shiftClose',
          amount: most,
          entries: [
            [SAFE, most],
            [DRAWER, -most],
          ],
        });
      },
      'balance: cash_movement: leaves 1 in the drawer it empties',
    ],
    [
      'what is missing as something else than short',
      (forger) => {
        const held = forger.balance(DRAWER);
        const entries = [
          [SAFE, held - 5],
          [DRAWER, -held],
          ['6602.payout', 5],
        ] as const;
        forger.movement({ kind: 'shiftClose', amount: held - 5, entries });
      },
      `balance: entry: ${OVER_SHORT} is posted -5 away from its document`,
    ],
    [
      'less for the safe than was counted',
      (forger) => {
        const held = forger.balance(DRAWER);
        const entries = [
          ['1001.3', held - 5],
          [SAFE, 5],
          [DRAWER, -held],
        ] as const;
        forger.movement({ kind: 'shiftClose', amount: held - 5, entries });
      },
      `balance: entry: ${SAFE} is posted LESS away from its document`,
    ],
    [
      'a receipt after it',
      (forger) => {
        forger.close();
        forger.receipt({
          tenders: [wechat(1000)],
          entries: [
            ['1012.wechat', 1000],
            ['6001', -1000],
          ],
        });
      },
      'limits: document: posted after its shift’s drawer was emptied',
    ],
    [
      'the drawer of backfill, which nobody counts',
      (forger) => {
        const shiftId = forger.open({ kind: 'backfill', drawerId: 3, personId: FINANCE1 });
        const held = forger.balance(BACKFILL);
        const entries = [
          [SAFE, held],
          [BACKFILL, -held],
        ] as const;
        forger.movement({ kind: 'shiftClose', amount: held, document: { shiftId, personId: FINANCE1 }, entries });
      },
      'limits: cash_movement: empties a drawer that nobody counts',
    ],
  ])('%s', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(said(finding));
  });
});

describe('ending', () => {
  const closed = (end: (forger: Forger, held: number) => void) => (forger: Forger) => end(forger, forger.close());
  const backfill = (end: (forger: Forger, shift: number, held: number) => void) => (forger: Forger) =>
    end(forger, forger.open({ kind: 'backfill', drawerId: 3, personId: FINANCE1 }), forger.balance(BACKFILL));

  it.each<[string, (forger: Forger) => void]>([
    ['what was emptied is said', closed((forger, held) => forger.end(SHIFT, held, held))],
    ['nothing was ever in it', (forger) => forger.end(forger.count(forger.open(), 0), 0, 0)],
    ['nobody counted a backfill', backfill((forger, shift, held) => forger.end(shift, held, null))],
  ])('is clean when %s', (_name, forge) => {
    expect(verdict(forge)).toBe('ok');
  });

  it.each<[string, (forger: Forger) => void, string]>([
    ['money still in the drawer', (forger) => forger.end(SHIFT, 0, 0), 'balance: shift_end: leaves HELD in its drawer'],
    [
      'more expected than there was',
      closed((forger, held) => forger.end(SHIFT, held + 1, held)),
      'balance: shift_end: expected MORE where its drawer held HELD',
    ],
    [
      'more counted than the safe received',
      closed((forger, held) => forger.end(SHIFT, held, held + 1)),
      'balance: shift_end: counted MORE where the safe received HELD',
    ],
    [
      'no count at a till',
      closed((forger, held) => forger.end(SHIFT, held, null)),
      'balance: shift_end: counted null where the safe received HELD',
    ],
    [
      'something expected of an empty drawer',
      (forger) => forger.end(forger.open(), 7, 0),
      'balance: shift_end: expected 7 where its drawer held 0',
    ],
    [
      'something counted in an empty drawer',
      (forger) => forger.end(forger.open(), 0, 7),
      'balance: shift_end: counted 7 where the safe received 0',
    ],
    [
      'another sum of backfill than its drawer holds',
      backfill((forger, shift, held) => forger.end(shift, held - 1, null)),
      'balance: shift_end: expected 30004 where its drawer holds 30005',
    ],
    [
      'a count of backfill that nobody made',
      backfill((forger, shift, held) => forger.end(shift, held, held)),
      'limits: shift_end: says a count that nobody made',
    ],
  ])('%s', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(said(finding));
  });
});
