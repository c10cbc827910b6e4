// `npm start`: builds what changed and opens the program, under a virtual display where there is no screen.
import { spawn } from 'node:child_process';
import { buildPrograms } from './build.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-binary.mjs';
import { giveUp, root, say } from './paths.mjs';

const electron = findElectron();
if (!electron) giveUp('no Electron here: run `npm start`, which fetches one');
await buildPrograms({ say });

let display = null;
if (!hasDisplay()) {
  say('no display here: the window opens on a virtual one (Xvfb) that nobody sees; set DISPLAY to see it');
  display = await startVirtualDisplay();
}
const args = [root, ...process.argv.slice(2)];
if (process.getuid?.() === 0) {
  say("running as root: Chromium's sandbox cannot be used (--no-sandbox); do not do this on a counter");
  args.push('--no-sandbox');
}
say('opening the window');
const program = spawn(electron.path, args, { stdio: 'inherit', env: display?.env ?? process.env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => program.kill(signal));
program.on('exit', (code, signal) => {
  display?.stop();
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
});
