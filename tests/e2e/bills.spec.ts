// Bills at the counter, by keyboard alone: the office's list comes in, one is paid in part beside an item, the rest later.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './support/launch-program.ts';
import { spreadsheet } from '../ledger/support/spreadsheets.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';

/** As the property office keeps it: a title above, its own names for the columns, dates and amounts typed as such. */
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const BILLS = [
  ['江城花园 2026 年第四季度应收', null, null, null, null, null, null],
  ['缴费单', '业主号', '内容', '最迟日', '性质', '明细', '应收(元)'],
  ['WY-2026-10-0301', 'C800001', '2026年10月物业费', day('2026-10-31'), '收入', '物业费', 1286.4],
  ['WY-2026-11-0301', 'C800001', '2026年11月物业费及代收水费', day('2026-11-30'), '收入', '物业费', 1286.4],
  ['WY-2026-11-0301', 'C800001', '2026年11月物业费及代收水费', day('2026-11-30'), '代收', '水费', 58.2],
  ['WY-2026-12-0301', 'C800001', '2026年12月物业费', day('2099-12-31'), '收入', '物业费', 1286.4],
  ['WY-2026-13-0301', 'C800001', '没有金额', day('2099-12-31'), '收入', '物业费', null],
] as const;
/** The columns in the order of the fields: number, customer, purpose, issued, due, item, line, kind, amount. */
const COLUMNS = ['缴费单', '业主号', '内容', null, '最迟日', null, '明细', '性质', null];

async function ready(program: Program): Promise<void> {
  const { window: page } = program;
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await play.confirmRecoveryKey(page, groups);
}

test('bills come in as a list, are chosen at the till and paid in part with an item, then the rest', async ({
  program,
}) => {
  const { window: page } = program;
  await page.setViewportSize({ width: 1366, height: 768 });
  await ready(program);
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+i');
  await page.getByRole('radio', { name: '账单' }).press('Space');
  const list = join(program.dataDir, 'bills.xlsx');
  writeFileSync(list, await spreadsheet(BILLS, { 4: 'yyyy-mm-dd' }));
  await page.getByTestId('list-file').setInputFiles(list);
  // Its names are not known: each field is given its column by keyboard, and that is remembered.
  const fields = page.locator('.choose select');
  await expect(fields.first()).toBeFocused();
  await expect(page.getByText('还没有选：')).toBeVisible();
  for (const [index, column] of COLUMNS.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    if (column !== null) await page.keyboard.type(column);
  }
  await expect(fields.nth(8)).toHaveValue('6');
  await program.picture('import-columns');
  await page.keyboard.press('Control+s');
  await expect(page.locator('[data-count="toImport"] dd')).toHaveText('4');
  await expect(page.getByRole('row', { name: /9 应收\(元\) 没有金额/ })).toBeVisible();
  await program.picture('import-bills');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/已导入 4 行/)).toBeVisible();
  await play.signOut(page);

  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['10']);
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'C800001');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('owed')).toContainText('3,917.40');
  await play.enterItem(page, '5003004');
  await page.keyboard.press('Shift+F2');
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options).toHaveCount(3);
  await program.picture('bills-choose');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  // One bill: its amount has the focus, to pay a part of it.
  await expect(page.locator('[data-field^="payment-"]')).toBeFocused();
  await play.typeByHand(page, '1000');
  await page.keyboard.press('Enter');
  await expect(play.itemField(page)).toBeFocused();
  await expect(page.getByText('缴后尚欠 344.60')).toBeVisible();
  await program.picture('bills-part');
  await play.tender(page, 'Alt+2', null, '004512');
  const number = await play.post(page);
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toContainText(number);
  await program.picture('bills-receipt');
  await page.keyboard.press('Escape');

  // The rest, found by the bill's number with nobody chosen; more than is open cannot be posted.
  await page.keyboard.press('Shift+F2');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await play.typeByHand(page, 'WY-2026-11');
  await expect(options).toHaveCount(1);
  await program.picture('bills-find');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field^="payment-"]')).toHaveValue('344.60');
  await play.typeByHand(page, '400');
  await page.keyboard.press('F8');
  await expect(page.getByRole('alert').filter({ hasText: '现在只欠 344.60' })).toBeVisible();
  await program.picture('bills-too-much');
  await page.locator('[data-field^="payment-"]').focus();
  await play.typeByHand(page, '344.60');
  await page.keyboard.press('Enter');
  await play.tender(page, 'Alt+1', '400', null);
  await play.post(page);
  await expect(page.getByTestId('posted-change')).toContainText('55.40');

  // A bill typed at the counter.
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'C800001');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.keyboard.press('Shift+F2');
  await expect(options).toHaveCount(2);
  await program.picture('bills-choose-en');
  await page.keyboard.press('Alt+b');
  await page.keyboard.insertText('Parking, November 2026');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026-12-31');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('300');
  await program.picture('bills-new-en');
  await page.keyboard.press('Enter');
  await expect(options).toHaveCount(3);
});
