// Re-derives what the chain says of paper: one living original per receipt, what became of every numbered sheet, and the
// steps of e-invoices. The rules stand as triggers in the schema; here they are proved from the rows alone.
import {
  invoiceMayBecome,
  invoiceNumberFault,
  type InvoiceKind,
  type InvoiceStatus,
} from '../../core/invoice/invoice-state.ts';
import type { Cell } from '../ledger/chained-tables.ts';
import { bad } from './finding.ts';
import { type LinkRows, numberAt, places, type Row, rowsOf, textAt } from './row-places.ts';

const MARK = places('print_mark', { document: 'document_seq', n: 'n', kind: 'kind' });
const SPOIL = places('print_spoil', { document: 'document_seq', n: 'mark_n' });
const SEGMENT = places('stock_segment', {
  id: 'id',
  kind: 'kind',
  prefix: 'prefix',
  digits: 'digits',
  first: 'first',
  last: 'last',
});
const SHEET = places('stock_mark', {
  segment: 'segment_id',
  number: 'number',
  n: 'n',
  state: 'state',
  document: 'document_seq',
  mark: 'mark_n',
});
const OFF = places('stock_write_off', { segment: 'segment_id', n: 'n', first: 'first', last: 'last' });
const INVOICE = places('invoice', {
  document: 'document_seq',
  n: 'n',
  status: 'status',
  kind: 'kind',
  code: 'code',
  number: 'number',
});

interface Prints {
  count: number;
  /** The print that is the original now; null while there is none. */
  original: number | null;
  readonly spoiled: Set<number>;
}

interface Used {
  readonly document: Cell;
  readonly mark: Cell;
}

interface KnownSegment {
  readonly kind: string;
  readonly form: string;
  readonly first: number;
  readonly last: number;
  highest: number;
  readonly used: Map<number, Used>;
  /** Sheets nothing more can become of. */
  readonly ended: Set<number>;
  readonly off: { readonly first: number; readonly last: number }[];
}

interface KnownInvoice {
  readonly n: number;
  readonly status: InvoiceStatus;
  readonly numbers: string;
}

export class PaperBooks {
  readonly #prints = new Map<number, Prints>();
  readonly #segments = new Map<number, KnownSegment>();
  readonly #invoices = new Map<number, KnownInvoice>();

  /** Takes note of one link. Throws a finding for anything that could not have happened after what went before. */
  take(rows: LinkRows): void {
    // A sheet is spoiled before the one that replaces it is printed, within one act as well.
    for (const row of rowsOf(rows, 'print_spoil')) this.#spoil(row);
    for (const row of rowsOf(rows, 'print_mark')) this.#print(row);
    for (const row of rowsOf(rows, 'stock_segment')) this.#segment(row);
    for (const row of rowsOf(rows, 'stock_mark')) this.#sheet(row);
    for (const row of rowsOf(rows, 'stock_write_off')) this.#writeOff(row);
    for (const row of rowsOf(rows, 'invoice')) this.#invoice(row);
  }

