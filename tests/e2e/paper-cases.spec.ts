// A receipt is exchanged for one to another payer, and a lost one gets a proof of payment, at the counter by keyboard.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { approvalWindow, sign } from './support/approving.ts';
import {
  confirmRecoveryKey,
  enterItem,
  firstRun,
  openShift,
  PASSPHRASE,
  post,
  signIn,
  tender,
} from './support/play.ts';
import { expect, test } from './support/program-test.ts';

async function charge(page: Page): Promise<string> {
  await enterItem(page, '5003004');
  await tender(page, 'Alt+1', '100', null);
  return post(page);
}

test('a receipt is exchanged, a lost one gets its proof, and neither gives anything back any more', async ({
  program,
}) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await confirmRecoveryKey(page, await firstRun(page, { passphrase: PASSPHRASE, demo: true }));
  await signIn(page, 'cashier1');
  await openShift(page, ['2']);
  const number = await charge(page);
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(page.getByRole('radio', { name: '换票（换交款人）' })).toBeChecked({ timeout: 20_000 });
  await expect(page.getByLabel('新交款人')).toBeFocused();
  await page.keyboard.insertText('江城建筑有限公司');
  // The old paper was printed: without it on the desk nothing happens, and what was typed stays.
  await page.keyboard.press('Enter');
  await expect(page.getByText(/请先收回收据/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('新交款人')).toHaveValue('江城建筑有限公司');
  await page.getByLabel('原票已收回').focus();
  await page.keyboard.press('Space');
  await expectAccessible(page, 'the exchange');
  await program.picture('receipt-exchange-zh-CN');
  await page.getByLabel('新交款人').focus();
  const window = await approvalWindow(program, () => page.keyboard.press('Enter'));
  await expect(window.getByTestId('approval')).toContainText('江城建筑有限公司');
  await program.picture('receipt-exchange-approval-zh-CN');
  await sign(window, 'supervisor1', 'Alt+y');
  await expect(page.getByTestId('follow-up-done')).toContainText('A01-R-0000002', { timeout: 30_000 });
  await expect(page.getByTestId('slip').locator('canvas')).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
  await program.picture('receipt-exchanged-zh-CN');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('receipt-exchanged')).toContainText('A01-R-0000002');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  const lost = await charge(page);
  expect(lost).not.toBe(number);
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+F3');
  await expect(page.getByRole('radio', { name: '遗失 / 损坏补办' })).toBeChecked({ timeout: 20_000 });
  await expect(page.getByLabel('报失人')).toBeFocused();
  await page.keyboard.insertText('李㛃');
  await expectAccessible(page, 'the register');
  await program.picture('receipt-loss-zh-CN');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('follow-up-done')).toContainText('A01-L-0000001', { timeout: 30_000 });
  await expect(page.getByTestId('slip').locator('canvas')).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
  await program.picture('receipt-lost-zh-CN');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('receipt-loss')).toContainText('原票不能退费');
  // A lost paper cannot be taken back, so it is not exchanged either: the dialog says so before anything is typed.
  await page.keyboard.press('Shift+F3');
  await expect(page.getByText(/原票收不回来，不能换票/)).toBeVisible({ timeout: 20_000 });
});
