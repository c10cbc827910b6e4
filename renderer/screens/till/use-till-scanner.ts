// What the till does with a scanned code: a receipt is shown, an item is added, a customer is chosen.
// Codes that are none of these stay where they were typed. Returns what a receipt's or customer's code typed by hand stands for.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useScanTray } from '../../keys/scan-tray.tsx';
import { readScanned } from '../../keys/scanned-code.ts';
import { useScanner } from '../../keys/use-scanner.ts';
import type { Fault } from '../../port/call-fault.ts';
import { useServices } from '../../services.tsx';
import { useLatest } from '../../use-latest.ts';
import { type BillAction, ONE } from './bill-state.ts';
import type { Lookups } from './use-lookups.ts';

type TillScannerOptions = {
  readonly change: (action: BillAction) => void;
  readonly onReceipt: (number: string) => void;
  readonly focusItems: () => void;
  /** Says that a scanned code is no item on sale, or nobody's number. */
  readonly onUnknown: (fault: Fault) => void;
  /** Told of every look-up: a bill is not posted before what is looked up is on it. */
  readonly lookups: Pick<Lookups<never>, 'during'>;
  /** While a bill is being posted nothing comes onto it: what is scanned then waits. */
  readonly busy: boolean;
};

export function useTillScanner(options: TillScannerOptions): (text: string) => (() => void) | null {
  const { onReceipt, focusItems, onUnknown, lookups, busy } = options;
  // What is found comes onto the bill as it is when the answer comes.
  const latest = useLatest(options);
  const { ledger, inFront } = useServices();
  const tray = useScanTray();
  const queries = useQueryClient();
  const item = async (text: string): Promise<void> => {
    const { items } = await queries.fetchQuery({
      queryKey: ['tariff', 'find', text],
      queryFn: () => ledger.ask('tariff.find', { text, limit: 8 }),
    });
    const found = items.find((one) => one.code === text);
    if (found === undefined) onUnknown({ code: 'UNKNOWN_ITEM', params: { code: text } });
    else latest.current.change({ type: 'addItem', item: found, quantity: ONE });
  };
  const customer = async (text: string): Promise<void> => {
    const { customers } = await ledger.ask('customer.find', { text, limit: 2 });
    const found = customers.find((one) => one.number === text);
    if (found === undefined) onUnknown({ code: 'UNKNOWN_CUSTOMER', params: { number: text } });
    else latest.current.change({ type: 'setCustomer', customer: found });
  };
  const then = (work: Promise<void>): void => void lookups.during(work.catch(() => undefined).finally(focusItems));
  /** What a code stands for; null: nothing the till does by itself. */
  const actOf = (text: string): (() => void) | null => {
    const code = readScanned(text);
    if (code.kind === 'receipt') return () => onReceipt(code.number);
    if (code.kind === 'customer') return () => then(customer(code.number));
    return code.kind === 'item' ? () => then(item(code.code)) : null;
  };
  useScanner(
    (text) => {
      const act = actOf(text);
      if (act === null) return null;
      if (busy) return () => tray?.keep(text);
      // In the item field the field itself does it, with its quantity and its message when there is no such item.
      const field = document.activeElement;
      const own = field instanceof HTMLInputElement && field.dataset['field'] === 'items';
      return own && readScanned(text).kind === 'item' ? null : act;
    },
    inFront && tray?.covered !== true,
  );
  useEffect(() => {
    const next = tray?.wanted === true && !busy ? tray.waiting[0] : undefined;
    if (next === undefined) return;
    tray?.done();
    actOf(next)?.();
  });
  return (text) => (readScanned(text).kind === 'item' ? null : actOf(text));
}
