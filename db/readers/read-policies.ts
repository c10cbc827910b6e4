// Reads discount policies by their versions: the one that counts on a date, those given today, and the history of one.
import {
  isGiven,
  type PolicyAudience,
  type PolicyBenefit,
  type PolicyTerms,
  versionOn,
} from '../../core/charge/discount-policy.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PolicyView } from '../../core/contract/procedures/discount.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly id: number;
  readonly code: string;
  readonly n: number;
  readonly fromDate: string;
  readonly untilDate: string | null;
  readonly name: string;
  readonly benefit: 'percent' | 'amount' | 'threshold';
  readonly basisPoints: number | null;
  readonly off: Minor | null;
  readonly reach: Minor | null;
  readonly repeats: 0 | 1 | null;
  readonly cap: Minor | null;
  readonly combines: 0 | 1;
  readonly who: 'everyone' | 'customers' | 'tag';
  readonly tag: string | null;
  readonly items: string;
  readonly categories: string;
  readonly by: string;
  readonly at: number;
}

const VERSIONS = `
  SELECT p.id, p.code, v.n, v.from_date AS fromDate, v.until_date AS untilDate, v.name, v.benefit,
    v.basis_points AS basisPoints, v.off, v.reach, v.repeats, v.cap, v.combines, v.who, v.tag, v.items, v.categories,
    w.name AS by, c.at
  FROM policy p JOIN policy_version v ON v.policy_id = p.id JOIN chain c ON c.seq = v.seq JOIN person w ON w.id = c.person_id`;
const ALL = `${VERSIONS} ORDER BY p.code, v.n`;
const OF_CODE = `${VERSIONS} WHERE p.code = ? ORDER BY v.n`;

/** The terms that count on a date, and which version they are. */
export interface PolicyOnDate extends PolicyTerms {
  readonly id: number;
  readonly n: number;
  readonly fromDate: string;
  readonly untilDate: string | null;
}

/** The version of policy `code` that counts on `date`, whether it is still given or not; null for one that has none. */
export function policyOn(ledger: Ledger, code: string, date: string): PolicyOnDate | null {
  const row = versionOn(ledger.all<Row>(OF_CODE, code), date);
  return row === undefined ? null : { ...termsOf(row), id: row.id, n: row.n, ...datesOf(row) };
}

/** `given`: those given on `date`. `all`: one row a policy, by code: the version that counts, else the first to come. */
export function readPolicies(ledger: Ledger, which: 'given' | 'all', date: string): PolicyView[] {
  const byCode = Map.groupBy(ledger.all<Row>(ALL), ({ code }) => code);
  const policies = [...byCode.values()].map((versions) => {
    const counts = versionOn(versions, date) ?? versions.toSorted(byBeginning)[0];
    return viewOf(counts as Row, versions, date);
  });
  return which === 'all' ? policies : policies.filter(({ state }) => state === 'given');
}

/** Every version of policy `code`, newest first. Throws Refused UNKNOWN_POLICY. */
export function readPolicyHistory(ledger: Ledger, code: string, date: string): PolicyView[] {
  const versions = ledger.all<Row>(OF_CODE, code);
  if (versions.length === 0) return refuse('UNKNOWN_POLICY', { policy: code });
  return versions.map((version) => viewOf(version, versions, date)).reverse();
}

const TAGS = `
  SELECT v.tags FROM customer_now s JOIN customer_version v ON v.customer_id = coalesce(s.merged_into, s.customer_id)
  WHERE s.customer_id = ? ORDER BY v.n DESC LIMIT 1`;

/** The tags that the customer in row `id`, or whoever they were merged into, wears now. */
export function customerTags(ledger: Ledger, id: number): readonly string[] {
  return ledger.one<{ tags: string | null }>(TAGS, id)?.tags?.split(' ') ?? [];
}

function byBeginning(one: Row, other: Row): number {
  return one.fromDate === other.fromDate ? other.n - one.n : one.fromDate < other.fromDate ? -1 : 1;
}

function viewOf(row: Row, versions: readonly Row[], date: string): PolicyView {
  const { n, by, at } = row;
  const terms = termsOf(row);
  const view = { ...terms, items: [...terms.items], categories: [...terms.categories], ...datesOf(row) };
  return { ...view, n, state: stateOf(row, versions, date), by, at };
}

function stateOf(row: Row, versions: readonly Row[], date: string): PolicyView['state'] {
  if (versionOn(versions, date) === row) return isGiven(row, date) ? 'given' : 'ended';
  // Of two that begin on one day to come the later written counts; the earlier will never be given.
  if (row.fromDate > date && versionOn(versions, row.fromDate) === row) return 'planned';
  return 'replaced';
}

function datesOf({ fromDate, untilDate }: Row): { fromDate: string; untilDate: string | null } {
  return { fromDate, untilDate };
}

function termsOf(row: Row): PolicyTerms {
  const { code, name, cap } = row;
  return {
    code,
    name,
    benefit: benefitOf(row),
    audience: audienceOf(row),
    items: JSON.parse(row.items) as string[],
    categories: JSON.parse(row.categories) as string[],
    cap,
    combines: row.combines === 1,
  };
}

function benefitOf({ benefit, basisPoints, off, reach, repeats }: Row): PolicyBenefit {
  switch (benefit) {
    case 'percent':
      return { kind: 'percent', basisPoints: basisPoints as number };
    case 'amount':
      return { kind: 'amount', amount: off as Minor };
    case 'threshold':
      return { kind: 'threshold', reach: reach as Minor, off: off as Minor, repeats: repeats === 1 };
  }
}

function audienceOf({ who, tag }: Row): PolicyAudience {
  return who === 'tag' ? { who, tag: tag as string } : { who };
}
