// Prepayments and deposits of the customer on the screen: what lies here, how it came, what happened; taking more, giving
// back, keeping a deposit. The face turns red as soon as money goes out.
import { useState } from 'react';
import type { PrepaymentAccountView, PrepaymentView } from '../../../../core/contract/prepayment-view.ts';
import type { CustomerView } from '../../../../core/contract/procedures/charge.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { usePapers } from '../../../frame/papers.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { PdfPage } from '../../receipts/pdf-page.tsx';
import { HeldAccounts } from './held-accounts.tsx';
import { KeepForm } from './keep-form.tsx';
import { ReturnForm } from './return-form.tsx';
import { TakeForm } from './take-form.tsx';
import { useHeldAccounts } from './use-held.ts';
import '../../work.css';
import './held.css';

type Mode = 'look' | 'take' | 'return' | 'forfeit' | 'paper';

type HeldDialogProps = { readonly customer: CustomerView; readonly onClose: () => void };

export function HeldDialog({ customer, onClose }: HeldDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const { accounts, error } = useHeldAccounts(customer.number);
  const [mode, setMode] = useState<Mode>('look');
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<PrepaymentView | null>(null);
  const rows = accounts ?? [];
  const here = Math.min(at, Math.max(rows.length - 1, 0));
  const account = rows[here];
  const look = mode === 'look';
  const paper = done === null ? null : papers.of(done.number);
  const finished = (view: PrepaymentView): void => {
    setDone(view);
    setMode('look');
    // The slip is made at once; where that fails the money is posted all the same and it can be asked for again.
    void papers.print(view.number, null).catch(() => undefined);
  };
  const go = (next: Mode, may: boolean) => (): void | false => (look && may ? setMode(next) : false);
  const back = (): void => (look ? onClose() : setMode('look'));
  const mayReturn = account !== undefined && account.returnable > 0;
  const mayKeep = account !== undefined && account.kind.purpose === 'deposit' && account.balance > 0;
  const mayShow = paper?.state.kind === 'ready';
  return (
    <Dialog
      title={title(mode, customer.name, account, say)}
      width="wide"
      tone={mode === 'return' ? 'out' : 'plain'}
      onClose={back}
      keys={{
        prepayments: onClose,
        heldTake: go('take', true),
        heldReturn: go('return', mayReturn),
        heldForfeit: go('forfeit', mayKeep),
        showReceipt: go('paper', mayShow),
        up: () => (look ? setAt(Math.max(here - 1, 0)) : false),
        down: () => (look ? setAt(Math.min(here + 1, Math.max(rows.length - 1, 0))) : false),
      }}
    >
      {error !== null && error !== undefined && <Notice tone="fault">{sentence(error)}</Notice>}
      {mode === 'take' && <TakeForm customer={customer.number} known={rows} onDone={finished} onBack={back} />}
      {mode === 'return' && account !== undefined && (
        <ReturnForm customer={customer.number} account={account} onDone={finished} onBack={back} />
      )}
      {mode === 'forfeit' && account !== undefined && (
        <KeepForm customer={customer.number} account={account} onDone={finished} onBack={back} />
      )}
      {mode === 'paper' && paper !== null && done !== null && (
        <>
          <div className="held-paper viewer-page">
            <PdfPage jobId={paper.jobId} number={done.number} />
          </div>
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={back}>
              {say('frame.close')}
            </ActionButton>
          </div>
        </>
      )}
      {look && (
        <>
          {done !== null && <Done view={done} />}
          <HeldAccounts customer={customer.number} accounts={accounts} at={here} onAt={setAt} />
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={back}>
              {say('frame.close')}
            </ActionButton>
            {done !== null && (
              <ActionButton action="showReceipt" disabled={!mayShow} onPress={() => setMode('paper')}>
                {say('prepay.held.showSlip')}
              </ActionButton>
            )}
            {account?.kind.purpose === 'deposit' && (
              <ActionButton action="heldForfeit" disabled={!mayKeep} onPress={() => setMode('forfeit')}>
                {say('prepay.held.keep')}
              </ActionButton>
            )}
            <ActionButton action="heldReturn" disabled={!mayReturn} onPress={() => setMode('return')}>
              {say('prepay.held.giveBack')}
            </ActionButton>
            <ActionButton tone="go" action="heldTake" onPress={() => setMode('take')}>
              {say('prepay.held.take')}
            </ActionButton>
          </div>
        </>
      )}
    </Dialog>
  );
}

function title(
  mode: Mode,
  name: string,
  account: PrepaymentAccountView | undefined,
  say: ReturnType<typeof useWords>['say'],
): string {
  const kind = account?.kind.name ?? '';
  switch (mode) {
    case 'take':
      return say('prepay.held.takeTitle', { name });
    case 'return':
      return say('prepay.held.returnTitle', { name, kind });
    case 'forfeit':
      return say('prepay.held.keepTitle', { name, kind });
    default:
      return say('prepay.held.title', { name });
  }
}

function Done({ view }: { readonly view: PrepaymentView }) {
  const { currency } = useServices();
  const { say } = useWords();
  const amount = formatAmount(view.amount, currency);
  const balance = formatAmount(view.balance, currency);
  const change = formatAmount(view.change, currency);
  const said = { kind: view.kind.name, amount, balance, number: view.number, change };
  return (
    <Notice tone="good">
      {say(view.change > 0 ? 'prepay.held.done.takeChange' : `prepay.held.done.${view.act}`, said)}
    </Notice>
  );
}
