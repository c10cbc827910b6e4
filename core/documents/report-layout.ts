// An X or Z report on one calm page: A5 of a shift, A4 of a day. What counts most stands first: who, the tenders, the drawer;
// then what was done, and at the foot where the chain stood.
import { counterPlace } from '../numbers/counter-place.ts';
import type { ReportedShift, TillReport } from '../contract/till-report.ts';
import { formatAmount, formatQuantity } from '../money/format-amount.ts';
import { addMinor, type Currency, currencyOf, type Milli, type Minor, subtractMinor, ZERO } from '../money/money.ts';
import type { DocumentLayout, LayoutBlock, LeafBlock, TableCell } from './document-layout.ts';
import { PAPER_SIZES } from './document-layout.ts';
import { mm } from './millimetres.ts';
import { type FactRow, factTable, heading, localTime, run, textOf } from './receipt-blocks.ts';
import { type PaperLocale, RECEIPT_WORDS } from './receipt-words.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';
import { fittingSize } from './text-extent.ts';

const MARGINS = { top: mm(13), right: mm(12), bottom: mm(10), left: mm(12) };
const GAP = 8;
const PAIR_GAP = 18;
/** More items than this are read in the list file; the paper says how many are left out. */
const MOST_ITEMS = { shift: 12, day: 24 } as const;

interface Setting {
  readonly report: TillReport;
  readonly words: ReportWords;
  readonly methods: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly width: number;
  /** There is room for two short tables side by side. */
  readonly wide: boolean;
}

/** The layout of a report: the same report and language give the same layout. */
export function reportLayout(report: TillReport, locale: PaperLocale): DocumentLayout {
  const paper = paperOf(report);
  const words = REPORT_WORDS[locale];
  const width = Math.floor((PAPER_SIZES[paper].width - MARGINS.left - MARGINS.right) * 100) / 100;
  const setting: Setting = {
    ...{ report, words, width, wide: paper === 'A4', methods: RECEIPT_WORDS[locale].methods },
    currency: currencyOf(report.currency),
  };
  const title = words.titles[report.kind][report.of];
  return {
    layoutVersion: 1,
    paper,
    margins: MARGINS,
    info: {
      title: `${title} ${report.number ?? report.businessDate}`,
      author: report.organisation,
      subject: report.businessDate,
      language: locale,
      createdAt: report.at,
    },
    runningHead: [
      textOf([run(`${title} ${report.number ?? ''} ${report.businessDate}`, 8, 'regular', 'muted')], 'left'),
    ],
    pageMark: { template: RECEIPT_WORDS[locale].pageMark, size: 8, colour: 'muted' },
    body: [...head(setting, title), ...sections(setting)],
    closing: foot(setting),
    tail: signatures(setting),
  };
}

/** Lines of tables that fit on A5 under the head and above the foot, a table's own heading and space counting as two. */
const A5_LINES = 16;

/** A short shift fits the receipt's own paper; what does not goes on A4 rather than on a second page. */
function paperOf(report: TillReport): 'A5' | 'A4' {
  if (report.of === 'day') return 'A4';
  const counted = report.counts.length > 1 ? report.counts : [];
  const tables = [
    counted,
    report.tenders,
    report.documents,
    report.categories,
    report.cash,
    report.items,
    report.events,
  ];
  const lines = [...tables, report.refusals, report.latePaper].filter((rows) => rows.length > 0);
  const drawer = report.shifts[0]?.kind === 'till' ? 6 : 0;
  return lines.reduce((sum, rows) => sum + rows.length + 2, drawer) <= A5_LINES ? 'A5' : 'A4';
}

