// The tariff in the real window by keyboard: a new item, a new price from tomorrow, an end; out as a file and in again as the
// same. A cashier may look.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './support/axe.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

test('finance adds an item, plans a new price, ends it, and takes the tariff out and in again', async ({ program }) => {
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await play.confirmRecoveryKey(page, groups);
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+t');
  const find = page.locator('[data-field="tariff-find"]');
  await expect(find).toBeFocused();
  await expect(page.locator('[data-item]').first()).toBeVisible();
  await program.picture('tariff-zh-CN');
  await expectAccessible(page, 'tariff-zh-CN');

  // A new item: what is wrong stands at its field.
  await page.keyboard.press('Insert');
  await expect(page.getByLabel('项目编码')).toBeFocused();
  await page.keyboard.insertText('T900');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('复印（每页）');
  await page.getByLabel('单价').focus();
  await page.keyboard.insertText('0.505');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await program.picture('tariff-new-zh-CN');
  await expectAccessible(page, 'tariff-new-zh-CN');
  await page.getByLabel('单价').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('0.50');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('「复印（每页）」已新增')).toBeVisible();

  // Found by what is typed; Enter opens it.
  await find.focus();
  await play.typeByHand(page, 't900');
  await expect(page.locator('[data-item]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'T900 复印（每页）' })).toBeVisible();
  await page.keyboard.press('Insert');
  await expect(page.getByLabel('单价')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('0.60');
  const from = page.getByLabel('生效日期');
  const today = await from.inputValue();
  const after = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  await from.fill(after(-1));
  await page.keyboard.press('Control+s');
  await expect(page.getByText('日期已经过去')).toBeVisible();
  await from.fill(after(1));
  await page.keyboard.press('Control+s');
  await expect(page.getByText(`自 ${after(1)} 起生效`)).toBeVisible();
  const row = page.locator('[data-item="T900"]');
  await expect(row).toContainText('0.50');
  await expect(row).toContainText(`${after(1)} 起有新版`);
  await row.press('Enter');
  await expect(page.getByRole('row', { name: new RegExp(after(1)) })).toContainText('0.60');
  await program.picture('tariff-card-zh-CN');
  await expectAccessible(page, 'tariff-card-zh-CN');
  await page.keyboard.press('Delete');
  await expect(page.getByLabel('停用日期')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await row.press('Enter');
  await program.picture('tariff-card-en');
  await page.keyboard.press('Insert');
  await page.getByLabel('Pricing method').selectOption('metered');
  await program.picture('tariff-form-en');
  await expectAccessible(page, 'tariff-form-en');
  await page.keyboard.press('Escape');
  await find.fill('');
  await expect(page.locator('[data-item]').nth(5)).toBeVisible();
  await program.picture('tariff-en');
  await page.getByRole('button', { name: '简体中文', exact: true }).click();

  // Out as a file, and in again: nothing changes.
  const file = join(program.dataDir, 'tariff-out.csv');
  await program.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: '导出 CSV' }).press('Enter');
  await expect(page.getByText(/行已存到/)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  const lines = readFileSync(file, 'utf8').trim().split('\n').length - 1;
  await page.keyboard.press('Control+i');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('radio', { name: '收费标准' }).check();
  await page.getByRole('button', { name: /选择文件/ }).press('Enter');
  await (await chooser).setFiles(file);
  await expect(page.locator('[data-count="unchanged"] dd')).toHaveText(String(lines));
  await expect(page.locator('[data-count="toImport"] dd')).toHaveText('0');

  await play.signOut(page);
  await play.signIn(page, 'cashier1');
  await page.keyboard.press('Control+t');
  await expect(page.locator('[data-item]').first()).toBeVisible();
  await page.locator('[data-item]').first().press('Enter');
  await expect(page.getByRole('button', { name: /关闭/ })).toBeFocused();
  await expect(page.getByRole('button', { name: /改价/ })).toHaveCount(0);
});
