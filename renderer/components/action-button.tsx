// A button that wears its key and tells assistive technology of it. The key itself is bound by the screen (`useKeys`).
// `go` goes on with the work, `ink` is the act that cannot be taken back (posting, leaving), `out` lets money go out.
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type KeyAction, keyShortcuts } from '../keys/key-map.ts';
import { KeyCap, KeyHint } from './key-hint.tsx';
import './action-button.css';

type ActionButtonProps = {
  readonly children: ReactNode;
  readonly tone?: 'go' | 'ink' | 'out' | 'plain' | 'quiet';
  readonly size?: 'small' | 'middle' | 'large';
  readonly action?: KeyAction;
  /** A key without an action of its own (Enter in a form). */
  readonly cap?: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly block?: boolean;
  readonly submit?: boolean;
  readonly autoFocus?: boolean;
  /** One of a menu: the list around it says so. */
  readonly menuItem?: boolean;
  readonly onPress?: () => void;
};

export function ActionButton(props: ActionButtonProps) {
  const { tone = 'plain', size = 'middle', action, cap } = props;
  const solid = tone === 'go' || tone === 'ink' || tone === 'out';
  const hintTone = solid && props.disabled !== true ? 'onGo' : 'plain';
  return (
    <Button
      type={solid ? 'primary' : tone === 'quiet' ? 'text' : 'default'}
      className={tone === 'ink' || tone === 'out' ? `${tone}-button` : ''}
      size={size}
      block={props.block ?? false}
      loading={props.busy ?? false}
      disabled={props.disabled ?? false}
      {...(props.menuItem === true ? { role: 'menuitem' } : {})}
      htmlType={props.submit === true ? 'submit' : 'button'}
      autoFocus={props.autoFocus ?? false}
      data-first-focus={props.autoFocus === true ? '' : undefined}
      aria-keyshortcuts={action === undefined ? cap : keyShortcuts(action)}
      onClick={() => props.onPress?.()}
    >
      {props.children}
      {action !== undefined && <KeyHint action={action} tone={hintTone} />}
      {cap !== undefined && <KeyCap label={cap} tone={hintTone} />}
    </Button>
  );
}
