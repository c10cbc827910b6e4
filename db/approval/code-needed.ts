// Whether a decision needs the second factor of whoever decides: asked where the window shows it and again where it counts.
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import type { ApprovalRead } from './read-approval.ts';

/** By today's setting, whatever the kind of the request. */
export function codeNeeded(ledger: Ledger, _found: ApprovalRead): boolean {
  return settingOn(ledger, 'secondFactor', ledger.businessDate()).approvals;
}
