// A key cap: every action wears its key. Decorative for assistive technology, which hears `aria-keyshortcuts` instead.
import { type KeyAction, keyLabel } from '../keys/key-map.ts';
import './key-hint.css';

type KeyHintProps = { readonly action: KeyAction; readonly tone?: 'plain' | 'onInk' | 'onGo' };

export function KeyHint({ action, tone = 'plain' }: KeyHintProps) {
  return <KeyCap label={keyLabel(action)} tone={tone} />;
}

type KeyCapProps = { readonly label: string; readonly tone?: 'plain' | 'onInk' | 'onGo' };

/** A key that is not an action of its own, such as Enter. */
export function KeyCap({ label, tone = 'plain' }: KeyCapProps) {
  return (
    <kbd className={`key-hint key-hint-${tone}`} aria-hidden="true">
      {label}
    </kbd>
  );
}
