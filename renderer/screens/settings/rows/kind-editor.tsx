// The kinds of money held for customers, a row each: what it is called, whether it may be spent, and on what.
import { useWords } from '../../../i18n/i18n.ts';
import { ChoiceCell, TextCell, YesCell } from './cells.tsx';
import type { KindRow } from './kind-rows.ts';
import { type EditorProps, RowsFrame } from './rows-frame.tsx';

const RULES = ['all', 'only', 'never'] as const;
const PURPOSES = ['prepayment', 'deposit'] as const;
const NEW_KIND: KindRow = { code: '', name: '', purpose: 'prepayment', taken: true, rule: 'all', categories: '' };

export function KindEditor({ attempts: _, ...frame }: EditorProps<KindRow>) {
  const { say } = useWords();
  const heads = [
    { words: say('settings.kinds.code') },
    { words: say('settings.kinds.name') },
    { words: say('settings.kinds.purposeLabel') },
    { words: say('settings.kinds.paysLabel') },
    { words: say('settings.kinds.categories') },
    { words: say('settings.kinds.taken') },
  ];
  return (
    <RowsFrame {...frame} fresh={NEW_KIND} add={say('settings.kinds.add')} heads={heads}>
      {(row, { set, cell }) => (
        <>
          <td className="setting-narrow">
            <TextCell
              cell={cell('code', say('settings.kinds.code'), 'first')}
              value={row.code}
              max={12}
              onType={(code) => set({ ...row, code: code.toUpperCase() })}
            />
          </td>
          <td>
            <TextCell
              cell={cell('name', say('settings.kinds.name'))}
              value={row.name}
              max={20}
              onType={(name) => set({ ...row, name })}
            />
          </td>
          <td className="setting-narrow">
            <ChoiceCell
              cell={cell('purpose', say('settings.kinds.purposeLabel'))}
              value={row.purpose}
              options={PURPOSES}
              words={(purpose) => say(`settings.kinds.purpose.${purpose}`)}
              onChoose={(purpose) => set({ ...row, purpose })}
            />
          </td>
          <td>
            <ChoiceCell
              cell={cell('rule', say('settings.kinds.paysLabel'))}
              value={row.rule}
              options={RULES}
              words={(rule) => say(`settings.kinds.pays.${rule}`)}
              off={row.purpose === 'deposit'}
              onChoose={(rule) => set({ ...row, rule })}
            />
          </td>
          <td>
            <TextCell
              cell={cell('categories', say('settings.kinds.categories'))}
              value={row.categories}
              max={400}
              off={row.rule === 'all'}
              onType={(categories) => set({ ...row, categories })}
            />
          </td>
          <td className="setting-narrow">
            <YesCell
              cell={cell('taken', say('settings.kinds.taken'))}
              yes={row.taken}
              onYes={(taken) => set({ ...row, taken })}
            />
          </td>
        </>
      )}
    </RowsFrame>
  );
}
