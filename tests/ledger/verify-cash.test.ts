// Verify proves cash between two sales from the rows alone: where it went, who counted it, what a drawer held at its count,
// that a handover is taken whole. Every act below has right hashes and sums; one thing about it is untrue.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CashCause } from '../../core/cash/cash-cause.ts';
import type { Act } from '../../db/ledger/act.ts';
import { cashPiece, cashSlip, counterfeitNote, drawerOpening } from '../../db/schema-cash.ts';
import {
  handoverCount,
  handoverEnd,
  handoverOffer,
  shiftPause,
  transferEnd,
  transferOffer,
} from '../../db/schema-cash.ts';
import {
  CASHIER1,
  CASHIER2,
  DRAWER,
  type Forger,
  OVER_SHORT,
  SAFE,
  SHIFT,
  SUPERVISOR1,
  verdictOn,
} from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

type Forge = (forger: Forger) => void;
const SUSPENSE = '2241.suspense';
/** What the database itself refuses of cash: put aside, so that verify alone is asked. */
const GUARDS = [
  ...['cash_slip_fits', 'chain_seals_slip', 'chain_keeps_cash', 'transfer_end_fits', 'counterfeit_note_follows'],
  ...[
    'cash_count_follows',
    'handover_offer_fits',
    'handover_end_fits',
    'handover_count_fits',
    'shift_pause_follows',
    'chain_seals_count',
  ],
  ...['document_not_suspended', 'chain_seals_pieces', 'chain_seals_handover'],
];
const verdict = (forge: Forge): string =>
  verdictOn(template, (forger) => forger.withoutAll(GUARDS, () => forge(forger)));

interface SlipParts {
  readonly kind?: string;
  readonly amount?: number;
  readonly from?: string;
  readonly to?: string;
  readonly cause?: CashCause | null;
  readonly offer?: number | null;
  readonly rows?: (act: Act) => void;
  /** The account that is really posted, where the slip says `from`. */
  readonly posted?: string;
}

/** Cash found at the window, into drawer 1; good unless `parts` say otherwise. */
function slip(forger: Forger, parts: SlipParts = {}): void {
  const { kind = 'paidIn', amount = 100, from = SUSPENSE, to = DRAWER, cause = 'found', offer = null } = parts;
  forger.movement({
    ...{ kind, amount },
    entries: [
      [to, amount],
      [parts.posted ?? from, -amount],
    ],
    rows: (act) => {
      act.insert(cashSlip, {
        ...{ fromAccount: from, toAccount: to, cause, reason: '零星', party: null, paper: null },
        ...{ attachmentId: null, offerSeq: offer, counted: null },
      });
      parts.rows?.(act);
    },
  });
}

const held = (side: 'held' | 'in' | 'out', face: number, pieces: number) => (act: Act) =>
  void act.insert(cashPiece, { side, face, pieces });

describe('a slip', () => {
  it('is clean as the window posts it, with its notes', () => {
    expect(verdict((forger) => slip(forger, { rows: held('held', 100, 1) }))).toBe('ok');
  });

  it.each<[string, Forge, string]>([
    [
      'says another account than its cause',
      (forger) => slip(forger, { from: '6001' }),
      `limits: cash_slip: paidIn goes from 6001 to ${DRAWER}, where its kind never does`,
    ],
    [
      'pays in by a cause that pays out',
      (forger) => slip(forger, { from: '2241.imprest', cause: 'toFinance' }),
      `limits: cash_slip: paidIn goes from 2241.imprest to ${DRAWER}, where its kind never does`,
    ],
    [
      'spends takings where finance has not allowed it',
      (forger) => slip(forger, { kind: 'paidOut', from: DRAWER, to: '6602.payout', cause: 'expense' }),
      `limits: cash_slip: paidOut goes from ${DRAWER} to 6602.payout, where its kind never does`,
    ],
    [
      'is posted elsewhere than it says',
      (forger) => slip(forger, { posted: '2241.imprest' }),
      `balance: entry: ${SUSPENSE} is posted 100 away from its document`,
    ],
    [
      'tells notes of another sum',
      (forger) => slip(forger, { rows: held('held', 50, 1) }),
      'balance: cash_piece: notes and coins come to 50, counted were 100',
    ],
    [
      'drops into the safe what one alone has counted',
      (forger) => slip(forger, { kind: 'safeDrop', from: DRAWER, to: SAFE, cause: null }),
      'limits: cash_movement: safeDrop was counted by one alone',
    ],
    [
      'takes more than there is',
      (forger) => {
        const amount = forger.balance(DRAWER) + 1;
        slip(forger, { kind: 'paidOut', amount, from: DRAWER, to: '2241.imprest', cause: 'toFinance' });
      },
      `limits: entry: leaves -1 on ${DRAWER}`,
    ],
    [
      'is missing',
      (forger) =>
        forger.movement({
          kind: 'paidIn',
          amount: 1,
          entries: [
            [DRAWER, 1],
            [SUSPENSE, -1],
          ],
        }),
      'limits: cash_movement: does not say from where to where',
    ],
    [
      'changes notes for fewer',
      (forger) =>
        forger.movement({
          ...{ kind: 'exchange', amount: 0, entries: [] },
          rows: (act) => {
            act.insert(cashSlip, {
              ...{ fromAccount: null, toAccount: null, cause: null, reason: null, party: null, paper: null },
              ...{ attachmentId: null, offerSeq: null, counted: null },
            });
            held('in', 1_000, 9)(act);
            held('out', 10_000, 1)(act);
          },
        }),
      'balance: cash_piece: 9000 came in for 10000',
    ],
  ])('that %s is named', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(finding);
  });
});

