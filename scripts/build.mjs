// Builds the programs into out/: shell, preload, ledger, verifier, command and paper by esbuild, the window by Vite.
// A program is rebuilt only when the bytes it is made from changed, so that a second start costs nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const banner =
  "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";
const packageVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** Each program: what it starts from, where it goes, which folders it is made of. */
const programs = [
  { name: 'main', entry: 'electron/main.ts', out: 'electron/main.cjs', from: ['core', 'electron'], kind: 'shell' },
  {
    name: 'preload',
    entry: 'electron/preload.ts',
    out: 'electron/preload.cjs',
    from: ['core', 'electron'],
    kind: 'shell',
  },
  {
    name: 'approval-preload',
    entry: 'electron/preload-approval.ts',
    out: 'electron/preload-approval.cjs',
    from: ['core', 'electron'],
    kind: 'shell',
  },
  { name: 'ledger', entry: 'db/ledger-process.ts', out: 'db/ledger-process.mjs', from: ['core', 'db'], kind: 'node' },
  { name: 'verify', entry: 'db/verify-process.ts', out: 'db/verify-process.mjs', from: ['core', 'db'], kind: 'node' },
  {
    name: 'package',
    entry: 'db/package-process.ts',
    out: 'db/package-process.mjs',
    from: ['core', 'db'],
    kind: 'node',
  },
  {
    name: 'delivery',
    entry: 'db/delivery-process.ts',
    out: 'db/delivery-process.mjs',
    from: ['core', 'db'],
    kind: 'node',
  },
  {
    name: 'voucher',
    entry: 'db/voucher-process.ts',
    out: 'db/voucher-process.mjs',
    from: ['core', 'db'],
    kind: 'node',
  },
  { name: 'list', entry: 'db/list-process.ts', out: 'db/list-process.mjs', from: ['core', 'db'], kind: 'node' },
  { name: 'command', entry: 'db/cli/counterfoil.ts', out: 'cli/counterfoil.mjs', from: ['core', 'db'], kind: 'node' },
  {
    name: 'paper',
    entry: 'documents/render-process.ts',
    out: 'documents/render-process.mjs',
    from: ['core', 'documents'],
    kind: 'node',
  },
  {
    name: 'window',
    entry: 'renderer/index.html',
    out: 'renderer/index.html',
    from: ['core', 'renderer', 'assets'],
    kind: 'window',
  },
];

/** What stays a package at run time: natives, and pdfmake's own fontkit whose registry must stay the one it uses. */
const external = ['@playwright/test', 'playwright-core', 'electron', 'better-sqlite3', 'pdfmake', 'fontkit', 'pdfkit'];

/** Content hash of every file under the folders, in a fixed order. */
function stampOf(folders) {
  const hash = createHash('sha256');
  const walk = (path) => {
    for (const item of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = join(path, item.name);
      if (item.isDirectory()) walk(full);
      else hash.update(full.slice(root.length)).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(join(root, folder));
  for (const file of ['package.json', 'package-lock.json', 'scripts/build.mjs'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

async function bundle(program) {
  const { build } = await import('esbuild');
  const shell = program.kind === 'shell';
  await build({
    entryPoints: [join(root, program.entry)],
    outfile: join(root, 'out', program.out),
    bundle: true,
    platform: 'node',
    format: shell ? 'cjs' : 'esm',
    target: shell ? 'node20' : 'node24',
    external,
    loader: { '.sql': 'text' },
    banner: shell ? {} : { js: banner },
    define: { __APP_VERSION__: JSON.stringify(packageVersion) },
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

async function bundleWindow() {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  const configFile = join(root, 'renderer/vite.config.ts');
  const arriving = join(root, 'out/.renderer-arriving');
  await build({
    root: join(root, 'renderer'),
    configFile: existsSync(configFile) ? configFile : false,
    base: './',
    plugins: existsSync(configFile) ? [] : [react()],
    // The shell replaces the placeholder by a fresh nonce at every load.
    html: { cspNonce: '__NONCE__' },
    define: { __APP_VERSION__: JSON.stringify(packageVersion) },
    build: {
      outDir: arriving,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      sourcemap: false,
      chunkSizeWarningLimit: 4096,
      // A page and an origin for each kind of window: what they share they load as files, never as state.
      rollupOptions: {
        input: ['index.html', 'approval.html', 'print.html'].map((page) => join(root, 'renderer', page)),
      },
    },
    logLevel: 'warn',
  });
  // Swapped whole: a failed build leaves the last good window, a running program never sees half of one.
  rmSync(join(root, 'out/renderer'), { recursive: true, force: true });
  renameSync(arriving, join(root, 'out/renderer'));
}

/**
 * Builds what changed. Returns the names of the programs built.
 * @param {{say?: (line: string) => void, only?: string[]}} options
 */
export async function buildPrograms({ say = () => {}, only } = {}) {
  const stamps = join(root, 'out/.stamps');
  mkdirSync(stamps, { recursive: true });
  const built = [];
  const known = new Map();
  for (const program of programs.filter((p) => !only || only.includes(p.name))) {
    if (!existsSync(join(root, program.entry))) {
      throw new Error(`${program.entry} is missing: the program "${program.name}" cannot be built`);
    }
    const key = program.from.join('+');
    if (!known.has(key)) known.set(key, stampOf(program.from));
    const stamp = known.get(key);
    const stampFile = join(stamps, program.name);
    const fresh =
      existsSync(join(root, 'out', program.out)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
    if (fresh) continue;
    say(`building ${program.name}`);
    rmSync(stampFile, { force: true });
    if (program.kind === 'window') await bundleWindow();
    else await bundle(program);
    writeFileSync(stampFile, stamp);
    built.push(program.name);
  }
  return built;
}

/** Bundles one script of the tests (bench, demo) so that it imports what the programs are made of, SQL text included. */
export async function bundleScript(entry, out) {
  await bundle({ entry, out, kind: 'node' });
  return join(root, 'out', out);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  try {
    const built = await buildPrograms({
      say: (line) => console.error(`build: ${line}`),
      ...(only.length ? { only } : {}),
    });
    console.error(built.length ? `build: done (${built.join(', ')})` : 'build: nothing changed');
  } catch (error) {
    console.error(`build: ${error.message}`);
    process.exitCode = 1;
  }
}
