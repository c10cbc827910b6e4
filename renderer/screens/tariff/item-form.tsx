// An item's cells to be typed: a new item, or a new version of one from a day on. What the method does not use is not asked.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { type WordKey, useWords } from '../../i18n/i18n.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import {
  BOOKED,
  type CellName,
  type Cells,
  CREDITS,
  DATED,
  FACTS,
  METHODS,
  methodOf,
  PART_MONTHS,
  PRICED,
  withMethod,
} from './item-cells.ts';

type ItemFormProps = {
  readonly cells: Cells;
  /** A new item; else a new version of the item with this code. */
  readonly isNew: boolean;
  /** The cell to begin with. */
  readonly first: CellName;
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

/** Ways a cell is chosen instead of typed. */
const CHOICES = { creditKind: CREDITS, partMonth: ['', ...PART_MONTHS] } as const;

export function ItemForm({ cells: given, isNew, first, today, onClose, onDone }: ItemFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [cells, setCells] = useState<Cells>(given);
  const method = methodOf(cells);
  const fault = act.thrown === null ? null : faultOf(act.thrown);
  const wrong = fault?.code === 'TARIFF_CELL' ? fault.params.field : null;
  const save = (): void =>
    act.run(async () => {
      await ledger.act('tariff.save', { isNew, cells });
      onDone(say(isNew ? 'tariff.added' : 'tariff.changed', { name: cells.name, date: cells.from }));
    });
  const field = (name: CellName) => {
    const shown = { name, cells, isFirst: name === first, fault: wrong === name ? sentence(act.thrown) : null };
    const onType = (text: string): void => setCells((before) => ({ ...before, [name]: text }));
    if (name === 'code' && !isNew) return null;
    return <CellField key={name} {...shown} today={today} onType={onType} />;
  };
  return (
    <Dialog
      title={isNew ? say('tariff.newItem') : say('tariff.newVersion', { code: given.code, name: given.name })}
      width="wide"
      onClose={onClose}
      keys={{ save }}
    >
      <form
        className="item-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="item-cells">{FACTS.map(field)}</div>
        <div className="item-cells">
          <CellSelect
            label={say('tariff.cell.method')}
            value={method}
            options={METHODS}
            words={(one) => say(`tariff.method.${one}`)}
            onChoose={(one) => setCells((before) => withMethod(before, one))}
          />
          {PRICED[method].map(field)}
          <p className="item-about">{say(`tariff.about.${method}`)}</p>
        </div>
        <div className="item-cells">{BOOKED.map(field)}</div>
        <div className="item-cells">{DATED.map(field)}</div>
        {act.thrown !== null && wrong === null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" action="save" submit busy={act.busy}>
            {say('tariff.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

type CellFieldProps = {
  readonly name: CellName;
  readonly cells: Cells;
  readonly isFirst: boolean;
  readonly fault: string | null;
  readonly today: string;
  readonly onType: (text: string) => void;
};

function CellField({ name, cells, isFirst, fault, today, onType }: CellFieldProps) {
  const { say } = useWords();
  const label = say(`tariff.cell.${name}`);
  if (name === 'creditKind' || name === 'partMonth') {
    const word = (one: string): string => {
      if (name === 'creditKind') return say(`tariff.credit.${CREDITS.find((kind) => kind === one) ?? 'revenue'}`);
      const part = PART_MONTHS.find((rule) => rule === one);
      return say(part === undefined ? 'tariff.part.usual' : `tariff.part.${part}`);
    };
    return (
      <CellSelect
        label={label}
        value={cells[name]}
        options={CHOICES[name]}
        words={word}
        onChoose={(one) => onType(one)}
      />
    );
  }
  const hint = HINTS[name];
  return (
    <Field
      label={label}
      value={cells[name]}
      onType={onType}
      maxLength={name === 'name' ? 200 : 400}
      autoFocus={isFirst}
      fault={fault}
      className={`item-cell-${name}`}
      {...(hint === undefined ? {} : { hint: say(hint, { today }) })}
    />
  );
}

const HINTS: { readonly [N in CellName]?: WordKey } = {
  bands: 'tariff.hint.bands',
  contents: 'tariff.hint.contents',
  from: 'tariff.hint.from',
  until: 'tariff.hint.until',
  account: 'tariff.hint.account',
};

type CellSelectProps<O extends string> = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly O[];
  readonly words: (option: O) => string;
  readonly onChoose: (option: O) => void;
};

function CellSelect<O extends string>({ label, value, options, words, onChoose }: CellSelectProps<O>) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="plain-input item-select"
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
