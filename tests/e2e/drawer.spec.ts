// The house's cash by keyboard in the real program: the safe counted and paid in at the bank by two, a drawer filled from it,
// a shift suspended and one that was left open. A drawer's own life is told in day-story.spec.ts.
import { approvalWindow, sign } from './support/approving.ts';
import { choose } from './support/drawer.ts';
import { itemField, openShift, signIn, signOut } from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { callAs } from './support/run-command.ts';
import { onSample } from './support/sample-program.ts';

/** Finance says which account cash is paid in to. */
function setBankAccount(where: readonly string[]): void {
  const [status] = callAs(where, 'finance1', [['ledger.status', {}]]) as [{ businessDate: string }];
  const value = { holder: '江城市第三人民医院', bank: '建行江城支行', number: '6600 1234 8' };
  const change = { operationId: crypto.randomUUID(), key: 'bankAccount', fromDate: status.businessDate, value };
  callAs(where, 'finance1', [['settings.change', change]]);
}

test('the safe is counted, fills a drawer and pays in at the bank; a shift that was left is closed', async () => {
  test.setTimeout(300_000);
  const work = async ({ program }: Parameters<Parameters<typeof onSample>[0]>[0]): Promise<void> => {
    const { window: page } = program;
    await page.setViewportSize({ width: 1366, height: 768 });
    await signIn(page, 'cashier1');
    await openShift(page, ['1']);
    await page.keyboard.press('F6');
    await expect(page.getByTestId('counted')).toBeVisible();
    await choose(page, '8', '挂起班次');
    await page.keyboard.insertText('用餐');
    await page.keyboard.press('F8');
    await expect(page.getByRole('heading', { name: '班次已挂起：用餐' })).toBeVisible({ timeout: 20_000 });
    await program.picture('shift-suspended-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByTestId('counted')).toBeVisible({ timeout: 20_000 });
    await signOut(page);

    await signIn(page, 'supervisor1');
    await page.keyboard.press('F6');
    await expect(page.getByRole('heading', { name: '现金总览' })).toBeVisible({ timeout: 20_000 });
    await choose(page, '1', '盘点保险柜（双人）');
    await page.keyboard.insertText('50');
    const counting = await approvalWindow(program, () => page.keyboard.press('F8'));
    await sign(counting, 'supervisor2', 'Alt+y');
    await expect(page.getByText('盘点保险柜（双人）已办理')).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => counting.isClosed(), { timeout: 20_000 }).toBe(true);
    await choose(page, '3', '缴款到银行（双人）');
    await page.keyboard.insertText('周师傅');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('20');
    await program.picture('cash-deposit-zh-CN');
    await expect(page.getByRole('button', { name: '交复点人核验' })).toBeEnabled();
    const paying = await approvalWindow(program, () => page.keyboard.press('F8'));
    await program.pictureOf(paying, 'cash-deposit-second-zh-CN');
    await sign(paying, 'supervisor2', 'Alt+y');
    await expect(page.getByText('缴款到银行（双人）已办理：A01-D-0000001')).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Alt+Shift+P');
    await expect(page.getByText('A01-D-0000001 已送打印')).toBeVisible({ timeout: 20_000 });
    await choose(page, '4', '从保险柜拨给钱箱');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('300');
    await program.picture('cash-offer-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByText('从保险柜拨给钱箱已登记')).toBeVisible({ timeout: 20_000 });
    // Taken back before it was accepted, and offered once more.
    await expect(page.getByRole('button', { name: '收回' })).toBeVisible();
    await page.keyboard.press('Alt+Shift+F6');
    await expect(page.getByRole('button', { name: '收回' })).toBeHidden({ timeout: 20_000 });
    await choose(page, '4', '从保险柜拨给钱箱');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('300');
    await page.keyboard.press('F8');
    await expect(page.getByRole('button', { name: '收回' })).toBeVisible({ timeout: 20_000 });
    await program.picture('house-busy-zh-CN');
    await signOut(page);

    await signIn(page, 'cashier1');
    await expect(itemField(page)).toBeFocused({ timeout: 20_000 });
    await page.keyboard.press('F6');
    await expect(page.getByText('有 300.00 现金待接收')).toBeVisible({ timeout: 20_000 });
    await program.picture('cash-offered-zh-CN');
    // Not taken the first time: with a reason, by its key.
    await page.keyboard.press('Alt+F6');
    await expect(page.getByRole('dialog', { name: '拒收' })).toBeVisible();
    await program.picture('cash-reject-zh-CN');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+F6');
    await expect(page.getByText('有 300.00 现金待接收')).toBeHidden({ timeout: 20_000 });
    await expect(page.getByText('调拨', { exact: true })).toBeVisible();
    await signOut(page);

    // The cashier does not come back: 100.00 and 300.00 should be there, ten are missing.
    await signIn(page, 'supervisor1');
    // What stands in the way of the day takes whoever may to where it is done.
    await page.keyboard.press('Shift+F12');
    await expect(page.getByTestId('day-blockers')).toBeVisible({ timeout: 20_000 });
    await program.picture('day-blocked-zh-CN');
    await page.getByTestId('day-blockers').getByRole('button').press('Enter');
    await expect(page.getByRole('heading', { name: '现金总览' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: '代为交班' })).toBeVisible();
    await page.keyboard.press('Control+Shift+O');
    await expect(page.getByRole('dialog', { name: '代交班' })).toBeVisible();
    await page.keyboard.insertText('收费员因病离岗');
    await page.getByRole('dialog').getByLabel('10.00 元的张数', { exact: true }).focus();
    await page.keyboard.insertText('39');
    await program.picture('shift-forgotten-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByText('没有未交班的班次')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('cell', { name: '−10.00' })).toHaveCount(2);
    await signOut(page);

    await signIn(page, 'finance1');
    await page.keyboard.press('F6');
    await expect(page.getByRole('button', { name: '登记结果' })).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Control+Shift+D');
    await expect(page.getByRole('dialog', { name: '缴款单 A01-D-0000001 的结果' })).toBeVisible();
    await page.keyboard.insertText('CCB-000123');
    await program.picture('deposit-settle-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByText('没有在途缴款')).toBeVisible({ timeout: 20_000 });
  };
  await onSample(work, {}, setBankAccount);
});
