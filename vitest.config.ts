// How the unit, ledger and simulation tests run: plain Node 24, no Electron.
// COUNTERFOIL_DOSE=soak makes the same tests take their long form.
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

/** Migrations are imported as text, exactly as the bundle does it. */
function sqlAsText(): Plugin {
  return {
    name: 'sql-as-text',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? id;
      return file.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(file, 'utf8'))};` : null;
    },
  };
}

const soak = process.env['COUNTERFOIL_DOSE'] === 'soak';

export default defineConfig({
  plugins: [sqlAsText()],
  test: {
    include: ['tests/{unit,ledger,sim}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: soak ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
  },
});
