// `npm run -s counterfoil -- …`: the headless command. Stdout carries its JSON and nothing else.
import { spawn } from 'node:child_process';
import { buildPrograms } from './build.mjs';
import { prepare } from './prepare.mjs';
import { giveUp, node24, root, say } from './paths.mjs';

try {
  await prepare('command');
  // The command itself, and the programs it starts: the paper process and the verifier.
  await buildPrograms({ say, only: ['command', 'ledger', 'verify', 'paper'] });
} catch (error) {
  giveUp(error.message);
}
const command = spawn(node24(), [`${root}/out/cli/counterfoil.mjs`, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal));
command.on('exit', (code) => process.exit(code ?? 1));
