// The refund policies as rows, one a category: window, fee, papers, what must be confirmed or come back, and ways per tender.
import { TENDER_METHODS, type TenderMethod } from '../../../../core/charge/tender-method.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { wayIsPossible } from '../../../../core/refund/refund-postings.ts';
import type { ChannelRule, RefundFee, RefundPolicy } from '../../../../core/refund/refund-policy.ts';
import { ANY_CATEGORY } from '../../../../core/refund/refund-settings.ts';
import { REFUND_WAYS, type RefundWay } from '../../../../core/refund/refund-words.ts';
import type { Say } from '../../../i18n/i18n.ts';
import { type Context, fault, readRows, type RowReader, type RowsText, twice } from './row-reader.ts';
import type { WordRow } from './word-rows.ts';

export type ChannelRow = { readonly allowed: readonly RefundWay[]; readonly arrivalDays: string };
export type PolicyRow = {
  readonly category: string;
  /** Empty: no end. */
  readonly windowDays: string;
  readonly feeKind: RefundFee['kind'];
  readonly feeAmount: string;
  readonly feeShare: string;
  readonly feeLeast: string;
  readonly documents: readonly WordRow[];
  readonly needsUseConfirmation: boolean;
  readonly originalMustComeBack: boolean;
  readonly channels: Readonly<Record<TenderMethod, ChannelRow>>;
};

/** What holds for a tender that a policy does not name (core/refund/refund-policy.ts). */
const UNNAMED: ChannelRule = { allowed: ['original'], arrivalDays: 0 };
const CATEGORY = 60;
const PAPER = 60;
const MOST_PAPERS = 10;
const TEN_YEARS = 3_650;
const MOST_DAYS = 60;

export const isForOthers = ({ category }: Pick<PolicyRow, 'category'>): boolean => category === ANY_CATEGORY;

/** What a policy is called: its category, or that it is for all the others. */
export function policyName(policy: Pick<PolicyRow, 'category'>, say: Say): string {
  return isForOthers(policy) ? say('rules.policy.others') : policy.category;
}

/** Ways that money paid by `method` may be sent at all; whether it may, the policy says. */
export function possibleWays(method: TenderMethod): readonly RefundWay[] {
  return REFUND_WAYS.filter((way) => wayIsPossible(method, way));
}

function channelRow(method: TenderMethod, { allowed, arrivalDays }: ChannelRule): ChannelRow {
  const possible = possibleWays(method);
  return { allowed: possible.filter((way) => allowed.includes(way)), arrivalDays: String(arrivalDays) };
}

const channelRows = (channels: RefundPolicy['channels']): PolicyRow['channels'] =>
  Object.fromEntries(
    TENDER_METHODS.map((method) => [method, channelRow(method, channels[method] ?? UNNAMED)]),
  ) as PolicyRow['channels'];

/** A policy for one more category, as the one for all the others is. */
export function newPolicy(like: PolicyRow | undefined): PolicyRow {
  const empty: PolicyRow = {
    ...{ category: '', windowDays: '', feeKind: 'none', feeAmount: '', feeShare: '', feeLeast: '', documents: [] },
    ...{ needsUseConfirmation: false, originalMustComeBack: false, channels: channelRows({}) },
  };
  return { ...(like ?? empty), category: '' };
}

function readFee({ feeKind, feeAmount, feeShare, feeLeast }: PolicyRow, reader: RowReader): RefundFee {
  if (feeKind === 'none') return { kind: 'none' };
  if (feeKind === 'fixed') return { kind: 'fixed', amount: reader.amount('feeAmount', feeAmount) };
  return {
    kind: 'percent',
    share: reader.share('feeShare', feeShare),
    least: reader.amount('feeLeast', feeLeast.trim() === '' ? '0' : feeLeast),
  };
}

