// An X or Z report as a list: one figure a line, with the section it belongs to, so that any spreadsheet can sort it.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { TillReport } from '../../core/contract/till-report.ts';
import { type PaperLocale, RECEIPT_WORDS } from '../../core/documents/receipt-words.ts';
import { REPORT_WORDS } from '../../core/documents/report-words.ts';
import { plainAmount, plainQuantity } from '../../core/money/format-amount.ts';
import { currencyOf, type Milli, type Minor } from '../../core/money/money.ts';
import { csvLine } from '../package/package-text.ts';

type Line = readonly [section: string, key: string, name: string, count: string, quantity: string, amount: string];

/** The report as CSV, base64. A figure that is withheld from its reader is an empty cell. */
export function exportReport(report: TillReport, locale: PaperLocale): OutputOf<'report.list'> {
  const words = REPORT_WORDS[locale];
  const head: Line = [words.section, words.number, words.name, words.count, words.quantity, words.amount];
  const lines = linesOf(report, locale);
  // Amounts stay amounts, also below zero; words are kept from being taken for formulas. The mark says UTF-8 to a spreadsheet.
  const written = [head, ...lines].map(([section, key, name, ...figures]) =>
    csvLine([section, key, name, ...figures.map((plain) => ({ plain }))]),
  );
  const bytes = Buffer.from(`\uFEFF${written.join('\r\n')}\r\n`);
  const name = report.of === 'shift' ? report.number : report.businessDate;
  return { name: `${report.kind}-${name}.csv`, rows: lines.length, bytes: bytes.toString('base64') };
}

function linesOf(report: TillReport, locale: PaperLocale): Line[] {
  const words = REPORT_WORDS[locale];
  const methods: Readonly<Record<string, string>> = RECEIPT_WORDS[locale].methods;
  const refusals: Readonly<Record<string, string>> = words.refusalNames;
  const currency = currencyOf(report.currency);
  const money = (amount: Minor | null): string => (amount === null ? '' : plainAmount(amount, currency));
  const fact = (name: string, key: string, amount = ''): Line => [name, key, '', '', '', amount];
  return [
    fact(words.titles[report.kind][report.of], report.number ?? ''),
    fact(words.businessDate, report.businessDate),
    fact(words.taken, '', money(report.taken)),
    ...(report.of === 'day'
      ? [fact(words.perpetual, '', money(report.perpetual)), fact(words.control, '', money(report.control))]
      : []),
    fact(words.head, `${report.head.seq} ${report.head.hash}`),
    ...report.tenders.map(
      (row): Line => [
        words.tenders,
        row.method,
        methods[row.method] ?? row.method,
        String(row.count),
        '',
        money(row.amount),
      ],
    ),
    ...report.shifts.flatMap((row): Line[] => [
      [words.shifts, row.number, `${row.cashier} ${row.drawer}`, '', '', money(row.taken)],
      [words.float, row.number, row.cashier, '', '', money(row.float)],
      [words.expected, row.number, row.cashier, '', '', money(row.expected)],
      [words.counted, row.number, row.cashier, '', '', money(row.counted)],
      [words.difference, row.number, row.cashier, '', '', money(row.difference)],
    ]),
    ...report.counts.map(
      (row): Line => [
        words.counts,
        row.shift,
        `${words.countNames[row.purpose]} ${row.by}`,
        '',
        '',
        money(row.counted),
      ],
    ),
    ...report.cashiers.map(
      (row): Line => [words.cashiers, '', row.cashier, String(row.receipts), '', money(row.taken)],
    ),
    ...report.documents.map(
      (row): Line => [
        words.documents,
        `${row.first} ${row.last}`,
        words.letters[row.type],
        String(row.count),
        '',
        money(row.amount),
      ],
    ),
    ...report.categories.map(
      (row): Line => [words.categories, '', row.category, String(row.count), '', money(row.amount)],
    ),
    ...report.items.map(
      (row): Line => [
        words.items,
        row.code,
        row.name,
        String(row.count),
        plainQuantity(row.quantity as Milli),
        money(row.amount),
      ],
    ),
    ...report.cash.map(
      (row): Line => [words.cash, row.kind, words.movements[row.kind], String(row.count), '', money(row.amount)],
    ),
    ...report.events.map(
      (row): Line => [words.events, row.event, words.eventNames[row.event], String(row.count), '', ''],
    ),
    ...report.outside.map(
      (row): Line => [words.outside, row.event, words.eventNames[row.event], String(row.count), '', ''],
    ),
    ...report.refusals.map(
      (row): Line => [
        words.refusals,
        row.reason,
        refusals[row.reason] ?? row.reason,
        String(row.count),
        '',
        money(row.amount),
      ],
    ),
    ...report.latePaper.map(
      (row): Line => [
        words.latePaper,
        row.paperDate,
        words.late(row.paperDate, row.closed),
        String(row.count),
        '',
        money(row.amount),
      ],
    ),
  ];
}
