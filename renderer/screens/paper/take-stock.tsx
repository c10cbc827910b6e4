// 领用: a segment of numbered paper from its first to its last sheet, and who took it.
import { useId, useState } from 'react';
import { readSegment, STOCK_KINDS, type StockKind } from '../../../core/stock/stock-number.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { USERNAME } from '../start/set-up-form.ts';

export function TakeStock({ onClose }: { readonly onClose: () => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const name = useId();
  const [kind, setKind] = useState<StockKind>('printed');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [takenBy, setTakenBy] = useState('');
  const [note, setNote] = useState('');
  const typed = { first: first.trim().toUpperCase(), last: last.trim().toUpperCase() };
  const read = typed.first === '' || typed.last === '' ? null : readSegment(typed.first, typed.last);
  const fault = read === null || read.ok ? null : say(`faults.STOCK_RANGE.${read.fault}`);
  const who = takenBy.trim().toLowerCase();
  const ready = read?.ok === true && USERNAME.test(who);
  const take = (): void => {
    if (!ready) return;
    act.run(async () => {
      const wish = { kind, ...typed, takenBy: who, note: note.trim() === '' ? null : note.trim() };
      await ledger.act('stock.take', wish);
      onClose();
    });
  };
  return (
    <Dialog title={say('paper.stock.takeTitle')} width="medium" onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <fieldset className="person-roles">
          <legend>{say('paper.stock.kind')}</legend>
          {STOCK_KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name={name} checked={kind === one} onChange={() => setKind(one)} />{' '}
              {say(`paper.stock.kinds.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={say('paper.stock.first')}
          value={first}
          onType={setFirst}
          scans
          maxLength={22}
          placeholder={say('paper.stock.example')}
          autoFocus
        />
        <Field
          label={say('paper.stock.last')}
          value={last}
          onType={setLast}
          scans
          maxLength={22}
          fault={fault}
          hint={
            read?.ok === true
              ? say('paper.stock.count', { count: read.segment.last - read.segment.first + 1 })
              : say('paper.stock.lastHint')
          }
        />
        <Field
          label={say('paper.stock.takenBy')}
          value={takenBy}
          onType={setTakenBy}
          maxLength={32}
          hint={say('paper.stock.takenByHint')}
          fault={who !== '' && !USERNAME.test(who) ? say('start.first.badUsername') : null}
        />
        <Field label={say('paper.stock.note')} value={note} onType={setNote} maxLength={60} />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.back')}
          </ActionButton>
          <ActionButton tone="go" submit cap="Enter" busy={act.busy} disabled={!ready}>
            {say('paper.stock.take')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
