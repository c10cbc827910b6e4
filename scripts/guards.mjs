// `npm run test:guards`: every guard of tests/guards is taken away in memory, and the test that must miss it has to go red.
// Under Node 24, which reads TypeScript by itself. Arguments after `--` are passed on.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './paths.mjs';

const args = [join(root, 'tests/guards/run-guards.ts'), ...process.argv.slice(2)];
process.exitCode = spawnSync(node24(), args, { cwd: root, stdio: 'inherit' }).status ?? 1;
