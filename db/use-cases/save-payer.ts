// The register of third-party payers: a new one gets a receivable account of its own, a known one another name or state.
import { payerAccount } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPayer } from '../readers/read-claims.ts';
import { account } from '../schema.ts';
import { payer, payerVersion } from '../schema-tender.ts';

/** A payer as it is put into the register. */
export interface PayerFacts {
  readonly code: string;
  readonly name: string;
  readonly kind: InputOf<'payer.save'>['kind'];
  readonly active: boolean;
}

export const payerSave: Command<InputOf<'payer.save'>, OutputOf<'payer.save'>> = {
  run({ ledger, caller, operation }, { operationId: _, ...facts }) {
    refuseCardNumbers([facts.name]);
    const act = new Act(ledger);
    insertPayer(ledger, act, facts);
    act.seal({
      kind: 'payer.saved',
      ref: facts.code,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      operation: operation({ code: facts.code }),
    });
    return readPayer(ledger, facts.code);
  },
  again: (ledger, kept) => readPayer(ledger, (kept as { code: string }).code),
};

/** Inserts `facts` under `act`; the payer's account is opened with its first version. */
export function insertPayer(ledger: Ledger, act: Act, { code, name, kind, active }: PayerFacts): void {
  const found = ledger.one<{ id: number; n: number }>(
    'SELECT p.id, max(v.n) AS n FROM payer p JOIN payer_version v ON v.payer_id = p.id WHERE p.code = ? GROUP BY p.id',
    code,
  );
  const id = found?.id ?? (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM payer')?.id ?? 0) + 1;
  if (found === undefined) {
    act.insert(account, { code: payerAccount(code), name: `应收账款—${name}`, kind: 'asset' });
    act.insert(payer, { id, code, account: payerAccount(code) });
  }
  act.insert(payerVersion, { payerId: id, n: (found?.n ?? 0) + 1, name, kind, active: active ? 1 : 0 });
}
