// Several refunds agreed to by one signature, where the office allows it: the password is looked at once, and each case is a
// decision of its own, in a transaction of its own, on its case, amount and version. What keeps one back keeps no other.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { approvalState } from '../../core/approval/approval-rule.ts';
import { Refused, refuse } from '../../core/contract/errors.ts';
import type { OneOfSeveral } from '../../core/contract/procedures/approval.ts';
import { mayBeOneOfSeveral } from '../../core/refund/approval-levels.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { customerOf } from '../readers/find-customer.ts';
import { CASE_HEAD, type CaseHead, levelNow } from '../readers/read-refund.ts';
import type { Sessions } from '../server/sessions.ts';
import { codeNeeded } from './code-needed.ts';
import { decidedBy, matterNow, noteRefusal, writeDecision } from './decide-approval.ts';
import { type ApprovalRead, momentOf, readApproval } from './read-approval.ts';

type Several = OutputOf<'approval.decideSeveral'>;

/** Whether the request may be agreed to with others now: a refund, small, without a risk, and without a code. */
export function isTogether(ledger: Ledger, found: ApprovalRead, head: Pick<CaseHead, 'verdict' | 'total'>): boolean {
  const { togetherUpTo } = settingOn(ledger, 'refundLevels', ledger.businessDate());
  const matter = { amount: head.total, risk: head.verdict, needsCode: codeNeeded(ledger, found) };
  return found.row.kind === 'refund' && mayBeOneOfSeveral(matter, togetherUpTo);
}

function caseOf(ledger: Ledger, { row }: ApprovalRead): CaseHead {
  return ledger.one<CaseHead>(`${CASE_HEAD} WHERE q.request_seq = ?`, row.seq) ?? refuse('UNKNOWN_APPROVAL', {});
}

/** What the window shows. Throws Refused UNKNOWN_APPROVAL. */
export function showSeveral(ledger: Ledger, requests: readonly string[]): OutputOf<'approval.showSeveral'> {
  const cases = requests.map((request): OneOfSeveral => {
    const found = readApproval(ledger, request);
    const head = caseOf(ledger, found);
    const { number, receipt, appliedBy, reason, total, customerId } = head;
    return {
      ...{ request, number, receipt, appliedBy, reason, amount: total },
      customer: customerId === null ? null : (customerOf(ledger, customerId)?.name ?? null),
      level: levelNow(ledger, head).level ?? 'first',
      state: approvalState(found.history, momentOf(ledger)),
      together: isTogether(ledger, found, head) && matterNow(ledger, found)?.digest === found.row.digest,
    };
  });
  return { currency: ledger.meta.currency, cases };
}

const AGREED = { verdict: 'approved', opinion: null, together: true } as const;

/** Throws Refused where nobody can be known or none may be decided so; what keeps a single one back is answered with it. */
export async function decideSeveral(
  ledger: Ledger,
  sessions: Sessions,
  requests: readonly string[],
  { username, password }: InputOf<'approval.decideSeveral'>,
  present: () => boolean,
): Promise<Several> {
  for (const request of requests) refuseApart(ledger, request);
  const approver = await sessions.identify(username, password, false, undefined);
  if (!present()) return refuse('UNKNOWN_APPROVAL', {});
  const decided = requests.map((request): Several['decided'][number] => {
    try {
      ledger.transact<unknown>(
        () => {
          // The office's rule, the risk and the code are asked again where the decision is written.
          refuseApart(ledger, request);
          return writeDecision(ledger, request, approver, AGREED);
        },
        () => decidedBy(ledger, request, approver),
      );
      return { request, refused: null };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      noteRefusal(ledger, request, approver, error);
      return { request, refused: error.refusal.code };
    }
  });
  return { by: approver.person.name, decided };
}

function refuseApart(ledger: Ledger, request: string): void {
  const found = readApproval(ledger, request);
  if (approvalState(found.history, momentOf(ledger)) !== 'open') return;
  if (!isTogether(ledger, found, caseOf(ledger, found))) refuse('APPROVAL_NOT_TOGETHER', {});
}
