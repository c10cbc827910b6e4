// Where the window begins: tokens, words, the port, then React.
import { createRoot } from 'react-dom/client';
import './theme/fonts.css';
import './theme/base.css';
import './components/panel.css';
import { App } from './app.tsx';
import { startWords } from './i18n/i18n.ts';
import { bridgeSource } from './port/bridge-source.ts';
import { Ledger } from './port/ledger.ts';
import { PortClient } from './port/port-client.ts';
import { applyTokens } from './theme/tokens.ts';

/** The nonce of this load, which lets antd's style elements pass the style policy. */
function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

async function start(): Promise<void> {
  applyTokens(document.documentElement);
  const bridge = window.counterfoil;
  await startWords(bridge.info.locale);
  const client = new PortClient(bridgeSource(bridge));
  client.start();
  const host = document.getElementById('root');
  if (host === null) throw new Error('index.html has no #root');
  createRoot(host).render(<App bridge={bridge} ledger={new Ledger(client)} nonce={styleNonce()} />);
}

void start();
