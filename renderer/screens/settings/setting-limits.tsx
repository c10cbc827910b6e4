// Who may pay how much from a ticket, a row each: a role or one person, at a time and in a day.
// The draft is the rows as JSON with amounts as typed, so that half-typed rows live where every other draft lives.
import { ROLES } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { type LimitDraft, limitsDraft, limitsOfDraft } from './limit-text.ts';

const KINDS = ['role', 'person'] as const;
const NEW_ROW: LimitDraft = { of: 'role', name: 'cashier', single: '', daily: '' };

type SettingLimitsProps = {
  readonly label: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly fault: string | null;
};

export function SettingLimits({ label, draft, onDraft, fault }: SettingLimitsProps) {
  const { say } = useWords();
  const rows = limitsOfDraft(draft);
  const set = (at: number, row: LimitDraft | null): void =>
    onDraft(limitsDraft(row === null ? rows.toSpliced(at, 1) : rows.toSpliced(at, 1, row)));
  return (
    <fieldset className="setting-choices setting-limits">
      <legend>{label}</legend>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {say('settings.limits.of')}
              </th>
              <th scope="col" className="work-right">
                {say('settings.limits.single')}
              </th>
              <th scope="col" className="work-right">
                {say('settings.limits.daily')}
              </th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until it is typed
              <LimitRow key={at} row={row} first={at === 0} onChange={(next) => set(at, next)} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length === 0 && <p className="work-faint">{say('settings.limits.none')}</p>}
      <ActionButton size="small" onPress={() => set(rows.length, NEW_ROW)}>
        {say('settings.limits.add')}
      </ActionButton>
      {fault !== null && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

type LimitRowProps = {
  readonly row: LimitDraft;
  readonly first: boolean;
  readonly onChange: (row: LimitDraft | null) => void;
};

function LimitRow({ row, first, onChange }: LimitRowProps) {
  const { say } = useWords();
  return (
    <tr>
      <td>
        <select
          className="plain-input"
          aria-label={say('settings.limits.of')}
          {...(first ? { 'data-first-focus': '' } : {})}
          value={row.of}
          onChange={(event) => {
            const of = event.target.value as LimitDraft['of'];
            onChange({ ...row, of, name: of === 'role' ? 'cashier' : '' });
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`settings.limits.kind.${kind}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {row.of === 'role' ? (
          <select
            className="plain-input"
            aria-label={say('settings.limits.role')}
            value={row.name}
            onChange={(event) => onChange({ ...row, name: event.target.value })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {say(`frame.role.${role}`)}
              </option>
            ))}
          </select>
        ) : (
          <input
            className="plain-input"
            aria-label={say('settings.limits.person')}
            placeholder={say('settings.limits.person')}
            maxLength={32}
            value={row.name}
            onChange={(event) => onChange({ ...row, name: event.target.value })}
          />
        )}
      </td>
      {(['single', 'daily'] as const).map((field) => (
        <td key={field}>
          <input
            className="plain-input work-right"
            aria-label={say(`settings.limits.${field}`)}
            inputMode="decimal"
            maxLength={20}
            value={row[field]}
            onChange={(event) => onChange({ ...row, [field]: event.target.value })}
          />
        </td>
      ))}
      <td>
        <ActionButton tone="quiet" size="small" onPress={() => onChange(null)}>
          {say('settings.limits.remove')}
        </ActionButton>
      </td>
    </tr>
  );
}
