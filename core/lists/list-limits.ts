// How large a list may be and in what parts it travels; apart from the schemas, so that a window can know it without them.

/** Largest list, in bytes; a list of a million rows is a job for the bulk loader, not for a till in use. */
export const MAX_LIST_BYTES = 8 * 1024 * 1024;
/** Most rows below the header. */
export const MAX_LIST_ROWS = 100_000;
/** Most columns of a spreadsheet that is read as a list. */
export const MAX_LIST_COLUMNS = 200;
/** Most bytes of one part: as base64 they fit into one message of the port, and divisible by three they need no filling. */
export const LIST_PART_BYTES = 147_456;
/** Most findings of one page of a preview. */
export const FINDINGS_PAGE = 1_000;
