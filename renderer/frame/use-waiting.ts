// What waits for the person who is signed in, by job: the badges of the rail; and what is new since it was last asked, told to
// the shell, which says it on the desktop while nobody looks at the window.
import { useEffect, useRef } from 'react';
import { REMINDER_JOBS, REMINDER_KINDS, type Reminder } from '../../core/contract/procedures/reminder.ts';
import { type Say, useWords } from '../i18n/i18n.ts';
import { useServices } from '../services.tsx';
import { useLatest } from '../use-latest.ts';
import { useReminders } from '../use-reminders.ts';
import type { Job } from './jobs.ts';
import type { Waiting } from './rail.tsx';

const NONE: readonly Reminder[] = [];

export function useWaiting(onReminded: (job: Job) => void): Waiting {
  const { bridge } = useServices();
  const { say } = useWords();
  const waiting = useReminders();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (waiting === undefined) return;
    const before = known.current;
    known.current = new Set(waiting.map(keyOf));
    // What was there when the work began stands in the rail: only what comes is told.
    const fresh = before === null ? NONE : waiting.filter((one) => !before.has(keyOf(one)));
    if (fresh.length > 0) bridge.remind({ title: say('frame.remind.title'), body: sentences(fresh, say) });
  }, [waiting, bridge, say]);
  const go = useLatest(onReminded);
  useEffect(
    () =>
      bridge.onShell((event) => {
        const job = event.kind === 'reminded' ? jobsOf(waiting ?? NONE)[0] : undefined;
        if (job !== undefined) go.current(job);
      }),
    [bridge, waiting, go],
  );
  return Object.fromEntries(
    REMINDER_JOBS.map((job) => [job, badgeOf((waiting ?? NONE).filter((one) => one.job === job))]),
  );
}

/** One that has become overdue is another reminder than it was. */
const keyOf = ({ kind, number, overdue }: Reminder): string => `${kind} ${number} ${overdue}`;

const jobsOf = (waiting: readonly Reminder[]): readonly Job[] =>
  REMINDER_JOBS.filter((job) => waiting.some((one) => one.job === job));

const badgeOf = (waiting: readonly Reminder[]): { readonly count: number; readonly overdue: boolean } => ({
  count: waiting.length,
  overdue: waiting.some(({ overdue }) => overdue),
});

/** A line for each kind: how many, and how many of them too long. No names and no amounts: it lies on an open desktop. */
function sentences(fresh: readonly Reminder[], say: Say): string {
  return REMINDER_KINDS.flatMap((kind) => {
    const of = fresh.filter((one) => one.kind === kind);
    const late = of.filter(({ overdue }) => overdue).length;
    if (of.length === 0) return [];
    const said = say(`frame.remind.kind.${kind}`, { n: of.length });
    return [late === 0 ? said : say('frame.remind.late', { said, n: late })];
  }).join('\n');
}
