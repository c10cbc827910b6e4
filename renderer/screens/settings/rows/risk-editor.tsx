// The risk rules 风控规则, a row each: what is watched, its figures, and what happens then.
import { RISK_KINDS, RISK_VERDICTS } from '../../../../core/refund/risk-rules.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChoiceCell, TextCell } from './cells.tsx';
import { RISK_PARTS, type RiskKind, type RiskRow } from './risk-rows.ts';
import { type EditorProps, RowsFrame } from './rows-frame.tsx';

const NEW_ROW: RiskRow = { kind: 'customerSingle', parts: {}, verdict: 'extraLevel' };

export function RiskEditor({ attempts: _, ...frame }: EditorProps<RiskRow>) {
  const { say } = useWords();
  const heads = [
    { words: say('rules.risk.rule') },
    { words: say('rules.risk.figures') },
    { words: say('rules.risk.verdict') },
  ];
  return (
    <RowsFrame {...frame} fresh={NEW_ROW} add={say('rules.risk.add')} none={say('rules.risk.none')} heads={heads}>
      {(row, { set, cell }) => (
        <>
          <td className="setting-wide">
            <ChoiceCell<RiskKind>
              cell={cell('kind', say('rules.risk.rule'), 'first')}
              value={row.kind}
              options={RISK_KINDS}
              words={(kind) => say(`rules.risk.kind.${kind}`)}
              onChoose={(kind) => set({ ...row, kind })}
            />
          </td>
          <td>
            <div className="setting-parts">
              {RISK_PARTS[row.kind].map(({ field, unit }) => (
                <label key={field}>
                  <span>{say(`rules.risk.part.${field}`)}</span>
                  <TextCell
                    cell={cell(field, say(`rules.risk.part.${field}`))}
                    value={row.parts[field] ?? ''}
                    max={20}
                    right
                    onType={(text) => set({ ...row, parts: { ...row.parts, [field]: text } })}
                  />
                  {unit !== 'amount' && <small>{say(`rules.risk.unit.${unit}`)}</small>}
                </label>
              ))}
            </div>
          </td>
          <td className="setting-choice">
            <ChoiceCell
              cell={cell('verdict', say('rules.risk.verdict'))}
              value={row.verdict}
              options={RISK_VERDICTS}
              words={(verdict) => say(`approval.riskVerdict.${verdict}`)}
              onChoose={(verdict) => set({ ...row, verdict })}
            />
          </td>
        </>
      )}
    </RowsFrame>
  );
}
