// 冲红重开 by keyboard: a part of a printed receipt goes back, the old paper is taken back, a new receipt stands for the rest, and
// both papers lie on the desk.
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

test('after a part went back the receipt is taken back red and a new one stands for the rest', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await confirmRecoveryKey(page, await firstRun(page, { passphrase: PASSPHRASE, demo: true }));
  await signIn(page, 'cashier1');
  await openShift(page, ['5']);
  await enterItem(page, '5001019');
  await enterItem(page, '3*5005001');
  await tender(page, 'Alt+2', '20', '004512');
  await tender(page, 'Alt+1', '100', null);
  const receipt = await post(page);
  // The customer has the paper.
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('canvas').first()).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F8');
  await expect(page.locator('[data-field="refund-find"]')).toBeFocused();
  await page.keyboard.type(receipt);
  await expect(page.getByRole('option')).toContainText(receipt);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="refund-line-1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="refund-reason"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F8');
  await expect(page.locator('[data-field="refund-asked-by"]')).toBeFocused();
  await page.keyboard.insertText('欧阳恵');
  await page.keyboard.press('F8');
  const state = page.getByTestId('refund-state');
  await expect(state).toHaveAttribute('data-state', 'awaitingApproval', { timeout: 30_000 });
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await sign(window, 'supervisor1', 'Alt+y');
  await expect(state).toHaveAttribute('data-state', 'approved', { timeout: 60_000 });
  await page.keyboard.press('Shift+F3');
  await expect(page.getByTestId('reissue-rest')).toBeVisible({ timeout: 20_000 });
  // Without the old paper on the desk nothing happens.
  await expect(page.getByLabel('原票已收回')).toBeFocused();
  await expect(page.getByRole('button', { name: /冲红重开/ }).last()).toBeDisabled();
  await expectAccessible(page, 'the reissue');
  await program.picture('reissue-ask-zh-CN');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('reissue-done')).toContainText('A01-R-0000002', { timeout: 30_000 });
  const paper = page.getByTestId('reissue-paper');
  await expect(paper.locator('canvas')).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
  await program.picture('reissue-done-zh-CN');
  await page.keyboard.press('Control+p');
  await expect(paper).toHaveAttribute('data-number', 'A01-H-0000001');
  await expect(paper.locator('canvas')).toHaveAttribute('data-stage', 'drawn', { timeout: 60_000 });
  await program.picture('reissue-red-zh-CN');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('reissue-link')).toContainText('A01-R-0000002', { timeout: 20_000 });
  await program.picture('reissue-case-zh-CN');
  // The new receipt is frozen by a second person: its refund is refused with the reason, until it is let go.
  await page.getByTestId('reissue-link').click();
  await expect(page.getByTestId('receipt-rest')).toContainText(receipt, { timeout: 20_000 });
  await page.keyboard.press('Control+Shift+F3');
  await expect(page.getByLabel('原因')).toBeFocused({ timeout: 20_000 });
  await page.keyboard.insertText('客户与科室各执一词，待查');
  await expectAccessible(page, 'the freeze');
  await program.picture('receipt-freeze-zh-CN');
  const decided = await approvalWindow(program, () => page.keyboard.press('Enter'));
  await expect(decided.getByTestId('approval')).toContainText('待查');
  await decided.screenshot({ path: 'test-results/pictures/receipt-freeze-approval-zh-CN.png' });
  await sign(decided, 'supervisor1', 'Alt+y');
  await expect(page.getByTestId('receipt-frozen')).toContainText('各执一词', { timeout: 30_000 });
  await program.picture('receipt-frozen-zh-CN');
});
