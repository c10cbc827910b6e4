// What every screen may need: the ledger, the shell's bridge, the currency, and how to say a refusal.
// Passed through React's context so that tests can hand in others.
import { createContext, useContext, useMemo } from 'react';
import type { CounterfoilBridge } from '../core/contract/bridge.ts';
import type { Currency } from '../core/money/money.ts';
import { faultSentence } from './i18n/fault-sentence.ts';
import { useWords } from './i18n/i18n.ts';
import { faultOf } from './port/call-fault.ts';
import type { Ledger } from './port/ledger.ts';

export type Services = {
  readonly ledger: Ledger;
  readonly bridge: CounterfoilBridge;
  readonly currency: Currency;
  /** False while a curtain (unlock, sign-in) hides the work: then it takes no keys, no scans and shows no dialog. */
  readonly inFront: boolean;
};

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('Screens are drawn inside ServicesProvider');
  return services;
}

/** Turns whatever a call threw into the sentence to show. */
export function useFaultSentence(): (thrown: unknown) => string {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return useMemo(
    () => (thrown: unknown) => faultSentence(faultOf(thrown), { say, locale, currency, now: Date.now() }),
    [say, locale, currency],
  );
}
