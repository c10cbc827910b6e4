// Ports from the shell's bridge: ask through `window.counterfoil`, receive as a window message.
// The only file that touches the bridge's port hand-over; tests use a MessageChannel instead.
import { type CounterfoilBridge, PORT_MESSAGE } from '../../core/contract/bridge.ts';
import type { PortLike, PortSource } from './port-client.ts';

declare global {
  interface Window {
    readonly counterfoil: CounterfoilBridge;
  }
}

export function bridgeSource(bridge: Pick<CounterfoilBridge, 'connect' | 'onShell'>): PortSource {
  return {
    connect: () => bridge.connect(),
    onPort(listener) {
      const onMessage = (event: MessageEvent): void => {
        // Only this very window can have posted it: the preload runs here, a frame or opener does not.
        if (event.source !== window || event.data !== PORT_MESSAGE) return;
        const port = event.ports[0];
        if (port !== undefined) listener(port as unknown as PortLike);
      };
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
    onGone(listener) {
      return bridge.onShell((event) => {
        if (event.kind === 'ledger' && event.state === 'gone') listener();
      });
    },
  };
}
