// Every door by which money leaves, tried by itself: what the program refuses, and what the file refuses to whoever goes past the
// program. tests/guards names for each of these the guard that it misses when it is gone.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { bankSays, sendBatch } from './support/bank.ts';
import { openCharge } from './support/charges.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { type Hand, written } from './support/forged-rows.ts';
import { apply, approve, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';
import { complaint } from './support/worked-tickets.ts';

const [CASHIER1, FINANCE] = [2, 'finance1'];
/** The cases whose rows are tried, by their numbers: cash not paid yet, cash paid, a card under way, a card that failed and was sent
 * again, a transfer not sent yet, one that waits for its level. */
const [DUE, PAID, SENT, REPLACED, TRANSFER, WAITS] = [1, 2, 3, 4, 5, 6];

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;
let payments = 0;

type Charge = InputOf<'charge.post'>;
const byCard = (fen: number): Charge => ({
  ...openCharge(fen),
  tenders: [{ method: 'card', given: minor(fen), reference: '004512' }],
});
const byTransfer = (fen: number): Charge => {
  payments += 1;
  const reference = `HB20261123${String(payments).padStart(6, '0')}`;
  return { ...openCharge(fen), tenders: [{ method: 'transfer', given: minor(fen), reference }] };
};

/** A refund of the whole of `charge`, decided, its payee typed by two where a bank pays. */
async function owed(at: Counter, one: Window, charge: Charge): Promise<string> {
  const { number: receipt } = await one.call('charge.post', charge);
  const { number, state } = await apply(one, receipt, byQuantity([1, 1000]), { payee: PAYEE });
  if (state === 'awaitingSecondEntry')
    await (await at.signedIn('cashier2')).call('refund.secondEntry', {
      ...{ operationId: op(), case: number, payee: PAYEE, amount: null },
    });
  await approve(at, one, number);
  return number;
}
const step = (name: 'payout.start' | 'payout.fail' | 'payout.retry', number: string, n = 1) =>
  till.call(name, { operationId: op(), case: number, n, text: name === 'payout.start' ? null : '见备注' } as never);

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    till = await made.signedIn('cashier1');
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
    await owed(made, till, openCharge(1001));
    await step('payout.start', await owed(made, till, openCharge(1002)));
    await step('payout.start', await owed(made, till, byCard(1003)));
    const replaced = await owed(made, till, byCard(1004));
    await step('payout.start', replaced);
    await step('payout.fail', replaced);
    await till.call('payout.retry', { operationId: op(), case: replaced, n: 1 });
    await owed(made, till, byTransfer(1005));
    const { number: receipt } = await till.call('charge.post', openCharge(1006));
    await apply(till, receipt, byQuantity([1, 1000]));
    await till.call('ticket.open', complaint());
  });
});
afterAll(() => template.remove());

const numberOf = (n: number): string => `A01-W-${String(n).padStart(7, '0')}`;

/** A step of payout `n` of case `of`, after those it has. */
function moved(hand: Hand, of: number, n: number, word: string, from: string, to: string, more: object = {}): void {
  const { last } = hand.one<{ last: number }>(
    'SELECT coalesce(max(n), 0) AS last FROM payout_step WHERE case_id = ? AND payout_n = ?',
    ...[of, n],
  );
  hand.row('payout_step', {
    ...{ case_id: of, payout_n: n, n: last + 1, step: word, from_state: from, to_state: to, at: 0 },
    ...{ person_id: CASHIER1, reference: null, text: null, batch_n: null, ...more },
  });
}
function entries(hand: Hand, ...of: readonly (readonly [account: string, amount: number])[]): void {
  for (const [index, [account, amount]] of of.entries()) hand.row('entry', { n: index + 1, account, amount });
}
const another = (hand: Hand, of: number, change: object): void =>
  hand.copy('refund_payout', `case_id = ${of} AND n = 1`, { n: 2, ...change });
function ticketPaid(hand: Hand, change: object = {}): void {
  hand.document('E');
  hand.row('ticket_payout', {
    ...{ ticket_id: 1, n: 1, returns: null, payee_kind: 'petitioner', payee: '欧阳𠅤', employee_id: null },
    ...{ way: 'transfer', reference: 'YH20261123000077', amount: 5000, direct: 0, text: '补偿', ...change },
  });
}

