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
/** Places of the columns in the order of the fields: number, customer, purpose, issued, due, item, line, kind, amount. */
const COLUMNS = [0, 1, 2, null, 3, null, null, 4, 6];

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
    for (let press = 0; column !== null && press <= column; press += 1) await page.keyboard.press('ArrowDown');
  }
  await expect(fields.nth(8)).toHaveValue('6');
  await program.picture('import-columns');
  await page.keyboard.press('Control+s');
  await expect(page.locator('[data-count="toImport"] dd')).toHaveText('4');
  await expect(page.getByRole('row', { name: /7 应收\(元\) 没有金额/ })).toBeVisible();
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

test('hand-written receipts are typed in row by row, kept while typed, checked, and posted against the pad', async ({
  program,
}) => {
  const { window: page } = program;
  await page.setViewportSize({ width: 1366, height: 768 });
  await ready(program);
  await play.signIn(page, 'finance1');
  await page.keyboard.press('Control+b');
  const cell = (field: string, n: number) => page.locator(`[data-cell^="${field}-"]`).nth(n);
  await expect(cell('paperNo', 0)).toBeFocused();
  const type = async (...texts: string[]): Promise<void> => {
    for (const text of texts) {
      if (text !== '') await play.typeByHand(page, text);
      await page.keyboard.press('Enter');
    }
  };
  await type('P-0098', '2026-11-20', '欧阳𠅤', '5003004', '1', '42.17', '1');
  // The next paper of the pad is proposed: its number, the day, the item; the payer is next.
  await expect(cell('payer', 1)).toBeFocused();
  await expect(cell('paperNo', 1)).toHaveValue('P-0099');
  await type('李', '5003004', '2', '84.34', '2', '004512');
  await type('王', '5003004', '1', '40', '1');
  await expect(page.getByTestId('backfill-sum')).toHaveText('166.51');
  await expect(page.getByRole('row').nth(3)).toContainText('按收费标准应为 42.17');
  await program.picture('backfill-typed');
  // The machine goes down again in the middle of it: what was typed is there when it comes back.
  await page.waitForTimeout(700);
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Control+b');
  await expect(cell('payer', 1)).toHaveValue('李');
  await cell('amount', 2).focus();
  await play.typeByHand(page, '42.17');
  await page.locator('[data-field="pad-sum"]').focus();
  await play.typeByHand(page, '168.58');
  await expect(page.getByText('与本子相差 0.10')).toBeVisible();
  await play.typeByHand(page, '');
  await page.locator('[data-field="pad-sum"]').fill('168.68');
  await expect(page.getByText('与本子一致')).toBeVisible();
  await program.picture('backfill-agrees');
  await page.keyboard.press('F8');
  await expect(page.getByText(/已补录 3 张，共 168.68，记入补录钱箱/)).toBeVisible();
  await expect(cell('paperNo', 0)).toBeFocused();

  // The same paper again with another amount: named at once, and the key does not post it.
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await cell('paperNo', 0).focus();
  await type('P-0099', '2026-11-20', '李', '5003004', '1', '42.17', '1');
  await expect(page.getByRole('row').nth(1)).toContainText('P-0099');
  await expect(page.getByRole('row').nth(1)).toContainText('A01-R-0000002');
  await program.picture('backfill-duplicate-en');
  await page.keyboard.press('F8');
  await expect(page.getByText(/posted, .* in all/)).toBeHidden();
});
