// What waits for this person: cases to decide and transfers to send, and whether some wait too long: the badges on the rail.
import { useQuery } from '@tanstack/react-query';
import type { Waiting } from './rail.tsx';
import { useServices } from '../services.tsx';

const MOST = 200;
const ASK_AGAIN_MS = 60_000;

export function useWaiting(mayDecide: boolean, maySend: boolean): Waiting {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['refunds', 'waiting'],
    queryFn: () =>
      ledger.ask('refund.list', { which: 'decide', state: null, customer: null, before: null, limit: MOST }),
    enabled: mayDecide,
    // A deadline passes without anything being written.
    refetchInterval: ASK_AGAIN_MS,
  });
  const sending = useQuery({
    queryKey: ['refunds', 'toSend'],
    queryFn: () => ledger.ask('payout.toSend', { limit: 500 }),
    enabled: maySend,
  });
  const cases = data?.cases ?? [];
  return {
    desk: { count: cases.length, overdue: cases.some(({ overdue }) => overdue) },
    bank: { count: sending.data?.count ?? 0, overdue: false },
  };
}
