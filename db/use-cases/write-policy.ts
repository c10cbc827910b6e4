// Writes a discount policy 优惠政策: the first version of a code, or the next one. Ending a policy is a version with a last
// day. Nothing begins before today: what was given on an earlier day keeps its terms.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPolicyHistory } from '../readers/read-policies.ts';
import { policy, policyVersion } from '../schema-discount.ts';

type Input = InputOf<'policy.write'>;

export const policyWrite: Command<Input, OutputOf<'policy.write'>> = {
  run({ ledger, caller, operation }, input) {
    const today = ledger.businessDate();
    refusePolicy(ledger, input, today);
    const { code, benefit, audience } = input;
    const known = ledger.one<{ id: number }>('SELECT id FROM policy WHERE code = ?', code);
    const n = known
      ? (ledger.one<{ n: number }>('SELECT max(n) AS n FROM policy_version WHERE policy_id = ?', known.id)?.n ?? 0) + 1
      : 1;
    const id = known?.id ?? ledger.one<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM policy')?.id ?? 1;
    const act = new Act(ledger);
    if (!known) act.insert(policy, { id, code });
    act.insert(policyVersion, {
      policyId: id,
      n,
      fromDate: input.fromDate,
      untilDate: input.untilDate,
      name: input.name,
      benefit: benefit.kind,
      basisPoints: benefit.kind === 'percent' ? benefit.basisPoints : null,
      off: benefit.kind === 'amount' ? benefit.amount : benefit.kind === 'threshold' ? benefit.off : null,
      reach: benefit.kind === 'threshold' ? benefit.reach : null,
      repeats: benefit.kind === 'threshold' ? (benefit.repeats ? 1 : 0) : null,
      cap: input.cap,
      combines: input.combines ? 1 : 0,
      who: audience.who,
      tag: audience.who === 'tag' ? audience.tag : null,
      items: JSON.stringify(input.items),
      categories: JSON.stringify(input.categories),
    });
    const detail = { version: n, fromDate: input.fromDate, untilDate: input.untilDate };
    const sealWith = { businessDate: today, personId: caller.personId, detail, operation: operation({ code, n }) };
    act.seal({ kind: 'policy.written', ref: code, ...sealWith });
    return written(ledger, code, n);
  },
  again: (ledger, kept) => {
    const { code, n } = kept as { code: string; n: number };
    return written(ledger, code, n);
  },
};

function written(ledger: Ledger, code: string, n: number): OutputOf<'policy.write'> {
  const found = readPolicyHistory(ledger, code, ledger.businessDate()).find((version) => version.n === n);
  return found ?? refuse('UNKNOWN_POLICY', { policy: code });
}

function refusePolicy(ledger: Ledger, input: Input, today: string): void {
  const { name, benefit, items, categories, fromDate, untilDate } = input;
  if ([name, ...categories].some(containsCardNumber)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  if (fromDate < today || (untilDate !== null && untilDate < fromDate)) refuse('POLICY_DATES', { today });
  if (benefit.kind === 'threshold' && benefit.off > benefit.reach) refuse('POLICY_BENEFIT', {});
  for (const code of items) {
    if (!ledger.one('SELECT 1 FROM item WHERE code = ?', code)) refuse('UNKNOWN_ITEM', { code });
  }
  const newest = ledger.one('SELECT 1 FROM policy WHERE code = ?', input.code)
    ? readPolicyHistory(ledger, input.code, today)[0]
    : undefined;
  if (newest === undefined) return;
  const { n: _n, state: _state, by: _by, at: _at, ...before } = newest;
  const { operationId: _operation, ...now } = input;
  const same = (Object.keys(before) as (keyof typeof before)[]).every(
    (key) => JSON.stringify(before[key]) === JSON.stringify(now[key]),
  );
  if (same) refuse('POLICY_UNCHANGED', {});
}
