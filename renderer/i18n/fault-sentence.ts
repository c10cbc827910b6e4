// From a refusal's code and parameters to one sentence that says what to do next.
// Amounts, times, ways to pay and roles are put into words here, so that the sentences only name them.
import type { Currency, Minor } from '../../core/money/money.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { AmountFault } from '../../core/money/parse-amount.ts';
import { INVOICE_STATUSES } from '../../core/invoice/invoice-state.ts';
import { ROLES } from '../../core/people/permissions.ts';
import type { PaperFault } from '../../core/contract/bridge.ts';
import type { Fault } from '../port/call-fault.ts';
import { clock } from './dates.ts';
import type { Say, WordParams } from './i18n.ts';
import { methodWord } from './method-word.ts';
import type { Locale } from './words.ts';

const AMOUNTS: ReadonlySet<string> = new Set([
  'missing',
  'excess',
  'expected',
  'actual',
  'float',
  'counted',
  'rest',
  'least',
  'most',
  'payable',
  'available',
  'amount',
  'total',
]);
const MS_PER_MINUTE = 60_000;

export type SentenceContext = {
  readonly say: Say;
  readonly locale: Locale;
  readonly currency: Currency;
  /** ms since 1970, to say at what time a lockout ends. */
  readonly now: number;
};

/** The sentence for `fault` in the context's language. */
export function faultSentence(fault: Fault, context: SentenceContext): string {
  const { say } = context;
  switch (fault.code) {
    case 'BAD_CREDENTIALS':
      return say('faults.BAD_CREDENTIALS', { count: fault.params.triesLeft });
    case 'CODE_WRONG':
      return say('faults.CODE_WRONG', { count: fault.params.triesLeft });
    case 'LOCKED_OUT':
      return lockedOut(fault.params.retryInMs, context);
    case 'PASSWORD_REFUSED':
      return passwordRefused(fault.params.reason, say);
    case 'LIST_UNREADABLE':
      return say(`faults.LIST_UNREADABLE.${fault.params.reason}`);
    case 'LIST_COLUMNS':
      return listColumns(fault.params, say);
    case 'CUSTOMER_FIELD':
      return say(`faults.CUSTOMER_FIELD.${customerField(fault.params)}`);
    case 'MERGE_REFUSED':
      return say(`faults.MERGE_REFUSED.${fault.params.reason}`, inWords(fault.params, context));
    case 'EXCHANGE_REFUSED':
      return say(`faults.EXCHANGE_REFUSED.${fault.params.reason}`, inWords(fault.params, context));
    case 'REISSUE_REFUSED':
      return say(`faults.REISSUE_REFUSED.${fault.params.reason}`, inWords(fault.params, context));
    case 'LOSS_REFUSED':
      return say(`faults.LOSS_REFUSED.${fault.params.reason}`, inWords(fault.params, context));
    case 'UNMERGE_REFUSED':
      return say(`faults.UNMERGE_REFUSED.${fault.params.reason}`, inWords(fault.params, context));
    case 'ATTACHMENT_REFUSED':
      return say(`faults.ATTACHMENT_REFUSED.${fault.params.reason}`);
    case 'ATTACHMENT_DAMAGED':
      return say(`faults.ATTACHMENT_DAMAGED.${fault.params.reason}`, inWords(fault.params, context));
    case 'STOCK_RANGE':
      return say(`faults.STOCK_RANGE.${fault.params.reason}`);
    case 'INVOICE_NUMBER':
      return say(INVOICE_SENTENCES[fault.params.kind][fault.params.part]);
    case 'INVOICE_STATUS':
      return say('faults.INVOICE_STATUS', {
        from: statusWord(fault.params.from, say),
        to: statusWord(fault.params.to, say),
      });
    case 'PAPER_NO_SPENT':
      return say('faults.PAPER_NO_SPENT', {
        paperNo: fault.params.paperNo,
        state: say(`paper.stock.state.${fault.params.state}`),
      });
    case 'CASH_SHORT':
      return say('faults.CASH_SHORT', { place: say(`faults.cashPlace.${fault.params.place}`) });
    case 'ACK_REFUSED':
      return say(`faults.ACK_REFUSED.${fault.params.reason}`, { line: fault.params.line });
    case 'BANK_ANSWER':
      return say(`faults.BANK_ANSWER.${fault.params.reason}`, { row: fault.params.row });
    case 'TICKET_STATE':
      return say(`faults.TICKET_STATE.${fault.params.state}`, inWords(fault.params, context));
    case 'TICKET_PAYEE':
      return say(`faults.TICKET_PAYEE.${fault.params.fault}`);
    case 'TARIFF_CELL':
      return say('faults.TARIFF_CELL', { sentence: say(`lists.reason.${fault.params.reason}`) });
    default:
      return say(`faults.${fault.code}`, inWords(fault.params, context));
  }
}

