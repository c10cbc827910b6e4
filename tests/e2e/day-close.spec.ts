// The end of a day in the real program, by keyboard: the cashier's X report tells no cash, the drawer is counted, finance sees
// the day live, closes it, looks at its Z report and its sheet, writes the package; a stranger with the public key checks it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Page } from '@playwright/test';
import { launchProgram, type Program, ROOT } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { runCommand } from './support/run-command.ts';

async function drawn(page: Page): Promise<void> {
  await expect(page.getByTestId('paper-page')).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
}

/** A shift of cashier1 with two receipts, its X report looked at, then counted 1.00 short. */
async function workAndCount(program: Program): Promise<void> {
  const { window: page } = program;
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2']);
  for (const [key, given] of [
    ['Alt+1', '100'],
    ['Alt+3', null],
  ] as const) {
    await play.enterItem(page, '5003004');
    await play.tender(page, key, given, null);
    await play.post(page);
  }
  await page.keyboard.press('Control+Shift+x');
  const report = page.getByTestId('report');
  await expect(report).toHaveAttribute('data-kind', 'X', { timeout: 20_000 });
  await expect(report).toHaveAttribute('data-blind', 'true');
  await drawn(page);
  await program.picture('report-x-blind-zh-CN');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  // 200.00 of float and 42.17 of the first receipt, one yuan of it missing: 2 × 100, then what the faces below come to.
  const counts: readonly (readonly [face: string, pieces: string])[] = [
    ['100.00', '2'],
    ['20.00', '2'],
    ['1.00', '1'],
    ['0.10', '1'],
  ];
  for (const [face, pieces] of counts) {
    const field = page.getByLabel(`${face} 元的张数`, { exact: true });
    await field.focus();
    await page.keyboard.type(pieces);
  }
  await program.picture('shift-count-zh-CN');
  await page.keyboard.press('F8');
  await page.keyboard.press('F8');
}

test('a day is closed from the screen, its package written and checked by a stranger', async () => {
  test.setTimeout(420_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-day-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const counterKey = join(folder, 'counter.pem');
  writeFileSync(counterKey, publicKeyOf(where));
  const program = await launchProgram({ dataDir, keyFile });
  try {
    await closeTheDay(program, counterKey);
  } catch (error) {
    throw new Error(program.console.join('\n'), { cause: error });
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function closeTheDay(program: Program, counterKey: string): Promise<void> {
  const { window: page } = program;
  await workAndCount(program);
  await expect(page.getByTestId('difference')).toBeVisible({ timeout: 20_000 });
  await play.signOut(page);

  await play.signIn(page, 'finance1');
  // The first thing finance sees is the day.
  await expect(page.getByTestId('day-taken')).toContainText('84.34', { timeout: 20_000 });
  await expect(page.getByTestId('hour-bars')).toBeVisible();
  await program.picture('today-zh-CN');
  await page.keyboard.press('Shift+F12');
  await expect(page.getByTestId('control-total')).toBeVisible({ timeout: 20_000 });
  await program.picture('day-close-zh-CN');
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog')).toBeVisible();
  await program.picture('day-close-ask-zh-CN');
  await page.keyboard.press('F8');
  // The Z report comes by itself, and looks as it will on paper.
  await expect(page.getByTestId('report')).toHaveAttribute('data-kind', 'Z', { timeout: 30_000 });
  await drawn(page);
  await program.picture('report-z-day-zh-CN');
  await page.keyboard.press('Escape');
  const days = page.getByTestId('closed-days');
  await days.getByRole('button', { name: '日报' }).focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  await program.picture('day-sheet-zh-CN');
  await page.keyboard.press('Escape');

  await days.getByRole('button', { name: '生成数据包' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('package-told')).toContainText('已生成', { timeout: 60_000 });
  await days.getByRole('button', { name: '核验' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('package-told')).toContainText('完好', { timeout: 60_000 });
  await program.picture('day-package-zh-CN');

  const packages = join(program.dataDir, 'packages');
  const [folder] = readdirSync(packages);
  if (folder === undefined) throw new Error('no package below the data folder');
  const run = runCommand(['verify-package', join(packages, folder), '--key', counterKey]);
  expect(run).toMatchObject({ exit: 0, output: { ok: true, faults: [] } });
  // One letter changed by whoever has the folder, and it is not believed any more.
  writeFileSync(join(packages, folder, 'lines.csv'), 'x');
  expect(runCommand(['verify-package', join(packages, folder), '--key', counterKey]).exit).toBe(1);
  await days.getByRole('button', { name: '核验' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('package-told')).toContainText('不可信', { timeout: 60_000 });
}

/** What IT hands to central once, asked for by the command line before anybody works. */
function publicKeyOf(where: readonly string[]): string {
  const lines = [
    { id: 1, method: 'session.signIn', params: { username: 'finance1', password: 'finance1-2026' } },
    { id: 2, method: 'package.key', params: {} },
  ];
  const input = lines.map((line) => JSON.stringify(line)).join('\n');
  const args = [join(ROOT, 'out/cli/counterfoil.mjs'), 'rpc', ...where];
  const { stdout } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { result?: { publicKey?: string } };
  return answer.result?.publicKey ?? '';
}
