// Something that waits to be done, as a way to where it is done; plain text to whoever has no such screen.
import type { ReactNode } from 'react';
import type { Job } from '../../frame/jobs.ts';

export type Ways = { readonly jobs: readonly Job[]; readonly onGo: (job: Job) => void };
type ToPlaceProps = Ways & { readonly job: Job; readonly children: ReactNode };

export function ToPlace({ job, jobs, onGo, children }: ToPlaceProps) {
  if (!jobs.includes(job)) return children;
  return (
    <button type="button" className="work-link" onClick={() => onGo(job)}>
      {children}
    </button>
  );
}
