// What an approval is about, as one text: whoever changes the bill, its amount or its state after the decision has
// another text, another digest, and no approval.
import type { Minor } from '../money/money.ts';
import type { ApprovalFact } from './approval-fact.ts';
import type { ApprovalKind } from './approval-kind.ts';

export interface ApprovalMatter {
  readonly kind: ApprovalKind;
  /** What the till asked for; the later command carries the same. */
  readonly subject: unknown;
  /** What is at stake, minor units ≥ 0. */
  readonly amount: Minor;
  /** What the approver is shown, in this order. Nothing in it may change by the mere passing of time. */
  readonly facts: readonly ApprovalFact[];
  /** State of the subject in the ledger when this was read: what changes it changes this. */
  readonly version: string;
}

/** The text the digest is taken of: the same matter gives the same text, whatever the order of its fields. */
export function matterText(matter: ApprovalMatter): string {
  const { kind, subject, amount, facts, version } = matter;
  return canonical([kind, subject, amount, facts, version]);
}

// JSON with the names of every object in order. A value JSON cannot say has no place in a matter.
function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`not a whole number: ${value}`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`cannot be part of a matter: ${typeof value}`);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
