// What no single price says, charged by keyboard alone: a meter in steps, months by area, a package; explained on the screen
// and on the paper; the next visit begins with the last reading, and a gap is said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

const focused = (page: Page) => page.locator('input:focus');

async function chooseCustomer(page: Page, text: string): Promise<void> {
  await page.keyboard.press('F7');
  await play.typeByHand(page, text);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(play.itemField(page)).toBeFocused();
}

/** Types the texts into the line's fields, Enter after each. */
async function fill(page: Page, texts: readonly (string | null)[]): Promise<void> {
  await expect(focused(page)).toHaveAttribute('data-field', /^entry-/);
  for (const text of texts) {
    if (text !== null) await play.typeByHand(page, text);
    await page.keyboard.press('Enter');
  }
}

test('a metered item in steps, a period and a package are charged and explain themselves', async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-pricing-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  const lines = page.getByRole('table', { name: '账单明细' });
  try {
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await chooseCustomer(page, 'C800007');

    // Water: before, now; Enter goes on and ends in the item field. 29.75 t fill two bands and reach into the third.
    await play.enterItem(page, '8003001');
    await expect(focused(page)).toHaveAttribute('data-field', /^entry-\d+-before$/);
    await page.keyboard.press('F8');
    await expect(page.getByText('还没填完')).toBeVisible();
    await fill(page, ['120.5', '150.25']);
    await expect(play.itemField(page)).toBeFocused();
    await expect(lines).toContainText('15 × 3.45 + 10 × 4.83 + 4.75 × 5.83 = 127.7425 ≈ 127.74');

    // The fee by area: until is a date or a number of months.
    await play.enterItem(page, '8004001');
    await fill(page, ['89.5', '2026/11/1', '3']);
    await expect(play.itemField(page)).toBeFocused();
    await expect(lines).toContainText('2026-11-01 至 2027-01-31；2.80 × 89.5 平方米 × 3 个月 = 751.80');

    // A package shows what it holds; the parts add up to its price.
    await play.enterItem(page, '8001001');
    await expect(lines).toContainText('入职体检套餐');
    await expect(lines).toContainText('十二导联心电图');
    await expect(page.getByTestId('due')).toContainText('1,047.54');
    await program.picture('pricing-till');
    await play.tender(page, 'Alt+1', '1100', null);
    expect(await play.post(page)).toBe('A01-R-0000001');

    // The next visit: the last reading stands there and only the new one is typed; a roll-over and a new meter explain themselves.
    await chooseCustomer(page, 'C800007');
    await play.enterItem(page, '8003001');
    await expect(focused(page)).toHaveAttribute('data-field', /^entry-\d+-now$/);
    await expect(page.locator('[data-field$="-before"]')).toHaveValue('150.25');
    await page.keyboard.press('Alt+m');
    await expect(focused(page)).toHaveAttribute('data-field', /^entry-\d+-oldEnd$/);
    await fill(page, ['152', '0', '8.25']);
    await expect(play.itemField(page)).toBeFocused();
    await expect(lines).toContainText('旧表 152 − 150.25 = 1.75；新表 8.25 − 0 = 8.25；用量 10 吨');
    // Alt P goes back into its fields; another reading than the last one is said.
    await page.keyboard.press('Alt+p');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(focused(page)).toHaveAttribute('data-field', /^entry-\d+-before$/);
    await fill(page, ['151', null, null, null]);
    await expect(page.getByText('上次读数是 150.25')).toBeVisible();
    await program.picture('pricing-gap');

    // Set aside and taken back, the readings are still there.
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await expect(page.getByTestId('parked')).toContainText('王小明');
    await page.keyboard.press('F10');
    await page.keyboard.press('Enter');
    await expect(lines).toContainText('用量 9.25 吨');
    await program.picture('pricing-recalled');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('table')).toContainText('9.25 吨 used');
    await program.picture('pricing-en');
    await play.tender(page, 'Alt+1', '100', null);
    await play.post(page);
  } finally {
    await program.close();
  }
  expect(runCommand(['verify', ...where]).output).toMatchObject({ ok: true, firstBad: null });
  rmSync(folder, { recursive: true, force: true });
});
