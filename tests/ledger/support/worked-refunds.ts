// Refunds for a worked day: at least two rows in each of their tables, and nothing taken out of a drawer, so that what other
// tests count there stays as it is.
import { createHash } from 'node:crypto';
import type { InputOf } from '../../../core/contract/contract.ts';
import { milli, minor } from '../../../core/money/money.ts';
import { bankSays, sendBatch } from './bank.ts';
import { openCharge } from './charges.ts';
import type { Counter, Window } from './counter.ts';
import { decide, op } from './counter.ts';
import { apply, byQuantity, PAYEE } from './refunds.ts';

const PAYEE_AGAIN = { ...PAYEE, account: '6222020000001234566' };
/** A transfer that arrived, which goes back through the bank. */
const transferred = (fen: number, reference: string): InputOf<'charge.post'> => ({
  ...openCharge(fen),
  tenders: [{ method: 'transfer', given: minor(fen), reference }],
});

/** One page of a document of a case, kept. */
async function keptPaper(till: Window): Promise<string> {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const file = createHash('sha256').update(png).digest('hex');
  await till.call('attachment.stage', { file, part: 1, parts: 1, bytes: png.toString('base64') });
  const kept = await till.call('attachment.keep', { operationId: op(), file, kind: 'caseDocument', name: 'x.png' });
  return kept.attachment;
}

/** Two refunds by the bank and two of a prepayment, confirmed by a department, typed by two, decided by a deputy. */
export async function workedRefunds(counter: Counter, till: Window, finance: Window): Promise<void> {
  const supervisor = counter.window();
  await supervisor.signIn('supervisor1');
  for (const untilDate of ['2026-11-30', '2026-12-31']) {
    const delegated = { operationId: op(), to: 'finance1', fromDate: '2026-11-23', untilDate, reason: '出差' };
    await supervisor.call('refund.delegate', delegated);
  }
  const other = counter.window();
  await other.signIn('cashier2');
  const attachment = await keptPaper(till);
  for (const [index, reference] of ['HB20261123000001', 'HB20261123000002'].entries()) {
    const { number: receipt } = await till.call('charge.post', transferred(1234, reference));
    const papers = [{ name: '检查单', attachment }];
    const { number } = await apply(till, receipt, byQuantity([1, 1000]), { payee: PAYEE, papers });
    const typed = { operationId: op(), case: number, payee: PAYEE_AGAIN, amount: null };
    const { case: waiting } = await other.call('refund.secondEntry', typed);
    await decide(counter, waiting.request ?? '', 'finance1');
    await sendBatch(finance, [{ case: number, n: 1 }]);
    await bankSays(finance, [{ reference: `${number}-1`, amount: 1234, result: index === 0 ? '成功' : '处理中' }]);
  }
  await till.call('prepayment.take', {
    ...{ operationId: op(), customer: 'C800009', kind: 'YF', amount: minor(5000) },
    tenders: [{ method: 'cash', given: minor(5000), reference: null }],
  });
  for (let n = 0; n < 2; n += 1) {
    const { number: receipt } = await till.call('charge.post', {
      ...openCharge(700),
      customer: 'C800009',
      tenders: [{ method: 'prepayment', given: minor(700), reference: null, detail: { of: 'prepayment', kind: 'YF' } }],
    });
    const use = { receipt, n: 1, quantity: milli(1000), kind: 'notCarriedOut' as const };
    await supervisor.call('refund.confirmUse', { operationId: op(), department: '检验科', rows: [use] });
    const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
    await decide(counter, request ?? '', 'supervisor2');
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
  }
  // The cash of the load leaves the drawer again, as it came.
  const { accounts } = await till.call('prepayment.account', { customer: 'C800009' });
  const back = accounts
    .flatMap(({ loads }) => loads)
    .map(({ number, n, left }) => ({ load: number, n, amount: left, reference: null }));
  await till.call('prepayment.return', {
    ...{ operationId: op(), customer: 'C800009', kind: 'YF', backs: back, reason: null, approval: null },
  });
}
