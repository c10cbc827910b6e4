// A guard that stands between an attack and the money, in a form that can be taken away: the exact text in the source and what
// stands there without it. Taking it away must turn a named test red; a guard that nobody misses is a hole.

/** What is attacked, in the words of the requirement; each needs at least one guard. */
export const ATTACKS = [
  'two approvals at once',
  'two supervisors deciding two levels in the same second',
  'an approver whose role was taken away a second before',
  'approve own case through the contract',
  'approve with an expired or replayed token',
  'change the amount between two levels',
  'an approval bound to another matter, person or window',
  'the second factor replayed or gone round',
  'several decided at once where no policy lets it',
  'decided by a deputy or from above without the right to it',
  'refund the same line from two windows at once',
  'a refund of a receipt that is lost, voided, exchanged or invoiced',
  'a refund of prepayment loaded by card asked in cash',
  'a partial refund that drops the bill below its threshold discount',
  'a risk that blocks or asks for one level more',
  'money of what is frozen',
  'a payee or an amount that one person typed',
  'a refund paid twice',
  'a late, doubled or contradictory answer of the bank',
  'a batch that is not what was on the screen',
  '退汇 after the case closed',
  'a reversal rejected after the slip was signed',
  'money of a cheque or a debt that was not paid, or was paid since',
  'a ticket payout above the limits',
  'arbitrary JavaScript in the cashier’s window',
  'history written again',
] as const;
export type Attack = (typeof ATTACKS)[number];

/** `text` stands in `file` exactly once. */
export interface Cut {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

/** One layer that refuses by itself; taken away alone, its test goes red although the others still stand. */
export interface Layer {
  /** rule: the program. file: triggers and constraints. verify: what proves the rows again. */
  readonly of: 'rule' | 'file' | 'verify';
  readonly cuts: readonly Cut[];
  /** A file of tests, and a part of the title of the test. */
  readonly seenBy: readonly [file: string, title: string];
}

export interface Guard {
  readonly id: string;
  readonly attack: Attack;
  readonly layers: readonly Layer[];
}

/** A condition or call of the program that is no longer there. */
export function without(file: string, text: string, instead = ''): Cut {
  return { file, text, instead };
}

/** A message of a trigger that is never raised: its row of the SELECT comes to nothing. */
export function unraised(migration: string, message: string): Cut {
  return { file: `db/migrations/${migration}.sql`, text: `RAISE(ABORT, '${message}')`, instead: 'NULL' };
}
