// Putting the bill on the screen aside, taking one back, and recording that one is not paid: the questions and their calls.
// Each is asked in a dialog, so that nothing changes on the bill while the ledger is writing it down.
import { type Dispatch, useCallback, useState } from 'react';
import type { RefusalReason } from '../../../../core/charge/refusal-reason.ts';
import type { CommandInput } from '../../../port/ledger.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import { type Act, useAct } from '../../../use-act.ts';
import type { Bill, BillAction, BillReading } from '../bill-state.ts';
import { inputsToSend } from '../read-line.ts';
import { billToApprove, type Posting } from '../use-posting.ts';

export type HoldQuestion =
  | { readonly kind: 'park' | 'unpaid' }
  | { readonly kind: 'recall'; readonly number: string | null };

/** What was done last, for the left place to say until the next bill is begun. */
export type HoldSaid = { readonly kind: 'parked' | 'discarded' | 'recorded'; readonly number: string };

export type Unpaid = { readonly reason: RefusalReason; readonly text: string; readonly followUp: string };

export type Hold = {
  readonly question: HoldQuestion | null;
  readonly said: HoldSaid | null;
  readonly act: Act;
  readonly close: () => void;
  readonly openRecall: (number: string | null) => void;
  /** `stay`: the dialog in front goes on (a bill is parked to make room for another). */
  readonly park: (note: string, stay?: 'stay') => void;
  readonly recall: (number: string) => void;
  readonly discard: (number: string, reason: string) => void;
  readonly record: (unpaid: Unpaid) => void;
};

type HoldOptions = {
  readonly bill: Bill;
  readonly reading: BillReading;
  readonly dispatch: Dispatch<BillAction>;
  readonly posting: Posting;
  readonly focusNext: (field: string) => void;
};

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The bill as it is put away: without tenders, an amount that cannot be read yet left open. */
export function billInput(bill: Bill, reading: BillReading): Omit<CommandInput<'hold.park'>, 'note'> {
  return {
    customer: bill.customer?.number ?? null,
    payer: said(bill.payer),
    lines: reading.lines.map(({ line, unitPrice }) => ({
      item: line.item.code,
      quantity: line.quantity,
      ...inputsToSend(line),
      price: line.item.pricing === 'open' ? unitPrice : null,
    })),
  };
}

/** The same with what makes it cheaper, which a parked bill keeps. */
export function parkInput(bill: Bill, reading: BillReading): Omit<CommandInput<'hold.park'>, 'note'> {
  return { ...billToApprove(bill, reading), payer: said(bill.payer) };
}

export function useHold({ bill, reading, dispatch, posting, focusNext }: HoldOptions): Hold {
  const { ledger, currency } = useServices();
  const act = useAct();
  const [question, setQuestion] = useState<HoldQuestion | null>(null);
  // Keys of a bill only grow: what was said belongs to the moment before the next line.
  const [last, setLast] = useState<{ readonly said: HoldSaid; readonly nextKey: number } | null>(null);
  const tell = (what: HoldSaid): void => setLast({ said: what, nextKey: bill.nextKey });
  const { run, forget } = act;
  const ask = useCallback(
    (next: HoldQuestion | null): void => {
      // What is being posted is what is on the screen; it is not put away at the same time.
      if (posting.phase !== 'editing') return;
      forget();
      setQuestion(next);
    },
    [posting.phase, forget],
  );
  const close = useCallback(() => ask(null), [ask]);
  const done = (what: HoldSaid | null, field: string): void => {
    if (what !== null) tell(what);
    setQuestion(null);
    focusNext(field);
  };
  useKeys('screen', {
    park: () => (bill.lines.length === 0 ? undefined : ask({ kind: 'park' })),
    recall: () => ask({ kind: 'recall', number: null }),
    unpaid: () => (bill.lines.length === 0 ? undefined : ask({ kind: 'unpaid' })),
  });
  return {
    question,
    said: bill.lines.length === 0 && last?.nextKey === bill.nextKey ? last.said : null,
    act,
    close,
    openRecall: (number) => ask({ kind: 'recall', number }),
    park: (note, stay) =>
      run(async () => {
        const { number } = await ledger.act('hold.park', { ...parkInput(bill, reading), note: said(note) });
        dispatch({ type: 'clear' });
        if (stay === undefined) done({ kind: 'parked', number }, 'items');
        else tell({ kind: 'parked', number });
      }),
    recall: (number) =>
      run(async () => {
        const parked = await ledger.act('hold.recall', { number });
        const at = parked.lines.findIndex(({ item, price }) => item.pricing === 'open' && price === null);
        dispatch({ type: 'takeBack', bill: parked, currency });
        done(null, at === -1 ? 'items' : `amount-${bill.nextKey + at}`);
      }),
    discard: (number, reason) =>
      run(async () => {
        await ledger.act('hold.discard', { number, reason: reason.trim() });
        tell({ kind: 'discarded', number });
      }),
    record: ({ reason, text, followUp }) =>
      run(async () => {
        const input = { ...billInput(bill, reading), reason, text: said(text), followUp: said(followUp) };
        const { number } = await ledger.act('refusal.record', input);
        dispatch({ type: 'clear' });
        done({ kind: 'recorded', number }, 'items');
      }),
  };
}
