// A list of accounts with their accounts at central 科目对照, both ways: an export is the list with every account in it, what
// is blank in it says nothing, and what is filled in comes back as a mapping.
import type { MappingForm } from '../vouchers/voucher-form.ts';
import { readListDate } from './list-date.ts';
import { type FieldNames, type HowToRead, type ListRead, readRows, type Row } from './read-rows.ts';

export interface MappingRowEntry {
  /** Our account's code. */
  readonly account: string;
  readonly form: MappingForm;
  /** null: the row says nothing. */
  readonly target: {
    readonly code: string;
    readonly name: string;
    readonly below: boolean;
    readonly department: string | null;
    readonly person: string | null;
    readonly customer: string | null;
    readonly supplier: string | null;
    readonly project: string | null;
    readonly summary: string | null;
  } | null;
  /** YYYY-MM-DD; null: from the first day whose vouchers are not made. */
  readonly from: string | null;
}

export const MAPPING_FIELDS = {
  account: { names: ['本方科目', '科目', '本方科目編碼', 'account'], required: true },
  form: { names: ['适用', '適用', 'form'], required: false },
  code: { names: ['中央科目编码', '科目编码', '中央科目編碼', 'central code', 'code'], required: true },
  name: { names: ['中央科目名称', '科目名称', '中央科目名稱', 'central name', 'name'], required: true },
  below: { names: ['含下级', '含下級', 'below'], required: false },
  department: { names: ['部门', '部門', 'department'], required: false },
  person: { names: ['个人', '個人', '职员', 'person'], required: false },
  customer: { names: ['客户', '客戶', 'customer'], required: false },
  supplier: { names: ['供应商', '供應商', 'supplier'], required: false },
  project: { names: ['项目', '項目', 'project'], required: false },
  summary: { names: ['摘要', 'summary'], required: false },
  from: { names: ['生效日期', '生效', 'from'], required: false },
} as const satisfies Record<string, FieldNames>;
export type MappingField = keyof typeof MAPPING_FIELDS;

/** Every column of an export, in its order. */
export const MAPPING_COLUMNS = Object.keys(MAPPING_FIELDS) as [MappingField, ...MappingField[]];
/** Our account's name, for whoever fills the list in; it is not read. */
export const OWN_NAME_COLUMN = '本方科目名称';

const FORMS: Readonly<Record<string, MappingForm>> = {
  通用: 'any',
  全部: 'any',
  用友: 'yonyou',
  金蝶: 'kingdee',
  表格: 'plain',
  any: 'any',
  yonyou: 'yonyou',
  kingdee: 'kingdee',
  plain: 'plain',
};
const YES: Readonly<Record<string, boolean>> = { 是: true, 否: false, yes: true, no: false, y: true, n: false };
const CODE = /^[0-9A-Za-z._-]{1,40}$/;
const LONGEST = { name: 80, auxiliary: 80, summary: 60 } as const;

/** The word of a form in an export. */
export function formName(form: MappingForm): string {
  return { any: '通用', yonyou: '用友', kingdee: '金蝶', plain: '表格' }[form];
}

/** Reads a mapping list whose first record is the header. Never throws for any text. */
export function readMappingList(
  table: readonly (readonly string[])[],
  options: HowToRead = {},
): ListRead<MappingRowEntry> {
  const seen = new Set<string>();
  return readRows<MappingField, MappingRowEntry>(
    table,
    MAPPING_FIELDS,
    (row) => {
      const account = row.ascii('account');
      if (account === '') row.reject('account', 'ownAccountMissing');
      const form = FORMS[(row.trimmed('form') || '通用').toLowerCase()] ?? row.reject('form', 'formUnknown');
      if (seen.has(`${form} ${account}`)) row.reject('account', 'accountTwice');
      seen.add(`${form} ${account}`);
      return { account, form, target: readTarget(row), from: readFrom(row) };
    },
    options,
  );
}

function readTarget(row: Row<MappingField>): MappingRowEntry['target'] {
  const code = row.ascii('code');
  if (code === '') return null;
  if (!CODE.test(code)) row.reject('code', 'centralCodeInvalid');
  const name = row.optionalText('name', LONGEST.name) ?? row.reject('name', 'centralNameMissing');
  const below = row.trimmed('below').toLowerCase();
  if (below !== '' && !Object.hasOwn(YES, below)) row.reject('below', 'belowUnknown');
  const auxiliary = (field: MappingField): string | null => row.optionalText(field, LONGEST.auxiliary);
  return {
    code,
    name,
    below: YES[below] ?? false,
    department: auxiliary('department'),
    person: auxiliary('person'),
    customer: auxiliary('customer'),
    supplier: auxiliary('supplier'),
    project: auxiliary('project'),
    summary: row.optionalText('summary', LONGEST.summary),
  };
}

function readFrom(row: Row<MappingField>): string | null {
  const text = row.ascii('from');
  if (text === '') return null;
  const date = readListDate(text);
  if (!date.ok) return row.reject('from', date.fault);
  if (date.form !== 'plain') row.note('from', date.form === 'compact' ? 'dateCompact' : 'dateSeparators');
  return date.date;
}
