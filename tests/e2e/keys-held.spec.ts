// A cashier does not wait for a dialog: what is pressed while one does its last act and closes reaches the screen behind it.
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { onSample } from './support/sample-program.ts';

test('no key is lost while a dialog closes: a shortcut, and what is typed', async () => {
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

    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await play.enterItem(page, '5003004');
    await page.keyboard.press('Shift+F9');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('xcg');
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
    await expect(play.itemField(page)).toHaveValue('xcg');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect(page.getByText('血常规').first()).toBeVisible();
  });
});
