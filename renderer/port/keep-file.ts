// Hands a file over to the ledger in parts and has it kept; and fetches a kept one back. The ledger judges the bytes.
import { ATTACHMENT_PART_BYTES, type AttachmentKind, MIME_OF_MEDIA } from '../../core/attachments/attachment-kind.ts';
import type { Ledger } from './ledger.ts';

/** How many bytes become text at once: more arguments than this may overflow the stack. */
const RUN = 8_192;

/** Longest name of a file the ledger keeps, in characters. */
export const LONGEST_FILE_NAME = 120;

/** One part of a file as its `stage` method takes it: the SHA-256 of the whole in hex, the part counted from 1, base64. */
type FilePart = {
  readonly file: string;
  readonly part: number;
  readonly parts: number;
  readonly bytes: string;
};

/** Hands `bytes` over in parts; answers what they are named by there. Rejects with `CallFailed`. */
export function stageFile(ledger: Ledger, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return sendInParts(bytes, ATTACHMENT_PART_BYTES, (part) => ledger.ask('attachment.stage', part));
}

/** Sends `bytes` in parts of at most `partBytes`, one after the other; answers the SHA-256 they are named by, in hex. */
export async function sendInParts(
  bytes: Uint8Array<ArrayBuffer>,
  partBytes: number,
  send: (part: FilePart) => Promise<unknown>,
): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const file = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const parts = Math.max(1, Math.ceil(bytes.length / partBytes));
  for (let part = 1; part <= parts; part += 1) {
    const slice = bytes.subarray((part - 1) * partBytes, part * partBytes);
    await send({ file, part, parts, bytes: base64(slice) });
  }
  return file;
}

/** Keeps `file` as `kind`; answers the id of the attachment. Rejects with `CallFailed`. */
export async function keepFile(
  ledger: Ledger,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  kind: AttachmentKind,
): Promise<string> {
  const file = await stageFile(ledger, bytes);
  const { attachment } = await ledger.act('attachment.keep', { file, kind, name });
  return attachment;
}

/** Opens and fetches a kept file; the journal remembers that it was opened. Rejects with `CallFailed`. */
export async function fetchKept(ledger: Ledger, attachment: string): Promise<Blob> {
  const { media, parts } = await ledger.ask('attachment.open', { attachment });
  const read: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const { bytes } = await ledger.ask('attachment.part', { attachment, part });
    read.push(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
  }
  return new Blob(read, { type: MIME_OF_MEDIA[media] });
}

/** `bytes` as base64 text. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += RUN) {
    binary += String.fromCharCode(...bytes.subarray(from, from + RUN));
  }
  return btoa(binary);
}
