// Where each thing that stands in a day's way, or is carried over from it, is worked on: one row per kind.
import type { DayBlocker, DayCarried } from '../../../core/contract/procedures/day.ts';
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

export const PLACE_OF_BLOCKER: Readonly<Record<DayBlocker['kind'], Job>> = {
  openShift: 'shift',
  parkedBill: 'till',
  earlierDay: 'days',
};
