// `node scripts/bulk-load.mjs --customers N --receipts N [--per-day N] [--data DIR]`: fills a sample ledger for benches and
// says how fast it was and whether it verifies. Without --data the ledger is deleted again.
import { spawn } from 'node:child_process';
import { bundleScript } from './build.mjs';
import { node24 } from './paths.mjs';

const script = await bundleScript('tests/bench/bulk-load.ts', 'bench/bulk-load.mjs');
const program = spawn(node24(), ['--enable-source-maps', script, ...process.argv.slice(2)], { stdio: 'inherit' });
program.on('exit', (code) => process.exit(code ?? 1));