function head({ report, words, width }: Setting, title: string): LayoutBlock[] {
  const size = fittingSize(report.organisation, 'bold', width, [16, 14, 12], 1);
  const [shift] = report.of === 'shift' ? report.shifts : [];
  const at = localTime(report.at, report.utcOffsetMinutes);
  const rows: FactRow[] = [
    [
      { label: words.number, value: report.number ?? '—', weight: 'bold' },
      { label: words.businessDate, value: report.businessDate, weight: 'bold' },
    ],
    [
      { label: words.counter, value: counterPlace(report.counter) },
      { label: words.at, value: at },
    ],
    ...(shift === undefined
      ? ([[{ label: words.by, value: report.by }]] as const)
      : ([
          [
            { label: words.cashier, value: shift.cashier, weight: 'bold' },
            { label: words.drawer, value: shift.drawer },
          ],
          [
            { label: words.from, value: localTime(shift.openedAt, report.utcOffsetMinutes) },
            {
              label: words.until,
              value: shift.closedAt === null ? words.open : localTime(shift.closedAt, report.utcOffsetMinutes),
            },
          ],
        ] as const)),
  ];
  return [
    textOf([run(report.organisation, size, 'bold')], 'center'),
    textOf([run(title, 14, 'bold', report.kind === 'Z' ? 'in' : 'ink')], 'center', 2),
    { kind: 'rule', width, thickness: 1, colour: 'ink', above: 5 },
    factTable(rows, width, 4),
    ...(report.blind
      ? [
          {
            kind: 'banner' as const,
            width,
            runs: [run(words.blind, 8.5, 'regular', 'warn')],
            ground: 'warnGround' as const,
            edge: 'warn' as const,
            above: 5,
          },
        ]
      : []),
  ];
}

/** A table of the report; nothing where there are no rows. The last columns are figures. */
interface Section {
  readonly titles: readonly [string, ...string[]];
  readonly rows: readonly (readonly string[])[];
  /** Width of each figure column, in points. */
  readonly figures: readonly number[];
  readonly strongFirst?: boolean;
}

function table({ titles, rows, figures }: Section, width: number): LeafBlock[] {
  if (rows.length === 0) return [];
  const texts = titles.length - figures.length;
  const room = width - figures.reduce((sum, each) => sum + each + GAP, 0) - GAP * (texts - 1);
  // With two columns of words the first gets what its names need.
  const widths = [
    ...Array.from({ length: texts }, (_, i) => (texts === 1 ? room : room * (i === 0 ? 0.42 : 0.58))),
    ...figures,
  ];
  const align = (index: number): 'left' | 'right' => (index < texts ? 'left' : 'right');
  const cell = (text: string): TableCell => ({
    runs: [run(text, 8.5, 'regular', text.startsWith('−') ? 'out' : 'ink')],
  });
  return [
    {
      kind: 'table',
      columns: widths.map((each, index) => ({ width: each, align: align(index) })),
      gap: GAP,
      rowPadding: 1.1,
      header: titles.map((title, index) =>
        index === 0 ? { runs: [run(title, 8.5, 'bold', 'in')], align: 'left' as const } : heading(title, align(index)),
      ),
      rows: rows.map((row) => row.map(cell)),
      rules: 'rows',
      above: 7,
    },
  ];
}

function money(setting: Setting, amount: Minor | null): string {
  return amount === null ? '—' : formatAmount(amount, setting.currency);
}

/** An amount whose place says why it is not there. */
function told(setting: Setting, amount: Minor | null): string {
  return amount === null && setting.report.blind ? setting.words.withheld : money(setting, amount);
}

function sections(setting: Setting): LayoutBlock[] {
  const { report, width, wide } = setting;
  const half = (width - PAIR_GAP) / 2;
  const whole = (section: Section): LayoutBlock[] => table(section, width);
  const pair = (...both: readonly Section[]): LayoutBlock[] => {
    const filled = both.filter(({ rows }) => rows.length > 0);
    if (!wide || filled.length === 0) return filled.flatMap(whole);
    return [
      { kind: 'columns', gap: PAIR_GAP, columns: filled.map((one) => ({ width: half, blocks: table(one, half) })) },
    ];
  };
  return [
    ...taken(setting),
    ...pair(tenders(setting), report.of === 'shift' ? drawer(setting) : cashiers(setting)),
    ...(report.of === 'day' ? whole(shifts(setting)) : []),
    ...whole(counts(setting)),
    ...whole(documents(setting)),
    ...pair(categories(setting), cash(setting)),
    ...whole(items(setting)),
    ...pair(events(setting), refusals(setting)),
    ...whole(latePaper(setting)),
  ];
}

