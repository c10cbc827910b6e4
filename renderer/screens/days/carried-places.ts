// Where each kind of carried-over item is worked on: one row per kind, as in the ledger's own table.
import type { DayCarried } from '../../../core/contract/procedures/day.ts';
import type { Job } from '../../frame/jobs.ts';

export const PLACE_OF_CARRIED: Readonly<Record<DayCarried['kind'], Job>> = {
  unverified: 'claims',
  cheques: 'claims',
  deposits: 'shift',
  openCases: 'desk',
  unpaidRefunds: 'refunds',
  unknownPayouts: 'refunds',
  refusals: 'ledger',
};
