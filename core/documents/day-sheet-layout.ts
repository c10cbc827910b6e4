// The sheet of a day for people 日报, one A4 page: what came in, when and how; what went back and why; what is not right; what
// stays open. Drawn as lines and figures, no picture: it is copied and faxed.
import { counterPlace } from '../numbers/counter-place.ts';
import type { DaySheet } from '../contract/day-sheet.ts';
import { formatAmount, formatWhole } from '../money/format-amount.ts';
import { type Currency, currencyOf, type Minor } from '../money/money.ts';
import type { DocumentLayout, LayoutBlock, LeafBlock, TableCell } from './document-layout.ts';
import { PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { signatures } from './report-layout.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';
import { fittingSize } from './text-extent.ts';

const MARGINS = { top: mm(15), right: mm(16), bottom: mm(12), left: mm(16) };
/** Rows of a list on the page; what is more is counted in the last. */
const MOST_ROWS = 8;
const COLUMN_GAP = 24;

interface Setting {
  readonly sheet: DaySheet;
  readonly words: ReportWords;
  readonly methods: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly width: number;
}

/** The layout of a sheet: the same sheet and language give the same layout. */
export function daySheetLayout(sheet: DaySheet, locale: PaperLocale): DocumentLayout {
  const words = REPORT_WORDS[locale];
  const width = Math.floor((PAPER_SIZES.A4.width - MARGINS.left - MARGINS.right) * 100) / 100;
  const setting: Setting = {
    ...{ sheet, words, width, methods: RECEIPT_WORDS[locale].methods },
    currency: currencyOf(sheet.currency),
  };
  return {
    layoutVersion: 1,
    paper: 'A4',
    margins: MARGINS,
    info: {
      title: `${words.sheet} ${sheet.businessDate}`,
      author: sheet.organisation,
      subject: sheet.businessDate,
      language: locale,
      createdAt: sheet.at,
    },
    runningHead: [textOf([run(`${words.sheet} ${sheet.businessDate}`, 8, 'regular', 'muted')], 'left')],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'muted' },
    body: [...head(setting), ...charts(setting), ...lists(setting)],
    closing: [
      { kind: 'rule', width, thickness: 0.6, colour: 'muted', above: 10 },
      textOf([run(`${words.head} ${sheet.head.seq}　${sheet.head.hash}`, 7, 'regular', 'muted')], 'left', 3),
    ],
    tail: signatures({ words, width }),
  };
}

function head({ sheet, words, width, currency }: Setting): LayoutBlock[] {
  const size = fittingSize(sheet.organisation, 'bold', width, [18, 16, 13], 1);
  const total = `${currency.symbol}${formatAmount(sheet.taken, currency)}`;
  const place = counterPlace(sheet.counter);
  const state = sheet.z === null ? words.open : `Z ${sheet.z}`;
  return [
    textOf([run(sheet.organisation, size, 'bold')], 'left'),
    textOf([run(`${words.sheet}　${sheet.businessDate}`, 14, 'bold', 'in')], 'left', 2),
    textOf(
      [run(`${place}　${localTime(sheet.at, sheet.utcOffsetMinutes)}　${state}`, 9, 'regular', 'muted')],
      'left',
      2,
    ),
    { kind: 'rule', width, thickness: 1, colour: 'ink', above: 6 },
    {
      kind: 'columns',
      gap: COLUMN_GAP,
      above: 8,
      columns: [
        {
          width: width * 0.55,
          blocks: [
            textOf([run(words.taken, 10, 'regular', 'muted')], 'left'),
            textOf([run(total, fittingSize(total, 'bold', width * 0.55, [30, 24, 18], 1), 'bold')], 'left'),
          ],
        },
        {
          width: width * 0.45 - COLUMN_GAP,
          blocks: [
            factTable(
              [
                [{ label: words.receipts, value: String(sheet.receipts), weight: 'bold' }],
                [{ label: words.perpetual, value: formatAmount(sheet.perpetual, currency) }],
              ],
              width * 0.45 - COLUMN_GAP,
              8,
            ),
          ],
        },
      ],
    },
  ];
}

