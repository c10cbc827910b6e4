// A step that is one setting: the same fields as on the settings screen, in force from today.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import type { CommandInput } from '../../port/ledger.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { faultWords } from '../settings/rows/row-reader.ts';
import { SettingFieldInput } from '../settings/setting-fields.tsx';
import { type Draft, draftOf, readDraft } from '../settings/setting-text.ts';
import { StepFoot, type StepWays } from './step-foot.tsx';

type SettingStepProps = { readonly settingKey: SettingNow['key']; readonly ways: StepWays };

export function SettingStep({ settingKey, ways }: SettingStepProps) {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['settings', 'setup', settingKey],
    queryFn: () => ledger.ask('settings.read', { keys: [settingKey], date: null }),
  });
  const setting = data?.settings[0];
  return setting === undefined || data === undefined ? null : (
    <SettingForm key={JSON.stringify(setting.since)} setting={setting} today={data.date} ways={ways} />
  );
}

type SettingFormProps = { readonly setting: SettingNow; readonly today: string; readonly ways: StepWays };

function SettingForm({ setting, today, ways }: SettingFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(() =>
    Object.fromEntries(setting.fields.map(({ name, form }) => [name, draftOf(form, setting.value[name], currency)])),
  );
  const [attempts, setAttempts] = useState(0);
  const reads = setting.fields.map((field) => ({ field, read: readDraft(field, drafts[field.name] ?? '', currency) }));
  const next = (): void => {
    setAttempts((before) => before + 1);
    if (reads.some(({ read }) => !read.ok)) return;
    const value = Object.fromEntries(reads.map(({ field, read }) => [field.name, read.ok ? read.value : null]));
    if (JSON.stringify(value) === JSON.stringify(setting.value)) return ways.onNext();
    // Which schema the value has is the ledger's to say: it knows the key.
    const change = { key: setting.key, value, fromDate: today } as CommandInput<'settings.change'>;
    ways.onNext(async () => {
      await ledger.act('settings.change', change);
      return 'go';
    });
  };
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      {reads.map(({ field, read }, index) => (
        <SettingFieldInput
          key={field.name}
          settingKey={setting.key}
          field={field}
          draft={drafts[field.name] ?? ''}
          onDraft={(draft) => setDrafts((before) => ({ ...before, [field.name]: draft }))}
          fault={
            (attempts > 0 || field.form.kind === 'image') && !read.ok
              ? { words: faultWords(read, say), cell: read.cell ?? null }
              : null
          }
          attempts={attempts}
          autoFocus={index === 0}
        />
      ))}
      <StepFoot ways={ways} onNext={next} submit />
    </form>
  );
}
