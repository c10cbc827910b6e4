// Money that is still to come, by keyboard alone: evidence kept at the till, a void of cheque, third party and prepayment, a
// bill taken back with a supervisor's approval; then finance proves, clears, bounces, keeps the register of payers and sees
// what was given away; and a cashier collects what a bounced cheque left open.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { png } from '../fixtures/png.ts';
import { expectAccessible } from './support/axe.ts';
import type { Program } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';
import { onSample } from './support/sample-program.ts';

const focused = (page: Page, field: string) => expect(page.locator(`[data-field^="${field}"]:focus`)).toBeVisible();
const dialogOf = (page: Page) => page.getByRole('dialog');

async function customer(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'C800001');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('held')).toBeVisible();
}

/** Adds a cheque for `amount` (null: what is missing) with its number, bank and drawer. */
async function cheque(page: Page, amount: string | null, number: string): Promise<void> {
  await play.tender(page, 'Alt+7', amount, number);
  await page.keyboard.press('Enter');
  await focused(page, 'bank-');
  await play.typeByHand(page, 'Jiangcheng Bank');
  await page.keyboard.press('Enter');
  await focused(page, 'drawer-');
  await play.typeByHand(page, 'Huafeng');
}

/** Does `act`, and supervisor1 agrees in the window that opens. */
async function approved(program: Program, act: () => Promise<void>, picture: string): Promise<void> {
  const opening = program.app.waitForEvent('window');
  await act();
  const window = await opening;
  await expect(window.getByTestId('approval')).toBeVisible({ timeout: 20_000 });
  await window.screenshot({ path: `test-results/pictures/${picture}.png` });
  await expect(window.getByLabel('审批人用户名')).toBeFocused();
  await window.keyboard.type('supervisor1');
  await window.keyboard.press('Enter');
  await expect(window.locator('input[type="password"]')).toBeFocused();
  await window.keyboard.type('supervisor1-2026');
  await expect(window.getByRole('button', { name: '同意', exact: true })).toBeEnabled({ timeout: 20_000 });
  await window.keyboard.press('Alt+y');
}

async function english(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'English', exact: true }).click();
}
async function chinese(page: Page): Promise<void> {
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
}

/** The cashier: a payment with evidence, a receipt voided, cheques taken, a bill taken back, something given away. */
async function atTheTill(program: Program): Promise<void> {
  const { window: page } = program;
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['10']);
  // WeChat without a number: what the customer shows is kept at once.
  await play.enterItem(page, '5003004');
  await play.tender(page, 'Alt+3', null, null);
  const unproved = await play.post(page);
  const shot = join(program.dataDir, 'shot.png');
  writeFileSync(shot, png(240, 420));
  await program.app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }) });
  }, shot);
  await page.keyboard.press('Alt+j');
  await expect(dialogOf(page)).toContainText(`${unproved} 的付款凭证`);
  await expect(dialogOf(page).getByRole('radio').first()).toBeChecked();
  await page.keyboard.press('Alt+j');
  await expect(page.getByTestId('kept-file')).toHaveAttribute('data-seen', 'image', { timeout: 20_000 });
  await expectAccessible(page, 'evidence');
  await program.picture('evidence-zh-CN');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();

  // 100.00 lies here for the customer; cheque, third party and it pay one receipt, which is then voided whole.
  await customer(page);
  await page.keyboard.press('F5');
  await page.keyboard.press('Alt+y');
  await focused(page, 'amount-');
  await play.typeByHand(page, '100');
  await play.tender(page, 'Alt+1', null, null);
  await page.keyboard.press('F8');
  await expect(dialogOf(page)).toContainText('余额 100.00');
  await page.keyboard.press('Escape');
  await play.itemField(page).focus();
  await play.enterItem(page, '5004008');
  await play.tender(page, 'Alt+9', null, null);
  await expect(page.locator('[data-field^="given-"]').first()).toHaveValue('100.00');
  await play.tender(page, 'Alt+8', '20', null);
  await page.keyboard.press('Enter');
  await focused(page, 'choice-');
  await page.keyboard.press('ArrowDown');
  await cheque(page, null, '10203040');
  const mixed = await play.post(page);
  await page.keyboard.press('Control+p');
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: `作废、更正、换票、补办 ${mixed}` })).toBeVisible();
  await expect(dialogOf(page)).toContainText('支票原件请还给客户');
  await expect(dialogOf(page)).toContainText('仍在原来的各笔里');
  await expectAccessible(page, 'void');
  await program.picture('void-claims-zh-CN');
  await approved(program, () => page.keyboard.press('Enter'), 'void-claims-approval');
  await expect(page.getByTestId('follow-up-done')).toContainText('A01-V-0000001', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();

  // Two cheques for finance, one of them with a discount.
  for (const number of ['55667701', '55667702']) {
    await play.itemField(page).focus();
    await play.enterItem(page, '5003004');
    await cheque(page, null, number);
    await play.post(page);
  }
  await billTakenBack(program);
}

