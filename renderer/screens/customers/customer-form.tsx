// Opening a customer's file and changing it. What is masked stays masked while the rest is changed: phones and ID number
// can be changed only once they are shown, and what is not touched is not sent.
import { type FormEvent, useState } from 'react';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { type CustomerDraft, type DraftField, readDraft } from '../../../core/customers/customer-draft.ts';
import { CUSTOMER_FLAGS } from '../../../core/customers/customer-flag.ts';
import { ID_TYPES, type IdType } from '../../../core/lists/identity.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { type CustomerTyped, draftOfTyped, typedOf } from './customer-typed.ts';

type CustomerFormProps = {
  /** null: a new customer. */
  readonly file: CustomerFile | null;
  readonly onClose: () => void;
  readonly onDone: (file: CustomerFile) => void;
};

export function CustomerForm({ file, onClose, onDone }: CustomerFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState<CustomerTyped>(() => typedOf(file));
  /** Whether phones and ID number stand in the form as they are; of a file that is changed only after a look. */
  const [whole, setWhole] = useState(file === null);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<CustomerTyped>): void => setTyped((before) => ({ ...before, ...part }));
  const draft = draftOfTyped(typed);
  const read = readDraft(whole ? draft : { ...draft, phones: [], id: null });
  const wrong = read.ok || read.fault === 'cardNumber' ? null : read.fault;
  const badNumber = typed.number !== '' && !/^[A-Z0-9._/-]{1,20}$/.test(typed.number);
  const faultOf = (...fields: DraftField[]): string | null => {
    if (!tried || wrong === null || !fields.includes(wrong.field)) return null;
    return say(
      `faults.CUSTOMER_FIELD.${wrong.reason === 'idCheckDigit' ? 'idCheckDigit' : wrong.field === 'flags' ? 'other' : wrong.field}`,
    );
  };
  const reveal = (): void => {
    if (file === null || whole) return;
    act.run(async () => {
      const { phones, idNumber } = await ledger.ask('customer.reveal', { number: file.number });
      set({ phones: phones.join('，'), idNumber: idNumber ?? '' });
      setWhole(true);
    });
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!read.ok || badNumber) return;
    act.run(async () => onDone(await saved(read.draft)));
  };
  const saved = (facts: CustomerDraft): Promise<CustomerFile> => {
    const { phones, id, tags, flags, ...rest } = facts;
    const lists = { tags: [...tags], flags: [...flags] };
    if (file === null) {
      const number = typed.number === '' ? null : typed.number;
      return ledger.act('customer.create', { number, ...rest, phones: [...phones], id, ...lists });
    }
    const identity = whole ? { phones: [...phones], id } : {};
    return ledger.act('customer.edit', { number: file.number, version: file.version, ...rest, ...identity, ...lists });
  };
  return (
    <Dialog
      title={file === null ? say('customers.newTitle') : say('customers.editTitle', { name: file.name })}
      width="medium"
      onClose={onClose}
      keys={{ customerReveal: reveal }}
    >
      <form className="customer-form" onSubmit={save}>
        <Field
          label={say('customers.name')}
          value={typed.name}
          onType={(name) => set({ name })}
          maxLength={60}
          autoFocus
          fault={faultOf('name')}
        />
        {file === null && (
          <Field
            label={say('customers.number')}
            value={typed.number}
            onType={(number) => set({ number: number.toUpperCase() })}
            maxLength={20}
            hint={say('customers.numberHint')}
            fault={tried && badNumber ? say('customers.badNumber') : null}
          />
        )}
        {whole ? (
          <Identity typed={typed} set={set} faultOf={faultOf} />
        ) : (
          <div className="customer-masked">
            <span className="work-faint">{say('customers.masked')}</span>
            <ActionButton size="small" action="customerReveal" busy={act.busy} onPress={reveal}>
              {say('customers.reveal')}
            </ActionButton>
          </div>
        )}
        <Field
          label={say('customers.plate')}
          value={typed.plate}
          onType={(plate) => set({ plate })}
          maxLength={20}
          fault={faultOf('plate')}
        />
        <Field
          label={say('customers.unit')}
          value={typed.unit}
          onType={(unit) => set({ unit })}
          maxLength={120}
          fault={faultOf('unit')}
        />
        <Field
          label={say('customers.tags')}
          value={typed.tags}
          onType={(tags) => set({ tags })}
          maxLength={200}
          hint={say('customers.tagsHint')}
          fault={faultOf('tags')}
        />
        <Field
          label={say('customers.note')}
          value={typed.note}
          onType={(note) => set({ note })}
          maxLength={200}
          hint={say('customers.noteHint')}
          fault={faultOf('note')}
        />
        <fieldset className="person-roles customer-flags">
          <legend>{say('customers.flags')}</legend>
          {CUSTOMER_FLAGS.map((flag) => (
            <label key={flag}>
              <input
                type="checkbox"
                checked={typed.flags.includes(flag)}
                onChange={(event) =>
                  set({
                    flags: event.target.checked ? [...typed.flags, flag] : typed.flags.filter((one) => one !== flag),
                  })
                }
              />{' '}
              {say(`customers.flag.${flag}`)}
            </label>
          ))}
        </fieldset>
        {tried && !read.ok && read.fault === 'cardNumber' && (
          <Notice tone="fault">{say('faults.CARD_NUMBER_NOT_ALLOWED')}</Notice>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('customers.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

type IdentityProps = {
  readonly typed: CustomerTyped;
  readonly set: (part: Partial<CustomerTyped>) => void;
  readonly faultOf: (...fields: DraftField[]) => string | null;
};

function Identity({ typed, set, faultOf }: IdentityProps) {
  const { say } = useWords();
  return (
    <>
      <Field
        label={say('customers.phones')}
        value={typed.phones}
        onType={(phones) => set({ phones })}
        maxLength={120}
        hint={say('customers.phonesHint')}
        fault={faultOf('phones')}
      />
      <div className="customer-id">
        <label className="field">
          <span className="field-label">{say('customers.idKind')}</span>
          <select
            className="plain-input"
            value={typed.idType}
            onChange={(event) => set({ idType: event.target.value as IdType })}
          >
            {ID_TYPES.map((type) => (
              <option key={type} value={type}>
                {say(`customers.idType.${type}`)}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={say('customers.id')}
          value={typed.idNumber}
          onType={(idNumber) => set({ idNumber })}
          scans
          maxLength={40}
          fault={faultOf('id')}
        />
      </div>
    </>
  );
}
