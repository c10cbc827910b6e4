// Runs one TypeScript script of the tests against the built programs: bundled first, so that it can import what the
// programs are made of (SQL text included), then under Node 24 with a display.
import { spawn } from 'node:child_process';
import { buildPrograms, bundleScript } from './build.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-binary.mjs';
import { giveUp, node24, root, say } from './paths.mjs';

/** Ends this process with the script's own exit code. Arguments after `--` are passed on. */
export async function runBundled(entry, out) {
  const electron = findElectron();
  if (!electron) giveUp('no Electron here: run it by `npm run`, which fetches one');
  let script;
  try {
    await buildPrograms({ say });
    script = await bundleScript(entry, out);
  } catch (error) {
    giveUp(error.message);
  }
  const display = hasDisplay() ? null : await startVirtualDisplay();
  if (display) say('no display here: using a virtual one (Xvfb)');
  const env = { ...(display?.env ?? process.env), COUNTERFOIL_ELECTRON: electron.path, COUNTERFOIL_ROOT: root };
  const program = spawn(node24(), ['--enable-source-maps', script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => program.kill(signal));
  program.on('exit', (code) => {
    display?.stop();
    process.exit(code ?? 1);
  });
}
