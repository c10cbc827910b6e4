// How the unit, ledger and simulation tests run: plain Node 24, no Electron.
// COUNTERFOIL_DOSE=soak makes the same tests take their long form.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';

/** Migrations are imported as text, exactly as the bundle does it. */
export function sqlAsText(): Plugin {
  return {
    name: 'sql-as-text',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? id;
      return file.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(file, 'utf8'))};` : null;
    },
  };
}

/** A password costs what argon2 costs only where that is asked: tests sign in thousands of times. */
export function fastPasswords(): Plugin {
  const fast = fileURLToPath(new URL('tests/ledger/support/fast-passwords.ts', import.meta.url));
  return {
    name: 'fast-passwords',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('/password-hash.ts') ? fast : null),
  };
}

const soak = process.env['COUNTERFOIL_DOSE'] === 'soak';

/** Tests that stand in for a module of Node or of Electron, so that no other may share their modules. */
const APART = ['tests/sim/ends-of-days.test.ts'];

/** Tests that start the program's own processes over a ledger made here: both must take a password the same way. */
const WITH_PROCESSES = ['tests/ledger/process.test.ts', 'tests/ledger/backfill.test.ts'];

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: soak ? 3_600_000 : 60_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [sqlAsText()],
        test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}', ...WITH_PROCESSES] },
      },
      {
        plugins: [sqlAsText(), fastPasswords()],
        // The modules of the whole ledger are read once a worker, not once a file: that was a quarter of the time.
        test: {
          ...shared,
          name: 'ledger',
          include: ['tests/{ledger,sim}/**/*.test.ts'],
          exclude: [...APART, ...WITH_PROCESSES],
          isolate: false,
        },
      },
      {
        plugins: [sqlAsText(), fastPasswords()],
        test: { ...shared, name: 'apart', include: APART },
      },
    ],
  },
});
