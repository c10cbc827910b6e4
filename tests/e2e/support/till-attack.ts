// What a page that was taken over could do in the cashier's window: it holds the page's own signed-in port, calls whatever
// it likes, forges frames and messages, opens and frames pages, and looks for anything of the approval window.
import fc from 'fast-check';
import type { Page } from '@playwright/test';

export type Attack =
  | { readonly act: 'ask'; readonly receipt: string }
  | { readonly act: 'state'; readonly request: string }
  | { readonly act: 'standing'; readonly receipt: string }
  | { readonly act: 'call'; readonly method: string; readonly params: unknown }
  | { readonly act: 'frame'; readonly text: string }
  | { readonly act: 'open'; readonly request: string }
  | { readonly act: 'page'; readonly how: 'window' | 'frame' | 'fetch' | 'navigate'; readonly url: string }
  | { readonly act: 'read'; readonly what: 'storage' | 'channel' | 'opener' | 'bridge' }
  | { readonly act: 'message'; readonly data: string };

const FOREIGN = '0193a000-0000-7000-8000-000000000000';
const credentials = { username: 'supervisor1', password: 'supervisor1-2026' };

/** One to six steps; every one of them is something the page can really do. */
export function arbitraryAttack(receipt: string): fc.Arbitrary<readonly Attack[]> {
  const id = fc.constantFrom(FOREIGN, '', '../approval.html', receipt, '__proto__');
  const subject = { kind: 'void', receipt, reason: 'mistyped', text: null };
  const decision = fc.record({
    username: fc.constantFrom('supervisor1', 'cashier1', 'admin', 'supervisor2'),
    password: fc.constantFrom('guess', 'cashier1-2026', ''),
    verdict: fc.constantFrom('approved', 'rejected', 'withdrawn'),
    opinion: fc.constantFrom(null, 'x'),
    request: id,
  });
  const method = fc.constantFrom(
    'approval.decide',
    'approval.show',
    'approval.decide ',
    'Approval.decide',
    'constructor',
  );
  const call = fc.oneof(
    fc.record({ method, params: fc.oneof(decision, fc.constant({}), fc.constant(credentials), fc.object()) }),
    fc.constant({ method: 'approval.decide', params: { ...credentials, verdict: 'approved', opinion: null } }),
    fc.record({
      method: fc.constantFrom('receipt.void', 'tender.correct'),
      params: id.map((approval) => ({ ...subject, operationId: FOREIGN, reversals: [], approval })),
    }),
    fc.record({ method: fc.constant('approval.state'), params: id.map((request) => ({ request })) }),
  );
  const forged = fc.constantFrom(
    '{"k":"open","ch":2,"window":"approval","request":"x"}',
    '{"id":1,"method":"approval.decide","params":{},"ch":2}',
    '{"id":1,"method":"approval.decide","params":{},"window":"approval"}',
    '{"event":"changed","data":{"topics":["approvals"]}}',
    '{"id":1,"result":{"state":"approved"}}',
    '[]',
  );
  const urls = fc.constantFrom(
    'counterfoil://approval/approval.html',
    'counterfoil://app/approval.html',
    'counterfoil://approval/assets/',
    'about:blank',
    'data:text/html,<script>top.counterfoil</script>',
  );
  const step: fc.Arbitrary<Attack> = fc.oneof(
    { weight: 6, arbitrary: call.map((one): Attack => ({ act: 'call', ...one })) },
    { weight: 2, arbitrary: forged.map((text): Attack => ({ act: 'frame', text })) },
    { weight: 2, arbitrary: id.map((request): Attack => ({ act: 'open', request })) },
    {
      weight: 2,
      arbitrary: fc
        // A page that tries to leave loses its port and its session by that alone: nothing is left that could attack.
        .tuple(fc.constantFrom('window', 'frame', 'fetch'), urls)
        .map(([how, url]): Attack => ({ act: 'page', how, url }) as Attack),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('storage', 'channel', 'opener', 'bridge')
        .map((what): Attack => ({ act: 'read', what }) as Attack),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('counterfoil:port', 'approved').map((data): Attack => ({ act: 'message', data })),
    },
  );
  return fc.array(step, { minLength: 1, maxLength: 6 });
}

