// A password that somebody else will have to change, or that replaces one: the rule is said at the field, in its own words.
import { passwordFault } from '../../core/people/password-rule.ts';
import { useWords } from '../i18n/i18n.ts';
import { Field } from './field.tsx';

type NewPasswordProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  /** Whose it will be: it must not be their name. */
  readonly username: string;
  /** Somebody tried to go on: what is wrong is said from now on. */
  readonly tried: boolean;
  readonly autoFocus?: boolean;
};

export function NewPassword({ label, hint, value, onType, username, tried, autoFocus = false }: NewPasswordProps) {
  const { say } = useWords();
  const weak = passwordFault(value, username);
  return (
    <Field
      label={label}
      kind="password"
      value={value}
      onType={onType}
      autoFocus={autoFocus}
      autoComplete="new-password"
      hint={hint}
      fault={tried && weak !== null ? say(`faults.PASSWORD_REFUSED.${weak}`) : null}
    />
  );
}

type PasswordAgainProps = {
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly next: string;
  readonly tried: boolean;
};

/** The same once more: a slip of the finger would shut its owner out. */
export function PasswordAgain({ value, onType, next, tried }: PasswordAgainProps) {
  const { say } = useWords();
  return (
    <Field
      label={say('start.change.again')}
      kind="password"
      value={value}
      onType={onType}
      autoComplete="new-password"
      fault={tried && value !== next ? say('start.first.differ') : null}
    />
  );
}
