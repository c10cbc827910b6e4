// The acts of the drawer or of the house as one short list: a digit opens one, arrows and Enter do too.
import { useRef } from 'react';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import type { CashAct } from './cash-kinds.ts';
import './cash.css';

type CashMenuProps = {
  readonly acts: readonly CashAct[];
  readonly onChoose: (act: CashAct) => void;
  readonly onClose: () => void;
};

export function CashMenu({ acts, onChoose, onClose }: CashMenuProps) {
  const { say } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const onKey = (event: React.KeyboardEvent): void => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const act = digit === undefined ? undefined : acts[Number(digit) - 1];
    if (act !== undefined && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      onChoose(act);
      return;
    }
    if (event.code !== 'ArrowDown' && event.code !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + (event.code === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]?.focus();
  };
  return (
    <Dialog title={say('cash.menu')} onClose={onClose}>
      <p className="dialog-say">{say('cash.menuSay')}</p>
      {/* The list hears the digits whichever of its buttons has the focus. */}
      <ul ref={list} className="cash-menu" onKeyDown={onKey} role="menu">
        {acts.map((act, index) => (
          <li key={act} role="none">
            <ActionButton block cap={String(index + 1)} autoFocus={index === 0} menuItem onPress={() => onChoose(act)}>
              {say(`cash.act.${act}`)}
            </ActionButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
