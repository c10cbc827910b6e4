// One refund policy: how long, at what fee, with which papers, what must be confirmed or come back, and which ways there are.
import { TENDER_METHODS } from '../../../../core/charge/tender-method.ts';
import { REFUND_WAYS } from '../../../../core/refund/refund-words.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { ChoiceCell, TextCell, YesCell } from './cells.tsx';
import { isForOthers, type PolicyRow, possibleWays } from './policy-rows.ts';
import type { CellProps, ShownFault } from './rows-frame.tsx';
import { UsualCategories } from './usual-categories.tsx';
import { WordEditor } from './word-editor.tsx';

const FEES = ['none', 'fixed', 'percent'] as const;

type PolicyFieldsProps = {
  readonly policy: PolicyRow;
  readonly fault: ShownFault | null;
  readonly onPolicy: (policy: PolicyRow) => void;
};

export function PolicyFields({ policy, fault, onPolicy }: PolicyFieldsProps) {
  const { say } = useWords();
  const cell = (field: string, label: string): CellProps => ({
    'aria-label': label,
    'data-cell': field,
    'aria-invalid': fault?.cell?.field === field,
  });
  const text = (field: 'windowDays' | 'feeAmount' | 'feeShare' | 'feeLeast', max = 20) => (
    <TextCell
      cell={cell(field, say(`rules.policy.${field}`))}
      value={policy[field]}
      max={max}
      right
      onType={(typed) => onPolicy({ ...policy, [field]: typed })}
    />
  );
  return (
    <div className="policy-fields">
      <div className="policy-side">
        {!isForOthers(policy) && (
          <label className="policy-line">
            <span>{say('rules.policy.category')}</span>
            <UsualCategories>
              {(usual) => (
                <TextCell
                  cell={cell('category', say('rules.policy.category'))}
                  value={policy.category}
                  max={60}
                  usual={usual}
                  onType={(category) => onPolicy({ ...policy, category })}
                />
              )}
            </UsualCategories>
          </label>
        )}
        <label className="policy-line">
          <span>{say('rules.policy.windowDays')}</span>
          {text('windowDays', 4)}
          <small>{say('rules.policy.windowHint')}</small>
        </label>
        <div className="policy-line">
          <span>{say('rules.policy.fee')}</span>
          <ChoiceCell
            cell={cell('feeKind', say('rules.policy.fee'))}
            value={policy.feeKind}
            options={FEES}
            words={(kind) => say(`rules.policy.feeKind.${kind}`)}
            onChoose={(feeKind) => onPolicy({ ...policy, feeKind })}
          />
          {policy.feeKind === 'fixed' && text('feeAmount')}
          {policy.feeKind === 'percent' && (
            <>
              {text('feeShare', 8)}
              <small>{say('rules.policy.least')}</small>
              {text('feeLeast')}
            </>
          )}
        </div>
        {(['needsUseConfirmation', 'originalMustComeBack'] as const).map((field) => (
          <YesCell
            key={field}
            cell={cell(field, say(`rules.policy.${field}`))}
            yes={policy[field]}
            onYes={(yes) => onPolicy({ ...policy, [field]: yes })}
          >
            {say(`rules.policy.${field}`)}
          </YesCell>
        ))}
        <WordEditor
          label={say('rules.policy.documents')}
          rows={policy.documents}
          max={60}
          onRows={(documents) => onPolicy({ ...policy, documents })}
          fault={null}
          autoFocus={false}
        />
      </div>
      <Ways policy={policy} cell={cell} onPolicy={onPolicy} />
    </div>
  );
}

type WaysProps = Pick<PolicyFieldsProps, 'policy' | 'onPolicy'> & {
  readonly cell: (field: string, label: string) => CellProps;
};

/** Where the money of each way to pay may go, and after how many working days it is there. */
function Ways({ policy, cell, onPolicy }: WaysProps) {
  const { say } = useWords();
  return (
    <table className="policy-ways">
      <caption>{say('rules.policy.ways')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('rules.policy.paidBy')}</th>
          {REFUND_WAYS.map((way) => (
            <th key={way} scope="col">
              {say(`rules.way.${way}`)}
            </th>
          ))}
          <th scope="col" className="work-right">
            {say('rules.policy.arrival')}
          </th>
        </tr>
      </thead>
      <tbody>
        {TENDER_METHODS.map((method) => {
          const row = policy.channels[method];
          const words = say(`till.money.method.${method}`);
          const set = (next: typeof row): void =>
            onPolicy({ ...policy, channels: { ...policy.channels, [method]: next } });
          return (
            <tr key={method}>
              <th scope="row">{words}</th>
              {REFUND_WAYS.map((way) => (
                <td key={way}>
                  {possibleWays(method).includes(way) ? (
                    <YesCell
                      cell={cell(
                        `ways.${method}`,
                        say('rules.policy.way', { method: words, way: say(`rules.way.${way}`) }),
                      )}
                      yes={row.allowed.includes(way)}
                      onYes={(yes) =>
                        set({
                          ...row,
                          allowed: REFUND_WAYS.filter((one) => (one === way ? yes : row.allowed.includes(one))),
                        })
                      }
                    />
                  ) : (
                    <span className="work-faint">–</span>
                  )}
                </td>
              ))}
              <td className="setting-narrow">
                <TextCell
                  cell={cell(`days.${method}`, say('rules.policy.arrivalOf', { method: words }))}
                  value={row.arrivalDays}
                  max={2}
                  right
                  onType={(arrivalDays) => set({ ...row, arrivalDays })}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
