// From an empty machine to the first charge by keyboard alone: every step of the set-up, a restart in the middle of it, the
// people made there, the tariff brought in there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './support/axe.ts';
import { launchProgram, type Program } from './support/launch-program.ts';
import { expect, test } from './support/program-test.ts';
import * as play from './support/play.ts';

test('the set-up is walked through, taken up again after a restart, and the first cashier charges', async () => {
  test.setTimeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-setup-'));
  const program = await launchProgram({ dataDir });
  const size = { width: 1366, height: 768 };
  let { window: page } = program;
  const resize = (of: Program) =>
    of.app.evaluate(
      ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    );
  await resize(program);
  await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible({ timeout: 20_000 });
  await program.picture('setup-first');
  await expectAccessible(page, 'setup-first');
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: false });
  await play.confirmRecoveryKey(page, groups);
  await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
  const step = (name: string) => page.getByRole('heading', { level: 2, name });

  await expect(step('印章图片')).toBeVisible();
  await program.picture('setup-seal');
  await page.keyboard.press('Alt+k');
  await expect(step('人员与角色')).toBeVisible();
  await expect(page.getByLabel('姓名').first()).toBeFocused();
  for (const [index, text] of ['林小燕', 'lin', '陈主管', 'chen', '周财务', 'zhou'].entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.insertText(text);
  }
  await program.picture('setup-people');
  await expectAccessible(page, 'setup-people');
  await page.keyboard.press('Enter');
  const passwords = page.getByTestId('first-passwords');
  await expect(passwords.getByRole('row')).toHaveCount(4, { timeout: 20_000 });
  const first = (
    await passwords
      .getByRole('row', { name: /林小燕/ })
      .getByRole('cell')
      .nth(2)
      .innerText()
  ).trim();
  expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await program.picture('setup-passwords');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(step('单据编号')).toBeVisible();
  await expect(page.getByText('A01-R-0000001')).toBeVisible();
  await program.picture('setup-numbers');
  await page.keyboard.press('Enter');
  await expect(step('券别')).toBeVisible();

  // The program is closed here; what was said stands in the ledger.
  await program.close();
  const again = await launchProgram({ dataDir });
  try {
    page = again.window;
    await resize(again);
    await page.locator('input[type=password]').fill(play.PASSPHRASE);
    await page.keyboard.press('Enter');
    await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
    await expect(step('券别')).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('100 50 20 10 5 1');
    await again.picture('setup-denominations');
    await expectAccessible(page, 'setup-denominations');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: '不抹零' })).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(step('会计科目')).toBeVisible();
    await again.picture('setup-accounts');
    await expectAccessible(page, 'setup-accounts');
    await page.keyboard.press('Alt+ArrowRight');

    await expect(step('收费标准')).toBeVisible();
    const list = join(dataDir, 'tariff.csv');
    writeFileSync(list, '项目编码,项目名称,单位,单价,生效日期\n1001,挂号费,次,5.00,2026-01-01\n');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /选择文件/ }).press('Enter');
    await (await chooser).setFiles(list);
    await expect(page.locator('[data-count="toImport"] dd')).toHaveText('1');
    await again.picture('setup-tariff');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/已导入 1 行/)).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(step('客户名单')).toBeVisible();
    await page.keyboard.press('Alt+k');
    await expect(step('检查并完成')).toBeVisible();
    await expect(page.getByText('1 个收费项目')).toBeVisible();
    await again.picture('setup-review');
    await expectAccessible(page, 'setup-review');
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await again.picture('setup-review-en');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await again.picture('setup-tariff-en');
    await page.getByRole('button', { name: '简体中文', exact: true }).click();
    await page.keyboard.press('Alt+k');
    await page.keyboard.press('Alt+k');
    await expect(step('检查并完成')).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByText('设置完成')).toBeVisible();
    await again.picture('setup-finished');
    await page.keyboard.press('Enter');

    await play.signIn(page, 'lin', first);
    await expect(page.getByRole('heading', { name: /密码/ })).toBeVisible();
    for (const [index, text] of [first, 'quiet harbour 7', 'quiet harbour 7'].entries()) {
      if (index > 0) await page.keyboard.press('Tab');
      await page.keyboard.insertText(text);
    }
    await page.keyboard.press('Enter');
    await expect(page.locator('.count-pieces')).toHaveCount(6);
    await play.openShift(page, ['1']);
    await play.enterItem(page, '1001');
    await play.tender(page, 'Alt+1', '10', null);
    expect(await play.post(page)).toBe('A01-R-0000001');

    // The administrator is an administrator again and nothing more.
    await page.keyboard.press('Escape');
    await play.signOut(page);
    await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
    await expect(page.getByRole('navigation', { name: '工作' })).not.toContainText(/首次设置|导入/);
  } finally {
    await again.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
