// One labelled input of a form: label, input, and below it the hint or what is wrong.
// The sentence below is tied to the input, so that it is read out with it.
import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, type Ref, useId } from 'react';
import './field.css';

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly kind?: 'text' | 'password';
  readonly hint?: string;
  readonly fault?: string | null;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly autoComplete?: 'off' | 'username' | 'current-password' | 'new-password';
  readonly inputRef?: Ref<InputRef>;
  readonly onFocus?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly className?: string;
  /** Takes what a scanner types, unless it is a receipt or a customer of ours: numbers of sheets, invoices, slips, papers. */
  readonly scans?: boolean;
};

export function Field(props: FieldProps) {
  const id = useId();
  const fault = props.fault ?? null;
  const below = fault ?? props.hint;
  const described = below === undefined ? {} : { 'aria-describedby': `${id}-below` };
  const shared = {
    id,
    value: props.value,
    onChange: (event: { target: { value: string } }) => props.onType(event.target.value),
    autoComplete: props.autoComplete ?? 'off',
    autoFocus: props.autoFocus ?? false,
    spellCheck: false,
    status: fault === null ? ('' as const) : ('error' as const),
    'aria-invalid': fault !== null,
    ...(props.autoFocus === true ? { 'data-first-focus': '' } : {}),
    ...(props.scans === true ? { 'data-scans': '' } : {}),
    ...described,
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    ...(props.inputRef === undefined ? {} : { ref: props.inputRef }),
    ...(props.onFocus === undefined ? {} : { onFocus: props.onFocus }),
    ...(props.onKeyDown === undefined ? {} : { onKeyDown: props.onKeyDown }),
  };
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      {props.kind === 'password' ? <Input.Password visibilityToggle={false} {...shared} /> : <Input {...shared} />}
      {below !== undefined && (
        <p
          id={`${id}-below`}
          className={fault === null ? 'field-hint' : 'field-fault'}
          role={fault === null ? undefined : 'alert'}
        >
          {below}
        </p>
      )}
    </div>
  );
}
