// A question or a small form on top of the screen. The browser's own <dialog>: it traps the focus, makes what is below
// inert and gives the focus back; antd's modal injects an element that the window's strict style policy refuses.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { useScanTray } from '../keys/scan-tray.tsx';
import { readsAsCode, wantsScan } from '../keys/scanned-code.ts';
import { useKeys, type KeyHandlers } from '../keys/use-keys.ts';
import { isTextField, useScanner } from '../keys/use-scanner.ts';
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
    // The browser focuses the first field or button; a dialog may name a better one.
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
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
 * Keeps what is scanned over a dialog: it types nothing, presses no button and is offered when the dialog is closed. A field
 * with `data-scans` takes codes that are not ours. Answers the latest one kept meanwhile.
 */
function useScansKept(active: boolean): string | null {
  const tray = useScanTray();
  const cover = tray?.cover;
  useEffect(() => cover?.(), [cover]);
  const [before] = useState(tray?.waiting.length ?? 0);
  useScanner((text) => {
    const field = document.activeElement;
    if (tray === null || wantsScan(field, text)) return null;
    return isTextField(field) && !readsAsCode(text) ? null : () => tray.keep(text);
  }, active);
  const latest = tray?.waiting.at(-1);
  return tray !== null && tray.waiting.length > before ? (latest ?? null) : null;
}
