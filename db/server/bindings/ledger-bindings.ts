// Binds what concerns the ledger as a whole: opening and proving it, its accounts, its journal, its totals.
import type { OutputOf } from '../../../core/contract/contract.ts';
import { readAccountNames } from '../../readers/account-names.ts';
import { readAudit } from '../../readers/read-audit.ts';
import { readTotals } from '../../readers/read-totals.ts';
import { handler, type AllBindings } from './binding.ts';

export const ledgerBindings = {
  'ledger.status': handler<'ledger.status'>(async ({ keeper }) => {
    await keeper.retry();
    return keeper.status();
  }),
  'ledger.create': handler<'ledger.create'>(async ({ keeper, announce }, input) => {
    const { recoveryKey, users } = await keeper.create(input);
    announce(['ledger']);
    return { recoveryKey, users: { ...users } };
  }),
  'ledger.unlock': handler<'ledger.unlock'>(async ({ keeper, announce }, input) => {
    const status = await keeper.unlock(input.by, input.by === 'passphrase' ? input.passphrase : input.recoveryKey);
    announce(['ledger']);
    return status;
  }),
  'ledger.verify': handler<'ledger.verify'>(({ keeper, verify, tell }) => {
    const { key } = keeper.ready();
    return verify.run(keeper.files.dataDir, key, (done, of) => tell({ event: 'verify.progress', data: { done, of } }));
  }),
  'ledger.verifyCancel': handler<'ledger.verifyCancel'>(({ verify }) => ({ stopped: verify.cancel() })),
  'report.totals': handler<'report.totals'>(({ ledger }, { from, to }) => readTotals(ledger().db, from, to)),
  'account.list': handler<'account.list'>(({ ledger }) => {
    const file = ledger();
    const nameOn = readAccountNames(file.db);
    const today = file.businessDate();
    const rows = file.all<Omit<OutputOf<'account.list'>['accounts'][number], 'name'>>(
      'SELECT code, name AS usual, kind FROM account ORDER BY code',
    );
    return { accounts: rows.map((row) => ({ ...row, name: nameOn(row.code, today) })) };
  }),
  'audit.recent': handler<'audit.recent'>(({ ledger }, { before, limit }) => readAudit(ledger(), before, limit)),
} satisfies Partial<AllBindings>;
