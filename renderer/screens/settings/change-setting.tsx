// One setting: its value to be changed from a business date on, what is planned, and every value there has been.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CommandInput } from '../../port/ledger.ts';
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { isWrittenDate, moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { faultWords } from './rows/row-reader.ts';
import { rowsText } from './rows/rows-text.ts';
import { SettingFieldInput } from './setting-fields.tsx';
import { type Draft, draftOf, readDraft, type SettingForm } from './setting-text.ts';
import { valueInWords } from './setting-words.ts';

const HISTORY = 20;

type ChangeSettingProps = {
  readonly setting: SettingNow;
  /** The ledger's business date: the first day a change may hold. */
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function ChangeSetting({ setting, today, onClose, onDone }: ChangeSettingProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(() =>
    Object.fromEntries(setting.fields.map(({ name, form }) => [name, draftOf(form, setting.value[name], currency)])),
  );
  const [fromDate, setFromDate] = useState(today);
  const [attempts, setAttempts] = useState(0);
  const tried = attempts > 0;
  const formRef = useRef<HTMLFormElement>(null);
  // What cannot stand is where the next keystroke belongs.
  useEffect(() => {
    if (attempts > 0) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const reads = setting.fields.map((field) => ({ field, read: readDraft(field, drafts[field.name] ?? '', currency) }));
  const badDate = !isWrittenDate(fromDate.trim()) || fromDate.trim() < today;
  const save = (): void => {
    setAttempts((before) => before + 1);
    if (!setting.mayChange || badDate || reads.some(({ read }) => !read.ok)) return;
    const value = Object.fromEntries(reads.map(({ field, read }) => [field.name, read.ok ? read.value : null]));
    act.run(async () => {
      // Which schema the value has is the ledger's to say: it knows the key.
      const change = { key: setting.key, value, fromDate: fromDate.trim() } as CommandInput<'settings.change'>;
      await ledger.act('settings.change', change);
      onDone(say('settings.changed', { name: say(`settings.name.${setting.key}`), date: fromDate.trim() }));
    });
  };
  return (
    <Dialog
      title={say(`settings.name.${setting.key}`)}
      width={widthOf(setting.fields.map(({ form }) => form.kind))}
      onClose={onClose}
      keys={{ save: setting.mayChange ? save : undefined }}
    >
      <p className="dialog-say">{say(`settings.hint.${setting.key}`)}</p>
      <form
        className="setting-form"
        ref={formRef}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {setting.mayChange ? (
          <>
            {reads.map(({ field, read }, index) => (
              <SettingFieldInput
                key={field.name}
                settingKey={setting.key}
                field={field}
                draft={drafts[field.name] ?? ''}
                onDraft={(draft) => setDrafts((before) => ({ ...before, [field.name]: draft }))}
                fault={
                  (tried || field.form.kind === 'image') && !read.ok
                    ? { words: faultWords(read, say), cell: read.cell ?? null }
                    : null
                }
                attempts={attempts}
                autoFocus={index === 0}
              />
            ))}
            <Field
              label={say('settings.fromDate')}
              value={fromDate}
              onType={setFromDate}
              maxLength={10}
              hint={say('settings.fromDateHint', { today })}
              fault={tried && badDate ? say('settings.fault.badDate', { today }) : null}
              className="setting-date"
            />
          </>
        ) : (
          <Notice tone="wait">{say('settings.notYours')}</Notice>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <SettingHistory setting={setting} />
        <div className="dialog-acts">
          <ActionButton action="back" autoFocus={!setting.mayChange} onPress={onClose}>
            {say(setting.mayChange ? 'frame.cancel' : 'frame.close')}
          </ActionButton>
          {setting.mayChange && (
            <ActionButton tone="go" action="save" submit busy={act.busy}>
              {say('settings.save')}
            </ActionButton>
          )}
        </div>
      </form>
    </Dialog>
  );
}

const TABLES: ReadonlySet<SettingForm['kind']> = new Set(['prepaymentKinds', 'payoutLimits', 'riskRules']);
const WIDE_TABLES: ReadonlySet<SettingForm['kind']> = new Set(['refundPolicies', 'levelRules']);

/** A table of rows needs the room that its columns need. */
function widthOf(kinds: readonly SettingForm['kind'][]): 'medium' | 'wide' | 'sheet' {
  if (kinds.some((kind) => WIDE_TABLES.has(kind))) return 'sheet';
  return kinds.some((kind) => TABLES.has(kind)) ? 'wide' : 'medium';
}

/** Every value there has been, newest first; planned ones are marked by their date alone, it lies ahead. */
function SettingHistory({ setting }: { readonly setting: SettingNow }) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const { data } = useQuery({
    queryKey: ['settings', 'history', setting.key],
    queryFn: () => ledger.ask('settings.history', { key: setting.key, before: null, limit: HISTORY }),
  });
  const changes = data?.changes ?? [];
  return (
    <section className="setting-history">
      <h3>{say('settings.history')}</h3>
      {changes.length === 0 && <p className="work-faint">{say('settings.neverChanged')}</p>}
      {changes.length > 0 && (
        // A region that scrolls must be reachable by keyboard.
        <div className="setting-history-rows" role="region" aria-label={say('settings.history')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('settings.holdsFrom')}</th>
                <th scope="col">{say('settings.value')}</th>
                <th scope="col">{say('settings.by')}</th>
                <th scope="col">{say('settings.at')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.n}>
                  <td className="work-strong">{change.fromDate}</td>
                  <td className="setting-lines">
                    {valueInWords(setting, change.value, { say, currency })
                      .map(({ words }) => words)
                      .join(setting.fields.some(({ form }) => rowsText(form) !== null) ? '\n' : ' · ')}
                  </td>
                  <td>{change.by ?? ''}</td>
                  <td className="work-faint">{moment(change.at, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
