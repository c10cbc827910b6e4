// The second factor in the real program, by keyboard: a supervisor scans a QR code off the screen, keeps recovery codes, and
// from then on signs in and decides with the telephone; whoever lacks one sets it up before anything else.
import { expectAccessible } from './support/axe.ts';
import { Phone } from './support/phone.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { playAttack, takePort } from './support/till-attack.ts';

test('a supervisor enrols by QR code, signs in with it and decides with it', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  await play.signIn(page, 'supervisor1');
  await page.keyboard.press('Control+y');
  await expect(page.getByRole('heading', { name: '我的登录' })).toBeVisible();
  await expect(page.getByRole('button', { name: '启用动态码' })).toBeFocused();
  await program.picture('account-zh-CN');
  await expectAccessible(page, 'account');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('密码', { exact: true })).toBeFocused();
  await page.keyboard.insertText('supervisor1-2026');
  await page.keyboard.press('Enter');
  const symbol = page.getByRole('img', { name: '绑定手机的二维码' });
  await expect(symbol).toBeVisible({ timeout: 20_000 });
  const phone = await Phone.scan(symbol);
  expect((await page.getByTestId('enrol-secret').innerText()).replaceAll(' ', '')).toBe(phone.secret);
  await expect(page.getByLabel('手机上的 6 位数字')).toBeFocused();
  await program.picture('account-scan-zh-CN');
  await expectAccessible(page, 'enrolment');
  await page.keyboard.insertText(await phone.code());
  await page.keyboard.press('Enter');
  const codes = page.getByTestId('recovery-codes');
  await expect(codes.locator('li')).toHaveCount(8, { timeout: 20_000 });
  await program.picture('account-codes-zh-CN');
  await expectAccessible(page, 'recovery codes');
  const recovery = await codes.locator('li').first().innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByText('恢复码还剩 8 个')).toBeVisible();
  await play.signOut(page);

  // The office asks for it, at the sign-in of supervisors and for every decision.
  await play.signIn(page, 'it1');
  const change = { key: 'secondFactor', value: { roles: ['supervisor'], approvals: true } };
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('cell', { name: '已启用' })).toHaveCount(1);
  await program.picture('people-factor-zh-CN');
  await takePort(page);
  // Its first call lends the port.
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('heading', { name: '设置', exact: true })).toBeVisible();
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const params = { ...change, operationId: crypto.randomUUID(), fromDate: today };
  expect(await playAttack<string[]>(page, [{ act: 'call', method: 'settings.change', params }])).toEqual([
    expect.stringContaining('"n":1'),
  ]);
  await play.signOut(page);

  // The password alone opens nothing; the code field comes, and its own key goes on.
  await page.keyboard.insertText('supervisor1');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('supervisor1-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('动态码')).toBeFocused({ timeout: 20_000 });
  await program.picture('sign-in-code-zh-CN');
  await expectAccessible(page, 'sign-in with a code');
  await page.keyboard.insertText('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/动态码不对/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('动态码')).toBeFocused();
  await page.keyboard.insertText(await phone.code());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeHidden({ timeout: 20_000 });
  await play.signOut(page);

  // Another supervisor has none: it is set up before anything else.
  await play.signIn(page, 'supervisor2');
  await expect(page.getByRole('heading', { name: '启用动态码' })).toBeVisible({ timeout: 20_000 });
  await program.picture('must-enrol-zh-CN');
  await expectAccessible(page, 'enrolment before everything');
  await page.getByRole('button', { name: '退出登录' }).click();

  // A decision in the other window: name, password, code, verdict.
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2']);
  await play.enterItem(page, '5003004');
  await play.tender(page, 'Alt+1', '100', null);
  await play.post(page);
  await play.enterItem(page, '5001001');
  await page.keyboard.press('Control+p');
  await page.keyboard.press('F3');
  const opening = program.app.waitForEvent('window');
  await page.keyboard.press('Enter');
  const window = await opening;
  await expect(window.getByTestId('approval')).toBeVisible({ timeout: 20_000 });
  for (const text of ['supervisor1', 'supervisor1-2026']) {
    await window.keyboard.type(text);
    await window.keyboard.press('Enter');
  }
  await expect(window.getByLabel('动态码')).toBeFocused();
  // Without the code the verdict is not sent: the focus says what is missing.
  await window.keyboard.press('Alt+y');
  await expect(window.getByLabel('动态码')).toBeFocused();
  await program.pictureOf(window, 'approval-code-zh-CN');
  await window.keyboard.type(recovery);
  await window.keyboard.press('Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('follow-up-done')).toBeVisible({ timeout: 20_000 });
});
