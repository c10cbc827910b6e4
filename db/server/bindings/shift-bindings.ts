// Binds the shift, the end of a day and its package.
import { readCurrentShift } from '../../readers/read-shift.ts';
import { readDayState, readZReport } from '../../readers/read-day.ts';
import { packageCheck, placeOfFault, readDays } from '../../readers/read-days.ts';
import { dayClose } from '../../use-cases/close-day.ts';
import { shiftClose } from '../../use-cases/close-shift.ts';
import { shiftOpen } from '../../use-cases/open-shift.ts';
import { packagePaperId, packageWrite, publicKey, writeFiles } from '../../use-cases/write-day-package.ts';
import { command, handler, sessionOf, type AllBindings } from './binding.ts';

export const shiftBindings = {
  'shift.current': handler<'shift.current'>((parts) => readCurrentShift(parts.ledger(), sessionOf(parts).person.id)),
  'shift.open': command<'shift.open'>(shiftOpen, ['shift']),
  'shift.close': command<'shift.close'>(shiftClose, ['shift']),
  'day.state': handler<'day.state'>(({ ledger }) => readDayState(ledger())),
  'day.close': command<'day.close'>(dayClose, ['days', 'shift', 'ledger']),
  'day.report': handler<'day.report'>(({ ledger }, { businessDate }) => readZReport(ledger(), businessDate)),
  'package.write': {
    ...command<'package.write'>(packageWrite, ['days'], ({ ledger }, _input, { number }) => {
      const paper = packagePaperId(ledger(), number);
      if (paper !== undefined) ledger().attachments.settle(paper);
    }),
    prepare: ({ keeper, packages, drawPaper }, { businessDate }) => {
      const { ledger, key } = keeper.ready();
      const parts = { ledger, files: keeper.files, key, runner: packages, draw: drawPaper };
      return writeFiles(parts, businessDate);
    },
  },
  'day.list': handler<'day.list'>(({ ledger, keeper }, { limit }) => readDays(ledger(), keeper.files, limit)),
  'package.verify': handler<'package.verify'>(async ({ ledger, keeper, packages }, { businessDate }) => {
    const { ok, links, faults } = await packages.check(packageCheck(ledger(), keeper.files, businessDate));
    return { businessDate, ok, links, faults: faults.map((fault) => ({ code: fault.code, at: placeOfFault(fault) })) };
  }),
  'package.key': handler<'package.key'>(({ ledger }) => ({ publicKey: publicKey(ledger()) })),
} satisfies Partial<AllBindings>;
