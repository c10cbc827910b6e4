// Two rows in every table of the hand-over to central, for two days on which nobody worked: no money moved, so their vouchers
// are none, and what central says of them is said of the packages.
import { createHash } from 'node:crypto';
import { Act } from '../../../db/ledger/act.ts';
import { centralFile, delivery, voucherFile, voucherSet } from '../../../db/schema-voucher.ts';
import { answerFile, NOTHING, takeAnswer } from './central.ts';
import { type Counter, op, type Window } from './counter.ts';

const DAYS = ['2026-11-20', '2026-11-21'] as const;

export async function workedCentral(counter: Counter, finance: Window): Promise<void> {
  for (const code of ['1002', '100201']) {
    const target = { ...NOTHING, code, name: '银行存款' };
    const map = { account: '1002', form: 'any', fromDate: '2026-11-20', target } as const;
    await finance.call('voucher.map', { operationId: op(), ...map });
  }
  for (const businessDate of DAYS) await idleVouchers(counter, businessDate);
  for (const [n] of DAYS.entries())
    await takeAnswer(
      finance,
      answerFile([
        `answer,${n + 1},*,rejected,缺少附件`,
        'balance,2026-11-20,9999,debit,1.00',
        `balance,2026-11-21,9999,debit,${n + 1}.00`,
      ]),
    );
  for (const text of ['已问总账', '再问一次'])
    await finance.call('central.step', { operationId: op(), task: 1, step: { act: 'note', text } });
  deliverPackages(counter);
}

async function idleVouchers(counter: Counter, businessDate: string): Promise<void> {
  const { ledger } = counter;
  const bytes = Buffer.from(`no vouchers on ${businessDate}`);
  const id = await ledger.attachments.write(bytes);
  const none = { firstNumber: 1, vouchers: 0, entries: 0, debit: 0, reason: null };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  ledger.transact(
    () => {
      const act = new Act(ledger);
      act.insert(voucherSet, { businessDate, n: 1, mode: 'summary', word: '记', summary: '{kind}', ...none });
      act.insert(centralFile, { id, kind: 'voucher', name: `${businessDate}.txt`, size: bytes.length, sha256 });
      act.insert(voucherFile, { businessDate, n: 1, format: 'yonyou', fileId: id, rule: 'refuse', replaced: 0 });
      act.seal({ kind: 'voucher.written', ref: businessDate, businessDate: '2026-11-23', personId: 5 });
    },
    () => undefined,
  );
  ledger.attachments.settle(id);
}

function deliverPackages({ ledger }: Counter): void {
  for (const [index, businessDate] of DAYS.entries()) {
    const n = index + 1;
    const place = { folder: '/mnt/central', name: `A01-${businessDate}-00000${n}`, sha256: String(n).repeat(64) };
    ledger.transact(
      () => {
        const act = new Act(ledger);
        act.insert(delivery, { n, kind: 'package', businessDate, setN: 0, format: '', ...place });
        act.seal({ kind: 'central.delivered', ref: businessDate, businessDate: '2026-11-23', personId: null });
      },
      () => undefined,
    );
  }
}
