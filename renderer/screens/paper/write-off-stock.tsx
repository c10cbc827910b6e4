// 核销: a range of sheets that will never be used, struck from the stock once a second person has agreed.
import { useState } from 'react';
import { readSegment } from '../../../core/stock/stock-number.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function WriteOffStock({ onClose }: { readonly onClose: () => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [reason, setReason] = useState('');
  const typed = { first: first.trim().toUpperCase(), last: last.trim().toUpperCase(), reason: reason.trim() };
  const read = typed.first === '' || typed.last === '' ? null : readSegment(typed.first, typed.last);
  const fault = read === null || read.ok ? null : say(`faults.STOCK_RANGE.${read.fault}`);
  const ready = read?.ok === true && typed.reason !== '';
  const writeOff = (): void => {
    if (!ready) return;
    act.run(async () => {
      const request = await approval.ask({ kind: 'stockWriteOff', ...typed });
      if (request === null) return;
      await ledger.act('stock.writeOff', { ...typed, approval: request });
      onClose();
    });
  };
  return (
    <Dialog title={say('paper.stock.writeOffTitle')} width="medium" onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          writeOff();
        }}
      >
        <p className="viewer-muted">{say('paper.stock.writeOffSay')}</p>
        <Field label={say('paper.stock.first')} value={first} onType={setFirst} maxLength={22} scans autoFocus />
        <Field
          label={say('paper.stock.last')}
          value={last}
          onType={setLast}
          scans
          maxLength={22}
          fault={fault}
          {...(read?.ok === true
            ? { hint: say('paper.stock.count', { count: read.segment.last - read.segment.first + 1 }) }
            : {})}
        />
        <Field label={say('paper.stock.reason')} value={reason} onType={setReason} maxLength={100} />
        {approval.bar}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.back')}
          </ActionButton>
          <ActionButton tone="ink" submit cap="Enter" busy={act.busy} disabled={!ready}>
            {say('paper.stock.askApproval')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
