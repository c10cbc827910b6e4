// One act of the cash menu as a small form. Enter goes from field to field, F8 posts; where two must count, the second
// person is asked first. Esc steps back to the screen.
import { useId, useRef, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { type Minor, ZERO } from '../../../../core/money/money.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { AttachFile } from '../../../components/attach-file.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { DenominationCount } from '../../../components/denomination-count.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { isPlainEnter, useKeys } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import { piecesOf, readCount } from '../count.ts';
import { CASH_FORMS, type CashAct, type CashChoice, OUT_ACTS } from './cash-kinds.ts';
import { sendCash } from './send-cash.ts';
import './cash.css';

export type DrawerChoice = { readonly code: string; readonly name: string; readonly cashier: string };
export type CashDone = { readonly act: CashAct; readonly number: string | null };

type CashDialogProps = {
  readonly act: CashAct;
  readonly faces: readonly Minor[];
  readonly drawers: readonly DrawerChoice[];
  /** Whether takings may be spent: else the choice is not offered. */
  readonly spend: boolean;
  readonly onDone: (done: CashDone) => void;
  readonly onClose: () => void;
};

export function CashDialog(props: CashDialogProps) {
  const { act, onClose } = props;
  const { say } = useWords();
  const wide = CASH_FORMS[act].count === undefined ? 'medium' : 'wide';
  const tone = OUT_ACTS.includes(act) ? 'out' : 'plain';
  return (
    <Dialog title={say(`cash.act.${act}`)} width={wide} tone={tone} onClose={onClose}>
      <CashFields {...props} />
    </Dialog>
  );
}

type Texts = Readonly<Record<'amount' | 'serial' | 'party' | 'bearer' | 'reason' | 'paper', string>>;
const EMPTY: Texts = { amount: '', serial: '', party: '', bearer: '', reason: '', paper: '' };

function CashFields({ act, faces, drawers, spend, onDone, onClose }: CashDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const work = useAct();
  const approval = useApproval('dialog');
  const form = CASH_FORMS[act];
  const choices = (form.choice ?? []).filter((one) => one !== 'expense' || spend);
  const [choice, setChoice] = useState<CashChoice | null>(choices[0] ?? null);
  const [drawer, setDrawer] = useState(drawers[0]?.code ?? null);
  const [face, setFace] = useState(faces[0] ?? null);
  const [texts, setTexts] = useState<Texts>(EMPTY);
  const [attachment, setAttachment] = useState<string | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [typedIn, setTypedIn] = useState<Readonly<Record<number, string>>>({});
  const box = useRef<HTMLDivElement>(null);
  const one = readCount(faces, typed);
  const two = readCount(faces, typedIn);
  const read = parseAmount(texts.amount, { currency, source: 'person' });
  const amount = form.count === 'one' ? one.total : read.ok && read.value > 0 ? read.value : null;
  const text = (name: keyof Texts): string | null => (texts[name].trim() === '' ? null : texts[name].trim());
  const uneven = form.count === 'two' && one.total !== two.total;
  const ready =
    (!form.amount || amount !== null) &&
    (form.count === undefined || (one.total !== null && (act === 'countSafe' || one.total > 0))) &&
    !uneven &&
    (!form.drawer || drawer !== null) &&
    (!form.note || /^[0-9A-Za-z]{4,20}$/.test(texts.serial.trim())) &&
    (form.party !== 'must' || text('party') !== null) &&
    (form.reason !== 'must' || text('reason') !== null) &&
    (!form.bearer || text('bearer') !== null);
  const post = (): void => {
    if (!ready) return;
    work.run(async () => {
      const sent = await sendCash(ledger, approval.ask, act, {
        ...{ choice, drawer, amount, face, pieces: piecesOf(one), piecesIn: piecesOf(two) },
        ...{ serial: texts.serial.trim(), party: text('party'), bearer: texts.bearer.trim() },
        ...{ reason: text('reason'), paper: text('paper'), attachment },
      });
      if (sent !== undefined) onDone({ act, number: sent });
    });
  };
  useKeys('dialog', { post });
  const next = (event: { readonly target: EventTarget }): void => {
    const all = (of: string): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>(of) ?? [])];
    // After the last field comes the button that posts, never the one that steps back.
    const last = all('.dialog-acts button').at(-1);
    const fields = [...all('.cash-fields input:not([type=radio])'), ...all('.cash-piles input')];
    (fields[fields.indexOf(event.target as HTMLElement) + 1] ?? last)?.focus();
  };
  const onward = (event: React.KeyboardEvent): void => {
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    next(event);
  };
  const field = (name: 'serial' | 'party' | 'bearer' | 'reason' | 'paper', needed: boolean, first = false) => (
    <Field
      label={say(`cash.${name}`)}
      value={texts[name]}
      onType={(typedText) => setTexts((before) => ({ ...before, [name]: typedText }))}
      maxLength={name === 'reason' ? 100 : name === 'serial' ? 20 : 40}
      autoFocus={first}
      {...(needed ? {} : { placeholder: say('cash.optional') })}
      onKeyDown={onward}
    />
  );
  const counting = form.count !== undefined;
  return (
    <div ref={box} className={counting ? 'cash-form cash-form-count' : 'cash-form'}>
      <div className="cash-fields">
        {form.drawer && <DrawerRadios drawers={drawers} drawer={drawer} onChoose={setDrawer} onward={onward} />}
        {choices.length > 0 && (
          <ChoiceRadios
            choices={choices}
            choice={choice}
            onChoose={setChoice}
            onward={onward}
            {...(form.note ? {} : { first: true as const })}
          />
        )}
        {form.note && <FaceRadios faces={faces} face={face} onChoose={setFace} onward={onward} />}
        {form.note && field('serial', true, true)}
        {form.amount && (
          <div className="cash-amount">
            <span>{say('cash.amount')}</span>
            <MoneyInput
              name="cash-amount"
              label={say('cash.amount')}
              text={texts.amount}
              onType={(typedText) => setTexts((before) => ({ ...before, amount: typedText }))}
              onEnter={() => next({ target: document.activeElement ?? document.body })}
              autoFocus
            />
          </div>
        )}
        {form.bearer && field('bearer', true, true)}
        {form.party && field('party', form.party === 'must')}
        {form.reason && field('reason', form.reason === 'must', !form.amount && !form.note && !counting)}
        {form.paper && field('paper', false)}
        {form.document && (
          <div className="cash-document">
            <AttachFile kind="caseDocument" attachment={attachment} onKept={setAttachment} action="evidence" />
          </div>
        )}
        {form.count === 'one' && (
          <p className="cash-sum" data-testid="cash-sum">
            {say('cash.counted')} <strong>{formatAmount(one.total ?? ZERO, currency)}</strong>
          </p>
        )}
        {uneven && (
          <Notice tone="warn">
            {say('cash.exchangeDiffers', {
              out: formatAmount(one.total ?? ZERO, currency),
              in: formatAmount(two.total ?? ZERO, currency),
            })}
          </Notice>
        )}
        {work.thrown !== null && <Notice tone="fault">{sentence(work.thrown)}</Notice>}
        {approval.bar}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton
            tone={OUT_ACTS.includes(act) ? 'out' : 'go'}
            action="post"
            busy={work.busy}
            disabled={!ready}
            onPress={post}
          >
            {say(form.byTwo ? 'cash.byTwo' : 'cash.save')}
          </ActionButton>
        </div>
      </div>
      {counting && (
        <div className="cash-piles">
          <Pile
            title={form.count === 'two' ? say('cash.out') : null}
            faces={faces}
            typed={typed}
            onType={setTyped}
            first={choices.length === 0 && !form.bearer}
          />
          {form.count === 'two' && <Pile title={say('cash.in')} faces={faces} typed={typedIn} onType={setTypedIn} />}
        </div>
      )}
    </div>
  );
}

