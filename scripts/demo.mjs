// `npm run demo`: plays the main job in the real program, on the screen or under a virtual display.
import { runBundled } from './run-bundled.mjs';

await runBundled('tests/demo/demo.ts', 'demo/demo.mjs');
