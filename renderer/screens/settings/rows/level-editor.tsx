// The approval levels 审批级别, a row each. What the rows come to is said below them: which people decide from which amount.
import type { LevelRule } from '../../../../core/refund/approval-levels.ts';
import { LEVEL_NAMES } from '../../../../core/refund/approval-levels.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChoiceCell, TextCell, YesCell } from './cells.tsx';
import type { LevelRow } from './level-rows.ts';
import { type EditorProps, RowsFrame } from './rows-frame.tsx';
import { UsualCategories } from './usual-categories.tsx';

const NEW_ROW: LevelRow = {
  level: 'first',
  from: '',
  categories: '',
  onRisk: false,
  needsTotp: false,
  deadlineMinutes: '30',
  escalates: true,
};

export function LevelEditor({ attempts: _, ...frame }: EditorProps<LevelRow>) {
  const { say } = useWords();
  const heads = [
    { words: say('rules.level.level') },
    { words: say('rules.level.from'), right: true },
    { words: say('rules.level.categories') },
    { words: say('rules.level.onRisk') },
    { words: say('rules.level.needsTotp') },
    { words: say('rules.level.deadline'), right: true },
    { words: say('rules.level.escalates') },
  ];
  return (
    <RowsFrame {...frame} fresh={NEW_ROW} add={say('rules.level.add')} heads={heads}>
      {(row, { set, cell }) => (
        <>
          <td className="setting-choice">
            <ChoiceCell<LevelRule['level']>
              cell={cell('level', say('rules.level.level'), 'first')}
              value={row.level}
              options={LEVEL_NAMES}
              words={(level) => say(`caseFile.level.${level}`)}
              onChoose={(level) => set({ ...row, level })}
            />
          </td>
          <td className="setting-figure">
            <TextCell
              cell={cell('from', say('rules.level.from'))}
              value={row.from}
              max={20}
              right
              onType={(from) => set({ ...row, from })}
            />
          </td>
          <td>
            <UsualCategories>
              {(usual) => (
                <TextCell
                  cell={cell('categories', say('rules.level.categories'))}
                  value={row.categories}
                  max={400}
                  empty={say('rules.level.allCategories')}
                  usual={usual}
                  onType={(categories) => set({ ...row, categories })}
                />
              )}
            </UsualCategories>
          </td>
          {(['onRisk', 'needsTotp'] as const).map((field) => (
            <td key={field} className="setting-narrow">
              <YesCell
                cell={cell(field, say(`rules.level.${field}`))}
                yes={row[field]}
                onYes={(yes) => set({ ...row, [field]: yes })}
              />
            </td>
          ))}
          <td className="setting-narrow">
            <TextCell
              cell={cell('deadlineMinutes', say('rules.level.deadline'))}
              value={row.deadlineMinutes}
              max={5}
              right
              onType={(deadlineMinutes) => set({ ...row, deadlineMinutes })}
            />
          </td>
          <td className="setting-narrow">
            <YesCell
              cell={cell('escalates', say('rules.level.escalates'))}
              yes={row.escalates}
              off={row.level === 'final'}
              onYes={(escalates) => set({ ...row, escalates })}
            />
          </td>
        </>
      )}
    </RowsFrame>
  );
}
