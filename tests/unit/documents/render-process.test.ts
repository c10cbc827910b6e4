// The documents process: the same bytes from any process in any time zone, an answer to every message, back after a death.
// Node runs its TypeScript as it stands; the packaged program runs the bundle of the same file.
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { receiptLayout } from '../../../core/documents/receipt-layout.ts';
import type { RenderAnswer } from '../../../core/documents/render-protocol.ts';
import { type Renderer, startRenderer } from '../../../db/paper/render-client.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { COPY, everydayReceipt, longReceipt, ORIGINAL, rareNamesReceipt } from './sample-receipts.ts';

const script = fileURLToPath(new URL('../../../documents/render-process.ts', import.meta.url));
const layouts = [
  receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5' }),
  receiptLayout(rareNamesReceipt(), COPY, { locale: 'zh-TW', paper: 'A5' }),
  receiptLayout(longReceipt(40), ORIGINAL, { locale: 'en', paper: 'A5' }),
];

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const children: ChildProcess[] = [];
const renderers: Renderer[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill();
  await Promise.all(renderers.splice(0).map((renderer) => renderer.stop()));
});

function started(env: Record<string, string> = {}, program = script): ChildProcess {
  const child = fork(program, [], {
    execArgv: [],
    serialization: 'advanced',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.push(child);
  return child;
}

async function ask(child: ChildProcess, message: unknown): Promise<RenderAnswer> {
  const answered = once(child, 'message');
  child.send(message as never);
  const [answer] = (await answered) as [RenderAnswer];
  return answer;
}

async function digests(env: Record<string, string>, order: readonly number[]): Promise<Map<number, string>> {
  const child = started(env);
  const found = new Map<number, string>();
  for (const index of order) {
    const answer = await ask(child, { k: 'render', id: index, layout: layouts[index] });
    if (answer.k !== 'rendered') throw new Error(JSON.stringify(answer));
    found.set(index, digest(answer.pdf));
  }
  return found;
}

describe('the bytes of a document', () => {
  it('are the same in every process, time zone, locale and order', async () => {
    const shanghai = await digests({ TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' }, [0, 1, 2, 0]);
    const marquesas = await digests({ TZ: 'Pacific/Marquesas', LANG: 'C', LC_ALL: 'C' }, [2, 1, 0]);
    expect(marquesas.get(0)).toBe(shanghai.get(0));
    expect(marquesas.get(1)).toBe(shanghai.get(1));
    expect(marquesas.get(2)).toBe(shanghai.get(2));
    const here = await renderDocument(layouts[0]);
    expect(here.ok && digest(here.pdf)).toBe(shanghai.get(0));
    expect(new Set(shanghai.values()).size).toBe(3);
  });

  it('differ when the facts differ by a fen or the time of posting by a second', async () => {
    const view = everydayReceipt();
    const variants = [
      view,
      { ...view, total: view.total - 1 },
      { ...view, postedAt: view.postedAt + 1000 },
    ] as (typeof view)[];
    const seen = new Set<string>();
    for (const variant of variants) {
      const result = await renderDocument(receiptLayout(variant, ORIGINAL, { locale: 'zh-CN', paper: 'A5' }));
      if (result.ok) seen.add(digest(result.pdf));
    }
    expect(seen.size).toBe(3);
  });
});

describe('the documents process', () => {
  it('answers every message, however malformed, and goes on', async () => {
    const child = started();
    const cycle: Record<string, unknown> = { k: 'render', id: 9 };
    cycle['layout'] = cycle;
    const malformed: [unknown, number | null][] = [
      ['hello', null],
      [42, null],
      [{}, null],
      [{ k: 'render' }, null],
      [{ k: 'render', id: -1, layout: {} }, null],
      [{ k: 'render', id: '7', layout: {} }, null],
      [{ k: 'stop', id: 3 }, 3],
      [{ k: 'render', id: 4, layout: { ...layouts[0], body: 'x' } }, 4],
      [{ k: 'render', id: 5, layout: null }, 5],
      [{ k: 'render', id: 6, layout: layouts[0], script: '/etc/passwd' }, 6],
      [cycle, 9],
      [new Map([['k', 'render']]), null],
      [new Uint8Array(1_000_000), null],
    ];
    for (const [message, id] of malformed) {
      expect(await ask(child, message)).toMatchObject({ k: 'failed', id, code: 'LAYOUT_INVALID' });
    }
    expect(await ask(child, { k: 'render', id: 10, layout: layouts[0] })).toMatchObject({ k: 'rendered', id: 10 });
    expect(child.exitCode).toBeNull();
  });

  it('answers each of many requests at once under its own id', async () => {
    const child = started();
    const answers: RenderAnswer[] = [];
    const all = new Promise<void>((resolve) => {
      child.on('message', (answer: RenderAnswer) => {
        answers.push(answer);
        if (answers.length === 12) resolve();
      });
    });
    for (let id = 0; id < 12; id += 1)
      child.send({ k: 'render', id, layout: id % 3 === 2 ? { bad: true } : layouts[0] });
    await all;
    expect(answers.map((answer) => answer.id)).toEqual(Array.from({ length: 12 }, (_, id) => id));
    expect(answers.filter((answer) => answer.k === 'failed')).toHaveLength(4);
  });

  it('ends when its host has gone', async () => {
    const child = started();
    await ask(child, { k: 'render', id: 1, layout: layouts[0] });
    child.disconnect();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('is refused as a program of its own', async () => {
    const { spawnSync } = await import('node:child_process');
    const done = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('started by Counterfoil');
  });
});

describe('the bundled program', () => {
  it('finds fonts and pdfmake beside the archive it was unpacked from, and draws the same bytes', async () => {
    const builder = (await import(new URL('../../../scripts/build.mjs', import.meta.url).href)) as {
      bundleScript: (entry: string, out: string) => Promise<string>;
    };
    const bundle = await builder.bundleScript('documents/render-process.ts', 'tests/render-process.mjs');
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-package-'));
    try {
      const unpacked = join(folder, 'resources', 'app.asar.unpacked');
      mkdirSync(join(unpacked, 'out', 'documents'), { recursive: true });
      symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(unpacked, 'node_modules'));
      copyFileSync(bundle, join(unpacked, 'out', 'documents', 'render-process.mjs'));
      const child = started({}, join(unpacked, 'out', 'documents', 'render-process.mjs'));
      const answer = await ask(child, { k: 'render', id: 1, layout: layouts[1] });
      const here = await renderDocument(layouts[1]);
      expect(answer.k === 'rendered' && digest(answer.pdf)).toBe(here.ok && digest(here.pdf));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the client', () => {
  const start = (path = script, timeoutMs?: number): Renderer => {
    const renderer = startRenderer({
      execPath: process.execPath,
      script: path,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    renderers.push(renderer);
    return renderer;
  };

  /** A documents process that misbehaves as told. */
  async function withScript(code: string, act: (path: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-renderer-'));
    try {
      writeFileSync(join(folder, 'process.mjs'), code);
      await act(join(folder, 'process.mjs'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('gets the PDF, or the reason there is none', async () => {
    const renderer = start();
    const [first] = layouts;
    if (!first) throw new Error('no layout');
    const done = await renderer.render(first);
    expect(done.ok && Buffer.from(done.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const rare = receiptLayout({ ...everydayReceipt(), payer: '🐉' }, ORIGINAL, { locale: 'zh-CN', paper: 'A5' });
    expect(await renderer.render(rare)).toEqual({ ok: false, code: 'GLYPH_MISSING', params: { characters: ['🐉'] } });
  });

  it('hears of a death at once and starts again with the next document', async () => {
    await withScript(
      `import { existsSync, writeFileSync } from 'node:fs';
       const mark = new URL('./died-once', import.meta.url);
       process.on('message', (m) => {
         if (!existsSync(mark)) { writeFileSync(mark, ''); process.kill(process.pid, 'SIGKILL'); }
         else process.send({ k: 'rendered', id: m.id, pdf: new Uint8Array([1]), millis: 1 });
       });`,
      async (path) => {
        const renderer = start(path);
        const [first] = layouts;
        if (!first) throw new Error('no layout');
        expect(await renderer.render(first)).toMatchObject({ ok: false, code: 'RENDERER_GONE' });
        expect(await renderer.render(first)).toMatchObject({ ok: true });
      },
    );
  });

  it('ends a process that has gone silent', async () => {
    await withScript(`process.on('message', () => {}); process.on('SIGTERM', () => {});`, async (path) => {
      const renderer = start(path, 300);
      const [first] = layouts;
      if (!first) throw new Error('no layout');
      expect(await renderer.render(first)).toMatchObject({ ok: false, code: 'RENDERER_GONE' });
    });
  });

  it('draws nothing after it was stopped', async () => {
    const renderer = start();
    await renderer.stop();
    const [first] = layouts;
    if (!first) throw new Error('no layout');
    expect(await renderer.render(first)).toMatchObject({
      ok: false,
      code: 'RENDERER_GONE',
      params: { reason: 'stopped' },
    });
  });
});
