// Asks the ledger what was entered last for each line that needs readings or a period, and proposes it.
// Asked again when the customer or the meter's number becomes another; what was typed meanwhile stays.
import { type Dispatch, useEffect, useRef } from 'react';
import { useServices } from '../../services.tsx';
import type { Bill, BillAction } from './bill-state.ts';
import { firstField, textOf } from './line-entry.ts';

export function useLastInputs(bill: Bill, dispatch: Dispatch<BillAction>): void {
  const { ledger } = useServices();
  const asked = useRef(new Set<string>());
  const customer = bill.customer?.number ?? null;
  useEffect(() => {
    for (const { key, item, entry } of bill.lines) {
      if (entry === null) continue;
      const meter = textOf(entry, 'meter').trim();
      const askedFor = JSON.stringify([customer, meter]);
      const question = `${key} ${askedFor}`;
      if (entry.askedFor === askedFor || asked.current.has(question)) continue;
      asked.current.add(question);
      if (customer === null && meter === '') continue;
      void ledger
        .ask('charge.lastInputs', { item: item.code, customer, meter: meter === '' ? null : meter })
        .then((known) => dispatch({ type: 'propose', key, known, askedFor }))
        // Without a proposal the readings are typed, as for a new meter.
        .catch(() => undefined);
    }
  }, [bill.lines, customer, dispatch, ledger]);
  useEffect(() => moveOn(bill), [bill]);
}

/** The field that has the focus was filled by a proposal: on to the first that is still empty. */
function moveOn(bill: Bill): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || field.dataset['begun'] !== 'untouched' || field.value === '') return;
  for (const { key, item, entry } of bill.lines) {
    if (entry === null || !field.dataset['field']?.startsWith(`entry-${key}-`)) continue;
    const next = document.querySelector<HTMLInputElement>(`[data-field="entry-${key}-${firstField(item, entry)}"]`);
    next?.focus();
    next?.select();
  }
}
