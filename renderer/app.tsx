// The providers around everything, and the gate that decides what is in front: set-up, unlock, sign-in or the work itself.
// The work stays mounted behind a curtain while somebody unlocks or signs in again, so that no half-typed bill is lost.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import zhTW from 'antd/locale/zh_TW';
import { useEffect, useRef, useState } from 'react';
import type { CounterfoilBridge } from '../core/contract/bridge.ts';
import { CNY, currencyOf } from '../core/money/money.ts';
import { useWords } from './i18n/i18n.ts';
import type { Locale } from './i18n/words.ts';
import type { Ledger } from './port/ledger.ts';
import { Broken, BrokenGuard } from './frame/broken-guard.tsx';
import { useGate } from './gate.ts';
import { Workplace } from './frame/workplace.tsx';
import { StartScreens } from './screens/start/start-screens.tsx';
import { ServicesProvider } from './services.tsx';
import { antdTheme } from './theme/antd-theme.ts';

const ANTD_LOCALES = { 'zh-CN': zhCN, 'zh-TW': zhTW, en: enUS } as const satisfies Record<Locale, unknown>;

type AppProps = { readonly bridge: CounterfoilBridge; readonly ledger: Ledger; readonly nonce: string | undefined };

export function App({ bridge, ledger, nonce }: AppProps) {
  const { locale } = useWords();
  const [queries] = useState(() => newQueryClient());
  return (
    <ConfigProvider
      theme={antdTheme}
      locale={ANTD_LOCALES[locale]}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <AntdApp component={false}>
        <QueryClientProvider client={queries}>
          <BrokenGuard broken={(reload) => <Broken onReload={reload} />}>
            <Gate bridge={bridge} ledger={ledger} queries={queries} />
          </BrokenGuard>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}

/** The ledger is on this machine: an answer is fresh until it says that something changed, and asking again is cheap. */
function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: 1, retryDelay: 300, networkMode: 'always' } },
  });
}

type GateProps = { readonly bridge: CounterfoilBridge; readonly ledger: Ledger; readonly queries: QueryClient };

function Gate({ bridge, ledger, queries }: GateProps) {
  const gate = useGate(ledger);
  const currency = gate.place === null ? CNY : currencyOf(gate.place.currency);
  useEffect(
    () =>
      ledger.on(
        'changed',
        ({ topics }) =>
          void queries.invalidateQueries({
            // What waits is made of several things; its key names them.
            predicate: ({ queryKey: [first, ...more] }) =>
              topics.some((topic) => topic === first || (first === 'waiting' && more.includes(topic))),
          }),
      ),
    [ledger, queries],
  );
  useEffect(
    () =>
      ledger.port.onState((link) => {
        // What was asked while no ledger was there is asked again: nobody should have to type it twice.
        const failed = { predicate: ({ state }: { state: { status: string } }) => state.status === 'error' };
        if (link === 'open') void queries.invalidateQueries(failed);
      }),
    [ledger, queries],
  );
  const curtained = gate.front !== 'work';
  const lastFocus = useRef<HTMLElement | null>(null);
  useEffect(() => {
    // Behind the curtain nothing can hold the focus; when it lifts, typing goes on in the field where it stopped.
    if (!curtained) lastFocus.current?.focus();
  }, [curtained]);
  return (
    <ServicesProvider value={{ ledger, bridge, currency, inFront: !curtained }}>
      {gate.session !== null && gate.place !== null && (
        <div
          inert={curtained}
          onFocusCapture={(event) => {
            lastFocus.current = event.target;
          }}
          className={curtained ? 'behind-curtain' : 'in-front'}
        >
          <Workplace key={gate.session.user.username} session={gate.session} place={gate.place} gate={gate} />
        </div>
      )}
      {curtained && <StartScreens gate={gate} />}
    </ServicesProvider>
  );
}
