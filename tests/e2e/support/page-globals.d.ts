// The bridge as the code inside `page.evaluate` sees it.
import type { CounterfoilBridge } from '../../../core/contract/bridge.ts';

declare global {
  var counterfoil: CounterfoilBridge;
}
