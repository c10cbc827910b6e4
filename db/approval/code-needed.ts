// Whether a decision needs the second factor of whoever decides: asked where the window shows it and again where it counts.
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { levelsOf } from '../readers/read-refund.ts';
import type { ApprovalRead } from './read-approval.ts';

const LEVELS = `
  SELECT v.levels FROM refund_request q JOIN refund_submission v ON v.case_id = q.case_id AND v.n = q.version
  WHERE q.request_seq = ?`;

/** By today's setting, whatever the kind of the request; of a refund also where the level it waits for says so. */
export function codeNeeded(ledger: Ledger, { row, history }: ApprovalRead): boolean {
  if (settingOn(ledger, 'secondFactor', ledger.businessDate()).approvals) return true;
  const found = ledger.one<{ levels: string }>(LEVELS, row.seq);
  return found !== undefined && levelsOf(found)[history.decisions.length]?.needsTotp === true;
}