describe('cash that is offered', () => {
  const offer = (forger: Forger, personId = SUPERVISOR1): number =>
    forger.act(
      'cash.offered',
      (act) =>
        void act.insert(transferOffer, {
          ...{ fromShiftId: null, toDrawerId: 1, amount: 100, at: act.at, personId, reason: null },
        }),
      personId,
    );
  const answer = (offerSeq: number, personId: number, outcome: 'accepted' | 'rejected') => (act: Act) =>
    void act.insert(transferEnd, { offerSeq, outcome, at: act.at, personId, reason: '点清' });
  const take = (forger: Forger, seq: number, amount = 100): void =>
    slip(forger, {
      ...{ kind: 'transfer', amount, from: SAFE, cause: null, offer: seq },
      rows: answer(seq, CASHIER1, 'accepted'),
    });

  it('moves when it is accepted', () => {
    expect(verdict((forger) => take(forger, offer(forger)))).toBe('ok');
  });

  it.each<[string, Forge, string]>([
    [
      'moves another amount',
      (forger) => take(forger, offer(forger), 99),
      `limits: cash_slip: transfer goes from ${SAFE} to ${DRAWER}, where its kind never does`,
    ],
    [
      'moves although it was rejected',
      (forger) => {
        const seq = offer(forger);
        const rows = answer(seq, CASHIER1, 'rejected');
        slip(forger, { kind: 'transfer', from: SAFE, cause: null, offer: seq, rows });
      },
      'limits: transfer_end: moves what was not accepted, or does not',
    ],
    [
      'is rejected by who offered it',
      (forger) => {
        const seq = offer(forger, CASHIER1);
        forger.act('cash.answered', answer(seq, CASHIER1, 'rejected'));
      },
      'limits: transfer_end: is not by whom its outcome says',
    ],
  ])('and %s is named', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(finding);
  });
});

describe('what is only noted', () => {
  const note =
    (n: number, personId = CASHIER1) =>
    (act: Act) =>
      void act.insert(counterfeitNote, {
        ...{ n, shiftId: SHIFT, at: act.at, personId, face: 10_000, serial: 'EF12345678' },
        ...{ outcome: 'refused' as const, note: null },
      });

  it('follows', () => {
    expect(verdict((forger) => void forger.act('cash.counterfeit', note(3)))).toBe('ok');
  });

  it.each<[string, Forge, string]>([
    [
      'a counterfeit note left out of the register',
      (forger) => void forger.act('cash.counterfeit', note(4)),
      'numbers: counterfeit_note: where 3 must stand',
    ],
    [
      'a counterfeit note under another name',
      (forger) => void forger.act('cash.counterfeit', note(3, CASHIER2)),
      'limits: counterfeit_note: person is not that of its link',
    ],
    [
      'an opening under another name',
      (forger) =>
        void forger.act(
          'drawer.opened',
          (act) => void act.insert(drawerOpening, { shiftId: SHIFT, at: act.at, personId: CASHIER2, reason: '找零' }),
        ),
      'limits: drawer_opening: person is not that of its link',
    ],
  ])('%s is named', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(finding);
  });
});

describe('a count', () => {
  it.each<[string, Forge, string]>([
    [
      'that says the drawer held what it counted',
      (forger) => void forger.count(SHIFT, 1, { expected: 1 }),
      'balance: cash_count: expected 1 where its drawer held HELD',
    ],
    [
      'with a tolerance nobody set',
      (forger) => void forger.count(SHIFT, 1, { tolerance: 1_000_000 }),
      'limits: cash_count: tolerates 1000000 where 1000 was set',
    ],
    [
      'of which one was left out',
      (forger) => void forger.count(SHIFT, 1, { n: 2 }),
      'limits: cash_count: is not number 1 of its shift',
    ],
    [
      'made by somebody else',
      (forger) => void forger.count(SHIFT, 1, { personId: CASHIER2 }),
      'limits: cash_count: is not by whom its purpose says',
    ],
    [
      'made again by one alone',
      (forger) => {
        for (const _ of [1, 2]) forger.count(SHIFT, 1);
      },
      'limits: cash_count: was counted again by one alone',
    ],
    [
      'that nobody approved ends the shift',
      (forger) => {
        const counted = forger.balance(DRAWER) - 5_000;
        forger.count(SHIFT, counted);
        forger.movement({
          ...{ kind: 'shiftClose', amount: counted },
          entries: [
            [SAFE, counted],
            [DRAWER, -forger.balance(DRAWER)],
            [OVER_SHORT, 5_000],
          ],
        });
        forger.end(SHIFT, counted + 5_000, counted);
      },
      'limits: shift_end: differs beyond what is tolerated, and nobody approved it',
    ],
  ])('%s is named', (_name, forge, finding) => {
    let drawer = 0;
    const found = verdict((forger) => {
      drawer = forger.balance(DRAWER);
      forge(forger);
    });
    expect(found).toBe(finding.replace('HELD', String(drawer)));
  });
});