function charts({ sheet, words, methods, width, currency }: Setting): LayoutBlock[] {
  if (sheet.hours.length === 0) return [textOf([run(words.nothing, 11, 'regular', 'muted')], 'center', 20)];
  // Hours without takings between the first and the last stand as gaps: a lunch break is seen.
  const first = sheet.hours[0]?.hour ?? 0;
  const last = sheet.hours.at(-1)?.hour ?? first;
  const hours = Array.from({ length: last - first + 1 }, (_, i) => sheet.hours.find(({ hour }) => hour === first + i));
  const most = Math.max(1, ...sheet.hours.map(({ amount }) => Math.abs(amount)));
  const mostTender = Math.max(1, ...sheet.tenders.map(({ amount }) => Math.abs(amount)));
  const wide = Math.min(width, Math.max(width * 0.5, hours.length * 44));
  return [
    title(words.byHour, 12),
    {
      kind: 'bars',
      width: wide,
      height: 92,
      size: 7,
      above: 4,
      bars: hours.map((row, i) => ({
        share: Math.abs(row?.amount ?? 0) / most,
        colour: (row?.amount ?? 0) < 0 ? 'out' : 'in',
        figure: row === undefined ? '' : formatWhole(row.amount, currency),
        name: `${first + i}:00`,
      })),
    },
    title(words.byTender, 12),
    {
      kind: 'bars',
      width: Math.min(width, sheet.tenders.length * 84),
      height: 60,
      size: 7.5,
      above: 4,
      bars: sheet.tenders.slice(0, 12).map((row) => ({
        share: Math.abs(row.amount) / mostTender,
        colour: row.amount < 0 ? 'out' : 'in',
        figure: formatAmount(row.amount, currency),
        name: `${methods[row.method] ?? row.method} × ${row.count}`,
      })),
    },
  ];
}

function title(text: string, above: number): LeafBlock {
  return textOf([run(text, 10, 'bold')], 'left', above);
}

function lists(setting: Setting): LayoutBlock[] {
  const { sheet, words, currency, width } = setting;
  const half = (width - COLUMN_GAP) / 2;
  const amount = (value: Minor): string => formatAmount(value, currency);
  const back: Readonly<Record<string, string>> = words.backNames;
  const refusal: Readonly<Record<string, string>> = words.refusalNames;
  const left = [
    ...list(
      words.cashiers,
      sheet.cashiers.map((row) => [row.cashier, String(row.receipts), amount(row.taken)]),
      setting,
      half,
    ),
    ...list(
      words.takenBack,
      sheet.takenBack.map((row) => [
        [words.letters[row.type], back[row.reason] ?? row.reason].filter((part) => part !== '').join(' · '),
        String(row.count),
        amount(row.amount),
      ]),
      setting,
      half,
    ),
  ];
  const right = [
    ...list(
      words.differences,
      sheet.differences.map((row) => [row.shift, row.cashier, amount(row.difference)]),
      setting,
      half,
    ),
    ...list(
      words.refusals,
      sheet.refusals.map((row) => [refusal[row.reason] ?? row.reason, String(row.count), amount(row.amount)]),
      setting,
      half,
    ),
    ...list(
      words.staysOpen,
      [
        ...sheet.carried
          .filter(({ kind }) => kind !== 'refusals')
          .map((row) => [words.carriedNames[row.kind], String(row.count), amount(row.amount)]),
        ...(sheet.parked === 0 ? [] : [[words.parked, String(sheet.parked), '']]),
        ...(sheet.openShifts.length === 0 ? [] : [[words.openShifts, String(sheet.openShifts.length), '']]),
      ],
      setting,
      half,
    ),
  ];
  return [
    {
      kind: 'columns',
      gap: COLUMN_GAP,
      columns: [
        { width: half, blocks: left },
        { width: half, blocks: right },
      ],
    },
  ];
}

/** A list with its name; an empty one says so, because "none" is news too. */
function list(name: string, rows: readonly (readonly string[])[], { words }: Setting, width: number): LeafBlock[] {
  const shown = rows.slice(0, MOST_ROWS);
  const cell = (text: string): TableCell => ({
    runs: [run(text, 8.5, 'regular', text.startsWith('−') ? 'out' : 'ink')],
  });
  const nothing: TableCell[] = [{ runs: [run(words.nothing, 8.5, 'regular', 'muted')], span: 3 }];
  const more: TableCell[] = [{ runs: [run(words.rest(rows.length - shown.length), 8, 'regular', 'muted')], span: 3 }];
  return [
    {
      kind: 'table',
      columns: [
        { width: width - 2 * 8 - 44 - 74, align: 'left' },
        { width: 44, align: 'right' },
        { width: 74, align: 'right' },
      ],
      gap: 8,
      rowPadding: 1.4,
      header: [{ runs: [run(name, 9.5, 'bold')], align: 'left' }, heading('', 'right'), heading('', 'right')],
      rows: [
        ...(rows.length === 0 ? [nothing] : shown.map((row) => row.map(cell))),
        ...(rows.length > shown.length ? [more] : []),
      ],
      rules: 'rows',
      above: 12,
    },
  ];
}
