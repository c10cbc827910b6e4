// One account of ours: where it is at central, from a business date on, and every change there was.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRow, MappingChangeView, MappingTarget } from '../../../core/contract/procedures/voucher.ts';
import { MAPPING_FORMS, type MappingForm } from '../../../core/vouchers/voucher-form.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { isWrittenDate, moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

const CODE = /^[0-9A-Za-z._-]{1,40}$/;
const AUXILIARY = ['department', 'person', 'customer', 'supplier', 'project'] as const;

type MapDialogProps = {
  readonly row: AccountRow;
  /** The day proposed to begin with. */
  readonly from: string;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

type Typed = Record<'code' | 'name' | (typeof AUXILIARY)[number] | 'summary', string>;

function typedOf(target: MappingTarget | null): Typed {
  return {
    code: target?.code ?? '',
    name: target?.name ?? '',
    department: target?.department ?? '',
    person: target?.person ?? '',
    customer: target?.customer ?? '',
    supplier: target?.supplier ?? '',
    project: target?.project ?? '',
    summary: target?.summary ?? '',
  };
}

export function MapDialog({ row, from, mayWrite, onClose, onDone }: MapDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const own = row.mapped !== null && row.mapped.from === row.account ? row.mapped.target : null;
  const [typed, setTyped] = useState(() => typedOf(own));
  const [below, setBelow] = useState(own?.below ?? false);
  const [form, setForm] = useState<MappingForm>('any');
  const [fromDate, setFromDate] = useState(from);
  const [tried, setTried] = useState(false);
  const text = (name: keyof Typed): string | null => typed[name].trim() || null;
  const badCode = !CODE.test(typed.code.trim());
  const badDate = !isWrittenDate(fromDate.trim());
  const { account } = row;
  const write = (target: MappingTarget | null): void =>
    act.run(async () => {
      await ledger.act('voucher.map', { account, form, fromDate: fromDate.trim(), target });
      onDone(
        target === null
          ? say('central.map.withdrawn', { account })
          : say('central.map.done', { account, code: target.code }),
      );
    });
  const save = (): void => {
    setTried(true);
    const name = text('name');
    if (!mayWrite || badCode || badDate || name === null) return;
    write({
      code: typed.code.trim(),
      name,
      department: text('department'),
      person: text('person'),
      customer: text('customer'),
      supplier: text('supplier'),
      project: text('project'),
      summary: text('summary'),
      below,
    });
  };
  const field = (name: keyof Typed, maxLength: number, fault: string | null = null, autoFocus = false) => (
    <Field
      label={say(`central.map.${name}`)}
      value={typed[name]}
      onType={(value) => setTyped((before) => ({ ...before, [name]: value }))}
      maxLength={maxLength}
      fault={fault}
      autoFocus={autoFocus}
    />
  );
  return (
    <Dialog
      title={say('central.map.title', { account, name: row.name })}
      width="medium"
      onClose={onClose}
      keys={{ save: mayWrite ? save : undefined, remove: undefined }}
    >
      <form
        className="central-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {mayWrite && (
          <>
            <div className="central-fields">
              {field('code', 40, tried && badCode ? say('central.map.badCode') : null, true)}
              {field('name', 80, tried && text('name') === null ? say('central.map.needed') : null)}
              <label className="field">
                <span className="field-label">{say('central.map.form')}</span>
                <select
                  className="plain-input"
                  value={form}
                  onChange={(event) => setForm(event.target.value as MappingForm)}
                >
                  {MAPPING_FORMS.map((one) => (
                    <option key={one} value={one}>
                      {say(`central.form.${one}`)}
                    </option>
                  ))}
                </select>
              </label>
              {AUXILIARY.map((name) => (
                <div key={name}>{field(name, 80)}</div>
              ))}
              <Field
                label={say('central.map.from')}
                value={fromDate}
                onType={setFromDate}
                maxLength={10}
                hint={say('central.map.fromHint')}
                fault={tried && badDate ? say('central.map.badDate') : null}
              />
            </div>
            {field('summary', 60)}
            <label>
              <input type="checkbox" checked={below} onChange={(event) => setBelow(event.target.checked)} />{' '}
              {say('central.map.below')}
            </label>
          </>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <History account={account} />
        <div className="dialog-acts">
          <ActionButton action="back" autoFocus={!mayWrite} onPress={onClose}>
            {say(mayWrite ? 'frame.cancel' : 'frame.close')}
          </ActionButton>
          {mayWrite && own !== null && (
            <ActionButton busy={act.busy} onPress={() => write(null)}>
              {say('central.map.withdraw')}
            </ActionButton>
          )}
          {mayWrite && (
            <ActionButton tone="go" action="save" submit busy={act.busy}>
              {say('central.map.save')}
            </ActionButton>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function History({ account }: { readonly account: string }) {
  const { ledger } = useServices();
  const { say, locale } = useWords();
  const { data } = useQuery({
    queryKey: ['vouchers', 'mapping', account],
    queryFn: () => ledger.ask('voucher.mapping', { account }),
  });
  const changes = data?.changes ?? [];
  if (changes.length === 0) return null;
  const words = ({ target, form }: MappingChangeView): string =>
    target === null
      ? `${say('central.map.gone')} · ${say(`central.form.${form}`)}`
      : `${target.code} ${target.name} · ${say(`central.form.${form}`)}`;
  return (
    <section className="central-history" aria-label={say('central.map.history')} tabIndex={0}>
      <h3>{say('central.map.history')}</h3>
      <ul>
        {changes.map((change) => (
          <li key={`${change.form} ${change.n}`}>
            <b>{say('central.map.since', { date: change.fromDate })}</b> {words(change)}{' '}
            <span className="work-faint">
              {change.by} {moment(change.at, locale)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