  #spoil(row: Row): void {
    const document = numberAt(row, SPOIL.document);
    const n = numberAt(row, SPOIL.n);
    const prints = this.#prints.get(document);
    if (!prints || n > prints.count) return bad('limits', 'print_spoil', `${document} ${n}`, 'was never printed');
    if (prints.spoiled.has(n)) bad('limits', 'print_spoil', `${document} ${n}`, 'was spoiled before');
    prints.spoiled.add(n);
    if (prints.original === n) prints.original = null;
  }

  #print(row: Row): void {
    const document = numberAt(row, MARK.document);
    const n = numberAt(row, MARK.n);
    const kind = textAt(row, MARK.kind);
    const name = `${document} ${n}`;
    const prints = this.#prints.get(document) ?? { count: 0, original: null, spoiled: new Set() };
    this.#prints.set(document, prints);
    if (n !== prints.count + 1) bad('numbers', 'print_mark', name, `follows print ${prints.count}`);
    if ((kind === 'original') !== (n === 1)) bad('limits', 'print_mark', name, `is a ${kind}`);
    prints.count = n;
    if (kind === 'copy') return;
    if (prints.original !== null)
      bad('limits', 'print_mark', name, `is a second original: print ${prints.original} is not spoiled`);
    prints.original = n;
  }

  #segment(row: Row): void {
    const id = numberAt(row, SEGMENT.id);
    const first = numberAt(row, SEGMENT.first);
    const last = numberAt(row, SEGMENT.last);
    const form = `${textAt(row, SEGMENT.prefix)} ${numberAt(row, SEGMENT.digits)}`;
    if (id !== this.#segments.size + 1) bad('numbers', 'stock_segment', id, `follows ${this.#segments.size}`);
    for (const [other, known] of this.#segments) {
      if (known.form === form && known.first <= last && known.last >= first)
        bad('limits', 'stock_segment', id, `has sheets of segment ${other}`);
    }
    this.#segments.set(id, {
      kind: textAt(row, SEGMENT.kind),
      form,
      first,
      last,
      highest: first - 1,
      used: new Map(),
      ended: new Set(),
      off: [],
    });
  }

  #sheet(row: Row): void {
    const id = numberAt(row, SHEET.segment);
    const number = numberAt(row, SHEET.number);
    const name = `${id} ${number}`;
    const segment = this.#segments.get(id) ?? bad('limits', 'stock_mark', name, 'is of no segment');
    const state = textAt(row, SHEET.state);
    const [document, mark] = [row[SHEET.document] as Cell, row[SHEET.mark] as Cell];
    if (number < segment.first || number > segment.last) bad('limits', 'stock_mark', name, 'is not of its segment');
    if (segment.off.some((range) => number >= range.first && number <= range.last))
      bad('limits', 'stock_mark', name, 'was written off');
    if (segment.ended.has(number)) bad('limits', 'stock_mark', name, 'was at its end before');
    const before = segment.used.get(number);
    if (before) {
      if (state === 'used' || before.document !== document || before.mark !== mark || numberAt(row, SHEET.n) !== 2)
        bad('limits', 'stock_mark', name, 'does not end what it was used for');
      segment.ended.add(number);
      return;
    }
    if (numberAt(row, SHEET.n) !== 1 || state === 'voided') bad('limits', 'stock_mark', name, 'was not used before');
    if (segment.kind === 'printed' && number <= segment.highest) bad('limits', 'stock_mark', name, 'is out of order');
    segment.highest = Math.max(segment.highest, number);
    if (state !== 'used') segment.ended.add(number);
    else this.#use(segment, number, { document, mark }, name);
  }

  #use(segment: KnownSegment, number: number, use: Used, name: string): void {
    if ((segment.kind === 'printed') !== (use.mark !== null))
      bad('limits', 'stock_mark', name, `is of a ${segment.kind} segment`);
    if (use.mark !== null && Number(use.mark) > (this.#prints.get(Number(use.document))?.count ?? 0))
      bad('limits', 'stock_mark', name, 'went out with no print');
    segment.used.set(number, use);
  }

  #writeOff(row: Row): void {
    const id = numberAt(row, OFF.segment);
    const first = numberAt(row, OFF.first);
    const last = numberAt(row, OFF.last);
    const segment = this.#segments.get(id) ?? bad('limits', 'stock_write_off', id, 'is of no segment');
    const n = numberAt(row, OFF.n);
    const name = `${id} ${n}`;
    if (n !== segment.off.length + 1) bad('numbers', 'stock_write_off', name, `follows ${segment.off.length}`);
    if (first < segment.first || last > segment.last || last < first)
      bad('limits', 'stock_write_off', name, 'is not of its segment');
    if (segment.off.some((range) => first <= range.last && last >= range.first))
      bad('limits', 'stock_write_off', name, 'was written off before');
    for (let number = first; number <= last; number += 1) {
      if (segment.used.has(number) || segment.ended.has(number))
        bad('limits', 'stock_write_off', name, `has sheet ${number}, of which something became`);
    }
    segment.off.push({ first, last });
  }

  #invoice(row: Row): void {
    const document = numberAt(row, INVOICE.document);
    const n = numberAt(row, INVOICE.n);
    const name = `${document} ${n}`;
    const before = this.#invoices.get(document) ?? { n: 0, status: 'none' as const, numbers: '' };
    const status = textAt(row, INVOICE.status) as InvoiceStatus;
    const kind = textAt(row, INVOICE.kind) as InvoiceKind;
    const [code, number] = [row[INVOICE.code] as string | null, row[INVOICE.number] as string | null];
    if (n !== before.n + 1) bad('numbers', 'invoice', name, `follows ${before.n}`);
    if (!invoiceMayBecome(before.status, status)) bad('limits', 'invoice', name, `${before.status} became ${status}`);
    const fault = invoiceNumberFault(status, { kind, code, number });
    if (fault !== null) bad('limits', 'invoice', name, `its ${fault} has not the form of its kind`);
    const numbers = `${kind} ${code} ${number}`;
    if (status === 'redLettered' && numbers !== before.numbers)
      bad('limits', 'invoice', name, 'reverses another invoice than was issued');
    this.#invoices.set(document, { n, status, numbers });
  }
}
