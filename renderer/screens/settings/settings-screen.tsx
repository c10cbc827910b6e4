// What an office sets: groups on the left, the values of one on the right, each with since when and by whom.
// Up and down go through the values, Enter opens one; left and right go from group to group.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { SettingNow } from '../../../core/contract/procedures/settings.ts';
import { KeyCap } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { ChangeSetting } from './change-setting.tsx';
import { PictureFrame } from './setting-fields.tsx';
import { valueInWords } from './setting-words.ts';
import '../work.css';
import './settings.css';

type Group = SettingNow['group'];

export function SettingsScreen() {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const [group, setGroup] = useState<Group | null>(null);
  const [open, setOpen] = useState<SettingNow | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['settings', 'all'],
    queryFn: () => ledger.ask('settings.read', { keys: null, date: null }),
  });
  const groups = [...new Set((data?.settings ?? []).map((one) => one.group))];
  const front = group ?? groups[0] ?? null;
  const shown = (data?.settings ?? []).filter((one) => one.group === front);
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('settings.title')}
        </h1>
        <p className="settings-keys">
          <KeyCap label="↑ ↓" /> {say('settings.keyMove')} <KeyCap label="← →" /> {say('settings.keyGroup')}{' '}
          <KeyCap label="Enter" /> {say('settings.keyOpen')}
        </p>
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && (
        <Groups groups={groups} front={front} onFront={setGroup}>
          {shown.every((one) => !one.mayChange) && <p className="settings-not-yours">{say('settings.notYours')}</p>}
          <ul className="settings-values">
            {shown.map((setting) => (
              <li key={setting.key}>
                <SettingRow setting={setting} onOpen={() => setOpen(setting)} />
              </li>
            ))}
          </ul>
        </Groups>
      )}
      {open !== null && data !== undefined && (
        <ChangeSetting
          setting={open}
          today={data.date}
          onClose={() => setOpen(null)}
          onDone={(words) => {
            setOpen(null);
            setDone(words);
            void queries.invalidateQueries({ queryKey: ['settings'] });
          }}
        />
      )}
    </section>
  );
}

type GroupsProps = {
  readonly groups: readonly Group[];
  readonly front: Group | null;
  readonly onFront: (group: Group) => void;
  readonly children: ReactNode;
};

function Groups({ groups, front, onFront, children }: GroupsProps) {
  const { say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Another group takes the focus to its first value: the next key belongs there.
    if (front !== null) box.current?.querySelector<HTMLElement>('[data-setting]')?.focus();
  }, [front]);
  const step = (event: KeyboardEvent): void => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-setting]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
    if (by !== undefined) rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
    else if (side !== undefined && front !== null) {
      const next = groups[(groups.indexOf(front) + side + groups.length) % groups.length];
      if (next !== undefined) onFront(next);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="settings" ref={box} onKeyDown={step}>
      <nav className="settings-groups" aria-label={say('settings.groups')}>
        {groups.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === front ? 'true' : undefined}
            onClick={() => onFront(one)}
          >
            {say(`settings.group.${one}`)}
          </button>
        ))}
      </nav>
      <div className="settings-list">{children}</div>
    </div>
  );
}

function SettingRow({ setting, onOpen }: { readonly setting: SettingNow; readonly onOpen: () => void }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  const parts = valueInWords(setting, setting.value, { say, currency });
  const picture = setting.fields.find(({ form }) => form.kind === 'image');
  const inWords = (value: Readonly<Record<string, unknown>>): string =>
    valueInWords(setting, value, { say, currency })
      .map(({ words }) => words)
      .join(' · ');
  return (
    <button type="button" className="setting-row" data-setting={setting.key} onClick={onOpen}>
      <span className="setting-name">
        {say(`settings.name.${setting.key}`)}
        <small>{say(`settings.hint.${setting.key}`)}</small>
      </span>
      <span className="setting-value">
        {picture !== undefined && typeof setting.value[picture.name] === 'string' ? (
          <PictureFrame png={String(setting.value[picture.name])} />
        ) : (
          parts.map(({ name, label, words, set }) => (
            <span key={name} className={set ? 'setting-part' : 'setting-part work-faint'}>
              {parts.length > 1 && <small>{label}</small>}
              <span>{words}</span>
            </span>
          ))
        )}
        {setting.planned.map((planned) => (
          <span key={planned.fromDate} className="work-tag work-tag-warn">
            {say('settings.planned', { date: planned.fromDate, value: inWords(planned.value) })}
          </span>
        ))}
      </span>
      <span className="setting-since">
        {setting.since === null
          ? say('settings.initial')
          : say('settings.since', {
              date: setting.since.fromDate,
              by: setting.since.by ?? '',
              at: moment(setting.since.at, locale),
            })}
      </span>
    </button>
  );
}
