// The jobs, each with its key. Only those the person may do.
import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { keyLabel, keyShortcuts } from '../keys/key-map.ts';
import type { Job, JOBS } from './jobs.ts';

/** By job: how much waits there, and whether some of it is overdue. */
export type Waiting = { readonly [J in Job]?: { readonly count: number; readonly overdue: boolean } };

type RailProps = {
  readonly jobs: readonly (typeof JOBS)[number][];
  readonly job: Job;
  readonly waiting: Waiting;
  readonly onGo: (job: Job) => void;
};

export function Rail({ jobs, job, waiting, onGo }: RailProps) {
  const { say } = useWords();
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    rail.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [job]);
  return (
    <nav ref={rail} className="rail" aria-label={say('frame.nav.label')}>
      {jobs.map((one) => (
        <button
          key={one.id}
          type="button"
          data-job={one.id}
          aria-current={one.id === job ? 'page' : undefined}
          aria-keyshortcuts={keyShortcuts(one.action)}
          onClick={() => onGo(one.id)}
        >
          {say(`frame.nav.${one.id}`)}
          <Badge waiting={waiting[one.id]} />
          <small aria-hidden="true">{keyLabel(one.action)}</small>
        </button>
      ))}
    </nav>
  );
}

function Badge({ waiting }: { readonly waiting: Waiting[Job] | undefined }) {
  const { say } = useWords();
  if (waiting === undefined || waiting.count === 0) return null;
  const { count, overdue } = waiting;
  return (
    <em
      className="rail-badge"
      data-overdue={overdue}
      aria-label={say(overdue ? 'desk.badgeOverdue' : 'desk.badge', { count })}
    >
      {count}
    </em>
  );
}
