// Discounts by keyboard in the real window: one within the cashier's limit with cash rounded down, one beyond it that a
// supervisor approves in their own window, and an approval that a change of the bill costs.
import type { Page } from '@playwright/test';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

/** F11, the way by arrows, the field by Tab, Enter. `way`: how far down from a percentage. */
async function discount(page: Page, way: number, text: string): Promise<void> {
  await page.keyboard.press('F11');
  await expect(page.getByRole('dialog', { name: '优惠与减免' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '按比例' })).toBeFocused();
  for (let step = 0; step < way; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await play.typeByHand(page, text);
}

test('a discount within the limit and rounded cash; one beyond it is approved, and lost when the bill changes', async ({
  program,
}) => {
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await play.confirmRecoveryKey(page, groups);

  // Finance sets cash to go down to whole jiao from today.
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+Comma');
  await expect(page.locator('[data-setting="contact"]')).toBeFocused();
  const rounding = page.locator('[data-setting="rounding"]');
  for (let group = 0; group < 6 && !(await rounding.isVisible()); group += 1) await page.keyboard.press('ArrowRight');
  await rounding.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+s');
  await expect(rounding).toContainText('角');
  await play.signOut(page);

  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2', '0', '3', '4']);
  await play.enterItem(page, '5001019');
  await play.enterItem(page, '3*5003004');
  await expect(page.getByTestId('due')).toContainText('158.51');

  // 5 % of 158.51 is 7.93; the rest of 150.58 is 150.50 in cash.
  await discount(page, 0, '5');
  await program.picture('discount-dialog-zh-CN');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sums')).toContainText('−7.93');
  await expect(page.getByTestId('due')).toContainText('150.58');
  await play.tender(page, 'Alt+1', '200', null);
  await expect(page.getByTestId('sums')).toContainText('−0.08');
  await expect(page.getByTestId('change')).toContainText('49.50');
  await program.picture('discount-rounded-zh-CN');
  await play.post(page);
  await expect(page.getByTestId('posted-change')).toContainText('49.50');

  // Beyond the limit the key for posting leads to the supervisor.
  await play.enterItem(page, '5001019');
  await play.enterItem(page, '3*5003004');
  await discount(page, 1, '30');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('due')).toContainText('128.51');
  await expect(page.getByRole('button', { name: /请主管审批/ })).toBeVisible();
  await program.picture('discount-needs-zh-CN');
  const approve = async (): Promise<void> => {
    const opened = program.app.waitForEvent('window');
    await page.keyboard.press('F8');
    const approval = await opened;
    await expect(approval.getByTestId('approval-amount')).toContainText('30.00', { timeout: 20_000 });
    await expect(approval.getByText('158.51')).toBeVisible();
    await program.picture('discount-waiting-zh-CN');
    await approval.screenshot({ path: 'test-results/pictures/discount-approval-zh-CN.png' });
    await approval.keyboard.insertText('supervisor1');
    await approval.keyboard.press('Tab');
    await approval.keyboard.insertText('supervisor1-2026');
    await approval.keyboard.press('Alt+y');
    await expect(page.getByText('主管已批准')).toBeVisible({ timeout: 20_000 });
  };
  await approve();
  await expect(page.getByText('主管已批准')).toBeVisible();

  // Any change costs the approval; taken back, it is the approved bill again.
  await play.itemField(page).focus();
  await play.enterItem(page, '5001019');
  await expect(page.getByText('原来的审批作废')).toBeVisible();
  await program.picture('discount-lost-zh-CN');
  await play.typeByHand(page, '*1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('主管已批准')).toBeVisible();
  await play.tender(page, 'Alt+2', '128.51', '004512');
  await play.post(page);
  await expect(page.getByTestId('posted')).toContainText('128.51');
});
