// The kinds of money held for customers, a row each: what it is called, whether it may be spent, and on what.
// The draft is the list as JSON, so that half-typed rows live where every other draft lives.
import type { PrepaymentKind } from '../../../core/prepayment/prepayment-kinds.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { categoriesOf, kindsDraft, kindsOfDraft } from './setting-text.ts';

const RULES = ['all', 'only', 'never'] as const;
const PURPOSES = ['prepayment', 'deposit'] as const;
const NEW_KIND: PrepaymentKind = { code: '', name: '', purpose: 'prepayment', taken: true, pays: { rule: 'all' } };

type SettingKindsProps = {
  readonly label: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly fault: string | null;
};

export function SettingKinds({ label, draft, onDraft, fault }: SettingKindsProps) {
  const { say } = useWords();
  const kinds = kindsOfDraft(draft);
  const set = (at: number, kind: PrepaymentKind | null): void =>
    onDraft(kindsDraft(kind === null ? kinds.toSpliced(at, 1) : kinds.toSpliced(at, 1, kind)));
  return (
    <fieldset className="setting-choices setting-kinds">
      <legend>{label}</legend>
      {kinds.map((kind, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until it is typed
        <KindRow key={at} kind={kind} first={at === 0} onChange={(next) => set(at, next)} />
      ))}
      <ActionButton size="small" onPress={() => set(kinds.length, NEW_KIND)}>
        {say('settings.kinds.add')}
      </ActionButton>
      {fault !== null && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

type KindRowProps = {
  readonly kind: PrepaymentKind;
  readonly first: boolean;
  readonly onChange: (kind: PrepaymentKind | null) => void;
};

function KindRow({ kind, first, onChange }: KindRowProps) {
  const { say } = useWords();
  const { pays } = kind;
  return (
    <div className="setting-kind">
      <input
        className="plain-input setting-kind-code"
        aria-label={say('settings.kinds.code')}
        placeholder={say('settings.kinds.code')}
        maxLength={12}
        {...(first ? { 'data-first-focus': '' } : {})}
        value={kind.code}
        onChange={(event) => onChange({ ...kind, code: event.target.value.toUpperCase() })}
      />
      <input
        className="plain-input"
        aria-label={say('settings.kinds.name')}
        placeholder={say('settings.kinds.name')}
        maxLength={20}
        value={kind.name}
        onChange={(event) => onChange({ ...kind, name: event.target.value })}
      />
      <select
        className="plain-input"
        aria-label={say('settings.kinds.purposeLabel')}
        value={kind.purpose}
        onChange={(event) => onChange({ ...kind, purpose: event.target.value as PrepaymentKind['purpose'] })}
      >
        {PURPOSES.map((purpose) => (
          <option key={purpose} value={purpose}>
            {say(`settings.kinds.purpose.${purpose}`)}
          </option>
        ))}
      </select>
      <select
        className="plain-input"
        aria-label={say('settings.kinds.paysLabel')}
        disabled={kind.purpose === 'deposit'}
        value={pays.rule}
        onChange={(event) => {
          const rule = event.target.value as (typeof RULES)[number];
          onChange({ ...kind, pays: rule === 'all' ? { rule } : { rule, categories: categoriesOf(pays) } });
        }}
      >
        {RULES.map((rule) => (
          <option key={rule} value={rule}>
            {say(`settings.kinds.pays.${rule}`)}
          </option>
        ))}
      </select>
      <input
        className="plain-input"
        aria-label={say('settings.kinds.categories')}
        placeholder={say('settings.kinds.categories')}
        disabled={pays.rule === 'all'}
        value={categoriesOf(pays).join('、')}
        onChange={(event) => {
          if (pays.rule === 'all') return;
          onChange({ ...kind, pays: { rule: pays.rule, categories: event.target.value.split(/[、,，;；]/) } });
        }}
      />
      <label>
        <input
          type="checkbox"
          checked={kind.taken}
          onChange={(event) => onChange({ ...kind, taken: event.target.checked })}
        />{' '}
        {say('settings.kinds.taken')}
      </label>
      <ActionButton tone="quiet" size="small" onPress={() => onChange(null)}>
        {say('settings.kinds.remove')}
      </ActionButton>
    </div>
  );
}
