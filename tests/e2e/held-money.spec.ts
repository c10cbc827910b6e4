// Money held for a customer, by keyboard alone: taken by card, used for a part of a bill, the rest back to the card; and a
// third party that owes a part, and a cheque, on receipts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

const focused = (page: Page, field: string) => expect(page.locator(`[data-field^="${field}"]:focus`)).toBeVisible();

test('a prepayment is taken by card, used with cash, and the rest goes back to the card', async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-held-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  const dialog = page.getByRole('dialog');
  try {
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);

    // Whose money it is must be known first.
    await page.keyboard.press('F5');
    await focused(page, 'customer');
    await play.typeByHand(page, 'C800001');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('held')).toContainText('0.00');

    // 500 by card.
    await page.keyboard.press('F5');
    await expect(dialog).toContainText('还没有交过');
    await page.keyboard.press('Alt+y');
    await focused(page, 'amount-');
    await play.typeByHand(page, '500');
    await page.keyboard.press('Alt+2');
    await focused(page, 'given-');
    await page.keyboard.press('Enter');
    await focused(page, 'reference-');
    await play.typeByHand(page, '004512');
    await program.picture('held-take');
    await page.keyboard.press('F8');
    await expect(dialog).toContainText('已收预付款 500.00，单号 A01-Y-0000001，余额 500.00');
    await program.picture('held-look');
    await expect(dialog.getByRole('button', { name: /看单据/ })).toBeEnabled({ timeout: 20_000 });
    await page.keyboard.press('Control+p');
    await expect(dialog.getByRole('img')).toBeVisible({ timeout: 20_000 });
    await program.picture('held-slip');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('held')).toContainText('500.00');

    // 120.50 of a bill of 126.51, the rest in cash.
    await page.keyboard.press('F2');
    await play.itemField(page).focus();
    await play.enterItem(page, '3*5003004');
    await play.tender(page, 'Alt+9', '120.50', null);
    await expect(page.locator('[data-field^="choice-"]')).toContainText('余 500.00');
    await play.tender(page, 'Alt+1', '10', null);
    await program.picture('held-use');
    const number = await play.post(page);
    await page.keyboard.press('Control+p');
    await expect(dialog).toContainText(number);
    await page.keyboard.press('Escape');

    // The rest goes back to the card, on a red face.
    await page.keyboard.press('F7');
    await play.typeByHand(page, 'C800001');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('held')).toContainText('379.50');
    await page.keyboard.press('F5');
    await page.keyboard.press('Alt+u');
    await focused(page, 'back-');
    await expect(page.getByTestId('held-out')).toContainText('379.50');
    await page.keyboard.press('F8');
    // A card wants its refund slip: the field has the focus, nothing was posted.
    await focused(page, 'back-reference-');
    await play.typeByHand(page, 'TH0099');
    await program.picture('held-return');
    await page.keyboard.press('F8');
    await expect(dialog).toContainText('已退预付款 379.50，单号 A01-Y-0000002，余额 0.00');
    await program.picture('held-after');
    await page.keyboard.press('Escape');

    // A third party owes a part, a cheque pays the rest.
    await play.itemField(page).focus();
    await play.enterItem(page, '5004008');
    await play.tender(page, 'Alt+8', '100', null);
    // Who owes it is said, never guessed; without it nothing is posted.
    await page.keyboard.press('F8');
    await expect(page.locator('[data-field^="choice-"]')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('[data-field^="choice-"]')).not.toHaveValue('');
    await play.tender(page, 'Alt+7', null, '10203040');
    await page.keyboard.press('Enter');
    await focused(page, 'bank-');
    await play.typeByHand(page, 'Jiangcheng Bank');
    await page.keyboard.press('Enter');
    await focused(page, 'drawer-');
    await play.typeByHand(page, 'Huafeng');
    await program.picture('held-cheque');
    const mixed = await play.post(page);
    await page.keyboard.press('Control+p');
    await expect(dialog).toContainText(mixed);
    await expect(dialog.getByRole('img')).toBeVisible({ timeout: 20_000 });
    await program.picture('held-receipt');
    await page.keyboard.press('Escape');
  } finally {
    await program.close();
  }
  const verified = runCommand(['verify', ...where]);
  expect(verified.output).toMatchObject({ ok: true, firstBad: null });
  rmSync(folder, { recursive: true, force: true });
});
