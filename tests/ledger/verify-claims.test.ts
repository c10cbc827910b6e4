// Debts that are paid, pictures that speak for a payment and the tax within bills, written again by somebody who holds the key:
// digests and hashes are right, and verify must name the row that is untrue.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { mixedCharge } from './support/charges.ts';
import { type Counter, op } from './support/counter.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate, voidReceipt, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

const verdict = (sql: string): string => verdictAfter(template, sql);

/** The collection of a third party's debt, and that of a bounced cheque; each of 10.00 by transfer. */
const OF_PAYER = '(SELECT min(seq) FROM claim_collection WHERE payer_id IS NOT NULL)';
const OF_CHEQUE = '(SELECT min(seq) FROM claim_collection WHERE cheque_seq IS NOT NULL)';
/** The same document, of `amount` fen in all that it says. */
const of = (seq: string, amount: number): string => `
  UPDATE claim_collection SET amount = ${amount} WHERE seq = ${seq};
  UPDATE tender SET given = ${amount}, applied = ${amount} WHERE seq = ${seq};
  UPDATE entry SET amount = sign(amount) * ${amount} WHERE seq = ${seq};`;

it('a history written again without a change is clean', () => expect(verdict('')).toBe('ok'));

describe('a debt that was paid', () => {
  it.each([
    [
      'is told as more than came',
      `UPDATE claim_collection SET amount = amount + 1 WHERE seq = ${OF_PAYER}`,
      'balance: claim_collection: its tenders do not add up',
    ],
    [
      'is of a third party and of a cheque at once',
      `UPDATE claim_collection SET payer_id = (SELECT min(id) FROM payer) WHERE seq = ${OF_CHEQUE}`,
      'limits: claim_collection: is of no debt, or of two',
    ],
    [
      'is of nobody',
      `UPDATE claim_collection SET payer_id = NULL WHERE seq = ${OF_PAYER}`,
      'limits: claim_collection: is of no debt, or of two',
    ],
    [
      'is of a third party that is not in the register',
      `UPDATE claim_collection SET payer_id = 99 WHERE seq = ${OF_PAYER}`,
      'limits: claim_collection: is of no third party of the register',
    ],
    [
      'is for a cheque that the bank has paid',
      `UPDATE claim_collection SET cheque_seq = (SELECT min(seq) FROM cheque_end WHERE outcome = 'cleared')
        WHERE seq = ${OF_CHEQUE}`,
      'limits: claim_collection: is for a cheque that nobody owes',
    ],
    [
      'is more than the cheque left open',
      of(OF_CHEQUE, 3_001),
      'limits: claim_collection: is 3001 where 3000 was owed',
    ],
    [
      'is more than the third party owed',
      of(OF_PAYER, 2_001),
      'limits: claim_collection: is more than this payer owed',
    ],
    [
      'is gone, and its document stands',
      `DELETE FROM claim_collection WHERE seq = ${OF_PAYER}`,
      'limits: document: is not the one kind of document that its letter says',
    ],
  ])('%s', (_, sql, finding) => expect(verdict(sql)).toBe(finding));
});

describe('what is kept beside a payment', () => {
  const FIRST = '(SELECT min(seq) FROM tender_evidence)';
  const LAST = '(SELECT max(seq) FROM tender_evidence)';
  it.each([
    [
      'is counted as the second where there is no first',
      `UPDATE tender_evidence SET n = 2 WHERE seq = ${FIRST}`,
      /^numbers: tender_evidence: 2 is not the next of \d+\/2$/,
    ],
    [
      'is a file that was kept as something else',
      `UPDATE attachment SET kind = 'customerPaper' WHERE id =
        (SELECT attachment_id FROM tender_evidence WHERE seq = ${FIRST})`,
      /^limits: tender_evidence: is no file kept as evidence, or speaks for two$/,
    ],
    [
      'is a file that nobody kept',
      `UPDATE tender_evidence SET attachment_id = 'none' WHERE seq = ${FIRST}`,
      /^limits: tender_evidence: is no file kept as evidence, or speaks for two$/,
    ],
    [
      'is put beside cash, which was counted here',
      `UPDATE tender_evidence SET n = 1, tender_seq = CASH.seq, tender_n = CASH.n
        FROM (SELECT seq, n FROM tender WHERE method = 'cash' ORDER BY seq LIMIT 1) AS CASH
        WHERE tender_evidence.seq = ${LAST}`,
      /^limits: tender_evidence: speaks for cash, which needs nothing$/,
    ],
    [
      'is put beside a payment that there is not',
      `UPDATE tender_evidence SET n = 1, tender_n = 9 WHERE seq = ${LAST}`,
      /^limits: tender_evidence: stands beside no payment$/,
    ],
    [
      'is put beside a payment that came after it',
      `UPDATE tender_evidence SET n = 1, tender_seq = LATER.seq, tender_n = LATER.n
        FROM (SELECT seq, n FROM tender WHERE method = 'card' ORDER BY seq DESC LIMIT 1) AS LATER
        WHERE tender_evidence.seq = ${FIRST}`,
      /^limits: tender_evidence: stands beside no payment$/,
    ],
  ])('%s', (_, sql, finding) => expect(verdict(sql)).toMatch(finding));
});