type PileProps = {
  readonly title: string | null;
  readonly faces: readonly Minor[];
  readonly typed: Readonly<Record<number, string>>;
  readonly onType: (change: (before: Readonly<Record<number, string>>) => Readonly<Record<number, string>>) => void;
  readonly first?: boolean;
};

function Pile({ title, faces, typed, onType, first = false }: PileProps) {
  const box = useRef<HTMLDivElement>(null);
  const onward = (): void => {
    const beside = box.current?.nextElementSibling?.querySelector<HTMLElement>('input');
    (
      beside ?? box.current?.closest('.cash-form')?.querySelector<HTMLElement>('.dialog-acts button:last-child')
    )?.focus();
  };
  return (
    <div ref={box} className="cash-pile">
      {title !== null && <h3>{title}</h3>}
      <DenominationCount
        counted={readCount(faces, typed)}
        typed={typed}
        onType={(face, text) => onType((before) => ({ ...before, [face]: text }))}
        onDone={onward}
        autoFocus={first}
      />
    </div>
  );
}

/** Enter leads from what is chosen to the next field. */
type Onward = (event: React.KeyboardEvent) => void;

type ChoiceRadiosProps = {
  readonly choices: readonly CashChoice[];
  readonly choice: CashChoice | null;
  readonly onChoose: (choice: CashChoice) => void;
  readonly onward: Onward;
  /** The first thing the dialog asks. */
  readonly first?: true;
};

function ChoiceRadios({ choices, choice, onChoose, onward, first }: ChoiceRadiosProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <fieldset className="cash-choices" onKeyDown={onward}>
      <legend>{say('cash.choose')}</legend>
      {choices.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={id}
            checked={choice === one}
            data-first-focus={first && choice === one ? '' : undefined}
            onChange={() => onChoose(one)}
          />
          {say(`cash.choice.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

type FaceRadiosProps = {
  readonly faces: readonly Minor[];
  readonly face: Minor | null;
  readonly onChoose: (face: Minor) => void;
  readonly onward: Onward;
};

function FaceRadios({ faces, face, onChoose, onward }: FaceRadiosProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  return (
    <fieldset className="cash-choices" onKeyDown={onward}>
      <legend>{say('cash.face')}</legend>
      {faces.map((one) => (
        <label key={one}>
          <input type="radio" name={id} checked={face === one} onChange={() => onChoose(one)} />
          {formatAmount(one, currency)}
        </label>
      ))}
    </fieldset>
  );
}

type DrawerRadiosProps = {
  readonly drawers: readonly DrawerChoice[];
  readonly drawer: string | null;
  readonly onChoose: (code: string) => void;
  readonly onward: Onward;
};

function DrawerRadios({ drawers, drawer, onChoose, onward }: DrawerRadiosProps) {
  const { say } = useWords();
  const id = useId();
  if (drawers.length === 0) return <Notice tone="warn">{say('cash.noDrawers')}</Notice>;
  return (
    <fieldset className="cash-choices" onKeyDown={onward}>
      <legend>{say('cash.drawer')}</legend>
      {drawers.map(({ code, name, cashier }) => (
        <label key={code}>
          <input
            type="radio"
            name={id}
            checked={drawer === code}
            data-first-focus={drawer === code ? '' : undefined}
            onChange={() => onChoose(code)}
          />
          {say('cash.drawerOf', { name, cashier })}
        </label>
      ))}
    </fieldset>
  );
}