describe('a handover', () => {
  const offer = (forger: Forger, countSeq = lastCount(forger)): number =>
    forger.act(
      'handover.offered',
      (act) => void act.insert(handoverOffer, { shiftId: SHIFT, countSeq, at: act.at, personId: CASHIER1 }),
    );
  const lastCount = (forger: Forger): number => {
    forger.count(SHIFT, forger.balance(DRAWER), { purpose: 'handover' });
    return forger.ledger.head.seq;
  };
  const end = (offerSeq: number, personId: number, outcome: 'accepted' | 'rejected') => (act: Act) =>
    void act.insert(handoverEnd, {
      ...{ offerSeq, outcome, at: act.at, personId, counted: 1 },
      reason: outcome === 'rejected' ? '少' : null,
    });

  const miscount = (
    offerSeq: number,
    personId: number,
    counted: number,
    n: number,
  ): [string, (act: Act) => void, number] => [
    'handover.differed',
    (act) => void act.insert(handoverCount, { offerSeq, n, at: act.at, personId, counted }),
    personId,
  ];

  it('goes back whole', () => {
    const back: Forge = (forger) => void forger.act('x', end(offer(forger), CASHIER2, 'rejected'), CASHIER2);
    expect(verdict(back)).toBe('ok');
  });

  it.each<[string, Forge, string]>([
    [
      'of a count that is not the last',
      (forger) => {
        const other = 'SELECT seq FROM cash_count WHERE shift_id <> ? LIMIT 1';
        offer(forger, forger.ledger.one<{ seq: number }>(other, SHIFT)?.seq);
      },
      'limits: handover_offer: is not of the last count',
    ],
    [
      'offered twice',
      (forger) => {
        const count = lastCount(forger);
        for (const _ of [1, 2]) offer(forger, count);
      },
      'limits: handover_offer: is offered twice',
    ],
    [
      'rejected by who offered it',
      (forger) => void forger.act('x', end(offer(forger), CASHIER1, 'rejected')),
      'limits: handover_end: is not by whom its outcome says',
    ],
    [
      'counted by who offered it',
      (forger) => void forger.act(...miscount(offer(forger), CASHIER1, 1, 1)),
      'limits: handover_count: is by whoever offered',
    ],
    [
      'kept as other than what it was offered with, although it is the same',
      (forger) => void forger.act(...miscount(offer(forger), CASHIER2, forger.balance(DRAWER), 1)),
      'limits: handover_count: is what was counted before',
    ],
    [
      'with a count left out',
      (forger) => void forger.act(...miscount(offer(forger), CASHIER2, 1, 2)),
      'limits: handover_count: does not follow the last one',
    ],
    [
      'counted after it was answered',
      (forger) => {
        const of = offer(forger);
        forger.act('x', end(of, CASHIER2, 'rejected'), CASHIER2);
        forger.act(...miscount(of, CASHIER2, 1, 1));
      },
      'limits: handover_count: is of an offer that was answered before',
    ],
    [
      'taken although two counts differ',
      (forger) => void forger.act('x', end(offer(forger), CASHIER2, 'accepted'), CASHIER2),
      'limits: handover_end: two counts differ',
    ],
  ])('%s is named', (_name, forge, finding) => {
    expect(verdict(forge)).toBe(finding);
  });
});

describe('a suspended shift', () => {
  const pause = (n: number, kind: 'suspended' | 'resumed') => (act: Act) =>
    void act.insert(shiftPause, {
      ...{ shiftId: SHIFT, n, kind, at: act.at, personId: CASHIER1 },
      reason: kind === 'suspended' ? '用餐' : null,
    });

  it('takes nothing', () => {
    const found = verdict((forger) => {
      forger.act('shift.suspended', pause(1, 'suspended'));
      slip(forger);
    });
    expect(found).toBe('limits: document: posted into a suspended shift');
  });

  it('is not resumed before', () => {
    const found = verdict((forger) => void forger.act('shift.resumed', pause(1, 'resumed')));
    expect(found).toBe('limits: shift_pause: is not the suspended number 1');
  });
});
