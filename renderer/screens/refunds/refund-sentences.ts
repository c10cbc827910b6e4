// What the ledger says of an application, in words for a customer's face: which rule refused, which risk was seen, who must
// decide. The ledger answers codes and numbers; units are put into words here.
import type { z } from 'zod';
import type { neededLevel, policyRefusal, riskFound } from '../../../core/contract/refund-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../../core/money/money.ts';
import { readNote, type RefundWay } from '../../../core/refund/refund-words.ts';
import type { Say } from '../../i18n/i18n.ts';
import { methodWord } from '../../i18n/method-word.ts';

type Refusal = z.infer<typeof policyRefusal>;
type Risk = z.infer<typeof riskFound>;
type Level = z.infer<typeof neededLevel>;

/** Why the policy refuses. */
export function refusalSentence(refusal: Refusal, say: Say, currency: Currency): string {
  switch (refusal.rule) {
    case 'window':
      return say('refunds.refused.window', { days: refusal.days, lastDay: refusal.lastDay });
    case 'document':
      return say('refunds.refused.document', { missing: refusal.missing });
    case 'original':
      return say('refunds.refused.original');
    case 'channel':
      return say('refunds.refused.channel', {
        method: methodWord(refusal.method, say),
        way: say(`refunds.way.${refusal.way as RefundWay}`),
      });
    case 'feeTakesAll':
      return say('refunds.refused.feeTakesAll', { fee: formatAmount(refusal.fee, currency) });
  }
}

/** What a risk rule saw, with its limit. */
export function riskSentence({ rule, seen, limit }: Risk, say: Say, currency: Currency): string {
  const amount = (value: number): string => formatAmount(value as Minor, currency);
  const minutes = (value: number): string =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  const share = (value: number): string => `${(value / 100).toFixed(1)}%`;
  switch (rule) {
    case 'customerSingle':
    case 'customerDaySum':
    case 'balanceNear':
      return say(`refunds.risk.${rule}`, { seen: amount(seen), limit: amount(limit) });
    case 'splitUnderLimit':
      return say('refunds.risk.splitUnderLimit', { seen, limit: amount(limit) });
    case 'cashierRate':
      return say('refunds.risk.cashierRate', { seen: share(seen), limit: share(limit) });
    case 'afterHours':
      return say('refunds.risk.afterHours', { seen: minutes(seen) });
    default:
      return say(`refunds.risk.${rule}`, { seen, limit });
  }
}

/** "初审 → 复审": everybody who must decide, in their order. */
export function levelsSentence(levels: readonly Level[], say: Say): string {
  return levels.length === 0
    ? say('refunds.levels.none')
    : levels.map(({ level }) => say(`refunds.level.${level}`)).join(' → ');
}

/** "微信 原路" or "银行卡 → 转账". */
export function wayWords({ method, way }: { readonly method: string; readonly way: RefundWay }, say: Say): string {
  const from = methodWord(method, say);
  return way === 'original'
    ? say('refunds.backOriginal', { method: from })
    : say('refunds.backOther', { method: from, way: say(`refunds.way.${way}`) });
}

/** How long ago, in the largest unit that says enough. `ms` since it began. */
export function ageWords(ms: number, say: Say): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return say('refunds.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? say('refunds.age.hours', { count: hours })
    : say('refunds.age.days', { count: Math.floor(hours / 24) });
}

/** What was said with a step of a case or a payout, the ledger's own word for why in the language of the screen. */
export function noteWords(text: string, say: Say): string {
  const { note, said } = readNote(text);
  return note === null ? said : `${say(`refunds.note.${note}`)} ${said}`.trimEnd();
}
