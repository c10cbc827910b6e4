// One field of a setting by its kind: a typed text, a choice, several, yes or no, or a picture chosen from a file.
import { type ReactNode, useId, useRef } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { RowsEditor } from './rows/rows-editor.tsx';
import type { ShownFault } from './rows/rows-frame.tsx';
import { SettingAccounts } from './setting-accounts.tsx';
import type { Draft, SettingField } from './setting-text.ts';
import { fieldWord, optionWord } from './setting-words.ts';

type SettingFieldInputProps = {
  readonly settingKey: string;
  readonly field: SettingField;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly fault: ShownFault | null;
  /** Grows with every try to save. */
  readonly attempts: number;
  readonly autoFocus: boolean;
};

export function SettingFieldInput(props: SettingFieldInputProps) {
  const { settingKey, field, draft, onDraft, attempts, autoFocus } = props;
  const { say } = useWords();
  const { form, name } = field;
  const label = say(fieldWord(settingKey, name));
  const fault = props.fault?.words ?? null;
  switch (form.kind) {
    case 'choice':
      return (
        <Choices legend={label} fault={fault}>
          {form.options.map((option, index) => (
            <label key={option}>
              <input
                type="radio"
                name={name}
                checked={draft === option}
                autoFocus={autoFocus && (draft === option || (index === 0 && draft === ''))}
                {...(autoFocus && draft === option ? { 'data-first-focus': '' } : {})}
                onChange={() => onDraft(option)}
              />{' '}
              {say(optionWord(settingKey, name, option))}
            </label>
          ))}
        </Choices>
      );
    case 'choices': {
      const chosen = Array.isArray(draft) ? (draft as readonly string[]) : [];
      return (
        <Choices legend={label} fault={fault}>
          {form.options.map((option, index) => (
            <label key={option}>
              <input
                type="checkbox"
                checked={chosen.includes(option)}
                {...(autoFocus && index === 0 ? { 'data-first-focus': '' } : {})}
                onChange={(event) =>
                  onDraft(form.options.filter((one) => (one === option ? event.target.checked : chosen.includes(one))))
                }
              />{' '}
              {say(optionWord(settingKey, name, option))}
            </label>
          ))}
        </Choices>
      );
    }
    case 'yesNo':
      return (
        <label className="setting-yes">
          <input
            type="checkbox"
            checked={draft === true}
            {...(autoFocus ? { 'data-first-focus': '' } : {})}
            onChange={(event) => onDraft(event.target.checked)}
          />{' '}
          {label}
        </label>
      );
    case 'texts':
    case 'prepaymentKinds':
    case 'payoutLimits':
    case 'refundPolicies':
    case 'levelRules':
    case 'riskRules':
      return (
        <RowsEditor
          form={form}
          rows={typeof draft === 'object' ? (draft as readonly object[]) : []}
          onRows={onDraft}
          {...{ label, fault: props.fault, attempts, autoFocus }}
        />
      );
    case 'accountNames':
      return <SettingAccounts label={label} draft={String(draft)} onDraft={onDraft} fault={fault} />;
    case 'image':
      return <Picture label={label} draft={String(draft)} onDraft={onDraft} fault={fault} autoFocus={autoFocus} />;
    default:
      return (
        <Field
          label={form.kind === 'percent' ? say('settings.inPercent', { label }) : label}
          value={String(draft)}
          onType={onDraft}
          {...(form.kind === 'text' ? { maxLength: form.max } : {})}
          {...(form.kind === 'number'
            ? { hint: say('settings.range', { min: form.min, max: form.max }) }
            : form.kind === 'amounts'
              ? { hint: say('settings.amountsHint') }
              : field.optional
                ? { hint: say('settings.mayBeEmpty') }
                : {})}
          fault={fault}
          autoFocus={autoFocus}
        />
      );
  }
}

function Choices({
  legend,
  fault,
  children,
}: {
  readonly legend: string;
  readonly fault: string | null;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="setting-choices">
      <legend>{legend}</legend>
      {children}
      {fault !== null && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

type PictureProps = {
  readonly label: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly fault: string | null;
  readonly autoFocus: boolean;
};

function Picture({ label, draft, onDraft, fault, autoFocus }: PictureProps) {
  const { say } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const read = (file: File): void => {
    const reader = new FileReader();
    reader.addEventListener('load', () => onDraft(String(reader.result).replace(/^[^,]*,/, '')));
    reader.readAsDataURL(file);
  };
  return (
    <div className="setting-picture" role="group" aria-labelledby={id}>
      <span id={id} className="field-label">
        {label}
      </span>
      <PictureFrame png={fault === null ? draft : ''} />
      <div className="setting-picture-acts">
        {/* Enter on the button and no shortcut: Chromium opens no file dialog for a key with Ctrl or Alt. */}
        <ActionButton autoFocus={autoFocus} onPress={() => input.current?.click()}>
          {say('settings.choosePicture')}
        </ActionButton>
        {draft !== '' && (
          <ActionButton tone="quiet" onPress={() => onDraft('')}>
            {say('settings.removePicture')}
          </ActionButton>
        )}
      </div>
      <p className={fault === null ? 'field-hint' : 'field-fault'} role={fault === null ? undefined : 'alert'}>
        {fault ?? say('settings.pictureHint')}
      </p>
      <input
        ref={input}
        data-testid="setting-picture"
        type="file"
        accept="image/png"
        hidden
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) read(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** A picture as it will be drawn, or the empty place for it. */
export function PictureFrame({ png }: { readonly png: string }) {
  const { say } = useWords();
  return (
    <div className="setting-picture-frame">
      {png === '' ? (
        <span className="work-faint">{say('settings.noPicture')}</span>
      ) : (
        <img src={`data:image/png;base64,${png}`} alt={say('settings.pictureAlt')} />
      )}
    </div>
  );
}
