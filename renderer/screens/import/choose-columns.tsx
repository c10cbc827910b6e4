// Which column of a list is what, where its names do not say it: one choice a field, with the first cells of each column to
// know it by. Chosen once, remembered by the ledger for every list with such a header.
import { useId, useState } from 'react';
import type { ListColumns } from '../../../core/contract/procedures/lists.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';

type Choice = { readonly field: string; readonly place: number };
type ChooseColumnsProps = {
  readonly columns: ListColumns;
  readonly busy: boolean;
  readonly onChosen: (columns: Choice[]) => void;
};

export function ChooseColumns({ columns, busy, onChosen }: ChooseColumnsProps) {
  const { say } = useWords();
  const id = useId();
  const [places, setPlaces] = useState<ReadonlyMap<string, number>>(
    () => new Map(columns.fields.flatMap(({ field, place }) => (place === null ? [] : [[field, place]]))),
  );
  const missing = columns.fields.filter(({ field, required }) => required && !places.has(field));
  const twice = new Set(places.values()).size < places.size;
  const ready = missing.length === 0 && !twice && !busy;
  const keep = (): void => {
    if (ready) onChosen([...places].map(([field, place]) => ({ field, place })));
  };
  useKeys('screen', { save: keep });
  const choose = (field: string, text: string): void => {
    const next = new Map(places);
    if (text === '') next.delete(field);
    else next.set(field, Number(text));
    setPlaces(next);
  };
  return (
    <section className="choose" aria-labelledby={id}>
      <h2 id={id} className="choose-title">
        {say('lists.columnsTitle')}
      </h2>
      <p className="choose-say">{say(columns.remembered ? 'lists.columnsRemembered' : 'lists.columnsSay')}</p>
      <div className="choose-fields">
        {columns.fields.map(({ field, name, required }, index) => {
          const place = places.get(field);
          const samples = place === undefined ? [] : (columns.headers[place]?.samples ?? []);
          return (
            <label key={field} className={required && place === undefined ? 'choose-row choose-lacking' : 'choose-row'}>
              <span className="choose-name">
                {name}
                {required && <small>{say('lists.needed')}</small>}
              </span>
              <select
                className="plain-input"
                autoFocus={index === 0}
                value={place ?? ''}
                onChange={(event) => choose(field, event.target.value)}
              >
                <option value="">{say('lists.none')}</option>
                {columns.headers.map((header, at) => (
                  <option key={`${at} ${header.name}`} value={at}>
                    {header.name === '' ? say('lists.columnName', { n: at + 1 }) : header.name}
                  </option>
                ))}
              </select>
              <span className="choose-samples">{samples.join(' · ')}</span>
            </label>
          );
        })}
      </div>
      {missing.length > 0 && (
        <Notice tone="warn">{say('lists.chooseMissing', { fields: missing.map(({ name }) => name).join(' ') })}</Notice>
      )}
      {twice && <Notice tone="warn">{say('lists.chooseTwice')}</Notice>}
      <div className="import-acts">
        <ActionButton tone="ink" action="save" busy={busy} disabled={!ready} onPress={keep}>
          {say('lists.keepColumns')}
        </ActionButton>
      </div>
    </section>
  );
}