describe('the tax within a bill', () => {
  const TAXED = '(SELECT min(bill_id) FROM bill_line_tax)';
  const LINE = `bill_id = ${TAXED} AND n = 1`;
  it.each([
    [
      'is another than the rate says',
      `UPDATE bill_line_tax SET tax = tax + 1 WHERE ${LINE}`,
      /^balance: bill_line_tax: does not hold [\d.]+ % of tax$/,
    ],
    [
      'is by a rate that its item never had',
      `UPDATE bill_line_tax SET rate = 1300,
        tax = (SELECT (2 * amount * 1300 + 11300) / (2 * 11300) FROM bill_line l WHERE l.bill_id = bill_line_tax.bill_id AND l.n = 1)
        WHERE ${LINE}`,
      /^limits: bill_line: is taxed at 13 %, as its item never was$/,
    ],
    [
      'is left out',
      `DELETE FROM bill_line_tax WHERE ${LINE}`,
      /^limits: bill_line: is taxed at 0 %, as its item never was$/,
    ],
    [
      'is on words of the office’s own',
      `UPDATE bill_line SET item_id = NULL WHERE ${LINE}`,
      /^limits: bill_line_tax: taxes what is of no item$/,
    ],
    [
      'is of a line that is not issued here',
      `INSERT INTO bill_line_tax (bill_id, n, seq, rate, tax, code)
        SELECT bill_id, 99, seq, rate, tax, code FROM bill_line_tax WHERE ${LINE}`,
      /^limits: bill_line_tax: is of no line that is issued here$/,
    ],
  ])('%s', (_, sql, finding) => expect(verdict(sql)).toMatch(finding));
});

describe('a receipt that is taken back', () => {
  // One is owed for by YB and voided; before that HF has paid what it owed for another. Written again, each is the other's.
  const swap = (table: string, column: string, of: 'id' | 'account'): string => {
    const [one, other] = ['YB', 'HF'].map((code) => `(SELECT ${of} FROM payer WHERE code = '${code}')`);
    return `UPDATE ${table} SET ${column} = CASE ${column} WHEN ${one} THEN ${other} ELSE ${one} END
      WHERE ${column} IN (${one}, ${other}) AND seq IN (SELECT seq FROM document WHERE type IN ('R', 'V'));`;
  };

  it('takes nothing off a third party that has paid', async () => {
    const debts = await LedgerTemplate.make(paidBeforeVoid);
    try {
      expect(verdictAfter(debts, '')).toBe('ok');
      const swapped = swap('entry', 'account', 'account') + swap('tender_payer', 'payer_id', 'id');
      expect(verdictAfter(debts, swapped)).toBe('limits: entry: takes more off 1122.HF than is owed');
    } finally {
      debts.remove();
    }
  });
});

async function paidBeforeVoid(counter: Counter): Promise<void> {
  const till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20_000), counted: null });
  const finance = counter.window();
  await finance.signIn('finance1');
  const owed = async (code: string): Promise<string> => {
    const tender = {
      method: 'thirdParty',
      given: minor(2_000),
      reference: null,
      detail: { of: 'payer', code },
    } as const;
    const lines = [{ item: 'OPEN', quantity: milli(1000), price: minor(2_000) }];
    const charged = mixedCharge({ lines, tenders: [tender], expectedTotal: minor(2_000) });
    return (await till.call('charge.post', charged)).number;
  };
  await owed('HF');
  const voided = await owed('YB');
  await till.call('claim.collect', {
    ...{ operationId: op(), debt: { of: 'payer', code: 'HF' }, amount: minor(2_000), text: null },
    tenders: [{ method: 'cash', given: minor(2_000), reference: null }],
  });
  await voidReceipt(counter, till, voided);
}
