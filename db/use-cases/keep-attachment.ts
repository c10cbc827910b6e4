// Keeps a handed-over file: encrypted and durable first, then the chained row that answers for it. A crash in between
// leaves a file without a row, which is no attachment and is swept at the next start.
import { hash } from 'node:crypto';
import type { AttachmentKind, AttachmentMedia } from '../../core/attachments/attachment-kind.ts';
import { sniffMedia } from '../../core/attachments/sniff-media.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { AttachmentView } from '../../core/contract/procedures/attachment.ts';
import { stagedAttachment } from '../attachments/staged-attachments.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attachment } from '../schema-customers.ts';

interface Written {
  readonly id: string;
  readonly media: AttachmentMedia;
  readonly size: number;
  readonly sha256: string;
}

export const attachmentKeep: Command<InputOf<'attachment.keep'>, OutputOf<'attachment.keep'>> = {
  async prepare(input, { ledger, caller }): Promise<Written> {
    const bytes = stagedAttachment(ledger, caller.personId, input.file);
    const sniffed = sniffMedia(bytes, input.name);
    if (!sniffed.ok) return refuse('ATTACHMENT_REFUSED', { reason: sniffed.fault });
    const kept = { media: sniffed.media, size: bytes.length, sha256: hash('sha256', bytes, 'hex') };
    return { id: await ledger.attachments.write(bytes), ...kept };
  },
  run({ ledger, caller, operation }, { kind }, prepared) {
    const written = prepared as Written;
    const act = new Act(ledger);
    act.insert(attachment, { ...written, kind, at: act.at, personId: caller.personId });
    act.seal({
      kind: 'attachment.kept',
      ref: written.id,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { of: kind, media: written.media },
      operation: operation({ attachment: written.id }),
    });
    return readAttachment(ledger, written.id);
  },
  again: (ledger, kept) => readAttachment(ledger, (kept as { attachment: string }).attachment),
};

const BY_ID = `
  SELECT a.id AS attachment, a.kind, a.media, a.size, a.sha256, a.at AS keptAt, p.name AS "by"
  FROM attachment a JOIN person p ON p.id = a.person_id WHERE a.id = ?`;

/** What is known of attachment `id`, without its bytes. Throws Refused UNKNOWN_ATTACHMENT. */
export function readAttachment(ledger: Ledger, id: string): AttachmentView {
  return ledger.one<AttachmentView>(BY_ID, id) ?? refuse('UNKNOWN_ATTACHMENT', { attachment: id });
}

/** `id` when it is an attachment of `kind`, for use as evidence of something. Throws Refused UNKNOWN_ATTACHMENT. */
export function attachmentOf(ledger: Ledger, id: string, kind: AttachmentKind): AttachmentView {
  const found = readAttachment(ledger, id);
  return found.kind === kind ? found : refuse('UNKNOWN_ATTACHMENT', { attachment: id });
}