describe('the file does not take', () => {
  beforeAll(async () => {
    counter = await template.counter();
  });
  afterAll(() => counter.stop());

  it.each<[what: string, refusal: RegExp, work: (hand: Hand) => void]>([
    [
      'a step from where the payout does not stand',
      /payout_step: the payout does not stand there/,
      (hand) => moved(hand, DUE, 1, 'confirmed', 'sent', 'confirmed'),
    ],
    [
      'a second document of one payout',
      /UNIQUE constraint failed: payout_document/,
      (hand) => {
        hand.sql('DROP TRIGGER payout_document_fits');
        hand.document('O');
        hand.row('payout_document', { case_id: PAID, payout_n: 1, kind: 'paid', amount: 1002 });
      },
    ],
    ['a second payout of one part', /this part is paid out already/, (hand) => another(hand, PAID, { replaces: null })],
    [
      'another in the place of one that is on its way',
      /takes the place of none that failed/,
      (hand) => another(hand, SENT, { replaces: 1 }),
    ],
    [
      'a second one in the place of the same',
      /UNIQUE constraint failed: refund_payout/,
      (hand) => another(hand, REPLACED, { n: 3, replaces: 1 }),
    ],
    [
      'a payout of another amount',
      /refund_payout: is of no approved refund/,
      (hand) => another(hand, REPLACED, { n: 3, replaces: 1, amount: 2000 }),
    ],
    [
      'a red slip that posts another amount',
      /refund_document: what it owes is not what is posted/,
      (hand) => {
        const request = hand.one<{ seq: number; digest: string }>(
          `SELECT r.seq, r.digest FROM refund_request q JOIN approval_request r ON r.seq = q.request_seq WHERE q.case_id = ?`,
          WAITS,
        );
        const moment = { at: 0, tick: 0 };
        const decision = { request_seq: request.seq, level: 1, verdict: 'approved', opinion: null };
        hand.row('approval_decision', { ...decision, ...moment, person_id: 4, digest: request.digest });
        const last = { n: 2, step: 'lastLevelApproved', from_state: 'awaitingApproval', to_state: 'approved' };
        hand.copy('refund_step', `case_id = ${WAITS} AND n = 1`, { ...last, person_id: 4 });
        hand.document('F', 4);
        const slip = { case_id: WAITS, version: 1, request_seq: request.seq, prior_account: null, total: 1006 };
        hand.row('refund_document', { ...slip, ...moment });
        const payout = { case_id: WAITS, n: 1, back_n: 1, method: 'cash', way: 'original', amount: 1006 };
        hand.row('refund_payout', { ...payout, replaces: null, reason: null });
        entries(hand, ['6001', 1005], ['2241.refund', -1005]);
        hand.seal(4);
      },
    ],
    [
      'a payout that posts another amount',
      /payout_document: what it pays is not what is posted/,
      (hand) => {
        moved(hand, DUE, 1, 'sent', 'approved', 'sent');
        moved(hand, DUE, 1, 'confirmed', 'sent', 'confirmed');
        hand.document('O');
        hand.row('payout_document', { case_id: DUE, payout_n: 1, kind: 'paid', amount: 1001 });
        entries(hand, ['2241.refund', 2001], ['1001.1.1', -2001]);
        hand.seal();
      },
    ],
    [
      'a transfer without a batch',
      /goes to the bank with a batch/,
      (hand) => moved(hand, TRANSFER, 1, 'sent', 'approved', 'sent', { reference: `${numberOf(TRANSFER)}-1` }),
    ],
    [
      'a case that is closed while it is owed',
      /refund_step: leads nowhere/,
      (hand) => {
        const last = { step: 'close', from_state: 'approved', to_state: 'closed' };
        const { n } = hand.one<{ n: number }>('SELECT max(n) AS n FROM refund_step WHERE case_id = ?', DUE);
        hand.copy('refund_step', `case_id = ${DUE} AND n = ${n}`, { n: n + 1, ...last });
      },
    ],
    [
      'a case that is closed from where it does not stand',
      /refund_step: the case does not stand there/,
      (hand) => {
        const last = { step: 'close', from_state: 'paid', to_state: 'closed' };
        const { n } = hand.one<{ n: number }>('SELECT max(n) AS n FROM refund_step WHERE case_id = ?', DUE);
        hand.copy('refund_step', `case_id = ${DUE} AND n = ${n}`, { n: n + 1, ...last });
      },
    ],
    [
      'more off a third party than it owes',
      /takes more off a third party than it owes/,
      (hand) => {
        const { account } = hand.one<{ account: string }>('SELECT account FROM payer LIMIT 1');
        hand.document('O');
        entries(hand, ['2241.refund', 100], [account, -100]);
        hand.seal();
      },
    ],
    [
      'a ticket payout that nobody approved',
      /ticket_payout: nobody approved it/,
      (hand) => {
        ticketPaid(hand);
        entries(hand, ['6602.payout', 5000], ['1002', -5000]);
        hand.seal();
      },
    ],
    [
      'a ticket payout under a number that paid another',
      /UNIQUE constraint failed: ticket_payout.reference/,
      (hand) => {
        ticketPaid(hand);
        const { seq } = hand.one<{ seq: number }>("SELECT min(seq) AS seq FROM document WHERE type = 'O'");
        for (const one of ['fits', 'unsealed']) hand.sql(`DROP TRIGGER ticket_payout_${one}`);
        hand.copy('ticket_payout', 'ticket_id = 1', { seq, n: 2 });
      },
    ],
    [
      'a ticket payout to whoever pays it',
      /ticket_payout: nobody pays themselves/,
      (hand) => ticketPaid(hand, { payee_kind: 'employee', employee_id: CASHIER1 }),
    ],
  ])('%s', (_what, refusal, work) => {
    expect(written(counter.ledger, work)).toMatch(refusal);
  });
});

