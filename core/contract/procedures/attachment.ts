// Files kept beside the ledger: papers of customers, proofs of payments. Handed over in parts, judged by their content,
// kept encrypted; reading one back is written into the journal.
import { z } from 'zod';
import {
  ATTACHMENT_KINDS,
  ATTACHMENT_MEDIA,
  ATTACHMENT_PART_BYTES,
  MAX_ATTACHMENT_BYTES,
} from '../../attachments/attachment-kind.ts';
import { procedure } from '../procedure.ts';
import { operationId } from '../scalars.ts';

const MAX_PARTS = Math.ceil(MAX_ATTACHMENT_BYTES / ATTACHMENT_PART_BYTES);

/** SHA-256 of the file's bytes, hex. */
const file = z.string().regex(/^[0-9a-f]{64}$/);
/** Under which an attachment is known; random, says nothing. */
export const attachmentId = z.string().regex(/^[0-9a-f]{32}$/);

export const attachmentView = z.strictObject({
  attachment: attachmentId,
  kind: z.enum(ATTACHMENT_KINDS),
  media: z.enum(ATTACHMENT_MEDIA),
  /** Bytes. */
  size: z.int(),
  sha256: file,
  keptAt: z.int(),
  by: z.string(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

export const attachmentProcedures = {
  'attachment.stage': procedure({
    kind: 'query',
    access: 'attachment.write',
    summary: 'Hand over one part of a file; in memory until it is kept or newer files push it out.',
    input: z.strictObject({
      file,
      part: z.int().min(1).max(MAX_PARTS),
      parts: z.int().min(1).max(MAX_PARTS),
      bytes: z.base64().max((ATTACHMENT_PART_BYTES / 3) * 4),
    }),
    output: z.strictObject({ received: z.int(), whole: z.boolean() }),
    errors: ['ATTACHMENT_REFUSED', 'ATTACHMENT_BROKEN'],
  }),
  'attachment.keep': procedure({
    kind: 'command',
    access: 'attachment.write',
    summary: 'Keep a handed-over file, encrypted beside the ledger. Its content decides what it is, not its name.',
    input: z.strictObject({
      operationId,
      file,
      kind: z.enum(ATTACHMENT_KINDS),
      /** Of the name only the ending is looked at; names of files are not kept. */
      name: z.string().max(255),
    }),
    output: attachmentView,
    errors: ['ATTACHMENT_NOT_HERE', 'ATTACHMENT_REFUSED', 'DISK_FULL', 'DISK_FAILED', 'NOT_WRITABLE'],
  }),
  // A query, though the journal grows: looking has no outcome to replay, every look is a fact of its own.
  'attachment.open': procedure({
    kind: 'query',
    access: 'attachment.read',
    summary: 'Open a kept file for reading: proved against its row, and the journal says who looked at whose paper.',
    input: z.strictObject({ attachment: attachmentId }),
    output: z.strictObject({ media: z.enum(ATTACHMENT_MEDIA), size: z.int(), sha256: file, parts: z.int() }),
    errors: ['UNKNOWN_ATTACHMENT', 'ATTACHMENT_DAMAGED', 'DISK_FULL'],
  }),
  'attachment.part': procedure({
    kind: 'query',
    access: 'attachment.read',
    summary: 'One part of the file I opened last; it stays open for a minute.',
    input: z.strictObject({ attachment: attachmentId, part: z.int().min(1).max(MAX_PARTS) }),
    output: z.strictObject({ bytes: z.base64() }),
    errors: ['ATTACHMENT_NOT_OPEN'],
  }),
};
