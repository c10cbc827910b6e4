// A bill parked, the ledger killed, the bill taken back by another cashier and posted; one that is not paid: by keyboard alone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

test('a bill is parked, outlives the ledger and the shift, and is posted by another cashier', async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-hold-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  const made = runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']);
  expect(made.exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  const dialog = page.getByRole('dialog');
  const parked = page.getByTestId('parked');
  try {
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await play.enterItem(page, '5001019');
    await play.enterItem(page, '3*5003004');
    await page.keyboard.press('F9');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await play.typeByHand(page, '红色外套');
    await program.picture('hold-park');
    await page.keyboard.press('F9');
    await expect(parked).toContainText('红色外套');
    await expect(page.getByText('已挂单 A01-P-0000001')).toBeVisible();
    await expect(play.itemField(page)).toBeFocused();

    // What was parked is in the ledger: killing it loses nothing.
    process.kill((await program.ledgerPid()) ?? 0, 'SIGKILL');
    await play.enterItem(page, '5002001');
    await expect(parked).toContainText('158.51');

    // A bill on the screen is not overwritten: it is parked first, from the list.
    await page.keyboard.press('F10');
    await expect(dialog).toContainText('屏上这张单还没收款');
    await program.picture('hold-recall-busy');
    await page.keyboard.press('F9');
    await expect(dialog.getByRole('option')).toHaveCount(2);
    await expect(dialog.getByRole('option', { selected: true })).toContainText('红色外套');
    await program.picture('hold-recall');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await play.typeByHand(page, '客户离开');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(play.itemField(page)).toBeFocused();

    // Another cashier, another shift.
    await play.signOut(page);
    await play.signIn(page, 'cashier2');
    await play.openShift(page, ['2']);
    await page.keyboard.press('F10');
    await expect(dialog.getByRole('option', { selected: true })).toContainText('王敏');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('due')).toContainText('158.51');
    await expect(play.itemField(page)).toBeFocused();
    await program.picture('hold-recalled');
    await expect(parked).toBeHidden();
    await play.tender(page, 'Alt+1', '200', null);
    expect(await play.post(page)).toBe('A01-R-0000001');

    // Not paid: reason by arrow keys, words, follow-up; the screen is free again.
    await play.enterItem(page, '5004020');
    await page.keyboard.press('Shift+F9');
    await expect(dialog.getByRole('radio', { name: '无力支付' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: '拒绝支付' })).toBeChecked();
    await page.keyboard.press('Tab');
    await play.typeByHand(page, '认为重复检查');
    await page.keyboard.press('Tab');
    await play.typeByHand(page, '周五前电话联系');
    await program.picture('hold-unpaid');
    await page.keyboard.press('Enter');
    await expect(page.getByText('已登记拒付 A01-N-0000001')).toBeVisible();
    await expect(play.itemField(page)).toBeFocused();
    await program.picture('hold-unpaid-done');
    await page.keyboard.press('F1');
    await expect(dialog).toContainText('拒付登记');
    await program.picture('hold-keys');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await play.signOut(page);
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+e');
    await expect(page.getByTestId('unpaid-days')).toContainText('拒绝支付 1 · 285.00');
    await program.picture('hold-unpaid-days');
  } finally {
    await program.close();
  }
  const verified = runCommand(['verify', ...where]);
  expect(verified.output).toMatchObject({ ok: true, firstBad: null });
  rmSync(folder, { recursive: true, force: true });
});
