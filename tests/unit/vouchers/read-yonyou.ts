// Reads a Yonyou voucher file knowing nothing but the published rules, and refuses whatever breaks one of them.
// Written apart from the writer: what both got wrong in the same way would need the same mistake twice.
import iconv from 'iconv-lite';

export interface YonyouLine {
  readonly voucher: string;
  readonly account: string;
  /** Fen. */
  readonly debit: number;
  readonly credit: number;
  readonly preparedBy: string;
}

/** Throws at the first line that Yonyou would not take. */
export function readYonyou(bytes: Buffer): YonyouLine[] {
  const lines = iconv.decode(bytes, 'gbk').split('\r\n');
  if (lines.shift() !== '填制凭证,V800') throw new Error('no head line');
  if (lines.pop() !== '') throw new Error('the last line has no end');
  const read = lines.map(readLine);
  const seen: string[] = [];
  for (const { voucher } of read) {
    if (seen.at(-1) === voucher) continue;
    if (seen.includes(voucher)) throw new Error(`lines of ${voucher} are not adjacent`);
    seen.push(voucher);
  }
  for (const voucher of seen) {
    const sum = read.filter((one) => one.voucher === voucher).reduce((all, one) => all + one.debit - one.credit, 0);
    if (sum !== 0) throw new Error(`${voucher} does not balance`);
  }
  return read;
}

function readLine(text: string): YonyouLine {
  const fields = text.split(',');
  if (fields.length !== 48) throw new Error(`${fields.length} fields: ${text}`);
  const at = (position: number): string => fields[position - 1] as string;
  if (!/^\d{4}-\d\d-\d\d$/.test(at(1))) throw new Error(`no date: ${at(1)}`);
  if (at(3) === '' || at(3).length > 30) throw new Error('no number');
  if (!/^\d{1,3}$/.test(at(4))) throw new Error(`papers: ${at(4)}`);
  if (at(5) === '' || [...at(5)].length > 60) throw new Error('no summary');
  if (at(6) === '' || at(6).length > 15) throw new Error('no account');
  for (const position of [28, 30, 39, 40, 41, 42, 43, 45, 46, 47, 48])
    if (at(position) !== '0') throw new Error(`field ${position} is not 0`);
  for (const position of [22, 23, 24, 25, 26, 27, 29, 31, 32, 33, 34, 35, 36, 37, 38, 44])
    if (at(position) !== '') throw new Error(`field ${position} is not empty`);
  const debit = fen(at(7));
  const credit = fen(at(8));
  if ((debit === 0) === (credit === 0)) throw new Error('not exactly one side');
  return { voucher: `${at(1)} ${at(2)} ${at(3)}`, account: at(6), debit, credit, preparedBy: at(12) };
}

function fen(text: string): number {
  const parts = /^(-?\d{1,13})\.(\d\d)$/.exec(text);
  if (parts === null) throw new Error(`not 16.2: ${text}`);
  return Number(`${parts[1]}${parts[2]}`);
}
