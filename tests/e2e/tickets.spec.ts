// A complaint at the counter in the real program: a ticket, a payout within the cashier's limits at once, one above them with a
// supervisor's decision in the other window, and the audit list. Before it finance lets drawers pay, on the screen of settings.
import { approvalWindow, sign } from './support/approving.ts';
import { expectAccessible } from './support/axe.ts';
import * as play from './support/play.ts';
import { onSample } from './support/sample-program.ts';
import { expect, test } from './support/program-test.ts';

test('a payout within the limits goes at once, one above them with the supervisor', async () => {
  test.setTimeout(300_000);
  await onSample(async ({ program }) => {
    const { window: page } = program;
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));

    // Finance: the matrix of who may pay how much, and that a drawer may pay.
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+Comma');
    const row = page.locator('[data-setting="tickets"]');
    const group = page.getByRole('navigation', { name: '设置分组' }).locator('[aria-current="true"]');
    await expect(page.locator('[data-setting="contact"]')).toBeFocused();
    for (let n = 0; n < 12 && !(await row.isVisible()); n += 1) {
      const before = await group.innerText();
      await page.keyboard.press('ArrowRight');
      await expect(group).not.toHaveText(before);
    }
    for (let n = 0; n < 12 && !(await row.evaluate((one) => one === document.activeElement)); n += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByLabel('可以用钱箱里的现金打款（坐支）').press('Space');
    await expect(page.getByLabel('可以用钱箱里的现金打款（坐支）')).toBeChecked();
    await program.picture('tickets-limits-zh-CN');
    await expectAccessible(page, 'tickets-limits-zh-CN');
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('dialog')).toBeHidden();
    // The keys are the screen's again once the row has the focus.
    await expect(row).toBeFocused();
    await play.signOut(page);

    // The cashier: two hundreds in the drawer, and somebody at the window.
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['5']);
    await page.keyboard.press('Shift+F4');
    await expect(page.getByRole('heading', { name: '工单', exact: true })).toBeVisible();
    await expect(page.locator('[data-field="ticket-find"]')).toBeFocused();
    await program.picture('tickets-empty-zh-CN');
    await page.keyboard.press('Insert');
    await expect(page.getByLabel('来访人', { exact: true })).toBeFocused();
    await page.keyboard.insertText('欧阳𠅤');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('停车票重复收费');
    await program.picture('tickets-open-zh-CN');
    await page.keyboard.press('Enter');
    const ticket = page.getByTestId('ticket');
    await expect(ticket).toHaveAttribute('data-state', 'open', { timeout: 20_000 });

    // Within the limits.
    await page.keyboard.press('F8');
    await expect(page.locator('[data-field="ticket-amount"]')).toBeFocused();
    // Out of the fund unless somebody says otherwise; here out of the drawer, which finance has allowed.
    await expect(page.getByLabel('方式', { exact: true })).toHaveValue('pettyCash');
    await page.getByLabel('方式', { exact: true }).selectOption('cash');
    await page.locator('[data-field="ticket-amount"]').focus();
    await play.typeByHand(page, '30');
    await expect(page.getByTestId('ticket-limit')).toContainText('限额内');
    await program.picture('tickets-pay-zh-CN');
    await expectAccessible(page, 'tickets-pay-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
    await expect(page.getByTestId('ticket-paid')).toContainText('30.00');

    // Above them: it waits for the supervisor and has not left meanwhile.
    await page.keyboard.press('F8');
    await expect(page.locator('[data-field="ticket-amount"]')).toBeFocused();
    await page.getByLabel('方式', { exact: true }).selectOption('cash');
    await page.locator('[data-field="ticket-amount"]').focus();
    await play.typeByHand(page, '150');
    await expect(page.getByTestId('ticket-limit')).toContainText('超过限额');
    const window = await approvalWindow(program, () => page.keyboard.press('F8'));
    await expect(window.getByTestId('approval-amount')).toContainText('150.00');
    await expect(page.getByTestId('approval-bar')).toHaveAttribute('data-state', 'open');
    await expect(page.getByTestId('ticket-paid')).toContainText('30.00');
    await program.picture('tickets-waiting-zh-CN');
    await program.pictureOf(window, 'tickets-approval-zh-CN');
    await sign(window, 'supervisor1', 'Alt+y');
    await expect(page.getByTestId('ticket-paid')).toContainText('180.00', { timeout: 30_000 });
    await expect(page.getByTestId('ticket-payout')).toHaveCount(2);
    await program.picture('tickets-paid-zh-CN');
    await expectAccessible(page, 'tickets-paid-zh-CN');

    // The end of it, and what the auditor reads.
    await page.keyboard.press('Alt+Shift+E');
    await expect(page.getByLabel('怎样办结的')).toBeFocused();
    await page.keyboard.insertText('已补偿，客户满意');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByTestId('ticket-sum')).toContainText('2 笔，净付 180.00');
    await program.picture('tickets-payouts-zh-CN');
    await expectAccessible(page, 'tickets-payouts-zh-CN');
    await play.signOut(page);

    // 抽查 by a supervisor who approved neither: both are drawn, one is right, one is objected to.
    await play.signIn(page, 'supervisor2');
    await page.keyboard.press('Shift+F4');
    await expect(page.getByRole('heading', { name: '工单', exact: true })).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByTestId('ticket-sum')).toContainText('2 笔');
    await page.keyboard.press('Insert');
    const percent = page.getByLabel('比例（%）');
    await expect(percent).toBeFocused();
    await percent.fill('100');
    await program.picture('tickets-sample-zh-CN');
    await expectAccessible(page, 'tickets-sample-zh-CN');
    await page.keyboard.press('Enter');
    await expect(page.getByText('2 笔里抽出 2 笔')).toBeVisible({ timeout: 20_000 });
    const drawn = page.locator('tr[data-review="drawn"]');
    await expect(drawn).toHaveCount(2);
    await page.keyboard.press('F8');
    await expect(page.getByTestId('review-facts')).toContainText('150.00');
    await expect(page.getByLabel('意见')).toBeFocused();
    await program.picture('tickets-review-zh-CN');
    await expectAccessible(page, 'tickets-review-zh-CN');
    await page.keyboard.press('Enter');
    await expect(page.getByText('已签字')).toBeVisible({ timeout: 20_000 });
    await expect(drawn).toHaveCount(1);
    await page.keyboard.press('F8');
    await expect(page.getByTestId('review-facts')).toContainText('30.00');
    await page.getByLabel('结论').selectOption('objected');
    await page.getByLabel('意见').focus();
    await page.keyboard.insertText('没有停车记录');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
    await page.getByLabel('抽查', { exact: true }).selectOption('');
    await expect(page.locator('tr[data-review="objected"]')).toContainText('没有停车记录');
    await expect(page.locator('tr[data-review="right"]')).toHaveCount(1);
    await program.picture('tickets-reviewed-zh-CN');
    await expectAccessible(page, 'tickets-reviewed-zh-CN');
  });
});
