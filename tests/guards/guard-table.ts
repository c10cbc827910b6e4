// Every guard against the attacks on refunds, approvals, payouts and tickets, each with the test that misses it.
import { ASKING } from './asking.ts';
import { DECIDING } from './deciding.ts';
import type { Guard } from './guard.ts';
import { PAYING } from './paying.ts';

export const GUARDS: readonly Guard[] = [...DECIDING, ...ASKING, ...PAYING];
