// Which settings are tables of rows, and for each how its value becomes rows to edit, rows a value, and a value words.
import type { SettingNow } from '../../../../core/contract/procedures/settings.ts';
import { kindRows } from './kind-rows.ts';
import { levelRows } from './level-rows.ts';
import { limitRows } from './limit-rows.ts';
import { policyRows } from './policy-rows.ts';
import { riskRows } from './risk-rows.ts';
import type { RowsText } from './row-reader.ts';
import { wordRows } from './word-rows.ts';

type SettingForm = SettingNow['fields'][number]['form'];

export type RowsKind = Extract<
  SettingForm['kind'],
  'texts' | 'prepaymentKinds' | 'payoutLimits' | 'refundPolicies' | 'levelRules' | 'riskRules'
>;

const TABLES: Readonly<Record<Exclude<RowsKind, 'texts'>, object>> = {
  prepaymentKinds: kindRows,
  payoutLimits: limitRows,
  refundPolicies: policyRows,
  levelRules: levelRows,
  riskRules: riskRows,
};

/** The table of a form, or null when it is no table. The casts: a form's value has the form's schema. */
export function rowsText(form: SettingForm): RowsText<unknown, object> | null {
  const table = form.kind === 'texts' ? wordRows(form.most, form.max) : TABLES[form.kind as keyof typeof TABLES];
  return (table as unknown as RowsText<unknown, object> | undefined) ?? null;
}
