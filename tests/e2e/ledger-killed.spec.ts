// kill -9 of the ledger in the middle of postings from the window: nothing lost, nothing doubled, and the screen says
// what happened. Each posting goes through the till by keyboard; the killer strikes while one is under way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

const POSTINGS = 200;
const KILLS = 5;

test(`${POSTINGS} postings from the window, the ledger killed ${KILLS} times`, async () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-kill-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const made = runCommand([
    'init',
    '--data',
    dataDir,
    '--key-file',
    keyFile,
    '--org',
    '江城市第三人民医院',
    '--counter',
    'A01',
    '--admin',
    'admin',
    '--password-file',
    passwordFile,
    '--demo',
  ]);
  expect(made.exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const seen: string[] = [];
  try {
    const { window: page } = program;
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    for (let n = 1; n <= POSTINGS; n += 1) {
      await play.enterItem(page, '5002001');
      await page.keyboard.press('Alt+1');
      await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
      const pid = n % Math.floor(POSTINGS / KILLS) === 0 ? await program.ledgerPid() : null;
      await page.keyboard.press('F8');
      if (pid !== null) {
        // 0 to 8 ms after the key: before the commit, in it, or after it with the answer still on its way.
        await new Promise((resolve) => setTimeout(resolve, (n * 7) % 9));
        process.kill(pid, 'SIGKILL');
      }
      const number = page.getByTestId('receipt-number');
      await expect(number).toHaveText(`A01-R-${String(n).padStart(7, '0')}`, { timeout: 30_000 });
      seen.push(await number.innerText());
      // The answer may have come before the ledger died; that it died is said all the same.
      if (pid !== null) await expect(page.getByTestId('ledger-news')).toBeVisible();
    }
  } finally {
    await program.close();
  }
  // The numbers on the screen were 1, 2, 3, … without a gap or a repetition; the ledger holds exactly these.
  expect(new Set(seen).size).toBe(POSTINGS);
  const totals = runCommand(['totals', '--data', dataDir, '--key-file', keyFile]);
  expect(totals.output).toMatchObject({ receipts: POSTINGS, total: POSTINGS * 300 });
  const verified = runCommand(['verify', '--data', dataDir, '--key-file', keyFile]);
  expect(verified.output).toMatchObject({ ok: true, firstBad: null });
  rmSync(folder, { recursive: true, force: true });
});
