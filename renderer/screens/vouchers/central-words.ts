// Vouchers and tasks in words, said alike wherever they are named.
import type { CentralTask } from '../../../core/contract/procedures/central.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Currency } from '../../../core/money/money.ts';
import type { Say } from '../../i18n/i18n.ts';

/** "记-1 至 3" as the language says it. */
export function numbersOf(
  made: { readonly word: string; readonly first: number; readonly last: number },
  say: Say,
): string {
  const { word, first, last } = made;
  return say(first === last ? 'central.days.one' : 'central.days.numbers', { word, first, last });
}

/** What a task is about, in one line. */
export function taskWords(task: CentralTask, say: Say, currency: Currency): string {
  const { difference, businessDate: date, voucher, reason } = task;
  if (difference !== null) {
    const { code, asOf, theirs, ours } = difference;
    return say('central.answers.differ', {
      code,
      asOf,
      theirs: formatAmount(theirs, currency),
      ours: ours === null ? say('central.answers.noneOfOurs') : formatAmount(ours, currency),
    });
  }
  const said = { date: date ?? '', reason: reason ?? '' };
  return voucher === null
    ? say('central.task.package', said)
    : say('central.task.voucher', { ...said, voucher: String(voucher) });
}