function readChannels(channels: PolicyRow['channels'], reader: RowReader): RefundPolicy['channels'] {
  return Object.fromEntries(
    TENDER_METHODS.flatMap((method) => {
      const { allowed, arrivalDays } = channels[method];
      if (allowed.length === 0) reader.note(`ways.${method}`, 'rules.fault.noWay');
      const days = reader.whole(`days.${method}`, arrivalDays, 0, MOST_DAYS);
      // A way of paying that nothing is said of is not named: the value stays as short as it was.
      const isUnnamed = allowed.length === 1 && allowed[0] === 'original' && days === UNNAMED.arrivalDays;
      return isUnnamed ? [] : [[method, { allowed, arrivalDays: days }]];
    }),
  );
}

function readPapers(papers: readonly WordRow[], reader: RowReader): readonly string[] {
  if (papers.length > MOST_PAPERS) reader.note('documents', 'rules.fault.tooManyPapers', { max: MOST_PAPERS });
  const names = papers.map(({ text }) => reader.words('documents', text, PAPER));
  if (new Set(names).size < names.length) reader.note('documents', 'rules.fault.paperTwice');
  return names;
}

export const policyRows: RowsText<readonly RefundPolicy[], PolicyRow> = {
  rowsOf: (policies, currency) =>
    policies.map(({ category, windowDays, fee, documents, needsUseConfirmation, originalMustComeBack, channels }) => ({
      ...{ category, windowDays: windowDays === null ? '' : String(windowDays), feeKind: fee.kind },
      feeAmount: fee.kind === 'fixed' ? formatAmount(fee.amount, currency) : '',
      feeShare: fee.kind === 'percent' ? String(fee.share / 100) : '',
      feeLeast: fee.kind === 'percent' ? formatAmount(fee.least, currency) : '',
      documents: documents.map((text) => ({ text })),
      ...{ needsUseConfirmation, originalMustComeBack, channels: channelRows(channels) },
    })),
  read(rows, currency) {
    const name = ({ category }: PolicyRow): string => (category === ANY_CATEGORY ? '' : category.trim());
    const read = readRows(
      rows,
      currency,
      (row, reader) => ({
        category: reader.words('category', row.category, CATEGORY),
        windowDays: row.windowDays.trim() === '' ? null : reader.whole('windowDays', row.windowDays, 0, TEN_YEARS),
        fee: readFee(row, reader),
        documents: readPapers(row.documents, reader),
        needsUseConfirmation: row.needsUseConfirmation,
        originalMustComeBack: row.originalMustComeBack,
        channels: readChannels(row.channels, reader),
      }),
      name,
    );
    if (!read.ok) return read;
    if (!rows.some(isForOthers)) return fault('rules.fault.noOthers');
    return twice(rows, 'category', ({ category }) => category.trim(), name) ?? read;
  },
  lines: (policies, context) => policies.map((policy) => line(policy, context)),
};

function line(policy: RefundPolicy, { say, currency }: Context): string {
  const { windowDays, fee, documents, needsUseConfirmation, originalMustComeBack, channels } = policy;
  const ways = Object.entries(channels).map(([method, { allowed, arrivalDays }]) =>
    say('rules.policy.channel', {
      method: say(`till.money.method.${method as TenderMethod}`),
      ways: allowed.map((way) => say(`rules.way.${way}`)).join('/'),
      n: arrivalDays,
    }),
  );
  return [
    say('rules.policy.named', { name: policyName(policy, say) }),
    windowDays === null ? say('rules.policy.noEnd') : say('rules.policy.window', { n: windowDays }),
    feeWords(fee, { say, currency }),
    ...(documents.length === 0 ? [] : [say('rules.policy.papers', { papers: documents.join('、') })]),
    ...(needsUseConfirmation ? [say('rules.policy.needsUse')] : []),
    ...(originalMustComeBack ? [say('rules.policy.original')] : []),
    ...ways,
  ].join(' · ');
}

/** The fee in words, without saying of what. */
export function feeWords(fee: RefundFee, { say, currency }: Context): string {
  if (fee.kind === 'none') return say('rules.policy.noFee');
  if (fee.kind === 'fixed') return say('rules.policy.feeFixed', { amount: formatAmount(fee.amount, currency) });
  return say('rules.policy.feePercent', { share: fee.share / 100, least: formatAmount(fee.least, currency) });
}
