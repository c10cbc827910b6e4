// What an office sets: read by everybody at work, changed by whom its group belongs to, from a business date on.
import { z } from 'zod';
import { SETTING_GROUPS, SETTING_KEYS, type SettingKey, SETTINGS, type SettingValue } from '../../settings/settings.ts';
import { dateText, operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const key = z.enum(SETTING_KEYS);

/** Who set it and when: ms since 1970. */
const said = { at: z.int(), by: z.string().nullable() };

/** A value in its own schema; `settingValue` of core/settings gives it its type again. */
const value = z.record(z.string(), z.unknown());

/** `FieldForm` of core/settings/setting-field.ts: what a screen needs to ask for a field it has never heard of. */
const form = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), options: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('choices'), options: z.array(z.string()), min: z.int() }),
  z.strictObject({ kind: z.literal('amount') }),
  z.strictObject({ kind: z.literal('amounts'), max: z.int() }),
  z.strictObject({ kind: z.literal('percent') }),
  z.strictObject({ kind: z.literal('number'), min: z.int(), max: z.int() }),
  z.strictObject({ kind: z.literal('text'), max: z.int() }),
  z.strictObject({ kind: z.literal('texts'), most: z.int(), max: z.int() }),
  z.strictObject({ kind: z.literal('prepaymentKinds') }),
  z.strictObject({ kind: z.literal('payoutLimits') }),
  z.strictObject({ kind: z.literal('accountNames') }),
  z.strictObject({ kind: z.literal('refundPolicies') }),
  z.strictObject({ kind: z.literal('levelRules') }),
  z.strictObject({ kind: z.literal('riskRules') }),
  z.strictObject({ kind: z.literal('yesNo') }),
  z.strictObject({ kind: z.literal('image'), maxBytes: z.int() }),
]);

const settingNow = z.strictObject({
  key,
  group: z.enum(SETTING_GROUPS),
  fields: z.array(z.strictObject({ name: z.string(), form, optional: z.boolean() })),
  value,
  /** The change it comes from; null: nobody set one, it is what the ledger began with. */
  since: z.strictObject({ fromDate: z.string(), ...said }).nullable(),
  /** Changes still to come, in the order they will hold. */
  planned: z.array(z.strictObject({ fromDate: z.string(), value, ...said })),
  /** Whether whoever asks may change it. */
  mayChange: z.boolean(),
});
export type SettingNow = z.infer<typeof settingNow>;

const settingChange = z.strictObject({ n: z.int(), fromDate: z.string(), value, ...said });
export type SettingChange = z.infer<typeof settingChange>;

/** Parsed whole at the door: the value must be one of its key. */
type ChangeInput = {
  [K in SettingKey]: { operationId: string; key: K; value: SettingValue<K>; fromDate: string };
}[SettingKey];
const changeInput = z.discriminatedUnion(
  'key',
  SETTING_KEYS.map((name) =>
    z.strictObject({ operationId, key: z.literal(name), value: SETTINGS[name].schema, fromDate: dateText }),
  ) as unknown as [z.ZodObject<{ key: z.ZodLiteral<SettingKey> }>],
) as unknown as z.ZodType<ChangeInput, ChangeInput>;

export const settingProcedures = {
  'settings.read': procedure({
    kind: 'query',
    access: 'signedIn',
    summary:
      'The values of these settings (null: all) on a business date (null: that of a shift opened now), and what is planned.',
    input: z.strictObject({ keys: z.array(key).min(1).max(SETTING_KEYS.length).nullable(), date: dateText.nullable() }),
    output: z.strictObject({ date: z.string(), settings: z.array(settingNow) }),
    errors: [],
  }),
  'settings.history': procedure({
    kind: 'query',
    access: 'signedIn',
    summary: 'Every change of one setting, newest first; `before` is the n to go on from.',
    input: z.strictObject({ key, before: z.int().min(1).nullable(), limit: z.int().min(1).max(50) }),
    output: z.strictObject({ changes: z.array(settingChange) }),
    errors: [],
  }),
  'settings.change': procedure({
    kind: 'command',
    access: 'settings.change',
    summary: 'Set a value from a business date on; not from a day that has begun to be history.',
    input: changeInput,
    output: settingChange,
    errors: ['SETTING_DATE_PAST', 'SETTING_UNCHANGED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
};
