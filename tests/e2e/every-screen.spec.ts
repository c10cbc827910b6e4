// Every screen and main dialog, in Chinese and English, at 100 % and at 150 % of the smallest screen the till is made for:
// nothing serious for people who hear it or cannot see it well, nothing cut off, nothing out of reach.
import { expect, type Page, test } from '@playwright/test';
import { ADMIN, CASHIER, FINANCE, type Stop, visit } from '../demo/screens.ts';
import { findSerious } from './support/axe.ts';
import { findUnfit } from './support/fits.ts';
import type { Program } from './support/launch-program.ts';
import { onSample } from './support/sample-program.ts';
import * as play from './support/play.ts';

const faults: string[] = [];

async function zoom({ app, window: page }: Program, factor: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
    factor,
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(1366 / factor));
  await page.waitForTimeout(150);
}

/** What is due and the key that posts are seen without scrolling, at any scale. */
async function tillShowsItsMoney(page: Page): Promise<void> {
  for (const part of [page.getByTestId('due'), page.locator('.money-post button')])
    await expect(part).toBeInViewport({ ratio: 1 });
}

async function look(program: Program, name: string): Promise<void> {
  const { window: page } = program;
  faults.push(...(await findSerious(page, name)), ...(await findUnfit(page, name)));
  await program.picture(`every-screen/${name}`);
  await zoom(program, 1.5);
  faults.push(...(await findUnfit(page, `${name} at 150 %`)));
  if (name.startsWith('till-')) await tillShowsItsMoney(page);
  await program.picture(`every-screen/${name}-150`);
  await zoom(program, 1);
}

async function enterBill(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'oy');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  for (const item of ['5001019', '5003001', '3*5005001']) await play.enterItem(page, item);
}

/** Somebody takes numbered paper into use: only then are there sheets to spoil and to write off. */
async function takeStock(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Alt+l');
  for (const [label, text] of [
    ['起号', 'GZ00010001'],
    ['止号', 'GZ00010500'],
    ['领用人', 'cashier1'],
  ] as const)
    await page.getByRole('dialog').getByLabel(label, { exact: false }).first().fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('every screen is fit to be heard, seen and reached, in two languages and at two scales', async () => {
  test.setTimeout(1_800_000);
  await onSample(async ({ program }) => {
    const { window: page, app } = program;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
    const go = async (stops: readonly Stop[]): Promise<void> => visit(program, stops, look);
    await page.getByRole('heading', { name: '登录' }).waitFor({ timeout: 180_000 });
    await look(program, 'sign-in');
    await page.getByRole('button', { name: '管理员忘了密码' }).press('Enter');
    await look(program, 'recover-admin');
    await page.keyboard.press('Escape');
    await play.signIn(page, 'finance1');
    await takeStock(page);
    await go(FINANCE);
    await play.signOut(page);
    await play.signIn(page, 'cashier1');
    await page.getByTestId('float').waitFor();
    await look(program, 'open-shift');
    await play.openShift(page, ['2', '4']);
    await look(program, 'till-empty');
    await enterBill(page);
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await expect(page.getByTestId('parked')).toContainText('欧阳');
    await enterBill(page);
    await play.tender(page, 'Alt+1', '100', null);
    await play.post(page);
    await page.getByTestId('paper-ready').waitFor({ timeout: 60_000 });
    await look(program, 'posted');
    await enterBill(page);
    await go(CASHIER);
    await page.keyboard.press('F2');
    await play.tender(page, 'Alt+2', '50', '004512');
    await play.tender(page, 'Alt+1', '100', null);
    await look(program, 'till-tenders');
    await page.keyboard.press('Control+l');
    await look(program, 'locked');
    await page.keyboard.type('cashier1-2026');
    await page.keyboard.press('Enter');
    await play.signOut(page);
    await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
    await go(ADMIN);
  });
  expect(faults).toEqual([]);
});
