// The forms vouchers leave in, and which of an account's mappings each takes.
// Apart from the writers, so that a window can know the forms without them.

export const VOUCHER_FORMATS = ['yonyou', 'kingdee', 'csv', 'xlsx'] as const;
export type VoucherFormat = (typeof VOUCHER_FORMATS)[number];

/** For whom an account is mapped: any form, or one of its own. CSV and XLSX are one: they say the same. */
export const MAPPING_FORMS = ['any', 'yonyou', 'kingdee', 'plain'] as const;
export type MappingForm = (typeof MAPPING_FORMS)[number];

/** The mapping a form looks at before the general one. */
export const MAPPING_OF: Readonly<Record<VoucherFormat, Exclude<MappingForm, 'any'>>> = {
  yonyou: 'yonyou',
  kingdee: 'kingdee',
  csv: 'plain',
  xlsx: 'plain',
};

/** The ending of a file's name. */
export const ENDING_OF: Readonly<Record<VoucherFormat, string>> = {
  yonyou: 'txt',
  kingdee: 'xlsx',
  csv: 'csv',
  xlsx: 'xlsx',
};

/** Most bytes of one part of a file on its way to a window: as base64 they fit into one message. */
export const VOUCHER_PART_BYTES = 131_070;
