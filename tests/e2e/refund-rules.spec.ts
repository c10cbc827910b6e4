// Finance writes the office's refund rules by keyboard: a policy for one category, a level, a risk rule, a reason. What
// cannot stand is named by its row; nobody sees how the ledger writes it down; the cashier's dry run obeys.
import { expectAccessible } from './support/axe.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

test('a policy, a level and a risk rule are written in rows and hold at once', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+Comma');
  const row = (key: string) => page.locator(`[data-setting="${key}"]`);
  const dialog = page.getByRole('dialog');
  await expect(row('contact')).toBeFocused();
  const current = page.getByRole('navigation', { name: '设置分组' }).locator('[aria-current="true"]');
  for (let n = 0; n < 12 && (await current.innerText()) !== '退费'; n += 1) await page.keyboard.press('ArrowRight');
  await expect(row('refundPolicy')).toBeFocused();
  await program.picture('rules-group-zh-CN');

  // One more category: as the one for all the others, and then narrower.
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: '其余类别' })).toBeFocused();
  await page.keyboard.press('Insert');
  await dialog.locator('[data-cell="category"]').focus();
  await page.keyboard.insertText('药品');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('七天');
  await page.keyboard.press('Control+s');
  await expect(dialog.getByText('「药品」：请填 0 至 3650 的整数。')).toBeVisible();
  await expect(dialog.locator('[data-cell="windowDays"]')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('7');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await dialog.locator('[data-cell="feeShare"]').fill('5');
  await dialog.locator('[data-cell="feeLeast"]').fill('1.00');
  const papers = dialog.getByRole('group', { name: '应交材料' });
  await papers.getByRole('button', { name: '加一行' }).press('Enter');
  await expect(papers.locator('[data-cell="text"]')).toBeFocused();
  await page.keyboard.insertText('退药单');
  await program.picture('rules-policy-zh-CN');
  await expectAccessible(page, 'rules-policy');
  await page.keyboard.press('Control+s');
  await expect(row('refundPolicy')).toContainText('【药品】 · 7 天内 · 手续费 5%，至少 1.00 · 材料：退药单');
  await expect(row('refundPolicy')).toBeFocused();

  // A level from 500.00 with a code; a row that says the same twice is named.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-row="0"] [data-cell="level"]')).toBeFocused();
  await page.keyboard.press('Insert');
  await expect(dialog.locator('[data-row="3"] [data-cell="level"]')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('0');
  await page.keyboard.press('Control+s');
  await expect(dialog.getByText('第 4 行：和第 1 行重复。')).toBeVisible();
  await expect(dialog.locator('[data-row="3"] [data-cell="from"]')).toBeFocused();
  await program.picture('rules-level-fault-zh-CN');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('500');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('药品');
  await expectAccessible(page, 'rules-levels');
  await page.keyboard.press('Control+s');
  await expect(row('refundLevels')).toContainText('初审 500.00 起 · 药品 · 30 分钟内');

  // A rule for the evening, and one row taken away.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-row="0"] [data-cell="kind"]')).toBeFocused();
  await page.keyboard.press('Control+Delete');
  await expect(dialog.locator('[data-row]')).toHaveCount(3);
  await page.keyboard.press('Insert');
  await dialog.locator('[data-row="3"] [data-cell="kind"]').selectOption('afterHours');
  await dialog.locator('[data-row="3"] [data-cell="from"]').fill('17:30');
  await dialog.locator('[data-row="3"] [data-cell="until"]').fill('8');
  await page.keyboard.press('Control+s');
  await expect(dialog.getByText('第 4 行：请填时间，如 17:30。')).toBeVisible();
  await dialog.locator('[data-row="3"] [data-cell="until"]').fill('8:00');
  await program.picture('rules-risk-zh-CN');
  await expectAccessible(page, 'rules-risk');
  await page.keyboard.press('Control+s');
  await expect(row('refundRisk')).toContainText('17:30 至 08:00 申请：加一级审批');

  await page.getByRole('button', { name: 'English', exact: true }).click();
  await row('refundPolicy').press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await program.picture('rules-policy-en');
  await page.keyboard.press('Escape');
  await row('refundRisk').press('Enter');
  await program.picture('rules-risk-en');
  await page.keyboard.press('Escape');
  await row('refundLevels').press('Enter');
  await program.picture('rules-levels-en');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/[{}[\]]"/)).toHaveCount(0);
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
});
