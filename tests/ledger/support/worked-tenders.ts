// Two rows in every table of tenders and of money held for customers: payers, cheques that ended, proofs told later,
// prepayments and deposits taken, used, returned and kept.
import type { InputOf } from '../../../core/contract/contract.ts';
import { milli, minor } from '../../../core/money/money.ts';
import { png } from '../../fixtures/small-files.ts';
import { keep } from './attachments.ts';
import { decide, op, type Window } from './counter.ts';

const CHEQUE = { of: 'cheque', bank: '江城银行', drawer: '华丰物业' } as const;

const charge = (over: Omit<InputOf<'charge.post'>, 'operationId' | 'customer' | 'payer'> & { customer?: string }) => ({
  operationId: op(),
  customer: null,
  payer: '欧阳𠅤',
  ...over,
});

/** `till` is a cashier in an open shift, `finance` somebody of finance. */
export async function workedTenders(till: Window, finance: Window): Promise<void> {
  for (const [code, name] of [
    ['YB', '市医保中心'],
    ['HF', '华丰物业'],
  ] as const)
    await finance.call('payer.save', { operationId: op(), code, name, kind: 'insurance', active: true });
  const lines = [{ item: 'OPEN', quantity: milli(1000), price: minor(5000) }];
  for (const code of ['YB', 'HF']) {
    const cheque = { method: 'cheque', given: minor(3000), reference: '10203040', detail: CHEQUE } as const;
    const owed = { method: 'thirdParty', given: minor(2000), reference: null, detail: { of: 'payer', code } } as const;
    const bill = charge({ lines, tenders: [cheque, owed], expectedTotal: minor(5000) });
    const { number } = await till.call('charge.post', bill);
    if (code === 'YB') await finance.call('cheque.clear', { operationId: op(), number, n: 1 });
    else await finance.call('cheque.bounce', { operationId: op(), number, n: 1, reason: '存款不足' });
    await finance.call('claim.collect', {
      operationId: op(),
      debt: code === 'YB' ? { of: 'payer', code } : { of: 'cheque', number, n: 1 },
      amount: minor(1000),
      tenders: [{ method: 'transfer', given: minor(1000), reference: null }],
      text: code === 'YB' ? '十一月结算' : null,
    });
    const { attachment } = await keep(till, png(code === 'YB' ? 3 : 4, 9), 'x.png', 'tenderEvidence');
    await till.call('tender.attach', { operationId: op(), number, n: 2, attachment });
  }
  for (const customer of ['C800001', 'C800002']) {
    const load = { operationId: op(), customer, kind: 'YF', amount: minor(9000) };
    const card = { method: 'card', given: minor(5000), reference: '004513' } as const;
    const qr = { method: 'alipay', given: minor(4000), reference: null } as const;
    const taken = await till.call('prepayment.take', { ...load, tenders: [card, qr] });
    const used = {
      method: 'prepayment',
      given: minor(5000),
      reference: null,
      detail: { of: 'prepayment', kind: 'YF' },
    };
    await till.call('charge.post', charge({ customer, lines, tenders: [used as never], expectedTotal: minor(5000) }));
    await till.call('tender.prove', { operationId: op(), number: taken.number, n: 2, reference: `ALI-${customer}` });
    const backs = [{ load: taken.number, n: 2, amount: minor(1500), reference: 'ALI-BACK' }];
    await till.call('prepayment.return', {
      operationId: op(),
      customer,
      kind: 'YF',
      backs,
      reason: null,
      approval: null,
    });
  }
  const deposit = { customer: 'C800003', kind: 'YJ' };
  const cash = [{ method: 'cash', given: minor(2000), reference: null }] as const;
  await till.call('prepayment.take', { operationId: op(), ...deposit, amount: minor(1950), tenders: [...cash] });
  const part = { amount: minor(450), reason: '物品损坏' };
  const subject = { kind: 'depositForfeit', customer: deposit.customer, held: deposit.kind, ...part } as const;
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(till.counter, request, 'supervisor1');
  await till.call('prepayment.forfeit', { operationId: op(), ...deposit, ...part, approval: request });
}
