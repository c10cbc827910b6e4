// The parked bills of this counter, kept fresh by the ledger's news.
import { useQuery } from '@tanstack/react-query';
import type { ParkedRow } from '../../../../core/contract/procedures/hold.ts';
import { useServices } from '../../../services.tsx';

const MOST = 100;

/** Newest first; null while they are not known yet. */
export function useParked(): { readonly bills: readonly ParkedRow[] | null; readonly count: number } {
  const { ledger } = useServices();
  const { data } = useQuery({ queryKey: ['parked', 'list'], queryFn: () => ledger.ask('hold.list', { limit: MOST }) });
  return { bills: data?.bills ?? null, count: data?.count ?? 0 };
}
