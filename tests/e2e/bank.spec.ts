// A prepayment goes back by transfer, by keyboard, through five pairs of hands: applied for and typed by one cashier, typed again
// by another, decided by a supervisor in the approval window, sent with a batch by finance, answered by the bank, closed with
// the customer's knowledge. And what the bank sends back opens the case again.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import type { Program } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

const SLOW = { timeout: 30_000 };
const PAYEE = ['欧阳恵', '6222 0200 0000 1234 566', '工商银行江城支行'] as const;

async function typePayee(
  page: Page,
  first: string,
  [name, account, bank]: readonly [string, string, string],
): Promise<void> {
  await page.locator(first).first().focus();
  for (const [index, text] of [name, account, bank].entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
  }
}

/** Signs in as `username` and opens the only open case. */
async function openCase(page: Page, username: string): Promise<void> {
  await play.signOut(page);
  await play.signIn(page, username);
  await page.keyboard.press('Shift+F8');
  await expect(page.locator('[data-field="refund-find"]')).toBeFocused(SLOW);
  await expect(page.getByRole('option').first()).toBeVisible(SLOW);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('refund-case')).toBeVisible(SLOW);
}

async function savedTo(program: Program, filePath: string): Promise<void> {
  await program.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

/** Reads an answer of the bank's in, as far as its preview. */
async function answer(page: Page, folder: string, name: string, rows: readonly string[]): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, `${['江城银行 批量付款结果', '付款参考号,金额,处理状态,原因', ...rows].join('\r\n')}\r\n`);
  await page.getByTestId('bank-answer-file').setInputFiles(file);
  await expect(page.locator('[data-verdict]').first()).toBeVisible(SLOW);
}

