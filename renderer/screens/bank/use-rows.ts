// The keyboard of a table whose rows are gone through one by one: the first has the focus as soon as it comes, the arrows go on.
// Apart from the screen, because each of its pages has such a table.
import { useEffect, useRef } from 'react';
import { useKeys } from '../../keys/use-keys.ts';

/** Keeps the focus on rows marked `data-row`: the first one when it comes, then up and down by the arrows. */
export function useRows(active: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const rows = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  useEffect(() => {
    if (!active) return;
    const first = (): boolean => {
      const [row] = rows();
      row?.focus();
      return row !== undefined;
    };
    if (box.current === null || first()) return;
    const watch = new MutationObserver(() => {
      if (first()) watch.disconnect();
    });
    watch.observe(box.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [active]);
  const step = (by: 1 | -1): void => {
    const all = rows();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys('screen', { up: () => step(-1), down: () => step(1) }, active);
  return box;
}
