// The customer file by keyboard alone: a customer with a paper, found by every kind of key, frozen with a second person's
// approval so that the till says so, let go, and merged with another one whose old number goes on meaning them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { png } from '../fixtures/small-files.ts';
import { launchProgram, type Program } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

const NAME = '𠮷田䶮';

test('a customer is written, found, frozen, let go and merged', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-customers-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  writeFileSync(join(folder, '证件.png'), png(320, 200));
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  const dialog = page.getByRole('dialog');
  const file = page.getByTestId('customer-file');
  try {
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);

    await page.keyboard.press('Shift+F7');
    await expect(file).toBeVisible();
    await page.keyboard.press('Insert');
    await fillForm(page, [NAME, '', '19900004321，021-68885678']);
    await page.keyboard.press('Tab');
    await play.typeByHand(page, '110101190304040034');
    await page.keyboard.press('Tab');
    await fillForm(page, ['京B12345', '3栋2单元1204', '月结 会员', '只收现金']);
    await page.keyboard.press('Space');
    await program.picture('customers-form');
    await page.keyboard.press('Enter');
    await expect(page.getByText(`已建档：A01K000012 ${NAME}`)).toBeVisible();
    await expect(file).toContainText('199****4321');
    await expect(file).toContainText('收费前叫主管');

    await addPaper(program, join(folder, '证件.png'));
    await program.picture('customers-file');
    for (const text of [
      'A01K0',
      '田䶮',
      'jitian',
      'jty',
      '4321',
      '5678',
      '京B12',
      '2345',
      '3栋2',
      '1204',
      '会员',
      '110101190304040034',
    ]) {
      await page.keyboard.press('F7');
      await page.keyboard.insertText(text);
      await expect(page.getByRole('option', { name: NAME }), text).toBeVisible();
    }
    await page.keyboard.press('Alt+v');
    await expect(file).toContainText('110101190304040034');
    // What is cut off in a list is read whole under the mouse, and only then.
    const tells = page.locator('.customers-row-tells').first();
    await tells.hover();
    await expect(tells).not.toHaveAttribute('title');
    await tells.evaluate((one) => one.style.setProperty('max-width', '60px'));
    await page.mouse.move(0, 0);
    await tells.hover();
    await expect(tells).toHaveAttribute('title', (await tells.innerText()).trim());
    await tells.evaluate((one) => one.style.removeProperty('max-width'));
    await page.mouse.move(0, 0);
    await tells.hover();
    await expect(tells).not.toHaveAttribute('title');

    // Frozen by two people; the till says so and does not charge.
    await freeze(program, '支票退票未补');
    await expect(file).toContainText('已冻结，不能收费：支票退票未补');
    await program.picture('customers-frozen');
    await page.keyboard.press('Alt+Enter');
    for (const told of ['已冻结，不能收费', '收费前叫主管', '只收现金'])
      await expect(page.getByTestId('customer-warnings')).toContainText(told);
    await play.enterItem(page, '5001019');
    await play.tender(page, 'Alt+1', '50', null);
    await page.keyboard.press('F8');
    await expect(page.getByText(/已冻结，不能收费：支票退票未补。要收费请主管先解冻/)).toBeVisible();
    await program.picture('till-frozen-customer');
    await page.keyboard.press('Shift+F7');
    await expect(file).toContainText(NAME);
    await freeze(program, '已补交');
    await page.keyboard.press('Alt+Enter');
    await expect(play.itemField(page)).toBeFocused();
    expect(await play.post(page)).toBe('A01-R-0000001');

    // A supervisor says that they are somebody else; the old number goes on meaning them.
    await play.signOut(page);
    await play.signIn(page, 'supervisor1');
    await page.keyboard.press('Shift+F7');
    await page.keyboard.press('F7');
    await page.keyboard.insertText('A01K000012');
    await expect(file).toContainText('1 张收据');
    await page.keyboard.press('Alt+h');
    await page.keyboard.insertText('C800006');
    await expect(dialog).toContainText('𠮷田花子');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await play.typeByHand(page, '同一人，证件核对过');
    await program.picture('customers-merge');
    await page.keyboard.press('Enter');
    await expect(page.getByText('A01K000012 已并入 C800006。')).toBeVisible();
    await expect(file).toContainText('A01-R-0000001');
    // Who looked at the numbers and the paper is told to whoever answers for it, and a look of now at once.
    const looks = page.getByTestId('customer-looks');
    await expect(looks.getByRole('listitem')).toHaveText([/完整号码.*王敏/, /身份证.*王敏/]);
    await page.keyboard.press('Alt+v');
    await expect(looks.getByRole('listitem').first()).toContainText('陈洁');
    await looks.scrollIntoViewIfNeeded();
    await program.picture('customers-looks');
    await page.keyboard.press('F7');
    await page.keyboard.insertText('A01K000012');
    await expect(page.getByRole('option', { name: '𠮷田花子' })).toContainText('原编号 A01K000012');
    await program.picture('customers-merged');

    // Somebody who may be there already is told as soon as they are written down, with the reason.
    await page.keyboard.press('Insert');
    await fillForm(page, ['𠮷田花', '', '19900004680']);
    // Past the choice of papers: Enter there chooses.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/已建档：A01K\d{6} 𠮷田花$/)).toBeVisible();
    await expect(page.getByTestId('like-customers')).toContainText('C800006 𠮷田花子');
    await expect(page.getByTestId('like-customers')).toContainText('同电话、姓名相近');
    await program.picture('customers-like');
  } finally {
    await program.close();
  }
  expect(runCommand(['verify', ...where]).output).toMatchObject({ ok: true, firstBad: null });
  rmSync(folder, { recursive: true, force: true });
});

/** Types texts into consecutive fields, beginning with the focused one. */
async function fillForm(page: Page, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    if (text !== '') await page.keyboard.insertText(text);
  }
  await page.keyboard.press('Tab');
}

/** Adds a paper: the system's file dialog answers with `path`, which the page never sees. */
async function addPaper(program: Program, path: string): Promise<void> {
  const { window: page } = program;
  await program.app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }) });
  }, path);
  await page.keyboard.press('Alt+o');
  await page.keyboard.press('Enter');
  const paper = page.getByRole('button', { name: '身份证（人像面）' });
  await expect(paper).toBeVisible({ timeout: 15_000 });
  await paper.press('Enter');
  await expect(page.getByTestId('kept-file')).toHaveAttribute('data-seen', 'image');
  await program.picture('customers-paper');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Freezes or lets go: reason, then the supervisor signs in the approval window. */
async function freeze(program: Program, reason: string): Promise<void> {
  const { window: page } = program;
  await page.keyboard.press('Alt+z');
  await play.typeByHand(page, reason);
  const opened = program.app.waitForEvent('window');
  await page.keyboard.press('Enter');
  const approval = await opened;
  await expect(approval.getByText(reason)).toBeVisible({ timeout: 20_000 });
  await approval.screenshot({ path: 'test-results/pictures/customers-approval.png' });
  await approve(approval);
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
  // The signed window goes by itself once its approval is used.
  await expect.poll(() => approval.isClosed(), { timeout: 10_000 }).toBe(true);
}

async function approve(approval: Page): Promise<void> {
  await approval.keyboard.insertText('supervisor1');
  await approval.keyboard.press('Tab');
  await approval.keyboard.insertText('supervisor1-2026');
  await approval.keyboard.press('Alt+y');
}
