// Why this level is asked and what the risk rules said, in amber: the first thing an approver reads.
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../core/money/money.ts';
import { type Say, useWords } from '../i18n/i18n.ts';

type Found = CaseFile['case']['risk'][number];
const MONEY: ReadonlySet<Found['rule']> = new Set(['customerSingle', 'customerDaySum', 'balanceNear']);

/** One finding in words, in the unit of its rule. */
export function riskSentence({ rule, seen, limit }: Found, say: Say, currency: Currency): string {
  const shown = (value: number, money: boolean): string =>
    money ? formatAmount(value as Minor, currency) : rule === 'cashierRate' ? String(value / 100) : String(value);
  const money = MONEY.has(rule);
  return say(`approval.risk.${rule}`, {
    seen: shown(seen, money),
    limit: shown(limit, money || rule === 'splitUnderLimit'),
  });
}

export function CaseRisk({ file, currency }: { readonly file: CaseFile; readonly currency: Currency }) {
  const { say } = useWords();
  const { levels, decisions, risk, state } = file.case;
  const next = state === 'awaitingApproval' ? levels[decisions.length] : undefined;
  const { refunds, receipts } = file.applicant;
  return (
    <ul className="case-risk" data-testid="case-risk">
      {next !== undefined && (
        <li>
          {say('caseFile.needed', {
            level: say(`caseFile.level.${next.level}`),
            because: say(`caseFile.because.${next.because}`),
          })}
        </li>
      )}
      {risk.map((found) => (
        <li key={found.rule}>{riskSentence(found, say, currency)}</li>
      ))}
      <li>{say('caseFile.rate', { refunds, receipts })}</li>
    </ul>
  );
}
