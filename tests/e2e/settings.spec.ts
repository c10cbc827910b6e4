// Settings in the real window by keyboard: read by everybody, changed by whom they belong to, from a day on.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { png } from '../fixtures/png.ts';
import { expectAccessible } from './support/axe.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

test('finance plans a rounding for tomorrow, sets notes and coins and a seal; a cashier may look', async ({
  program,
}) => {
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await play.confirmRecoveryKey(page, groups);
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+Comma');
  const row = (key: string) => page.locator(`[data-setting="${key}"]`);
  await expect(row('contact')).toBeFocused();

  /** Goes right from group to group until `name` is the one in front. */
  const toGroup = async (name: string, first: string): Promise<void> => {
    const current = page.getByRole('navigation', { name: '设置分组' }).locator('[aria-current="true"]');
    for (let n = 0; n < 12 && (await current.innerText()) !== name; n += 1) await page.keyboard.press('ArrowRight');
    await expect(row(first)).toBeFocused();
  };

  // Address and phone: the first fields of the first setting.
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('江城市解放大道 1095 号');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('027-8366 0000');
  await page.keyboard.press('Control+s');
  await expect(row('contact')).toContainText('江城市解放大道 1095 号');
  await expect(row('contact')).toBeFocused();

  // The seal, by file; a picture that is none is named before anything is sent.
  await page.keyboard.press('ArrowDown');
  await expect(row('seal')).toBeFocused();
  await page.keyboard.press('Enter');
  const choose = async (name: string, bytes: Buffer): Promise<void> => {
    const path = join(program.dataDir, name);
    writeFileSync(path, bytes);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择图片' }).press('Enter');
    await (await chooser).setFiles(path);
  };
  await choose('not.png', Buffer.from('GIF89a, whatever it is called'));
  await expect(page.getByText('这不是 PNG 图片')).toBeVisible();
  await choose('seal.png', png(360, 360));
  await expect(page.getByRole('dialog').getByAltText('单位印章')).toBeVisible();
  await program.picture('settings-seal');
  await expectAccessible(page, 'settings-seal');
  await page.keyboard.press('Control+s');
  await expect(row('seal').getByAltText('单位印章')).toBeVisible();
  await program.picture('settings-zh-CN');
  await expectAccessible(page, 'settings-zh-CN');

  // Taking money: notes and coins from today, rounding from tomorrow.
  await toGroup('收款', 'denominations');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('100 50 1');
  await page.keyboard.press('Control+s');
  await expect(row('denominations')).toContainText('100 50 1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '不抹零' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '角', exact: true })).toBeChecked();
  await page.keyboard.press('Tab');
  const today = await page.getByLabel('从哪天起').inputValue();
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(yesterday);
  await page.keyboard.press('Enter');
  await expect(page.getByText('不早于今天')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(tomorrow);
  await program.picture('settings-change-zh-CN');
  await page.keyboard.press('Enter');
  await expect(row('rounding')).toContainText('不抹零');
  await expect(row('rounding')).toContainText(`${tomorrow} 起：角`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: tomorrow })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await program.picture('settings-money-en');
  await row('rounding').press('Enter');
  await program.picture('settings-change-en');
  await expectAccessible(page, 'settings-change-en');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '简体中文', exact: true }).click();

  // What the office calls its accounts: one field each, empty where the usual name stays; saved from today on.
  await toGroup('中央财务', 'vouchers');
  await page.keyboard.press('ArrowDown');
  await expect(row('accountNames')).toBeFocused();
  await expect(row('accountNames')).toContainText('都用通常的名称');
  await page.keyboard.press('Enter');
  const till = page.getByRole('textbox', { name: /^1001\.1\.1 / });
  await expect(till).toBeVisible();
  await expect(page.locator('.setting-accounts input').first()).toBeFocused();
  await expect(page.getByRole('row', { name: /1001\.1\.BF/ })).toContainText('库存现金—补录钱箱');
  await page.keyboard.insertText('库存现金（总）');
  await program.picture('settings-accounts-zh-CN');
  await expectAccessible(page, 'settings-accounts-zh-CN');
  await page.keyboard.press('Control+s');
  await expect(row('accountNames')).toContainText('库存现金（总）');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await row('accountNames').press('Enter');
  await expect(page.locator('.setting-accounts input').first()).toHaveValue('库存现金（总）');
  await program.picture('settings-accounts-en');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '简体中文', exact: true }).click();

  await play.signOut(page);
  await play.signIn(page, 'cashier1');
  await expect(page.getByRole('textbox', { name: /张数|枚数|片数/ }).or(page.locator('.count-pieces'))).toHaveCount(3);
  await page.keyboard.press('Control+g');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText('您可以查看')).toBeVisible();
  await expect(page.getByRole('button', { name: '保存' })).toHaveCount(0);
  await program.picture('settings-cashier');
});
