// A page that asks for its port twice, because the first was slow to reach it, stays who it is; one that has spoken on its port
// and asks for another begins anew.
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ToLedger } from '../../../core/contract/host.ts';
import { WindowPorts } from '../../../electron/window-ports.ts';

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Port extends Emitter {
    start(): void {}
    postMessage(): void {}
    close(): void {
      this.emit('close');
    }
  }
  return {
    MessageChannelMain: class {
      readonly port1 = new Port();
      readonly port2 = this.port1;
    },
  };
});

let said: ToLedger[];
let ports: WindowPorts;
let given: EventEmitter[];
let page: WebContents;
beforeEach(() => {
  said = [];
  given = [];
  ports = new WindowPorts((message) => {
    said.push(message);
    return true;
  });
  const postMessage = (_channel: string, _data: unknown, [port]: EventEmitter[]) => port && given.push(port);
  page = Object.assign(new EventEmitter(), { id: 1, postMessage }) as unknown as WebContents;
  ports.seat(page, { kind: 'till' });
  ports.connect(page);
  ports.fromLedger({ k: 'resume', ch: 1, ticket: 'T' });
});

it('asks twice before it has spoken: the session goes on', () => {
  ports.connect(page);
  expect(said.slice(1)).toEqual([
    { k: 'close', ch: 1, unheard: true },
    { k: 'open', ch: 2, window: 'till', resume: 'T' },
  ]);
});

it('asks again after it has spoken: what was signed in is over', () => {
  given[0]?.emit('message', { data: '{}' });
  ports.connect(page);
  expect(said.slice(2)).toEqual([
    { k: 'close', ch: 1 },
    { k: 'open', ch: 2, window: 'till', resume: null },
  ]);
});

it('goes away: its session ends, spoken or not', () => {
  page.emit('destroyed');
  expect(said.slice(1)).toEqual([{ k: 'close', ch: 1 }]);
});
