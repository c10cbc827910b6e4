// Who may pay how much from a ticket, a row each: a role or one person, at a time and in a day.
import { ROLES } from '../../../../core/people/permissions.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChoiceCell, TextCell } from './cells.tsx';
import type { LimitRow } from './limit-rows.ts';
import { type EditorProps, RowsFrame } from './rows-frame.tsx';

const KINDS = ['role', 'person'] as const;
const NEW_ROW: LimitRow = { of: 'role', name: 'cashier', single: '', daily: '' };

export function LimitEditor({ attempts: _, ...frame }: EditorProps<LimitRow>) {
  const { say } = useWords();
  const amount = (words: string) => ({ words, right: true });
  const heads = [
    { words: say('settings.limits.of') },
    { words: say('settings.limits.who') },
    amount(say('settings.limits.single')),
    amount(say('settings.limits.daily')),
  ];
  return (
    <RowsFrame {...frame} fresh={NEW_ROW} add={say('rules.add')} none={say('settings.limits.none')} heads={heads}>
      {(row, { set, cell }) => (
        <>
          <td className="setting-narrow">
            <ChoiceCell
              cell={cell('of', say('settings.limits.of'), 'first')}
              value={row.of}
              options={KINDS}
              words={(of) => say(`settings.limits.kind.${of}`)}
              onChoose={(of) => set({ ...row, of, name: of === 'role' ? 'cashier' : '' })}
            />
          </td>
          <td>
            {row.of === 'role' ? (
              <ChoiceCell
                cell={cell('name', say('settings.limits.role'))}
                value={ROLES.find((role) => role === row.name) ?? 'cashier'}
                options={ROLES}
                words={(role) => say(`frame.role.${role}`)}
                onChoose={(name) => set({ ...row, name })}
              />
            ) : (
              <TextCell
                cell={cell('name', say('settings.limits.person'))}
                value={row.name}
                empty={say('settings.limits.person')}
                max={32}
                onType={(name) => set({ ...row, name })}
              />
            )}
          </td>
          {(['single', 'daily'] as const).map((field) => (
            <td key={field} className="setting-figure">
              <TextCell
                cell={cell(field, say(`settings.limits.${field}`))}
                value={row[field]}
                max={20}
                right
                onType={(text) => set({ ...row, [field]: text })}
              />
            </td>
          ))}
        </>
      )}
    </RowsFrame>
  );
}