describe('the program', () => {
  beforeEach(async () => {
    counter = await template.counter();
    [till, finance] = [await counter.signedIn('cashier1'), await counter.signedIn(FINANCE)];
  });
  afterEach(() => {
    expect(counter.verify().firstBad).toBeNull();
    expect(counter.faults).toEqual([]);
    counter.stop();
    template.forgetCopies();
  });
  /** What left the bank for refunds, fen. */
  const left = (): number =>
    counter.ledger.one<{ b: number }>(
      "SELECT -coalesce(sum(e.amount), 0) AS b FROM entry e JOIN payout_document o ON o.seq = e.seq WHERE e.account = '1002'",
    )?.b ?? 0;
  const said = (n: number, result: string) => ({ reference: `${numberOf(TRANSFER)}-${n}`, amount: 1005, result });

  it('puts no other in the place of one that is on its way', async () => {
    expect(await refusalOf(till.call('payout.retry', { operationId: op(), case: numberOf(SENT), n: 1 }))).toBe(
      'PAYOUT_STATE',
    );
  });

  it('takes no reference that proved another payout', async () => {
    const [one, two] = [11, 12].map((n) => openCharge(900 + n, 'wechat', `42000000002026112700${n}`));
    const cases = [await owed(counter, till, one as Charge), await owed(counter, till, two as Charge)];
    for (const number of cases) await step('payout.start', number);
    const confirm = (number: string | undefined) =>
      till.call('payout.confirm', {
        ...{ operationId: op(), case: number ?? '', n: 1, reference: '50000000002026112701' },
      });
    await confirm(cases[0]);
    expect(await refusalOf(confirm(cases[1]))).toBe('REFERENCE_USED');
  });

  it('pays no cash that the drawer does not hold', async () => {
    const other = await counter.signedIn('cashier2');
    await other.call('shift.open', { operationId: op(), drawer: '2', float: minor(1000), counted: null });
    const start = { case: numberOf(DUE), n: 1, text: null };
    expect(await refusalOf(other.call('payout.start', { operationId: op(), ...start }))).toBe('CASH_SHORT');
    expect((await till.call('refund.case', { number: numberOf(DUE) })).payouts[0]?.state).toBe('approved');
  });

  it('counts one of two transfers of one sum that both arrived, and stops at the other', async () => {
    await sendBatch(finance, [{ case: numberOf(TRANSFER), n: 1 }]);
    await bankSays(finance, [said(1, '失败')]);
    await till.call('payout.retry', { operationId: op(), case: numberOf(TRANSFER), n: 1 });
    await sendBatch(finance, [{ case: numberOf(TRANSFER), n: 2 }]);
    await bankSays(finance, [said(2, '失败')]);
    const both = await bankSays(finance, [said(1, '成功'), said(2, '成功')]);
    expect(both.verdicts).toMatchObject({ late: 1, conflict: 1 });
    expect(left()).toBe(1005);
  });

  it('moves nothing by a yes that is taken back without the money', async () => {
    await sendBatch(finance, [{ case: numberOf(TRANSFER), n: 1 }]);
    await bankSays(finance, [said(1, '成功')]);
    expect((await bankSays(finance, [said(1, '失败')])).verdicts.conflict).toBe(1);
    expect([left(), (await till.call('refund.case', { number: numberOf(TRANSFER) })).state]).toEqual([1005, 'paid']);
  });

  it('writes a file whose payee is the one that two typed', async () => {
    const { number: receipt } = await till.call('charge.post', byTransfer(1234));
    const { number } = await apply(till, receipt, byQuantity([1, 1000]), { payee: PAYEE });
    const second = await counter.signedIn('cashier2');
    const typed = { case: number, amount: null };
    const wrong = { ...PAYEE, bank: '工商银行滨江支行' };
    expect((await second.call('refund.secondEntry', { operationId: op(), ...typed, payee: wrong })).agreed).toBe(false);
    await second.call('refund.secondEntry', { operationId: op(), ...typed, payee: PAYEE });
    await approve(counter, till, number);
    const { number: batch } = await sendBatch(finance, [{ case: number, n: 1 }]);
    const { text } = await finance.call('payout.batchFile', { number: batch });
    expect([text.includes(PAYEE.bank), text.includes(wrong.bank)]).toEqual([true, false]);
  });
});
