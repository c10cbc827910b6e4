// How many cases wait for this person's decision, and how many of them too long: the badge on the rail.
import { useQuery } from '@tanstack/react-query';
import type { Waiting } from './rail.tsx';
import { useServices } from '../services.tsx';

const MOST = 200;
const ASK_AGAIN_MS = 60_000;

export function useWaiting(mayDecide: boolean): Waiting {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['refunds', 'waiting'],
    queryFn: () =>
      ledger.ask('refund.list', { which: 'decide', state: null, customer: null, before: null, limit: MOST }),
    enabled: mayDecide,
    // A deadline passes without anything being written.
    refetchInterval: ASK_AGAIN_MS,
  });
  const cases = data?.cases ?? [];
  return { desk: { count: cases.length, overdue: cases.some(({ overdue }) => overdue) } };
}
