// The refund policies 退费政策: categories on the left, the policy of the one in front on the right. The one for all the
// others is always there and is never taken away.
import { type KeyboardEvent, useRef, useState } from 'react';
import { ActionButton } from '../../../components/action-button.tsx';
import { KeyHint } from '../../../components/key-hint.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { actionOf } from '../../../keys/key-map.ts';
import { PolicyFields } from './policy-fields.tsx';
import { isForOthers, newPolicy, policyName, type PolicyRow } from './policy-rows.ts';
import type { EditorProps } from './rows-frame.tsx';

export function PolicyEditor({ label, rows, onRows, fault, attempts, autoFocus }: EditorProps<PolicyRow>) {
  const { say } = useWords();
  const nav = useRef<HTMLElement>(null);
  const [front, setFront] = useState(0);
  const [shownAt, setShownAt] = useState(attempts);
  // A try to save brings the policy that cannot stand to the front.
  if (shownAt !== attempts) {
    setShownAt(attempts);
    if (fault?.cell) setFront(fault.cell.row);
  }
  const at = Math.min(front, rows.length - 1);
  const policy = rows[at];
  const choose = (next: number): void => {
    setFront(next);
    nav.current?.querySelectorAll('button')[next]?.focus();
  };
  const add = (): void => {
    onRows([...rows, newPolicy(rows.find(isForOthers))]);
    setFront(rows.length);
  };
  const remove = (): void => {
    if (policy === undefined || isForOthers(policy)) return;
    onRows(rows.toSpliced(at, 1));
    choose(Math.max(0, at - 1));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { code, ctrlKey, altKey, shiftKey, metaKey, nativeEvent } = event;
    const action = actionOf({ code, ctrlKey, altKey, shiftKey, metaKey, isComposing: nativeEvent.isComposing });
    if (action === 'add') add();
    else if (action === 'removeRow') remove();
    else return;
    event.preventDefault();
  };
  const onStep = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (by === undefined) return;
    event.preventDefault();
    choose(Math.min(rows.length - 1, Math.max(0, at + by)));
  };
  return (
    <fieldset className="setting-rows policy-editor" onKeyDown={onKeyDown}>
      <legend>{label}</legend>
      <div className="policy-list">
        <nav aria-label={label} ref={nav} onKeyDown={onStep}>
          {rows.map((one, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until it is typed
              key={index}
              type="button"
              tabIndex={index === at ? 0 : -1}
              aria-current={index === at ? 'true' : undefined}
              {...(autoFocus && index === at ? { 'data-first-focus': '' } : {})}
              onClick={() => setFront(index)}
            >
              {policyName(one, say) || say('rules.policy.unnamed')}
            </button>
          ))}
        </nav>
        <ActionButton size="small" action="add" onPress={add}>
          {say('rules.policy.add')}
        </ActionButton>
        <span className="field-hint">
          <KeyHint action="removeRow" /> {say('rules.policy.remove')}
        </span>
      </div>
      {policy !== undefined && (
        <PolicyFields
          key={at}
          policy={policy}
          fault={fault?.cell?.row === at ? fault : null}
          onPolicy={(next) => onRows(rows.toSpliced(at, 1, next))}
        />
      )}
      {fault !== null && (
        <p className="field-fault policy-fault" role="alert">
          {fault.words}
        </p>
      )}
    </fieldset>
  );
}
