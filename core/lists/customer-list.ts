// Reads a customer list as an office keeps it: one row is one person or company. A blank cell says nothing: it never
// erases what the ledger already knows.
import { type IdType, idTypeNamed, paperNumber, phoneNumber, plateNumber, residentNumber } from './identity.ts';
import { type FieldNames, type HowToRead, type ListRead, readRows, type Row } from './read-rows.ts';

export interface CustomerEntry {
  readonly number: string;
  readonly name: string;
  /** Both or neither. */
  readonly id: { readonly type: IdType; readonly number: string } | null;
  readonly phone: string | null;
  readonly plate: string | null;
  /** 住址/房号: unit, room or address. */
  readonly unit: string | null;
  readonly note: string | null;
}

export const CUSTOMER_FIELDS = {
  number: {
    names: ['客户编号', '编号', '户号', '客戶編號', '編號', '戶號', 'number', 'customer number'],
    required: true,
  },
  name: {
    names: ['姓名', '名称', '户名', '客户名称', '客户姓名', '客戶姓名', '客戶名稱', '名稱', 'name', 'customer name'],
    required: true,
  },
  idType: { names: ['证件类型', '证件种类', '證件類型', '證件種類', 'id type'], required: false },
  idNumber: {
    names: ['证件号码', '证件号', '身份证号', '身份证号码', '證件號碼', '身分證號', 'id number'],
    required: false,
  },
  phone: {
    names: [
      '手机',
      '手机号',
      '手机号码',
      '电话',
      '联系电话',
      '手機',
      '手機號碼',
      '電話',
      '聯絡電話',
      'phone',
      'mobile',
    ],
    required: false,
  },
  plate: { names: ['车牌', '车牌号', '车牌号码', '車牌', '車牌號碼', 'plate', 'plate number'], required: false },
  unit: {
    names: ['住址', '地址', '房号', '单元', '房间', '房號', '單元', '房間', 'unit', 'room', 'address'],
    required: false,
  },
  note: { names: ['备注', '说明', '備註', '說明', 'note', 'remarks'], required: false },
} as const satisfies Record<string, FieldNames>;
type Field = keyof typeof CUSTOMER_FIELDS;

/** The field whose column a clash with the ledger is reported at. */
export type CustomerClash = 'number' | 'idNumber';

/** Reads a customer list whose first record is the header. Never throws for any text. */
export function readCustomerList(table: readonly (readonly string[])[], how: HowToRead = {}): ListRead<CustomerEntry> {
  const byNumber = new Map<string, string>();
  const byId = new Map<string, string>();
  return readRows<Field, CustomerEntry>(
    table,
    CUSTOMER_FIELDS,
    (row) => {
      const entry = readEntry(row);
      const text = JSON.stringify(entry);
      const earlier = byNumber.get(entry.number);
      if (earlier !== undefined && earlier !== text) row.reject('number', 'numberTaken');
      const id = entry.id === null ? null : JSON.stringify(entry.id);
      const holder = id === null ? undefined : byId.get(id);
      if (holder !== undefined && holder !== entry.number) row.reject('idNumber', 'idNumberTaken');
      byNumber.set(entry.number, text);
      if (id !== null) byId.set(id, entry.number);
      return entry;
    },
    how,
  );
}

function readEntry(row: Row<Field>): CustomerEntry {
  const typed = row.ascii('number');
  if (typed === '') row.reject('number', 'numberMissing');
  const number = typed.toUpperCase();
  if (number !== typed) row.note('number', 'upperCase');
  if (!/^[A-Z0-9._/-]{1,20}$/.test(number)) row.reject('number', 'numberInvalid');
  const name = row.trimmed('name');
  if (name === '') row.reject('name', 'nameMissing');
  if ([...name].length > 60) row.reject('name', 'nameTooLong');
  return {
    number,
    name,
    id: readId(row),
    phone: readPhone(row),
    plate: readPlate(row),
    unit: row.optionalText('unit', 120),
    note: row.optionalText('note', 200),
  };
}

function readId(row: Row<Field>): CustomerEntry['id'] {
  const typeName = row.trimmed('idType');
  const type = typeName === '' ? null : (idTypeNamed(typeName) ?? row.reject('idType', 'idTypeUnknown'));
  const text = row.ascii('idNumber');
  // A type without a number says nothing about anybody.
  if (text === '') return null;
  if (type === null || type === 'residentCard') return readResident(row, text, type);
  const number = paperNumber(type, text) ?? row.reject('idNumber', 'idNumberInvalid');
  if (number !== text) row.note('idNumber', 'upperCase');
  return { type, number };
}

// Without a type only a number that proves itself is taken: eighteen places, a birthday that exists, the check digit.
function readResident(row: Row<Field>, text: string, type: IdType | null): CustomerEntry['id'] {
  const read = residentNumber(text);
  if (!read.ok && type === null) return row.reject('idType', 'idTypeMissing');
  if (!read.ok) return row.reject('idNumber', read.fault === 'checkDigit' ? 'idCheckDigit' : 'idNumberInvalid');
  if (type === null) row.note('idNumber', 'idTypeTaken');
  if (read.number !== text) row.note('idNumber', 'lowerCaseX');
  return { type: 'residentCard', number: read.number };
}

function readPhone(row: Row<Field>): string | null {
  const text = row.ascii('phone');
  // The full-width plus of a country code is not among the letters and digits.
  const plain = text.replace(/^\uff0b/, '+');
  if (plain === '') return null;
  const phone = phoneNumber(plain) ?? row.reject('phone', 'phoneInvalid');
  if (phone !== text) row.note('phone', 'phoneForm');
  return phone;
}

function readPlate(row: Row<Field>): string | null {
  const text = row.ascii('plate');
  if (text === '') return null;
  const plate = plateNumber(text) ?? row.reject('plate', 'plateInvalid');
  if (plate !== text) row.note('plate', 'plateForm');
  return plate;
}
