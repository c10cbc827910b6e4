// Asks the shell, before a page's first script, what this program is and how the ledger stands. Preload scripts only.
// The answer is refused until the shell has heard that the page is committed, and the two messages race under load.
import { ipcRenderer } from 'electron';
import type { ShellEvent, ShellInfo } from '../core/contract/bridge.ts';

/** Milliseconds; the shell hears of a commit within a few, on a busy machine within some hundred. */
const ASK_FOR = 5_000;
const PAUSE = 20;

export type FirstInfo = { readonly info: ShellInfo; readonly ledger: ShellEvent };

/**
 * The shell's first words to this page. Asks again while the shell does not yet know the page for its own; throws after
 * five seconds, and the page then has no bridge: it is not the program's.
 */
export function askInfo(channel: 'counterfoil:info' | 'approval:info' = 'counterfoil:info'): FirstInfo {
  const giveUpAt = performance.now() + ASK_FOR;
  for (;;) {
    const answer = ipcRenderer.sendSync(channel) as FirstInfo | null;
    if (answer !== null) return answer;
    if (performance.now() > giveUpAt) throw new Error('the shell does not know this page');
    rest();
  }
}

/** A preload has nothing to wait on: no worker, no shared memory, and the page must not start before it. */
function rest(): void {
  const until = performance.now() + PAUSE;
  while (performance.now() < until);
}
