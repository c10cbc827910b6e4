// What is set for charging today, kept fresh by the ledger's news: policies, how cash is rounded, how far a cashier may go.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cashUnit } from '../../../../core/charge/round-cash.ts';
import { settingValue } from '../../../../core/settings/settings.ts';
import { useServices } from '../../../services.tsx';
import { type ChargeTerms, NO_TERMS } from './bill-discounts.ts';

const KEYS = ['rounding', 'discountLimit'] as const;

/** `customer`: number of the one on the bill, null for a walk-in. Until the ledger has answered nothing is rounded. */
export function useChargeTerms(customer: string | null): ChargeTerms {
  const { ledger, currency } = useServices();
  const policies = useQuery({
    queryKey: ['policies', 'given', customer],
    queryFn: () => ledger.ask('policy.list', { which: 'given', customer }),
  });
  const date = policies.data?.date ?? null;
  const settings = useQuery({
    queryKey: ['settings', 'charge', date],
    queryFn: () => ledger.ask('settings.read', { keys: [...KEYS], date }),
  });
  return useMemo(() => {
    const valueOf = (key: string): unknown => settings.data?.settings.find((one) => one.key === key)?.value;
    const rounding = settingValue('rounding', valueOf('rounding'));
    const limit = settingValue('discountLimit', valueOf('discountLimit'));
    return {
      date: policies.data?.date ?? NO_TERMS.date,
      policies: policies.data?.policies ?? NO_TERMS.policies,
      tags: policies.data?.tags ?? null,
      cashUnit: rounding === null ? NO_TERMS.cashUnit : cashUnit(rounding.to, currency),
      limit: limit ?? NO_TERMS.limit,
    };
  }, [policies.data, settings.data, currency]);
}
