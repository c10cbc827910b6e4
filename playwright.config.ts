// How the end-to-end tests run: the real program, one window a display (two would fight for the focus). `npm test`
// starts two displays and says so in COUNTERFOIL_DISPLAYS; without them one spec runs after the other.
import { defineConfig } from '@playwright/test';

const displays = (process.env['COUNTERFOIL_DISPLAYS'] ?? '').split(' ').filter((display) => display !== '');
// Every worker reads this file, and is told which of them it is.
const own = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (own !== undefined) process.env['DISPLAY'] = own;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  workers: Math.max(1, displays.length),
  fullyParallel: false,
  timeout: process.env['COUNTERFOIL_DOSE'] === 'soak' ? 3_600_000 : 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  forbidOnly: true,
  retries: 0,
});
