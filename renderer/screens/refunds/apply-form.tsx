// Why, who asks, which papers were seen, which tenders shall not go back the way they came, and where a transfer goes.
import { useState } from 'react';
import type { RefundableView } from '../../../core/contract/refund-view.ts';
import { REFUND_CHANNELS, REFUND_RELATIONS } from '../../../core/refund/refund-words.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { keepFile } from '../../port/keep-file.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { type OtherWay, type RefundDraft, tenderKey, type TickedPaper } from './refund-draft.ts';
import { methodWord } from '../../i18n/method-word.ts';

type ApplyFormProps = {
  readonly view: RefundableView;
  readonly draft: RefundDraft;
  readonly reasons: readonly string[];
  readonly wantsPayee: boolean;
  readonly documents: readonly string[];
  readonly change: (next: Partial<RefundDraft>) => void;
};

export function ApplyForm(props: ApplyFormProps) {
  const { view, draft, reasons, documents, change } = props;
  const { say } = useWords();
  return (
    <div className="refunds-form">
      <Choice
        label={say('refunds.reason')}
        field="refund-reason"
        value={draft.reason}
        options={reasons.map((reason) => [reason, reason])}
        none={say('refunds.choose')}
        onChoose={(reason) => change({ reason })}
      />
      <Text
        label={say('refunds.text')}
        field="refund-text"
        value={draft.text}
        maxLength={200}
        onType={(text) => change({ text })}
      />
      <Text
        label={say('refunds.askedBy')}
        field="refund-asked-by"
        value={draft.askedBy}
        maxLength={60}
        onType={(askedBy) => change({ askedBy })}
      />
      <Choice
        label={say('refunds.relation')}
        field="refund-relation"
        value={draft.relation}
        options={REFUND_RELATIONS.map((one) => [one, say(`refunds.relations.${one}`)])}
        onChoose={(relation) => change({ relation })}
      />
      <Choice
        label={say('refunds.channel')}
        field="refund-channel"
        value={draft.channel}
        options={REFUND_CHANNELS.map((one) => [one, say(`refunds.channels.${one}`)])}
        onChoose={(channel) => change({ channel })}
      />
      {view.of.of === 'receipt' && (
        <label className="refunds-tick">
          <input
            type="checkbox"
            data-refund-field=""
            checked={draft.originalIsBack}
            onChange={(event) => change({ originalIsBack: event.target.checked })}
          />
          {say(view.originalMustComeBack ? 'refunds.originalMust' : 'refunds.original')}
        </label>
      )}
      {documents.length > 0 && <Papers documents={documents} papers={draft.papers} change={change} />}
      <OtherWays view={view} draft={draft} change={change} />
      {props.wantsPayee && <PayeeFields draft={draft} change={change} />}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly field: string;
  readonly value: T | '';
  readonly options: readonly (readonly [T, string])[];
  readonly none?: string;
  readonly onChoose: (value: T) => void;
};

function Choice<T extends string>({ label, field, value, options, none, onChoose }: ChoiceProps<T>) {
  return (
    <label className="refunds-field">
      <span>{label}</span>
      <select
        className="plain-input"
        data-field={field}
        data-refund-field=""
        value={value}
        onChange={(event) => onChoose(event.target.value as T)}
      >
        {none !== undefined && value === '' && <option value="">{none}</option>}
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

type TextProps = {
  readonly label: string;
  readonly field: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onType: (text: string) => void;
};

function Text({ label, field, value, maxLength, onType }: TextProps) {
  return (
    <label className="refunds-field">
      <span>{label}</span>
      <input
        className="plain-input"
        data-field={field}
        data-refund-field=""
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
    </label>
  );
}

type PapersProps = {
  readonly documents: readonly string[];
  readonly papers: readonly TickedPaper[];
  readonly change: ApplyFormProps['change'];
};

function Papers({ documents, papers, change }: PapersProps) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [chosenFault, setChosenFault] = useState<string | null>(null);
  const set = (name: string, paper: TickedPaper | null): void =>
    change({ papers: [...papers.filter((one) => one.name !== name), ...(paper === null ? [] : [paper])] });
  const attach = (name: string): void =>
    act.run(async () => {
      setChosenFault(null);
      const chosen = await bridge.chooseFile();
      if ('cancelled' in chosen) return;
      if ('failed' in chosen) return setChosenFault(say(`customers.${chosen.failed}`));
      set(name, { name, attachment: await keepFile(ledger, chosen, 'caseDocument') });
    });
  const missing = documents.find((name) => !papers.some((one) => one.name === name && one.attachment !== null));
  useKeys('screen', missing === undefined ? {} : { customerPaper: () => attach(missing) });
  return (
    <fieldset className="refunds-papers">
      <legend>{say('refunds.papers')}</legend>
      {documents.map((name) => {
        const paper = papers.find((one) => one.name === name);
        return (
          <div key={name}>
            <label className="refunds-tick">
              <input
                type="checkbox"
                data-refund-field=""
                checked={paper !== undefined}
                onChange={(event) => set(name, event.target.checked ? { name, attachment: null } : null)}
              />
              {name}
            </label>
            {paper === undefined || paper.attachment === null ? (
              <ActionButton
                size="small"
                tone="quiet"
                {...(name === missing ? { action: 'customerPaper' as const } : {})}
                busy={act.busy}
                onPress={() => attach(name)}
              >
                {say('refunds.attach')}
              </ActionButton>
            ) : (
              <span className="work-faint">{say('refunds.attached')}</span>
            )}
          </div>
        );
      })}
      {(act.thrown !== null || chosenFault !== null) && (
        <Notice tone="fault">{chosenFault ?? sentence(act.thrown)}</Notice>
      )}
    </fieldset>
  );
}

function OtherWays({ view, draft, change }: Pick<ApplyFormProps, 'view' | 'draft' | 'change'>) {
  const { say } = useWords();
  const choosable = view.tenders.filter(
    ({ ways, refundable }) => refundable > 0 && ways.some((way) => way !== 'original'),
  );
  const set = (key: string, way: OtherWay | null): void => {
    const { [key]: _gone, ...rest } = draft.otherWays;
    change({ otherWays: way === null ? rest : { ...rest, [key]: way } });
  };
  return choosable.map((tender) => {
    const key = tenderKey(tender);
    const other = draft.otherWays[key];
    return (
      <div key={key} className="refunds-way">
        <Choice
          label={say('refunds.wayOf', { method: methodWord(tender.method, say) })}
          field={`refund-way-of-${key}`}
          value={other?.way ?? 'original'}
          options={tender.ways.map((way) => [way, say(`refunds.way.${way}`)])}
          onChoose={(way) => set(key, way === 'original' ? null : { way, reason: other?.reason ?? '' })}
        />
        {other !== undefined && (
          <Text
            label={say('refunds.wayReason')}
            field={`refund-way-${key}`}
            value={other.reason}
            maxLength={100}
            onType={(reason) => set(key, { ...other, reason })}
          />
        )}
      </div>
    );
  });
}

function PayeeFields({ draft, change }: Pick<ApplyFormProps, 'draft' | 'change'>) {
  const { say } = useWords();
  const set = (next: Partial<RefundDraft['payee']>): void => change({ payee: { ...draft.payee, ...next } });
  return (
    <fieldset className="refunds-papers">
      <legend>{say('refunds.payee')}</legend>
      <div className="refunds-payee">
        <Text
          label={say('refunds.payeeName')}
          field="refund-payee-name"
          value={draft.payee.name}
          maxLength={60}
          onType={(name) => set({ name })}
        />
        <Text
          label={say('refunds.payeeAccount')}
          field="refund-payee-account"
          value={draft.payee.account}
          maxLength={48}
          onType={(account) => set({ account })}
        />
        <Text
          label={say('refunds.payeeBank')}
          field="refund-payee-bank"
          value={draft.payee.bank}
          maxLength={60}
          onType={(bank) => set({ bank })}
        />
      </div>
      <p className="work-faint">{say('refunds.payeeSay')}</p>
    </fieldset>
  );
}
