// Binds the X and Z reports and the sheet of a day: read, made as a paper, taken out as a list.
import type { ReportSubject } from '../../../core/contract/procedures/till-report.ts';
import type { TillReport } from '../../../core/contract/till-report.ts';
import { reportOrder, sheetOrder } from '../../paper/report-order.ts';
import { exportReport } from '../../readers/export-report.ts';
import { readDaySheet } from '../../readers/read-day-sheet.ts';
import { listShifts, readDayReport, type ReportReader, readShiftReport } from '../../readers/read-till-report.ts';
import { refuse } from '../../../core/contract/errors.ts';
import { handler, sessionOf, type AllBindings, type ServerParts } from './binding.ts';

function readerOf(parts: ServerParts): ReportReader {
  const { person, permissions } = sessionOf(parts);
  return { personId: person.id, name: person.name, mayReadAll: permissions.has('report.read') };
}

function read(parts: ServerParts, subject: ReportSubject): TillReport {
  const reader = readerOf(parts);
  if (subject.of === 'shift') return readShiftReport(parts.ledger(), subject.number, reader);
  if (!reader.mayReadAll) return refuse('FORBIDDEN', { permission: 'report.read' });
  return readDayReport(parts.ledger(), subject.businessDate, reader);
}

export const reportBindings = {
  'report.read': handler<'report.read'>((parts, { subject }) => read(parts, subject)),
  'report.shifts': handler<'report.shifts'>((parts, { limit }) => ({
    shifts: listShifts(parts.ledger(), limit, readerOf(parts)),
  })),
  'report.paper': handler<'report.paper'>((parts, { subject, locale }) => {
    const order = reportOrder(parts.ledger(), read(parts, subject), locale);
    parts.print(order);
    return { jobId: order.jobId };
  }),
  'report.list': handler<'report.list'>((parts, { subject, locale }) => exportReport(read(parts, subject), locale)),
  'report.sheet': handler<'report.sheet'>((parts, { businessDate }) =>
    readDaySheet(parts.ledger(), businessDate ?? parts.ledger().businessDate(), readerOf(parts)),
  ),
  'report.sheetPaper': handler<'report.sheetPaper'>((parts, { businessDate, locale }) => {
    const order = sheetOrder(parts.ledger(), readDaySheet(parts.ledger(), businessDate, readerOf(parts)), locale);
    parts.print(order);
    return { jobId: order.jobId };
  }),
} satisfies Partial<AllBindings>;
