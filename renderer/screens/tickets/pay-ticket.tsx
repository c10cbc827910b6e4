// Money goes out from a ticket: to whom, how, how much and what for. Whether it goes at once or a supervisor is asked stands
// below the amount before the key is pressed; the ledger decides it again.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketPayee } from '../../../core/contract/approval-subjects.ts';
import type { TicketView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { type Minor, subtractMinor, ZERO } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { isWithinLimit } from '../../../core/tickets/payout-limits.ts';
import { PAYEE_KINDS, type PayeeKind, TICKET_WAYS, type TicketWay } from '../../../core/tickets/ticket-rule.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Pick } from '../../components/pick.tsx';

type PayTicketProps = {
  readonly ticket: TicketView;
  readonly mayTransfer: boolean;
  readonly onClose: () => void;
  /** Hears the amount in words of the currency. */
  readonly onPaid: (amount: string) => void;
};

export function PayTicket({ ticket, mayTransfer, onClose, onPaid }: PayTicketProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const { data } = useQuery({ queryKey: ['tickets', 'rules'], queryFn: () => ledger.ask('ticket.rules', {}) });
  const ways = TICKET_WAYS.filter((one) => one !== 'transfer' || mayTransfer);
  const [kind, setKind] = useState<PayeeKind>('petitioner');
  const [payeeText, setPayeeText] = useState('');
  const [way, setWay] = useState<TicketWay>('pettyCash');
  const [reference, setReference] = useState('');
  const [amountText, setAmountText] = useState('');
  const [purpose, setPurpose] = useState(ticket.title);
  const read = parseAmount(amountText, { currency, source: 'person' });
  const amount: Minor = read.ok && read.value > 0 ? read.value : ZERO;
  const employee = payeeText === '' ? (data?.employees[0]?.username ?? '') : payeeText;
  const named = kind === 'supplier' ? payeeText.trim() !== '' : kind !== 'employee' || employee !== '';
  const ready = amount > 0 && named && purpose.trim() !== '' && (way !== 'transfer' || reference.trim() !== '');
  const within = data === undefined || isWithinLimit(data, amount, data.spent);
  const payee: TicketPayee =
    kind === 'supplier'
      ? { kind, name: payeeText.trim() }
      : kind === 'employee'
        ? { kind, username: employee }
        : { kind };
  const pay = (): void => {
    if (!ready) return;
    act.run(async () => {
      const subject = { ticket: ticket.number, payee, way, amount, text: purpose.trim() };
      const input = { ...subject, reference: way === 'transfer' ? reference.trim() : null };
      const done = (): void => onPaid(formatAmount(amount, currency));
      try {
        await ledger.act('ticket.pay', { ...input, approval: null });
        done();
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const request = await approval.ask({ kind: 'ticketPayout', ...subject });
        if (request === null) return;
        await ledger.act('ticket.pay', { ...input, approval: request });
        done();
      }
    });
  };
  return (
    <Dialog
      title={`${say('tickets.act.pay')} ${ticket.number}`}
      width="medium"
      tone="out"
      onClose={onClose}
      keys={{ post: pay }}
    >
      <div className="ticket-form">
        <Pick
          label={say('tickets.payeeLabel')}
          value={kind}
          options={PAYEE_KINDS.filter((one) => one !== 'customer' || ticket.customer !== null).map((one) => [
            one,
            one === 'petitioner'
              ? `${say(`tickets.payee.${one}`)} ${ticket.petitioner}`
              : one === 'customer'
                ? `${say(`tickets.payee.${one}`)} ${ticket.customer?.name ?? ''}`
                : say(`tickets.payee.${one}`),
          ])}
          onPick={(one) => {
            setKind(one as PayeeKind);
            setPayeeText('');
          }}
        />
        {kind === 'supplier' && (
          <Field label={say('tickets.supplier')} value={payeeText} onType={setPayeeText} maxLength={60} />
        )}
        {kind === 'employee' && (
          <Pick
            label={say('tickets.employee')}
            value={employee}
            options={(data?.employees ?? []).map((one) => [one.username, one.name])}
            onPick={setPayeeText}
          />
        )}
        <Pick
          label={say('tickets.wayLabel')}
          value={way}
          options={ways.map((one) => [one, say(`tickets.way.${one}`)])}
          onPick={(one) => setWay(one as TicketWay)}
        />
        {way === 'transfer' && (
          <Field label={say('tickets.reference')} value={reference} onType={setReference} maxLength={64} scans />
        )}
        <Field
          className="ticket-wide"
          label={say('tickets.purpose')}
          value={purpose}
          onType={setPurpose}
          maxLength={200}
        />
        <div className="field ticket-amount">
          <span className="field-label">{say('tickets.amount')}</span>
          <MoneyInput
            name="ticket-amount"
            label={say('tickets.amount')}
            text={amountText}
            onType={setAmountText}
            onEnter={pay}
            autoFocus
          />
        </div>
      </div>
      {way === 'cash' && data?.cash === false && <Notice tone="warn">{say('tickets.cashOff')}</Notice>}
      {data !== undefined && amount > 0 && (
        <p className={within ? 'dialog-say' : 'dialog-say ticket-above'} data-testid="ticket-limit">
          {say(within ? 'tickets.within' : 'tickets.above', {
            single: formatAmount(data.single, currency),
            left: formatAmount(leftOf(data.daily, data.spent), currency),
          })}
        </p>
      )}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {approval.bar}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="out" action="post" busy={act.busy} disabled={!ready} onPress={pay}>
          {say(within ? 'tickets.payNow' : 'tickets.payAsk')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

function leftOf(daily: Minor, spent: Minor): Minor {
  return spent >= daily ? ZERO : subtractMinor(daily, spent);
}
