// Hands files over as a window does: in parts, then kept.
import type { AttachmentKind } from '../../../core/attachments/attachment-kind.ts';
import { ATTACHMENT_PART_BYTES } from '../../../core/attachments/attachment-kind.ts';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { fileOf } from '../../fixtures/small-files.ts';
import { op, type Window } from './counter.ts';

/** Hands `bytes` over; answers the name the ledger knows them by. */
export async function stage(window: Window, bytes: Buffer): Promise<string> {
  const file = fileOf(bytes);
  const parts = Math.max(1, Math.ceil(bytes.length / ATTACHMENT_PART_BYTES));
  for (let part = 1; part <= parts; part += 1) {
    const slice = bytes.subarray((part - 1) * ATTACHMENT_PART_BYTES, part * ATTACHMENT_PART_BYTES);
    await window.call('attachment.stage', { file, part, parts, bytes: slice.toString('base64') });
  }
  return file;
}

/** Keeps `bytes` under `name`. */
export async function keep(
  window: Window,
  bytes: Buffer,
  name: string,
  kind: AttachmentKind = 'customerPaper',
): Promise<OutputOf<'attachment.keep'>> {
  const file = await stage(window, bytes);
  return window.call('attachment.keep', { operationId: op(), file, kind, name });
}

/** Opens and reads `attachment` back, part by part. */
export async function readBack(window: Window, attachment: string): Promise<Buffer> {
  const { parts } = await window.call('attachment.open', { attachment });
  const read: Buffer[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const { bytes } = await window.call('attachment.part', { attachment, part });
    read.push(Buffer.from(bytes, 'base64'));
  }
  return Buffer.concat(read);
}
