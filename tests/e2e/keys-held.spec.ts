// A cashier does not wait for a dialog: what is pressed while one does its last act and closes reaches the screen behind it.
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { onSample } from './support/sample-program.ts';

test('no shortcut is lost while a dialog closes', async () => {
  test.setTimeout(240_000);
  await onSample(async ({ program }) => {
    const { window: page } = program;
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+g');
    await expect(page.locator('[data-setting="contact"]')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('textbox', { name: '电话', exact: true }).fill('027-8888 0000');
    await page.keyboard.press('Control+s');
    await page.keyboard.press('Control+q');
    await expect(page.getByRole('dialog', { name: '退出登录？' })).toBeVisible();
    await page.keyboard.press('Control+q');
    await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 20_000 });
  });
});