function taken(setting: Setting): LayoutBlock[] {
  const { report, words, currency, width } = setting;
  const text = report.taken === null ? words.withheld : `${currency.symbol}${formatAmount(report.taken, currency)}`;
  return [
    {
      kind: 'columns',
      gap: GAP,
      above: 7,
      columns: [
        {
          width: width * 0.4 - GAP,
          blocks: [textOf([run(words.taken, 11, 'bold')], 'left', report.taken === null ? 0 : 9)],
        },
        {
          width: width * 0.6,
          blocks: [
            textOf(
              [run(text, report.taken === null ? 12 : fittingSize(text, 'bold', width * 0.6, [22, 18, 14], 1), 'bold')],
              'right',
            ),
          ],
        },
      ],
    },
  ];
}

function tenders(setting: Setting): Section {
  const { report, words, methods } = setting;
  return {
    titles: [words.tenders, words.count, words.amount],
    rows: report.tenders.map((row) => [
      methods[row.method] ?? row.method,
      String(row.count),
      told(setting, row.amount),
    ]),
    figures: [36, 78],
  };
}

function drawer(setting: Setting): Section {
  const { report, words } = setting;
  const [shift] = report.shifts;
  if (shift === undefined || shift.kind !== 'till') return { titles: [words.drawer], rows: [], figures: [] };
  const facts: [string, Minor | null][] = [
    [words.float, shift.float],
    [words.expected, shift.expected],
    ...(shift.closedAt === null
      ? []
      : ([
          [words.counted, shift.counted],
          [words.difference, shift.difference],
        ] as [string, Minor | null][])),
  ];
  return {
    titles: [words.drawer, words.amount],
    rows: facts.map(([label, amount]) => [label, told(setting, amount)]),
    figures: [90],
  };
}

function cashiers(setting: Setting): Section {
  const { report, words } = setting;
  return {
    titles: [words.cashiers, words.receipts, words.amount],
    rows: report.cashiers.map((row) => [row.cashier, String(row.receipts), money(setting, row.taken)]),
    figures: [44, 78],
  };
}

type SomeShifts = readonly [ReportedShift, ...ReportedShift[]];

/** A shift at a till by itself; those of one person at a desk, each as long as one act, together. */
function gathered(shifts: readonly ReportedShift[]): SomeShifts[] {
  const found = new Map<string, SomeShifts>();
  for (const shift of shifts) {
    const key = shift.kind === 'till' ? shift.number : `${shift.kind} ${shift.cashier} ${shift.drawer}`;
    const before = found.get(key);
    found.set(key, before === undefined ? [shift] : [...before, shift]);
  }
  return [...found.values()];
}

/** null when one of them withholds it. */
function takenOf(shifts: SomeShifts): Minor | null {
  return shifts.reduce<Minor | null>(
    (sum, { taken }) => (sum === null || taken === null ? null : addMinor(sum, taken)),
    ZERO,
  );
}

function shifts(setting: Setting): Section {
  const { report, words } = setting;
  const open = ({ closedAt }: ReportedShift): string => (closedAt === null ? `　${words.open}` : '');
  return {
    titles: [words.shifts, words.cashier, words.taken, words.expected, words.counted, words.difference],
    rows: gathered(report.shifts).map(([shift, ...others]) => [
      others.length === 0 ? shift.number : words.andOthers(shift.number, others.length),
      `${shift.cashier}　${shift.drawer}${others.length === 0 ? open(shift) : ''}`,
      money(setting, takenOf([shift, ...others])),
      money(setting, shift.expected),
      money(setting, shift.counted),
      money(setting, shift.difference),
    ]),
    figures: [70, 70, 70, 62],
  };
}

/** Drawers that were counted more than once: every count, who made it, and how far it was from what should be there. */
function counts(setting: Setting): Section {
  const { report, words } = setting;
  const several = ({ shift }: TillReport['counts'][number]): boolean =>
    report.counts.filter((one) => one.shift === shift).length > 1;
  return {
    titles: [words.counts, words.cashier, words.counted, words.difference],
    rows: report.counts
      .filter(several)
      .map(({ shift, purpose, by, counted, expected }) => [
        report.of === 'day' ? `${shift}　${words.countNames[purpose]}` : words.countNames[purpose],
        by,
        money(setting, counted),
        money(setting, expected === null ? null : subtractMinor(counted, expected)),
      ]),
    figures: [78, 70],
  };
}

