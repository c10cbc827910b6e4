// What a dialog does with a scanner: nothing is typed into it, no button of it is pressed, and what was scanned is kept for
// afterwards. A field with `data-scans` takes codes that are not ours.
import { useEffect, useState } from 'react';
import { useScanTray } from './scan-tray.tsx';
import { readsAsCode, wantsScan } from './scanned-code.ts';
import { isTextField, useScanner } from './use-scanner.ts';

/** Covers the screen below for as long as the dialog is there; answers the latest code kept meanwhile, or null. */
export function useScansKept(active: boolean): string | null {
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
