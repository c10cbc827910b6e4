// A question or a small form on top of the screen. The browser's own <dialog>: it traps the focus, makes what is below
// inert and gives the focus back; antd's modal injects an element that the window's strict style policy refuses.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useKeys, type KeyHandlers } from '../keys/use-keys.ts';
import { useScansKept } from '../keys/use-scans-kept.ts';
import { useServices } from '../services.tsx';
import './dialog.css';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'narrow' | 'medium' | 'wide' | 'sheet';
  /** out: money leaves; the face turns red. */
  readonly tone?: 'plain' | 'out';
  readonly keys?: KeyHandlers;
};

export function Dialog({ title, onClose, children, width = 'narrow', tone = 'plain', keys }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { inFront } = useServices();
  const { say } = useWords();
  useEffect(() => {
    const dialog = ref.current;
    // A modal dialog makes everything else inert, the curtain's password field too: behind the curtain it steps back.
    if (dialog === null || !inFront) return;
    const before = document.activeElement;
    dialog.showModal();
    const stopWaiting = focusFirst(dialog);
    return () => {
      stopWaiting();
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [inFront]);
  useKeys('dialog', { ...keys, back: onClose });
  const scanned = useScansKept(inFront);
  return (
    <dialog
      ref={ref}
      className={`dialog dialog-${width}${tone === 'out' ? ' dialog-out' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        // Esc is ours (it respects an open IME); the browser must not close the dialog behind React's back.
        event.preventDefault();
      }}
    >
      <h2 id={id} className="dialog-title">
        {title}
      </h2>
      {children}
      {scanned !== null && (
        <p className="dialog-scanned" role="status">
          {say('frame.scan.kept', { code: scanned })}
        </p>
      )}
    </dialog>
  );
}

/**
 * The browser focuses the first field or button; a dialog may name a better one. What it names may come only when the
 * ledger has answered: then it is waited for, unless somebody has gone to a field of their own meanwhile.
 */
function focusFirst(dialog: HTMLDialogElement): () => void {
  const named = (): HTMLElement | null => dialog.querySelector<HTMLElement>('[data-first-focus]');
  const atOnce = named();
  if (atOnce !== null) {
    atOnce.focus();
    return () => undefined;
  }
  const given = document.activeElement;
  const watch = new MutationObserver(() => {
    const active = document.activeElement;
    const untouched = active === given || active === dialog || active === document.body;
    const late = named();
    if (untouched && late === null) return;
    watch.disconnect();
    if (untouched) late?.focus();
  });
  watch.observe(dialog, { childList: true, subtree: true });
  return () => watch.disconnect();
}
