// What finance says of a deposit, and a shift that a supervisor closes for a cashier who left it open.
import { useId, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { type Minor, ZERO } from '../../../../core/money/money.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { DenominationCount } from '../../../components/denomination-count.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import { piecesOf, readCount } from '../count.ts';
import './cash.css';

type SettleDialogProps = { readonly number: string; readonly amount: Minor; readonly onClose: () => void };

export function SettleDialog({ number, amount, onClose }: SettleDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const [outcome, setOutcome] = useState<'confirmed' | 'returned'>('confirmed');
  const [text, setText] = useState(formatAmount(amount, currency));
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const read = parseAmount(text, { currency, source: 'person' });
  const counted = read.ok && read.value > 0 ? read.value : null;
  const why = reason.trim() === '' ? null : reason.trim();
  const told = outcome === 'returned' ? why !== null : reference.trim() !== '' && (counted === amount || why !== null);
  const ready = counted !== null && told;
  const settle = (): void => {
    if (counted === null || !ready) return;
    const slip = outcome === 'confirmed' ? reference.trim() : null;
    act.run(async () => {
      await ledger.act('deposit.settle', { number, outcome, counted, reference: slip, reason: why });
      onClose();
    });
  };
  return (
    <Dialog title={say('cash.house.settleTitle', { number })} onClose={onClose} keys={{ post: settle }}>
      <div className="cash-fields">
        <fieldset className="cash-choices">
          {(['confirmed', 'returned'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name={id} checked={outcome === one} onChange={() => setOutcome(one)} />
              {say(`cash.house.${one}`)}
            </label>
          ))}
        </fieldset>
        <div className="cash-amount">
          <span>{say('cash.house.bankCounted')}</span>
          <MoneyInput
            name="deposit-counted"
            label={say('cash.house.bankCounted')}
            text={text}
            onType={setText}
            onEnter={() => document.querySelector<HTMLElement>('dialog .settle-next input')?.focus()}
          />
        </div>
        {outcome === 'confirmed' && (
          <Field
            className="settle-next"
            label={say('cash.house.reference')}
            value={reference}
            onType={setReference}
            maxLength={64}
            autoFocus
          />
        )}
        <Field className="settle-next" label={say('cash.reason')} value={reason} onType={setReason} maxLength={100} />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" action="post" busy={act.busy} disabled={!ready} onPress={settle}>
            {say('cash.house.settle')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}

type CloseOtherProps = {
  readonly shift: string;
  readonly cashier: string;
  readonly faces: readonly Minor[];
  readonly onClose: () => void;
};

export function CloseOtherDialog({ shift, cashier, faces, onClose }: CloseOtherProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [reason, setReason] = useState('');
  const counted = readCount(faces, typed);
  const ready = counted.total !== null && reason.trim() !== '';
  const close = (): void => {
    const { total } = counted;
    if (total === null || !ready) return;
    const sheet = { pieces: piecesOf(counted), channels: [], receipts: null };
    act.run(async () => {
      await ledger.act('shift.closeForgotten', { shift, counted: total, sheet, reason: reason.trim() });
      onClose();
    });
  };
  const title = say('cash.house.closeOtherTitle', { number: shift, cashier });
  return (
    <Dialog title={title} width="wide" onClose={onClose} keys={{ post: close }}>
      <div className="cash-form cash-form-count">
        <div className="cash-fields">
          <p className="dialog-say">{say('cash.house.closeOtherSay')}</p>
          <Field label={say('cash.reason')} value={reason} onType={setReason} maxLength={100} autoFocus />
          <p className="cash-sum">
            {say('cash.counted')} <strong>{formatAmount(counted.total ?? ZERO, currency)}</strong>
          </p>
          {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
          <div className="dialog-acts">
            <ActionButton action="back" onPress={onClose}>
              {say('frame.cancel')}
            </ActionButton>
            <ActionButton tone="go" action="post" busy={act.busy} disabled={!ready} onPress={close}>
              {say('cash.house.closeOther')}
            </ActionButton>
          </div>
        </div>
        <DenominationCount
          counted={counted}
          typed={typed}
          onType={(face, text) => setTyped((before) => ({ ...before, [face]: text }))}
          onDone={() => document.querySelector<HTMLElement>('dialog .dialog-acts button:last-child')?.focus()}
        />
      </div>
    </Dialog>
  );
}
