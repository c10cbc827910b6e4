// Whoever decided on a refund does not type whom it goes to: a payee that is typed once it is approved is typed by two others.
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Throws Refused REFUND_OWN_CASE if `personId` decided a level of version `version` of case `id`. */
export function refuseDecider(
  ledger: Ledger,
  { id, version }: { readonly id: number; readonly version: number },
  personId: number,
): void {
  const decided = ledger.one(
    `SELECT 1 FROM refund_request q JOIN approval_decision d ON d.request_seq = q.request_seq
     WHERE q.case_id = ? AND q.version = ? AND d.verdict <> 'withdrawn' AND d.person_id = ?`,
    id,
    version,
    personId,
  );
  if (decided) refuse('REFUND_OWN_CASE', { fault: 'DECIDED_BEFORE' });
}
