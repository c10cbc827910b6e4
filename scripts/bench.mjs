// `npm run bench`: builds the programs, then runs tests/bench under Node 24 (with a display for what it times in a window).
import { runBundled } from './run-bundled.mjs';

await runBundled('tests/bench/bench.ts', 'bench/bench.mjs');