/** Catches the page's own port at its next call, as a script that got into the page would. */
export async function takePort(page: Page): Promise<void> {
  await page.evaluate(() => {
    const real = MessagePort.prototype.postMessage;
    const taken = {
      port: null as MessagePort | null,
      waiting: new Map<number, (frame: unknown) => void>(),
      seen: [] as string[],
    };
    MessagePort.prototype.postMessage = function (this: MessagePort, ...sent: never[]) {
      const text = (sent as unknown[])[0];
      if (taken.port === null && typeof text === 'string' && text.includes('"method"')) {
        taken.port = this;
        this.addEventListener('message', (event: MessageEvent) => {
          const frame = JSON.parse(String(event.data)) as { id?: number };
          if (frame.id !== undefined) taken.waiting.get(frame.id)?.(frame);
        });
      }
      return (real as (...all: never[]) => void).apply(this, sent);
    };
    Object.assign(globalThis, { taken, reallyPost: real });
  });
}

/** Plays `steps` in the page and answers what they told: one line each, or of a single named step its value. */
export async function playAttack<T>(page: Page, steps: readonly Attack[]): Promise<T> {
  return (await page.evaluate(async (all) => {
    const { taken, reallyPost } = globalThis as unknown as {
      taken: { port: MessagePort; waiting: Map<number, (frame: unknown) => void> };
      reallyPost: (text: string) => void;
    };
    let id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
    const call = (method: string, params: unknown): Promise<{ result?: Record<string, unknown> }> => {
      id += 1;
      const own = id;
      const answer = new Promise<{ result?: Record<string, unknown> }>((resolve) => {
        taken.waiting.set(own, resolve as (frame: unknown) => void);
        setTimeout(() => resolve({}), 5_000);
      });
      reallyPost.call(taken.port, JSON.stringify({ id: own, method, params }));
      return answer;
    };
    const subjectOf = (receipt: string): object => ({ kind: 'void', receipt, reason: 'mistyped', text: null });
    const look = async (what: string): Promise<string> => {
      if (what === 'bridge') return Object.keys(globalThis.counterfoil).join() + String('approval' in globalThis);
      if (what === 'opener') return JSON.stringify([window.opener, window.parent === window, window.frames.length]);
      if (what === 'channel') {
        const heard: string[] = [];
        const channel = new BroadcastChannel('approval');
        channel.addEventListener('message', (event) => heard.push(String(event.data)));
        channel.postMessage('password?');
        await new Promise((resolve) => setTimeout(resolve, 5));
        channel.close();
        return heard.join();
      }
      const databases = await indexedDB.databases();
      return JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        databases,
        await caches.keys(),
      ]);
    };
    const visit = async (how: string, url: string): Promise<string> => {
      if (how === 'window') return String(window.open(url));
      if (how === 'navigate') {
        location.href = url;
        return 'asked';
      }
      if (how === 'fetch') {
        return fetch(url, { method: 'GET' }).then(
          async (answer) => `${answer.status} ${(await answer.text()).length}`,
          () => 'refused',
        );
      }
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const read = (() => {
        try {
          return frame.contentDocument?.body?.innerText ?? 'nothing';
        } catch {
          return 'refused';
        }
      })();
      frame.remove();
      return read;
    };
    const told: string[] = [];
    for (const step of all) {
      if (step.act === 'ask') {
        const answer = await call('approval.request', {
          operationId: crypto.randomUUID(),
          subject: subjectOf(step.receipt),
        });
        return answer.result?.['request'];
      }
      if (step.act === 'state') return JSON.stringify(await call('approval.state', { request: step.request }));
      if (step.act === 'standing') return JSON.stringify(await call('receipt.standing', { number: step.receipt }));
      if (step.act === 'call') told.push(`${step.method} ${JSON.stringify(await call(step.method, step.params))}`);
      if (step.act === 'frame') reallyPost.call(taken.port, step.text);
      if (step.act === 'open') {
        const opened = globalThis.counterfoil.openApproval(step.request);
        told.push(`open ${await Promise.race([opened, new Promise((done) => setTimeout(() => done('waits'), 20))])}`);
      }
      if (step.act === 'page') told.push(`${step.how} ${await visit(step.how, step.url)}`);
      if (step.act === 'read') told.push(`read ${await look(step.what)}`);
      if (step.act === 'message') window.postMessage(step.data, '*');
    }
    return told;
  }, steps)) as T;
}
