// The chain of a case: who applied, who has decided what and how long it took, whose turn it is and until when.
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import { momentThere } from '../i18n/dates.ts';
import { type Say, useWords } from '../i18n/i18n.ts';

const MS_PER_MINUTE = 60_000;

/** "6 min", "3 h 20 min", "2 d 4 h" in the window's language. */
export function lasted(ms: number, say: Say): string {
  const minutes = Math.floor(Math.max(0, ms) / MS_PER_MINUTE);
  if (minutes < 60) return say('caseFile.minutes', { m: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say('caseFile.hours', { h: hours, m: minutes % 60 });
  return say('caseFile.days', { d: Math.floor(hours / 24), h: hours % 24 });
}

export function CaseSteps({ file }: { readonly file: CaseFile }) {
  const { say } = useWords();
  const { decisions, levels, appliedBy, appliedAt, channel, state, since, overdue } = file.case;
  const there = (at: number): string => momentThere(at, file.utcOffsetMinutes);
  const next = state === 'awaitingApproval' ? levels[decisions.length] : undefined;
  return (
    <ol className="case-steps" aria-label={say('caseFile.steps')}>
      <li>
        <b>{say('caseFile.applied')}</b>
        <span>
          {say('caseFile.appliedIs', {
            by: appliedBy,
            time: there(appliedAt),
            channel: say(`caseFile.channel.${channel}`),
          })}
        </span>
      </li>
      {decisions.map(({ level, verdict, by, inPlaceOf, escalated, at, opinion, took }) => (
        <li key={`${level} ${at}`}>
          <b>{say(`caseFile.level.${level}`)}</b>
          <span>
            {say('caseFile.decided', {
              by,
              time: there(at),
              verdict: say(`caseFile.verdict.${verdict}`),
              took: lasted(took, say),
            })}
            {inPlaceOf !== null && ` · ${say('caseFile.inPlaceOf', { name: inPlaceOf })}`}
            {escalated && ` · ${say('caseFile.escalated')}`}
            {opinion !== null && ` · ${opinion}`}
          </span>
        </li>
      ))}
      {next !== undefined && (
        <li className="case-step-now" data-overdue={overdue}>
          <b>{say(`caseFile.level.${next.level}`)}</b>
          <span>
            {say('caseFile.waits', {
              waited: lasted(since, say),
              deadline: lasted(next.deadlineMinutes * MS_PER_MINUTE, say),
            })}
            {overdue && ` · ${say('caseFile.overdue')}`}
          </span>
        </li>
      )}
    </ol>
  );
}