const INVOICE_SENTENCES = {
  digital: { code: 'faults.INVOICE_NUMBER.digitalCode', number: 'faults.INVOICE_NUMBER.digitalNumber' },
  fiscal: { code: 'faults.INVOICE_NUMBER.fiscalCode', number: 'faults.INVOICE_NUMBER.fiscalNumber' },
} as const;

function statusWord(status: string, say: Say): string {
  const known = INVOICE_STATUSES.find((one) => one === status);
  return known === undefined ? status : say(`paper.invoice.status.${known}`);
}

const FIELDS = ['name', 'phones', 'id', 'plate', 'unit', 'tags', 'note'] as const;

function customerField({ field, reason }: { readonly field: string; readonly reason: string }) {
  if (reason === 'idCheckDigit') return reason;
  return FIELDS.find((one) => one === field) ?? 'other';
}

function lockedOut(retryInMs: number | null, { say, locale, now }: SentenceContext): string {
  if (retryInMs === null) return say('faults.LOCKED_OUT_FOR_GOOD');
  const minutes = Math.max(1, Math.ceil(retryInMs / MS_PER_MINUTE));
  return say('faults.LOCKED_OUT', { minutes, time: clock(now + retryInMs, locale) });
}

const PASSWORD_REASONS = ['tooShort', 'tooLong', 'sameAsUsername', 'oneCharacter'] as const;

function passwordRefused(reason: string, say: Say): string {
  const known = PASSWORD_REASONS.find((one) => one === reason);
  return say(`faults.PASSWORD_REFUSED.${known ?? 'other'}`);
}

function listColumns({ missing, twice }: { readonly missing: string[]; readonly twice: string[] }, say: Say): string {
  const lacking = missing.length > 0 ? say('faults.LIST_COLUMNS.missing', { columns: missing.join(' ') }) : '';
  const doubled = twice.length > 0 ? say('faults.LIST_COLUMNS.twice', { columns: twice.join(' ') }) : '';
  return `${lacking} ${doubled}`.trim();
}

function inWords(params: Readonly<Record<string, unknown>>, context: SentenceContext): WordParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, wordFor(name, value, context)]));
}

function wordFor(name: string, value: unknown, { say, currency }: SentenceContext): string {
  if (AMOUNTS.has(name) && typeof value === 'number') return formatAmount(value as Minor, currency);
  if (name === 'method' && typeof value === 'string') return methodWord(value, say);
  if (name === 'one' || name === 'other') {
    const role = ROLES.find((one) => one === value);
    return role === undefined ? String(value) : say(`frame.role.${role}`);
  }
  // No limit on this side.
  if ((name === 'least' || name === 'most') && value === null) return '—';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** Why a typed amount cannot be read. A form that only machines must keep is never refused to a person. */
export function amountSentence(fault: AmountFault, say: Say): string {
  return say(`faults.amount.${fault === 'notMachineForm' ? 'notAnAmount' : fault}`);
}

/** Why no paper came out. */
export function paperSentence(fault: PaperFault, say: Say): string {
  const characters = fault.params['characters'];
  return say(`faults.paper.${fault.code}`, { characters: Array.isArray(characters) ? characters.join(' ') : '' });
}
