// What waits for the person who is signed in, as the ledger says it: one question for the badges, the desktop and the lists.
import { useQuery } from '@tanstack/react-query';
import type { Reminder } from '../core/contract/procedures/reminder.ts';
import { useServices } from './services.tsx';

const ASK_AGAIN_MS = 60_000;

/** Undefined until it was answered once. */
export function useReminders(): readonly Reminder[] | undefined {
  const { ledger } = useServices();
  const { data } = useQuery({
    // The topics after the first word are those whose change asks again.
    queryKey: ['waiting', 'refunds', 'approvals', 'tickets'],
    queryFn: () => ledger.ask('reminder.waiting', {}),
    // A deadline passes without anything being written, and nobody may be at the window when it does.
    refetchInterval: ASK_AGAIN_MS,
    refetchIntervalInBackground: true,
  });
  return data?.waiting;
}
