// Acts on a drawer, done in the real window by keyboard: the cash menu, a count, a handover.
import { expect, type Page } from '@playwright/test';
import type { Program } from './launch-program.ts';

/** Pieces by the label of their face. */
export type Pieces = Readonly<Record<string, string>>;

/** Opens act `digit` of the cash menu and waits for its form. */
export async function choose(page: Page, digit: string, title: string): Promise<void> {
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('dialog').getByRole('menu')).toBeVisible();
  await page.keyboard.press(`Digit${digit}`);
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

/** Types pieces into the count of the screen. */
export async function count(page: Page, pieces: Pieces): Promise<void> {
  for (const [face, n] of Object.entries(pieces)) {
    await page.getByLabel(`${face} 元的张数`, { exact: true }).focus();
    await page.keyboard.insertText(n);
  }
}

/** The desktop's own dialog will answer with `path` when a file is asked for. */
export async function sayWhichFile({ app }: Program, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }) });
  }, path);
}

/** Counts the drawer of the shift on the screen, which comes to `sum`, and offers it to whoever comes next. */
export async function handOver(page: Page, pieces: Pieces, sum: string): Promise<void> {
  await count(page, pieces);
  await expect(page.getByTestId('counted')).toContainText(sum);
  await page.keyboard.press('Control+F6');
  await expect(page.getByText('钱箱已点清，等接班人登录后接班')).toBeVisible({ timeout: 20_000 });
}

/** From the sign-in to the count of drawer 1, which is offered. */
export async function takeOver(page: Page): Promise<void> {
  await expect(page.getByText('接 1 号钱箱')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Control+F6');
  await expect(page.getByRole('heading', { name: '接班' })).toBeVisible();
}