test('a prepayment goes back by transfer: typed twice, decided, sent with a batch, answered, closed, and opened again by 退汇', async ({
  program,
}) => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bank-'));
  const { window: page } = program;
  const dialog = page.getByRole('dialog');
  const state = page.getByTestId('refund-state');
  try {
    await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['5']);
    // 500.00 paid in by transfer, which the bank's own number proves.
    await page.keyboard.press('F7');
    await play.typeByHand(page, 'C800001');
    await expect(page.getByRole('option').first()).toBeVisible(SLOW);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('held')).toBeVisible(SLOW);
    await page.keyboard.press('F5');
    await page.keyboard.press('Alt+y');
    await expect(page.locator('[data-field^="amount-"]:focus')).toBeVisible(SLOW);
    await play.typeByHand(page, '500');
    await page.keyboard.press('Alt+6');
    await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible(SLOW);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-field^="reference-"]:focus')).toBeVisible(SLOW);
    await play.typeByHand(page, 'HB20261127000012');
    await page.keyboard.press('F8');
    await expect(dialog).toContainText('已收预付款 500.00', SLOW);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    // Applied for, with whom it goes to.
    await page.keyboard.press('Shift+F8');
    await expect(page.locator('[data-field="refund-find"]')).toBeFocused(SLOW);
    await play.typeByHand(page, 'C800001');
    await expect(page.getByRole('option').filter({ hasText: '500.00' })).toBeVisible(SLOW);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-field^="refund-load-"]:focus')).toBeVisible(SLOW);
    await play.typeByHand(page, '500');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-field="refund-reason"]')).toBeFocused(SLOW);
    await page.keyboard.press('ArrowDown');
    await typePayee(page, '[data-field="refund-payee-name"]', PAYEE);
    await expect(page.getByTestId('refund-total')).toContainText('500.00', SLOW);
    await program.picture('bank-apply-zh-CN');
    await page.keyboard.press('F8');
    await expect(state).toHaveAttribute('data-state', 'awaitingSecondEntry', SLOW);
    const number = await page.locator('.refunds-of').innerText();

    // Typed again by somebody else, who sees nothing of the first; a slip of the finger is said by field.
    await openCase(page, 'cashier2');
    await page.keyboard.press('F8');
    await expect(dialog).toBeVisible();
    await typePayee(page, 'dialog input', [PAYEE[0], '6222020000001234558', PAYEE[2]]);
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('账号', SLOW);
    await program.picture('bank-second-entry-zh-CN');
    await typePayee(page, 'dialog input', [PAYEE[0], '6222020000001234566', PAYEE[2]]);
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('data-state', 'awaitingApproval', SLOW);
    const opening = program.app.waitForEvent('window');
    await page.keyboard.press('Alt+a');
    const window = await opening;
    await expect(window.getByTestId('approval')).toBeVisible({ timeout: 40_000 });
    await window.keyboard.type('supervisor1');
    await window.keyboard.press('Enter');
    await window.keyboard.type('supervisor1-2026');
    await window.keyboard.press('Alt+y');
    await expect(window.getByTestId('approval-outcome')).toBeVisible(SLOW);
    await expect(state).toHaveAttribute('data-state', 'approved', SLOW);
    await program.picture('bank-approved-zh-CN');

    // Finance sends it: chosen, looked at once more, written; and written again it is the same file.
    await play.signOut(page);
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+F8');
    await expect(page.locator(`[data-row="${number}-1"]`)).toBeFocused(SLOW);
    await expect(page.getByTestId('bank-sum')).toContainText('1 笔');
    await page.keyboard.press('Space');
    await expect(page.getByTestId('bank-sum')).toContainText('0 笔');
    await page.keyboard.press('Space');
    await expect(page.getByTestId('bank-sum')).toContainText('500.00');
    await program.picture('bank-send-zh-CN');
    await expectAccessible(page, 'transfers to send');
    const [first, again] = [join(folder, 'first.csv'), join(folder, 'again.csv')];
    await savedTo(program, first);
    await page.keyboard.press('F8');
    await expect(page.getByTestId('batch-total')).toContainText('500.00');
    await program.picture('bank-send-dialog-zh-CN');
    await expectAccessible(page, 'bank-send-dialog');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/银行文件已存到/)).toBeVisible(SLOW);
    await expect(page.locator('[data-payout="sent"]')).toBeVisible(SLOW);
    await program.picture('bank-batches-zh-CN');
    await expectAccessible(page, 'batches');
    const text = readFileSync(first, 'utf8');
    expect(text).toContain('总笔数,1,总金额,500.00');
    expect(text).toContain(`${number}-1,欧阳恵,6222020000001234566,工商银行江城支行,500.00,CNY`);
    await savedTo(program, again);
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/again\.csv/)).toBeVisible(SLOW);
    expect(readFileSync(again).equals(readFileSync(first))).toBe(true);

    // The bank answers: first what it comes to, then it is taken; the same file again is refused.
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByRole('button', { name: /读银行回盘/ })).toBeFocused(SLOW);
    await answer(page, folder, '回盘-1.csv', [`${number}-1,500.00,成功,`, 'B07-W-0000031-1,80.00,成功,']);
    await expect(page.locator('[data-verdict="arrives"]')).toBeVisible();
    await expect(page.locator('[data-verdict="notOurs"]')).toBeVisible();
    await program.picture('bank-answer-zh-CN');
    await expectAccessible(page, 'bank-answer-read');
    await page.keyboard.press('Control+s');
    await expect(dialog).toContainText('没有要再办的', SLOW);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row="1"]')).toBeVisible(SLOW);
    await page.getByTestId('bank-answer-file').setInputFiles(join(folder, '回盘-1.csv'));
    await expect(dialog).toContainText('已经收过', SLOW);
    await page.keyboard.press('Escape');

    // Slip, signature line, notice, end.
    await openCase(page, 'cashier1');
    await expect(state).toHaveAttribute('data-state', 'paid', SLOW);
    await page.keyboard.press('Control+p');
    await expect(page.getByTestId('refund-slip').locator('canvas')).toHaveAttribute('data-stage', 'drawn', SLOW);
    await program.picture('bank-slip-zh-CN');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F8');
    await expect(dialog).toBeVisible();
    await page.keyboard.insertText('11-27 10:20 电话告知，本人确认已到账');
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('data-state', 'closed', SLOW);

    // Days later it is back.
    await play.signOut(page);
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+F8');
    await page.keyboard.press('Alt+ArrowLeft');
    await answer(page, folder, '退汇.csv', [`${number}-1,500.00,退汇,账户已销户 6222020000001234566`]);
    await program.picture('bank-answer-returned-zh-CN');
    await page.keyboard.press('Control+s');
    await expect(dialog).toContainText('有 1 笔要办', SLOW);
    await expectAccessible(page, 'bank-answer-taken');
    await page.getByRole('button', { name: `${number}-1` }).press('Enter');
    await expect(state).toHaveAttribute('data-state', 'payoutFailed', SLOW);
    await expect(page.getByText(/没有付出去：账户已销户 \*\*\*\* 4566/)).toBeVisible();
    await program.picture('bank-returned-case-zh-CN');
    await expectAccessible(page, 'returned case');

    // Another account, typed by finance and by a cashier who did not apply.
    await page.keyboard.press('Alt+Shift+R');
    await expect(dialog).toContainText('转账到另一个账号');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('账户已销户');
    for (const field of ['欧阳恵', '6217000010001234569', '建设银行江城支行']) {
      await page.keyboard.press('Tab');
      await page.keyboard.insertText(field);
    }
    await program.picture('bank-reroute-zh-CN');
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('data-state', 'approved', SLOW);
    await page.keyboard.press('Control+F8');
    await expect(page.getByText('收款人只录了一遍，等第二个人录入')).toBeVisible(SLOW);
    await program.picture('bank-held-zh-CN');
    await openCase(page, 'cashier2');
    await page.keyboard.press('F8');
    await expect(dialog).toBeVisible();
    await typePayee(page, 'dialog input', ['欧阳恵', '6217 0000 1000 1234 569', '建设银行江城支行']);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden(SLOW);
    await expect(page.getByText(/两人录入一致/)).toBeVisible(SLOW);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
