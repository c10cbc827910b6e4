// The one question about putting away that is open, if any.
import type { Bill, BillReading } from '../bill-state.ts';
import { ParkDialog } from './park-dialog.tsx';
import { RecallDialog } from './recall-dialog.tsx';
import { UnpaidDialog } from './unpaid-dialog.tsx';
import type { Hold } from './use-hold.ts';
import './hold.css';

type HoldDialogsProps = { readonly bill: Bill; readonly reading: BillReading; readonly hold: Hold };

export function HoldDialogs({ bill, reading, hold }: HoldDialogsProps) {
  switch (hold.question?.kind) {
    case 'park':
      return <ParkDialog bill={bill} hold={hold} />;
    case 'unpaid':
      return <UnpaidDialog due={reading.due} hold={hold} />;
    case 'recall':
      return <RecallDialog bill={bill} first={hold.question.number} hold={hold} />;
    case undefined:
      return null;
  }
}
