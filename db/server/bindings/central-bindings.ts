// Binds the hand-over to central finance: account mapping, vouchers, answers, tasks, deliveries.
import { forgetAttachment } from '../../attachments/staged-attachments.ts';
import { readStaged } from '../../lists/staged-lists.ts';
import { exportMapping, readAccounts, readMappingHistory } from '../../readers/read-accounts.ts';
import { acknowledgementFile, readAcknowledgements } from '../../readers/read-acknowledgements.ts';
import { readCentralState } from '../../readers/read-central-state.ts';
import { readCentralTask, readCentralTasks } from '../../readers/read-central-tasks.ts';
import { readVoucherDays } from '../../readers/read-voucher-days.ts';
import { mappingImport, previewMapping } from '../../use-cases/import-mapping.ts';
import { voucherMap } from '../../use-cases/map-account.ts';
import { centralStepTaken } from '../../use-cases/step-central-task.ts';
import { ackTake, checkAcknowledgement } from '../../use-cases/take-acknowledgement.ts';
import {
  checkVouchers,
  fileOf,
  prepareVouchers,
  type VoucherPlace,
  voucherPart,
  voucherWrite,
} from '../../use-cases/write-vouchers.ts';
import { command, handler, personOf, sessionOf, type AllBindings, type ServerParts } from './binding.ts';
import { forgetting, staging } from './lists-bindings.ts';

const placeOf = ({ keeper, vouchers }: ServerParts): VoucherPlace => ({
  ...keeper.ready(),
  files: keeper.files,
  runner: vouchers,
});
const byOf = (parts: ServerParts): string => sessionOf(parts).person.name;

export const centralBindings = {
  'voucher.accounts': handler<'voucher.accounts'>(({ ledger }, { date }) => readAccounts(ledger(), date)),
  'voucher.mapping': handler<'voucher.mapping'>(({ ledger }, { account }) => readMappingHistory(ledger(), account)),
  'voucher.map': command<'voucher.map'>(voucherMap, ['vouchers']),
  'mapping.stage': staging,
  'mapping.preview': handler<'mapping.preview'>(async (parts, input) => {
    await readStaged(parts.ledger(), personOf(parts), input.file);
    return previewMapping(parts.ledger(), personOf(parts), input);
  }),
  'mapping.import': command<'mapping.import'>(mappingImport, ['vouchers'], forgetting),
  'mapping.export': handler<'mapping.export'>(({ ledger }, { format }) => exportMapping(ledger(), format)),
  'voucher.days': handler<'voucher.days'>(({ ledger }, { before, limit }) => readVoucherDays(ledger(), before, limit)),
  'voucher.check': handler<'voucher.check'>((parts, input) => checkVouchers(placeOf(parts), byOf(parts), input)),
  'voucher.write': {
    ...command<'voucher.write'>(voucherWrite, ['vouchers', 'central'], (parts, _input, output) => {
      const file = fileOf(parts.ledger(), output.businessDate, output.revision, output.format);
      if (file) parts.ledger().attachments.settle(file.id);
    }),
    prepare: (parts: ServerParts, input) => prepareVouchers(placeOf(parts), byOf(parts), input),
  },
  'voucher.part': handler<'voucher.part'>(({ ledger }, input) => voucherPart(ledger(), input)),
  'ack.check': handler<'ack.check'>((parts, { file }) => checkAcknowledgement(parts.ledger(), personOf(parts), file)),
  'ack.take': command<'ack.take'>(ackTake, ['central', 'vouchers'], (parts, { file }, { n }) => {
    forgetAttachment(parts.ledger(), personOf(parts), file);
    parts.ledger().attachments.settle(acknowledgementFile(parts.ledger(), n));
  }),
  'ack.list': handler<'ack.list'>(({ ledger }, { before, limit }) => readAcknowledgements(ledger(), before, limit)),
  'central.tasks': handler<'central.tasks'>(({ ledger }, { state, limit }) => readCentralTasks(ledger(), state, limit)),
  'central.task': handler<'central.task'>(({ ledger }, { task }) => readCentralTask(ledger(), task)),
  'central.step': command<'central.step'>(centralStepTaken, ['central']),
  'report.centralState': handler<'report.centralState'>(({ ledger, courier }) =>
    readCentralState(ledger(), courier.state(ledger())),
  ),
  'delivery.queue': handler<'delivery.queue'>(({ ledger, courier }, { limit }) => courier.queue(ledger(), limit)),
  'delivery.retry': handler<'delivery.retry'>((parts) => {
    const items = parts.courier.hurry(parts.ledger());
    parts.deliver();
    return { items };
  }),
} satisfies Partial<AllBindings>;
