// What became of a receipt, asked of the ledger and asked again when receipts change.
import { useQuery } from '@tanstack/react-query';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { useServices } from '../../../services.tsx';

export function useStanding(number: string): { readonly standing: ReceiptStanding | null; readonly error: unknown } {
  const { ledger } = useServices();
  const { data, error } = useQuery({
    queryKey: ['receipts', 'standing', number],
    queryFn: () => ledger.ask('receipt.standing', { number }),
    retry: false,
  });
  return { standing: data ?? null, error };
}