/** A bill typed at the till and taken back there: Alt R, the reason, the supervisor. */
async function billTakenBack(program: Program): Promise<void> {
  const { window: page } = program;
  await customer(page);
  await page.keyboard.press('Shift+F2');
  await page.keyboard.press('Alt+b');
  await page.keyboard.insertText('2026年11月物业费');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('WY-1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026-12-31');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await play.typeByHand(page, '58.20');
  await page.keyboard.press('Control+s');
  await expect(dialogOf(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Alt+Shift+b');
  await expect(dialogOf(page)).toContainText('账单 WY-1（2026年11月物业费）尚欠的 58.20 不再收');
  await page.keyboard.insertText('面积算错');
  await expectAccessible(page, 'take back');
  await program.picture('bill-take-back-zh-CN');
  await approved(program, () => page.keyboard.press('Enter'), 'bill-take-back-approval');
  await expect(dialogOf(page)).toContainText('账单 WY-1 已撤回 58.20', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
}

async function atFinance(program: Program): Promise<void> {
  const { window: page } = program;
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+m');
  const rows = page.locator('.claims-table tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('1 份');
  await expect(page.getByRole('textbox', { name: '单号、交款人或金额' })).toBeFocused();
  await expectAccessible(page, 'unverified');
  await program.picture('claims-unverified-zh-CN');
  await play.typeByHand(page, '42.17');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await play.typeByHand(page, 'ab');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('请填 4 到 64 位字母或数字的单号');
  await play.typeByHand(page, 'c123456789');
  await program.picture('claims-prove-zh-CN');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A01-R-0000001 已核实，单号 abc123456789。')).toBeVisible();

  // The voided cheque is not among those in transit.
  await page.keyboard.press('Alt+ArrowRight');
  await expect(rows).toHaveCount(2);
  await expect(page.locator('.claims-table')).toBeFocused();
  await expectAccessible(page, 'cheques');
  await program.picture('claims-cheques-zh-CN');
  await page.keyboard.press('Alt+c');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/支票 55667702 已收妥 42.17/)).toBeVisible();
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Alt+Shift+c');
  await page.keyboard.insertText('存款不足');
  await expectAccessible(page, 'bounce');
  await program.picture('claims-bounce-zh-CN');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/支票 55667701 已退票 42.17，重新欠 42.17/)).toBeVisible();
  await english(page);
  await program.picture('claims-cheques-en');
  await chinese(page);
  await payers(page, program);
}

async function payers(page: Page, program: Program): Promise<void> {
  const rows = page.locator('.claims-table tbody tr');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Insert');
  await play.typeByHand(page, 'gy');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('市工会');
  await page.keyboard.press('Enter');
  await expect(page.getByText('市工会 已保存。')).toBeVisible();
  await expect(rows).toHaveCount(3);
  // It is the first by its code: another name, and not used any more.
  await page.locator('.claims-table').focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('textbox', { name: '名称' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(rows.first()).toContainText('停用');
  await page.locator('.claims-table').focus();
  // The one whose debt was voided with its receipt.
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.claims-moves')).toContainText('作废冲回');
  await expectAccessible(page, 'payers');
  await program.picture('claims-payers-zh-CN');
  await english(page);
  await program.picture('claims-payers-en');
  await chinese(page);
}

/** What was given away, with its receipts, taken out as a list. */
async function givenAway(program: Program): Promise<void> {
  const { window: page } = program;
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Alt+ArrowRight');
  const rows = page.locator('.claims-table tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('按金额');
  await expect(page.locator('.claims-moves')).toContainText('A01-R-');
  await expectAccessible(page, 'given away');
  await program.picture('given-away-zh-CN');
  const path = join(program.dataDir, 'given.csv');
  await program.app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, { showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen }) });
  }, path);
  await page.keyboard.press('Control+Shift+e');
  await expect(page.getByText(/已导出 1 行/)).toBeVisible({ timeout: 20_000 });
}

/** F11, by amount, 2.00. */
async function twoOff(page: Page): Promise<void> {
  await page.keyboard.press('F11');
  await expect(page.getByRole('radio', { name: '按比例' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await play.typeByHand(page, '2');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
}

test('what is still to come is kept, proved, cleared, bounced, collected and taken back', async () => {
  test.setTimeout(420_000);
  await onSample(async ({ program, where }) => {
    const { window: page } = program;
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
    await atTheTill(program);
    // 2.00 off, within the cashier's own limit.
    await play.itemField(page).focus();
    await play.enterItem(page, '5003004');
    await twoOff(page);
    await play.tender(page, 'Alt+1', null, null);
    await play.post(page);
    await play.signOut(page);
    await atFinance(program);
    await givenAway(program);
    await play.signOut(page);
    // Back at the till: what the bounced cheque left open is paid in cash.
    await play.signIn(page, 'cashier1');
    await page.keyboard.press('Control+m');
    await expect(page.getByText('没有未核实的收款。')).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.locator('.claims-table tbody tr')).toHaveCount(1);
    await page.keyboard.press('Alt+w');
    await focused(page, 'amount-');
    await page.keyboard.press('Enter');
    await focused(page, 'given-');
    await play.typeByHand(page, '50');
    await expectAccessible(page, 'collect');
    await program.picture('claims-collect-zh-CN');
    await page.keyboard.press('F8');
    await expect(page.getByText('已收 42.17，找零 7.83，还欠 0.00，单号 A01-A-0000001。')).toBeVisible();
    await expect(page.getByText('没有退票欠款。')).toBeVisible();
    // It reads beside the running program.
    expect(runCommand(['verify', ...where]).output).toMatchObject({ ok: true, firstBad: null });
  });
});
