// A list is imported in the real window by keyboard: chosen, looked at, refused as a whole, then taken; and what was taken
// is found at the till.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Program } from './support/launch-program.ts';
import { ROOT } from './support/launch-program.ts';
import { expect, test } from './support/program-test.ts';
import * as play from './support/play.ts';

const OFFICE = join(ROOT, '../shared/data');

/** Presses Enter on the button for choosing a file and gives the dialog `path`. */
async function choose(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /选择文件|换一个文件/ }).press('Enter');
  await (await chooser).setFiles(path);
}

const count = (page: Page, what: string) => page.locator(`[data-count="${what}"] dd`);

async function ready({ window: page }: Program, user: string): Promise<void> {
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await play.confirmRecoveryKey(page, groups);
  await play.signIn(page, user);
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('heading', { name: '导入' })).toBeVisible();
}

test('a small list: what is wrong is named, all or nothing writes nothing, then the good rows are taken', async ({
  program,
}) => {
  const { window: page } = program;
  await ready(program, 'cashier1');
  // A cashier keeps customers and bills, not prices.
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: '收费标准' })).toHaveCount(0);
  await program.picture('import-empty');

  const book = join(program.dataDir, 'book.csv');
  writeFileSync(book, Buffer.from('504b030414000600', 'hex'));
  await choose(page, book);
  await expect(page.getByRole('alert')).toContainText('另存为');

  const list = join(program.dataDir, 'list.csv');
  writeFileSync(list, '客户编号,姓名,手机,颜色\nC700001,方一一,+86 199-0090-0005,红\nC700002,,19900900006,\n');
  await choose(page, list);
  await expect(count(page, 'toImport')).toHaveText('1');
  await expect(count(page, 'rejectedCount')).toHaveText('1');
  await expect(page.getByRole('row', { name: /3 姓名 没有名称/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /2 手机 电话去掉区号和分隔/ })).toBeVisible();
  await expect(page.getByText('不认识的列没有读：颜色')).toBeVisible();

  const strict = page.getByRole('checkbox', { name: '全部正确才导入' });
  await strict.press('Space');
  await expect(page.getByText('现在不写入')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已导入')).toBeHidden();
  await strict.press('Space');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/已导入 1 行/)).toBeVisible();
  await expect(page.getByRole('button', { name: '选择文件' })).toBeFocused();

  await choose(page, list);
  await expect(count(page, 'unchanged')).toHaveText('1');
  await expect(count(page, 'toImport')).toHaveText('0');
  await page.keyboard.press('F2');
  await play.openShift(page, ['2']);
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'fyy');
  await expect(page.getByRole('option', { name: /方一一.*C700001/ })).toBeVisible();
});

test('the lists of an office: the rows its README names, and no others', async ({ program }) => {
  test.skip(!existsSync(join(OFFICE, 'expected.json')), 'the office’s lists are not beside this repository');
  const { window: page } = program;
  await ready(program, 'finance1');
  await choose(page, join(OFFICE, 'tariff-hospital.csv'));
  await expect(count(page, 'rows')).toHaveText('224');
  await expect(count(page, 'toImport')).toHaveText('212');
  await expect(count(page, 'rejectedCount')).toHaveText('12');
  await expect(page.getByText('GBK / GB18030，以逗号分隔')).toBeVisible();
  await program.picture('import-tariff');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/已导入 212 行/)).toBeVisible();
  await program.picture('import-done');

  await page.getByRole('radio', { name: '客户名单' }).press('Space');
  await choose(page, join(OFFICE, 'customers.csv'));
  await expect(count(page, 'toImport')).toHaveText('2,005');
  await expect(count(page, 'rejectedCount')).toHaveText('6');
  await program.picture('import-customers');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await expect(page.getByText('Cannot be imported')).toBeVisible();
  await program.picture('import-customers-en');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/2,005 rows imported/)).toBeVisible();
});
