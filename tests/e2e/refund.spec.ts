// Money goes back, by keyboard: part of a receipt paid by card and cash is applied for, a supervisor decides in a window of
// its own, the card part goes back by its reference, the cash part out of the drawer, the slip is signed, the case is closed.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import {
  confirmRecoveryKey,
  enterItem,
  firstRun,
  openShift,
  PASSPHRASE,
  post,
  signIn,
  tender,
  typeByHand,
} from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import type { Program } from './support/launch-program.ts';

async function approvalWindow(program: Program, act: () => Promise<void>): Promise<Page> {
  const opening = program.app.waitForEvent('window');
  await act();
  const window = await opening;
  await expect(window.getByTestId('approval')).toBeVisible({ timeout: 40_000 });
  return window;
}

async function charged(page: Page): Promise<string> {
  await confirmRecoveryKey(page, await firstRun(page, { passphrase: PASSPHRASE, demo: true }));
  await signIn(page, 'cashier1');
  await openShift(page, ['5']);
  await enterItem(page, '5001019');
  await enterItem(page, '3*5005001');
  await tender(page, 'Alt+2', '20', '004512');
  await tender(page, 'Alt+1', '100', null);
  return post(page);
}

test('a part of a mixed receipt is refunded from the search field to the closed case', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  const receipt = await charged(page);
  await page.keyboard.press('Shift+F8');
  await expect(page.locator('[data-field="refund-find"]')).toBeFocused();
  await program.picture('refund-empty-zh-CN');
  await page.keyboard.type(receipt);
  await expect(page.getByRole('option')).toContainText(receipt);
  await page.keyboard.press('Enter');
  // Two of three infusions come back.
  await expect(page.locator('[data-field="refund-line-1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="refund-line-2"]')).toBeFocused();
  await page.keyboard.type('2');
  await expect(page.getByTestId('refund-total')).toContainText('17.80');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="refund-reason"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-field="refund-reason"]')).not.toHaveValue('');
  // Nobody is named on the receipt: who asks has to be said, and the key leads there.
  await page.keyboard.press('F8');
  await expect(page.locator('[data-field="refund-asked-by"]')).toBeFocused();
  await page.keyboard.insertText('欧阳恵');
  await program.picture('refund-apply-zh-CN');
  await expectAccessible(page, 'refund application');
  await page.keyboard.press('F8');
  const state = page.getByTestId('refund-state');
  await expect(state).toHaveAttribute('data-state', 'awaitingApproval', { timeout: 20_000 });
  await program.picture('refund-waiting-zh-CN');
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await window.keyboard.type('supervisor1');
  await window.keyboard.press('Enter');
  await window.keyboard.type('supervisor1-2026');
  await window.screenshot({ path: 'test-results/pictures/refund-deciding-zh-CN.png' });
  await window.keyboard.press('Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  await expect(state).toHaveAttribute('data-state', 'approved', { timeout: 30_000 });
  // The card part: reversed at its terminal, confirmed by the slip.
  await program.picture('refund-approved-zh-CN');
  await page.keyboard.press('F8');
  await expect(page.locator('[data-payout]').first()).toHaveAttribute('data-payout', 'sent', { timeout: 20_000 });
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await typeByHand(page, '004513');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-payout]').first()).toHaveAttribute('data-payout', 'confirmed', { timeout: 20_000 });
  await expect(state).toHaveAttribute('data-state', 'paid', { timeout: 20_000 });
  await page.keyboard.press('Control+p');
  await expect(page.getByTestId('refund-slip').locator('canvas')).toHaveAttribute('data-stage', 'drawn', {
    timeout: 30_000,
  });
  await program.picture('refund-slip-zh-CN');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.keyboard.insertText('11-27 10:20 电话告知，已退回卡上');
  await program.picture('refund-close-zh-CN');
  await page.keyboard.press('Enter');
  await expect(state).toHaveAttribute('data-state', 'closed', { timeout: 20_000 });
  await program.picture('refund-closed-zh-CN');
});
