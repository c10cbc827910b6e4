// Large cash is counted by two 大额现金双人点验: from the sum that is set on, the second person's count is needed.
import type { TenderGiven } from '../../core/charge/settle-tenders.ts';
import { type Minor, sumMinor } from '../../core/money/money.ts';
import type { Act } from '../ledger/act.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { matterOf } from './matters.ts';
import { takeApproval } from './take-approval.ts';

export interface CashTaken {
  readonly tenders: readonly TenderGiven[];
  /** What it is for, minor units. */
  readonly due: Minor;
  readonly customer: string | null;
  readonly request: string | null;
}

/** Takes the approval into `act` where the cash handed over reaches the sum set for `date`. Throws as `takeApproval`. */
export function takeLargeCash(ledger: Ledger, act: Act, caller: Caller, date: string, taken: CashTaken): void {
  const { from } = settingOn(ledger, 'largeCash', date);
  if (from === null) return;
  const { tenders, due, customer, request } = taken;
  const cash = sumMinor(tenders.flatMap(({ method, given }) => (method === 'cash' ? [given] : [])));
  if (cash === 0 || cash < from) return;
  const { digest } = matterOf(ledger, caller, { kind: 'largeCash', customer, cash, due });
  takeApproval(ledger, act, caller, { request, kind: 'largeCash', digest });
}
