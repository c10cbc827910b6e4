// Reads a department's list of what was not carried out 未执行 or came back 退药: one row is one line of a receipt, with
// how much of it by now. It names sums and not additions, so that a list sent again, or a longer one, says nothing twice.
import { parseQuantity } from '../money/parse-amount.ts';
import type { AmountFault } from '../money/parse-amount.ts';
import type { Milli } from '../money/money.ts';
import type { UseKind } from '../refund/refund-words.ts';
import type { Rejection } from './list-findings.ts';
import { type FieldNames, type HowToRead, type ListRead, readRows, type Row } from './read-rows.ts';

export interface UseRowEntry {
  /** The receipt's number, or the text of its QR code. */
  readonly receipt: string;
  /** The line's number on the receipt; null: the item says which. */
  readonly line: number | null;
  /** The item's code; null: the line's number says which. One of both is there. */
  readonly item: string | null;
  /** Thousandths, above zero: all of this line that was of this kind up to now. */
  readonly quantity: Milli;
  readonly kind: UseKind;
  readonly department: string;
}

export const USE_FIELDS = {
  receipt: { names: ['收据号', '票据号', '收据编号', '收據號', '票據號', 'receipt', 'receipt number'], required: true },
  line: { names: ['行号', '序号', '行號', '序號', 'line'], required: false },
  item: { names: ['项目编码', '收费编码', '項目編碼', '收費編碼', 'item', 'item code'], required: false },
  quantity: {
    names: ['累计数量', '累计退回数量', '数量', '累計數量', '數量', 'quantity to date', 'quantity'],
    required: true,
  },
  kind: { names: ['情形', '类型', '情况', '類型', '情況', 'kind'], required: true },
  department: { names: ['科室', '部门', '执行科室', '部門', '執行科室', 'department'], required: true },
} as const satisfies Record<string, FieldNames>;
type Field = keyof typeof USE_FIELDS;

const KINDS: Readonly<Record<string, UseKind>> = {
  未执行: 'notCarriedOut',
  未做: 'notCarriedOut',
  未執行: 'notCarriedOut',
  notcarriedout: 'notCarriedOut',
  'not carried out': 'notCarriedOut',
  已退回: 'returned',
  退回: 'returned',
  退药: 'returned',
  退货: 'returned',
  退藥: 'returned',
  退貨: 'returned',
  returned: 'returned',
};
const MAX_LINE = 400;
const MAX_DEPARTMENT = 40;

/** Reads a list of use whose first record is the header. Never throws for any text. */
export function readUseList(table: readonly (readonly string[])[], options: HowToRead = {}): ListRead<UseRowEntry> {
  return readRows<Field, UseRowEntry>(table, USE_FIELDS, readEntry, options);
}

function readEntry(row: Row<Field>): UseRowEntry {
  const receipt = row.ascii('receipt');
  if (receipt === '') row.reject('receipt', 'receiptMissing');
  if (receipt.length > 60) row.reject('receipt', 'receiptUnknown');
  const line = readLine(row);
  const item = row.ascii('item');
  if (item.length > 20) row.reject('item', 'codeInvalid');
  if (line === null && item === '') row.reject('line', 'lineMissing');
  return {
    receipt,
    line,
    item: item === '' ? null : item,
    quantity: readQuantity(row),
    kind: KINDS[row.trimmed('kind').toLowerCase()] ?? row.reject('kind', 'useKindUnknown'),
    department: row.optionalText('department', MAX_DEPARTMENT) ?? row.reject('department', 'departmentMissing'),
  };
}

function readLine(row: Row<Field>): number | null {
  const text = row.ascii('line');
  if (text === '') return null;
  const line = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  return line >= 1 && line <= MAX_LINE ? line : row.reject('line', 'lineUnknown');
}

const QUANTITY_FAULTS: Readonly<Record<AmountFault, Rejection>> = {
  empty: 'quantityMissing',
  notMachineForm: 'notAQuantity',
  notAnAmount: 'notAQuantity',
  misplacedSeparator: 'misplacedSeparator',
  leadingZero: 'leadingZero',
  tooManyDecimals: 'tooManyDecimals',
  negativeZero: 'quantityNotAboveZero',
  outOfRange: 'useBeyondLine',
};

function readQuantity(row: Row<Field>): Milli {
  const parsed = parseQuantity(row.raw('quantity'), { source: 'person' });
  if (!parsed.ok) return row.reject('quantity', QUANTITY_FAULTS[parsed.fault]);
  if (parsed.value <= 0) row.reject('quantity', 'quantityNotAboveZero');
  for (const why of parsed.normalised) row.note('quantity', why);
  return parsed.value;
}