function documents(setting: Setting): Section {
  const { report, words } = setting;
  return {
    titles: [words.documents, words.range, words.count, words.amount],
    rows: report.documents.map((row) => [
      words.letters[row.type],
      row.first === row.last ? row.first : `${row.first} – ${row.last.split('-').at(-1)}`,
      String(row.count),
      money(setting, row.amount),
    ]),
    figures: [36, 78],
  };
}

function categories(setting: Setting): Section {
  const { report, words } = setting;
  return {
    titles: [words.categories, words.count, words.amount],
    rows: report.categories.map((row) => [
      row.category === '' ? '—' : row.category,
      String(row.count),
      money(setting, row.amount),
    ]),
    figures: [36, 78],
  };
}

function cash(setting: Setting): Section {
  const { report, words } = setting;
  return {
    titles: [words.cash, words.count, words.amount],
    rows: report.cash.map((row) => [words.movements[row.kind], String(row.count), money(setting, row.amount)]),
    figures: [36, 78],
  };
}

/** The items that brought most; what is left out is said and counted. */
function items(setting: Setting): Section {
  const { report, words } = setting;
  const most = MOST_ITEMS[report.of];
  const ranked = report.items.toSorted((one, other) => (other.amount ?? 0) - (one.amount ?? 0));
  const shown = ranked.slice(0, most);
  const rows = shown.map((row) => [
    row.code,
    row.name,
    formatQuantity(row.quantity as Milli),
    String(row.count),
    money(setting, row.amount),
  ]);
  const left = ranked.length - shown.length;
  return {
    titles: [words.items, words.name, words.quantity, words.count, words.amount],
    rows: left === 0 ? rows : [...rows, ['', words.rest(left), '', '', '']],
    figures: [52, 36, 78],
  };
}

function events({ report, words }: Setting): Section {
  return {
    titles: [words.events, words.count],
    rows: report.events.map(({ event, count }) => {
      const outside = report.outside.find((one) => one.event === event)?.count ?? 0;
      return [words.eventNames[event], outside === 0 ? String(count) : words.ofWhichOutside(count, outside)];
    }),
    figures: [report.outside.length === 0 ? 36 : 96],
  };
}

function refusals(setting: Setting): Section {
  const { report, words } = setting;
  const names: Readonly<Record<string, string>> = words.refusalNames;
  return {
    titles: [words.refusals, words.count, words.amount],
    rows: report.refusals.map((row) => [
      names[row.reason] ?? row.reason,
      String(row.count),
      money(setting, row.amount),
    ]),
    figures: [36, 78],
  };
}

function latePaper(setting: Setting): Section {
  const { report, words } = setting;
  return {
    titles: [words.latePaper, words.count, words.amount],
    rows: report.latePaper.map((row) => [
      words.late(row.paperDate, row.closed),
      String(row.count),
      money(setting, row.amount),
    ]),
    figures: [36, 78],
  };
}

function foot(setting: Setting): LayoutBlock[] {
  const { report, words, width } = setting;
  const rows: FactRow[] = [
    ...(report.of === 'day'
      ? ([
          [
            { label: words.perpetual, value: money(setting, report.perpetual), weight: 'bold' },
            { label: words.control, value: money(setting, report.control), weight: 'bold' },
          ],
        ] as const)
      : []),
    [{ label: words.head, value: String(report.head.seq), weight: 'bold' }],
  ];
  return [
    { kind: 'rule', width, thickness: 0.8, colour: 'ink', above: 8 },
    factTable(rows, width, 3),
    textOf([run(report.head.hash, 7)], 'left', 1),
    textOf([run(words.headSay, 7, 'regular', 'muted')], 'left', 1),
  ];
}

/** Lines to sign on: who made it, who checked it. */
export function signatures({
  words,
  width,
}: {
  readonly words: ReportWords;
  readonly width: number;
}): DocumentLayout['tail'] {
  const half = (width - 24) / 2;
  const line = (label: string): LeafBlock[] => [
    { kind: 'rule', width: half, thickness: 0.5, colour: 'muted' },
    textOf([run(label, 8, 'regular', 'muted')], 'left', 2),
  ];
  return {
    height: mm(13),
    blocks: [
      { kind: 'space', height: mm(6) },
      { kind: 'columns', gap: 24, columns: words.sign.map((label) => ({ width: half, blocks: line(label) })) },
    ],
  };
}
