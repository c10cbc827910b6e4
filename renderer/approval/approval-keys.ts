// The approval window's keys. A table of their own: no key of the till means anything here, and none of these there.
import { useEffect } from 'react';
import { type Chord, chordMatches } from '../keys/key-map.ts';
import { useLatest } from '../use-latest.ts';

const KEYS = {
  approved: { code: 'KeyY', alt: true },
  rejected: { code: 'KeyN', alt: true },
  returned: { code: 'KeyR', alt: true },
  leave: { code: 'Escape' },
} as const satisfies Record<string, Chord>;
export type ApprovalKey = keyof typeof KEYS;

/** As on the key caps. */
export const KEY_CAPS: Readonly<Record<ApprovalKey, string>> = {
  approved: 'Alt Y',
  rejected: 'Alt N',
  returned: 'Alt R',
  leave: 'Esc',
};

/** Calls `press` for the window's keys; by physical key, so that no input method swallows them. */
export function useApprovalKeys(press: (key: ApprovalKey) => void): void {
  const latest = useLatest(press);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      // Esc belongs to an open input method first.
      if (event.metaKey || (event.isComposing && event.code === 'Escape')) return;
      const key = (Object.keys(KEYS) as ApprovalKey[]).find((one) => chordMatches(KEYS[one], event));
      if (key === undefined || event.repeat) return;
      event.preventDefault();
      latest.current(key);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [latest]);
}
