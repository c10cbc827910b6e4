// Where the approval window begins: tokens, words, its own port, then React. Nothing here knows the till's bridge.
import { ConfigProvider } from 'antd';
import { createRoot } from 'react-dom/client';
import '../theme/fonts.css';
import '../theme/base.css';
import type { ApprovalBridge } from '../../core/contract/bridge.ts';
import { startWords } from '../i18n/i18n.ts';
import { bridgeSource } from '../port/bridge-source.ts';
import { Ledger } from '../port/ledger.ts';
import { PortClient } from '../port/port-client.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { applyTokens } from '../theme/tokens.ts';
import { ApprovalWindow } from './approval-page.tsx';

declare global {
  interface Window {
    readonly approval: ApprovalBridge;
  }
}

async function start(): Promise<void> {
  applyTokens(document.documentElement);
  const bridge = window.approval;
  await startWords(bridge.info.locale);
  const client = new PortClient(bridgeSource(bridge));
  client.start();
  const host = document.getElementById('root');
  if (host === null) throw new Error('approval.html has no #root');
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  createRoot(host).render(
    <ConfigProvider
      theme={antdTheme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <ApprovalWindow ledger={new Ledger(client)} onClose={() => bridge.close()} />
    </ConfigProvider>,
  );
}

void start();
