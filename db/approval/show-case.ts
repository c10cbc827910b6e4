// The refund case of an approval window, and its papers: of this one case, to whoever stands before this window.
import { ATTACHMENT_PART_BYTES } from '../../core/attachments/attachment-kind.ts';
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readCaseFile } from '../readers/read-case-file.ts';
import { readAttachment } from '../use-cases/keep-attachment.ts';
import { readApproval } from './read-approval.ts';

/** Throws Refused UNKNOWN_APPROVAL, UNKNOWN_REFUND. */
export function showCase(ledger: Ledger, request: string): CaseFile {
  const { subject } = readApproval(ledger, request);
  return subject.kind === 'refund' ? readCaseFile(ledger, subject.case) : refuse('UNKNOWN_REFUND', { number: '' });
}

/** Part `part` of paper `attachment` of the case. Nobody has said yet who they are, so the journal says at which request. */
export function showPaper(
  ledger: Ledger,
  request: string,
  { attachment, part }: { readonly attachment: string; readonly part: number },
): OutputOf<'approval.paper'> {
  const { papers } = showCase(ledger, request).case;
  if (!papers.some((paper) => paper.attachment === attachment)) refuse('UNKNOWN_ATTACHMENT', { attachment });
  const { kind, media, size, sha256 } = readAttachment(ledger, attachment);
  const bytes = ledger.attachments.read({ id: attachment, size, sha256 });
  if (part === 1) {
    ledger.transact(
      () =>
        new Act(ledger).seal({
          kind: 'attachment.opened',
          ref: attachment,
          businessDate: ledger.businessDate(),
          personId: null,
          detail: { of: kind, approval: request },
        }),
      () => undefined,
    );
  }
  const from = (part - 1) * ATTACHMENT_PART_BYTES;
  return {
    media,
    parts: Math.max(1, Math.ceil(size / ATTACHMENT_PART_BYTES)),
    bytes: bytes.subarray(from, from + ATTACHMENT_PART_BYTES).toString('base64'),
  };
}
