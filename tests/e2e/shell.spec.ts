// The walls around a window, tried on the running program: Electron's twenty-item security checklist, one test an item,
// then the shell's own promises (one instance, a ledger that comes back, settings that stay).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronPath, launchProgram, type Program, programArguments, ROOT } from './support/launch-program.ts';
import { expect, test } from './support/program-test.ts';

type Preferences = Readonly<Record<string, unknown>>;

/** What Electron itself says the window runs with, not what our source asks for. */
function preferences(program: Program): Promise<Preferences> {
  return program.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return JSON.parse(JSON.stringify(contents.getLastWebPreferences())) as Record<string, unknown>;
  });
}

/** The header the page was served with, and the nonce that is in its HTML. */
function servedPage(program: Program): Promise<{ policy: string; html: string }> {
  return program.window.evaluate(async () => {
    const answer = await fetch('counterfoil://app/index.html');
    return { policy: answer.headers.get('content-security-policy') ?? '', html: await answer.text() };
  });
}

const windowCount = (program: Program): Promise<number> =>
  program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test.describe("Electron's security checklist", () => {
  // One program for all twenty: none of the attempts may leave a trace the next could trip over.
  test.describe.configure({ mode: 'serial' });
  let program: Program;
  test.beforeAll(async () => {
    program = await launchProgram();
  });
  test.afterAll(async () => {
    await program.close();
  });

  test('1 only secure content: no request leaves the program', async () => {
    const asked = await program.window.evaluate(async () => {
      const tried = ['http://127.0.0.1:9/', 'https://127.0.0.1:9/', 'ws://127.0.0.1:9/', 'file:///etc/passwd'];
      const answers = await Promise.all(
        tried.map((url) =>
          fetch(url).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      );
      return answers;
    });
    expect(asked).toEqual(['refused', 'refused', 'refused', 'refused']);
    // The policy stops the page; the session stops what no policy covers.
    const fromShell = await program.app.evaluate(async ({ BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      return session?.fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (error: Error) => error.message,
      );
    });
    expect(fromShell).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('2 no Node in the page', async () => {
    const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences(program);
    expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames]).not.toContain(true);
    const seen = await program.window.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', '__dirname'].filter((name) => name in globalThis),
    );
    expect(seen).toEqual([]);
  });

  test('3 the preload lives in a world of its own', async () => {
    expect((await preferences(program))['contextIsolation']).toBe(true);
    const swapped = await program.window.evaluate(() => {
      try {
        Object.assign(globalThis, { counterfoil: { connect: () => 'stolen' } });
      } catch {
        // Frozen: what is hoped for.
      }
      return globalThis.counterfoil.connect() as unknown;
    });
    expect(swapped).toBeUndefined();
  });

  test('4 the page is sandboxed', async () => {
    expect((await preferences(program))['sandbox']).toBe(true);
    // Nobody but root may go without the sandbox of the operating system, which cannot run for root.
    const asRoot = process.getuid?.() === 0;
    expect(await program.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(asRoot);
    if (asRoot) {
      const description = 'run as root: the sandbox of the operating system was off, only the page-side one was seen';
      test.info().annotations.push({ type: 'not shown here', description });
    }
  });

  test('5 every permission is refused', async () => {
    const answers = await program.window.evaluate(async () => {
      const media = navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'refused',
      );
      const place = new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('granted'),
          () => done('refused'),
        ),
      );
      const clipboard = navigator.clipboard.readText().then(
        () => 'granted',
        () => 'refused',
      );
      const screen = navigator.mediaDevices.getDisplayMedia().then(
        () => 'granted',
        () => 'refused',
      );
      return Promise.all([Notification.requestPermission(), media, place, clipboard, screen]);
    });
    expect(answers).toEqual(['denied', 'refused', 'refused', 'refused', 'refused']);
    const states = await program.window.evaluate(() =>
      Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'unknown',
          ),
        ),
      ),
    );
    expect(states).not.toContain('granted');
  });

  test('6 web security is on', async () => {
    expect((await preferences(program))['webSecurity']).not.toBe(false);
    const read = await program.window.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'data:text/html,<p>x</p>';
      document.body.append(frame);
      await new Promise((done) => setTimeout(done, 200));
      const inside = frame.contentDocument === null ? 'closed' : 'open';
      frame.remove();
      return inside;
    });
    expect(read).toBe('closed');
  });

  test('7 a strict Content Security Policy with a nonce of each load', async () => {
    const [first, second] = [await servedPage(program), await servedPage(program)];
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    const nonce = /'nonce-([^']+)'/.exec(first.policy)?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    expect(first.html).toContain(`nonce="${nonce}"`);
    expect(first.html).not.toContain('__NONCE__');
    expect(second.policy).not.toContain(nonce);
    const ran = await program.window.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "planted"';
      document.head.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'document.title = "planted"');
      image.src = 'counterfoil://app/none.png';
      document.body.append(image);
      await new Promise((done) => setTimeout(done, 300));
      let evaluated = 'ran';
      try {
        // biome-ignore lint/security/noGlobalEval: the attempt is the test
        (0, eval)('1');
      } catch {
        evaluated = 'refused';
      }
      image.remove();
      script.remove();
      return { title: document.title, evaluated };
    });
    expect(ran.title).not.toBe('planted');
    expect(ran.evaluated).toBe('refused');
  });

  test('8 no insecure content is let in', async () => {
    expect((await preferences(program))['allowRunningInsecureContent']).not.toBe(true);
  });

  test('9 no experimental features', async () => {
    expect((await preferences(program))['experimentalFeatures']).not.toBe(true);
  });

  test('10 no Blink features switched on', async () => {
    const { enableBlinkFeatures } = await preferences(program);
    expect(enableBlinkFeatures ?? '').toBe('');
    const switched = await program.app.evaluate(({ app }) => app.commandLine.getSwitchValue('enable-blink-features'));
    expect(switched).toBe('');
  });

  test('11 and 12 no webview can be made, so none can open windows or bring options', async () => {
    expect((await preferences(program))['webviewTag']).not.toBe(true);
    const before = await program.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    await program.window.evaluate(async () => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'counterfoil://app/index.html');
      view.setAttribute('allowpopups', '');
      view.setAttribute('nodeintegration', '');
      document.body.append(view);
      await new Promise((done) => setTimeout(done, 300));
      view.remove();
    });
    const after = await program.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(after).toBe(before);
  });

  test('13 the page goes nowhere else', async () => {
    const attempts = [
      "location.href = 'https://example.com/'",
      "location.href = 'counterfoil://app/other.html'",
      "location.href = 'file:///etc/passwd'",
      "location.href = 'data:text/html,hello'",
      "(() => { const a = document.createElement('a'); a.href = 'https://example.com/'; document.body.append(a); a.click(); a.remove(); })()",
      "(() => { const f = document.createElement('form'); f.action = 'https://example.com/'; document.body.append(f); f.submit(); f.remove(); })()",
      "(() => { const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://example.com/'; document.head.append(m); m.remove(); })()",
    ];
    for (const attempt of attempts) {
      await program.window.evaluate(attempt).catch(() => undefined);
      await program.window.waitForTimeout(150);
      expect(program.window.url(), attempt).toBe('counterfoil://app/index.html');
    }
  });

  test('14 no window is opened', async () => {
    const opened = await program.window.evaluate(() =>
      ['https://example.com/', 'counterfoil://app/index.html', 'about:blank', 'file:///etc/passwd'].map(
        (url) => window.open(url) === null,
      ),
    );
    expect(opened).toEqual([true, true, true, true]);
    expect(await windowCount(program)).toBe(1);
  });

  test('15 nothing the page says is opened outside', async () => {
    // The bridge has no function that takes an address, and no attempt reaches the system's opener.
    const bridge = await program.window.evaluate(() => Object.keys(globalThis.counterfoil).sort());
    expect(bridge).toEqual([
      'cancelPaper',
      'chooseFile',
      'connect',
      'info',
      'onShell',
      'openApproval',
      'openPaperFolder',
      'printers',
      'quit',
      'remind',
      'saveList',
      'savePaper',
      'sendPaper',
      'setLocale',
    ]);
    await program.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      Object.assign(shell, { openExternal: (url: string) => Promise.resolve(void opened.push(url)) });
    });
    await program.window.evaluate(() => {
      window.open('mailto:a@example.com');
      const link = document.createElement('a');
      link.href = 'tel:123';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await program.window.waitForTimeout(300);
    expect(await program.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([]);
  });

  test('16 the Electron that is shipped is a current one', () => {
    // A build-time matter: the lock decides what is packaged. The development stand-in is never packaged.
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string }>;
    };
    expect(Number(lock.packages['node_modules/electron']?.version?.split('.')[0])).toBeGreaterThanOrEqual(45);
    // `extraMetadata` or `electronDist` in the packaging file could smuggle another one in.
    expect(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')).not.toMatch(/^\s*electron(Dist|Version)\s*:/m);
  });

  test('17 the sender of every message is checked', async () => {
    // A second window of the shell's own process, not showing the program's page, asks for a port and for facts.
    const answers = await program.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await stranger.loadURL('data:text/html,<p>stranger</p>').catch(() => undefined);
        const run = (code: string): Promise<unknown> =>
          stranger.webContents.executeJavaScript(code).catch((error: Error) => `threw ${error.message}`);
        const bridge = await run('typeof window.counterfoil');
        stranger.destroy();
        return { bridge };
      },
      join(ROOT, 'out/electron/preload.cjs'),
    );
    // Its preload got no answer, so that it did not even get a bridge.
    expect(answers.bridge).toBe('undefined');
    const log = readFileSync(join(program.dataDir, 'shell/logs/shell.log'), 'utf8');
    expect(log).toContain('sender-refused counterfoil:info');
  });

  test('18 no file:// page: the program has a scheme of its own', async () => {
    expect(program.window.url()).toBe('counterfoil://app/index.html');
    const outside = await program.window.evaluate(() =>
      Promise.all(
        [
          '../package.json',
          '%2e%2e/%2e%2e/package.json',
          '..%5cpackage.json',
          'paper/x.pdf',
          'paper/..%2f..%2fkey.pdf',
          '%00',
        ].map((path) =>
          fetch(`counterfoil://app/${path}`).then(
            ({ status }) => status,
            () => 0,
          ),
        ),
      ),
    );
    expect(outside.filter((status) => status === 200)).toEqual([]);
    const other = await program.window.evaluate(() =>
      fetch('counterfoil://app/index.html', { method: 'POST' }).then(({ status }) => status),
    );
    expect(other).toBe(405);
  });

  test('19 the fuses of the shipped program are set', () => {
    // A build-time matter; tests/e2e/packaged.spec.ts reads them back from a packaged program.
    const packaging = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
    for (const line of [
      'runAsNode: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false',
      'enableCookieEncryption: true',
    ]) {
      expect(packaging).toContain(line);
    }
  });

  test('20 no Electron function reaches the page', async () => {
    const leaked = await program.window.evaluate(() => {
      const found: string[] = [];
      const walk = (value: unknown, path: string, depth: number): void => {
        if (depth > 3 || value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
        for (const key of Object.getOwnPropertyNames(value)) {
          if (/ipc|electron|webFrame|shell$/i.test(key) && key !== 'onShell') found.push(`${path}.${key}`);
        }
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`, depth + 1);
      };
      walk(globalThis.counterfoil, 'counterfoil', 0);
      for (const name of ['electron', 'ipcRenderer', 'contextBridge', 'webFrame'])
        if (name in globalThis) found.push(name);
      return found;
    });
    expect(leaked).toEqual([]);
  });
});

test('a port carries text of bounded size and nothing else', async ({ program }) => {
  const answers = await program.window.evaluate(async () => {
    // The page keeps asking for a port of its own when it loses one, and every asking closes the port before: what was
    // sent on a port that died meanwhile is sent again on the next.
    const hear = (port: MessagePort): Promise<(string | undefined)[]> =>
      new Promise((done) => {
        const heard: (string | undefined)[] = [];
        port.addEventListener('message', ({ data }) => {
          const code = (JSON.parse(String(data)) as { error?: { code: string } }).error?.code;
          if (code !== undefined) heard.push(code);
          if (heard.length === 3) done(heard);
        });
        port.start();
        port.postMessage({ id: 1, method: 'x' });
        port.postMessage(new Uint8Array(10));
        port.postMessage('x'.repeat(262_145));
      });
    const answer = new Promise<(string | undefined)[]>((done) => {
      window.addEventListener('message', (event) => {
        if (event.source !== window || event.data !== 'counterfoil:port') return;
        for (const port of event.ports) void hear(port).then(done);
      });
    });
    globalThis.counterfoil.connect();
    const nothing = new Promise<string[]>((done) => setTimeout(() => done(['no port answered']), 15_000));
    return Promise.race([answer, nothing]);
  });
  expect(answers).toEqual(['MALFORMED', 'MALFORMED', 'TOO_LARGE']);
});

test('a second start brings the first window to the front and ends', async ({ program }) => {
  await program.window.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    globalThis.counterfoil.onShell((event) => heard.push(event.kind));
  });
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = spawn(electronPath(), programArguments(program.dataDir), { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() => program.window.evaluate(() => (globalThis as unknown as { heard: string[] }).heard))
    .toContain('second-start');
  expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  expect(await windowCount(program)).toBe(1);
});

test('a killed ledger is back within two seconds and the page is told', async ({ program }) => {
  await program.window.evaluate(() => {
    const states: string[] = [];
    Object.assign(globalThis, { states });
    globalThis.counterfoil.onShell((event) => event.kind === 'ledger' && states.push(event.state));
  });
  await expect.poll(() => program.ledgerPid()).not.toBeNull();
  const states = (): Promise<string[]> =>
    program.window.evaluate(() => (globalThis as unknown as { states: string[] }).states);
  await expect.poll(states).toContain('running');
  for (let round = 1; round <= 3; round += 1) {
    const pid = await program.ledgerPid();
    expect(pid).not.toBeNull();
    const from = (await states()).length;
    const killedAt = Date.now();
    process.kill(pid ?? 0, 'SIGKILL');
    await expect
      .poll(async () => (await states()).slice(from), { timeout: 10_000, intervals: [20] })
      .toContain('running');
    expect(Date.now() - killedAt).toBeLessThan(2_000);
    expect((await states()).slice(from)).toEqual(['gone', 'starting', 'running']);
    expect(await program.ledgerPid()).not.toBe(pid);
  }
});

test('the death of the paper process is not the death of the window', async ({ program }) => {
  await program.window.waitForLoadState('load');
  await expect.poll(() => program.paperPid()).not.toBeNull();
  const ledger = await program.ledgerPid();
  process.kill((await program.paperPid()) ?? 0, 'SIGKILL');
  await expect.poll(() => program.paperPid()).toBeNull();
  expect(await program.window.evaluate(() => document.readyState)).toBe('complete');
  expect(await program.ledgerPid()).toBe(ledger);
});

test('a crashed page is loaded anew with a port of its own', async ({ program }) => {
  const before = await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  const alive = (): Promise<boolean> =>
    program.app.evaluate(async ({ BrowserWindow }, old) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.getOSProcessId() === old) return false;
      return (await contents.executeJavaScript('typeof window.counterfoil.connect')) === 'function';
    }, before);
  await expect.poll(alive, { timeout: 10_000 }).toBe(true);
});

test('the window stands where it stood, in the language it was left in', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-e2e-'));
  const first = await launchProgram({ dataDir });
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1400, height: 800 }),
  );
  await first.window.evaluate(() => globalThis.counterfoil.setLocale('en'));
  await first.window.waitForTimeout(700);
  await first.close();
  const second = await launchProgram({ dataDir });
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  const locale = await second.window.evaluate(() => globalThis.counterfoil.info.locale);
  await second.close();
  expect(bounds).toMatchObject({ width: 1400, height: 800 });
  expect(locale).toBe('en');
  // Everything the shell keeps is readable by this account only.
  for (const name of ['shell', 'shell/shell-settings.json', 'shell/logs/shell.log']) {
    const path = join(dataDir, name);
    expect(existsSync(path), path).toBe(true);
    expect(statSync(path).mode & 0o077, path).toBe(0);
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test('closing the window ends every process', async () => {
  const program = await launchProgram();
  await expect.poll(() => program.ledgerPid()).not.toBeNull();
  await expect.poll(() => program.paperPid()).not.toBeNull();
  const pids = [await program.ledgerPid(), await program.paperPid()];
  await program.close();
  const alive = (): (number | null)[] => pids.filter((pid) => isRunning(pid ?? 0));
  await expect.poll(alive, { timeout: 3_000 }).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
