// Locks the session when nobody touched this window for as long as the ledger allows.
// While somebody works without calling the ledger (a long bill typed from paper), says so now and then.

import { useEffect } from 'react';
import { useServices } from '../services.tsx';

/** `idleMs`: the ledger's limit between two calls, ms. */
export function useIdleLock(idleMs: number, lock: () => void, active: boolean): void {
  const { ledger } = useServices();
  useEffect(() => {
    if (!active || idleMs <= 0) return;
    let touchedAt = performance.now();
    let saidAt = touchedAt;
    const touch = (): void => {
      touchedAt = performance.now();
      if (touchedAt - saidAt < idleMs / 4) return;
      saidAt = touchedAt;
      void ledger.ask('session.current', {}).catch(() => undefined);
    };
    const timer = setInterval(
      () => {
        if (performance.now() - touchedAt >= idleMs) lock();
      },
      Math.min(idleMs / 10, 5_000),
    );
    window.addEventListener('keydown', touch, { capture: true });
    window.addEventListener('pointerdown', touch, { capture: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', touch, { capture: true });
      window.removeEventListener('pointerdown', touch, { capture: true });
    };
  }, [ledger, idleMs, lock, active]);
}
