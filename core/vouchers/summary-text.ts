// 摘要: what a line of a voucher says, from a template an office sets. Blanks are named, so that nobody has to know an
// order, and a name that is none of ours stays as it was typed for everybody to see.
import type { SummaryOf } from './build-vouchers.ts';

export interface SummaryFacts {
  readonly counter: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Name of a kind of documents by its letter. */
  readonly kindOf: (type: string) => string;
}

/** `template` filled in: {counter} {date} {kind} {count} {number}; a summary has no number, a document counts as one. */
export function summaryText(template: string, facts: SummaryFacts, type: string, what: SummaryOf): string {
  const said: Readonly<Record<string, string>> = {
    counter: facts.counter,
    date: facts.date,
    kind: facts.kindOf(type),
    count: 'count' in what ? String(what.count) : '1',
    number: 'number' in what ? what.number : '',
  };
  return template.replace(/\{([a-z]+)\}/g, (blank, name: string) => said[name] ?? blank).trim();
}
