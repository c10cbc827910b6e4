// The person's shift as the ledger knows it, refreshed when it changes.
import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { ShiftView } from '../../../core/contract/procedures/shift.ts';
import { useServices } from '../../services.tsx';

export type ShiftKnown = {
  readonly current: ShiftView | null;
  /** null until the ledger has answered. */
  readonly answer: OutputOf<'shift.current'> | null;
  readonly thrown: unknown;
  readonly refresh: () => Promise<unknown>;
};

export function useShift(works: boolean): ShiftKnown {
  const { ledger } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ['shift', 'current'],
    queryFn: () => ledger.ask('shift.current', {}),
    enabled: works,
  });
  return { current: data?.shift ?? null, answer: data ?? null, thrown: error, refresh: refetch };
}
