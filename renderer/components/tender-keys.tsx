// The ways to pay as buttons, each with its key. They work from anywhere on the till.
import { TENDER_METHODS, type TenderMethod } from '../../core/charge/tender-method.ts';
import { useWords } from '../i18n/i18n.ts';
import { type KeyAction, keyShortcuts } from '../keys/key-map.ts';
import { KeyHint } from './key-hint.tsx';
import './tender-keys.css';

type TenderKeysProps = {
  /** Absent: every way there is. */
  readonly methods?: readonly TenderMethod[];
  readonly keys: Readonly<Record<TenderMethod, KeyAction>>;
  readonly disabled: boolean;
  readonly onAdd: (method: TenderMethod) => void;
};

export function TenderKeys({ methods = TENDER_METHODS, keys, disabled, onAdd }: TenderKeysProps) {
  const { say } = useWords();
  return (
    <div className="tender-keys" role="group" aria-label={say('till.money.methods')}>
      {methods.map((method) => (
        <button
          key={method}
          type="button"
          className="tender-key"
          disabled={disabled}
          aria-keyshortcuts={keyShortcuts(keys[method])}
          onClick={() => onAdd(method)}
        >
          {say(`till.money.method.${method}`)}
          <KeyHint action={keys[method]} />
        </button>
      ))}
    </div>
  );
}
