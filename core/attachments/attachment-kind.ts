// What is kept beside the ledger as whole files, and how large it may be; apart from the schemas, so that a window can
// know it without them.

/** What an attachment is of: a customer's paper, the proof of a payment, a document of a case. */
export const ATTACHMENT_KINDS = ['customerPaper', 'tenderEvidence', 'caseDocument'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** What the bytes are, by their own content. */
export const ATTACHMENT_MEDIA = ['pdf', 'png', 'jpeg', 'webp'] as const;
export type AttachmentMedia = (typeof ATTACHMENT_MEDIA)[number];

/** Largest attachment, in bytes: a page scanned in colour at 300 dpi, or any telephone's picture. */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
/** Most bytes of one part: as base64 they fit into one message of the port, and divisible by three they need no filling. */
export const ATTACHMENT_PART_BYTES = 131_070;
/** Longest side of a picture, and most of its points: what a window must be able to unpack while it charges. */
export const MAX_PICTURE_SIDE = 16_384;
export const MAX_PICTURE_POINTS = 64_000_000;

/** Ending of a file's name → what it must be by its content. */
export const MEDIA_OF_ENDING: Readonly<Record<string, AttachmentMedia>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jfif: 'jpeg',
  webp: 'webp',
};

export const MIME_OF_MEDIA: Readonly<Record<AttachmentMedia, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
