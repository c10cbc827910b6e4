// Opens every screen of the program and its main dialogs in turn, in Chinese and English: for the pictures in docs, for
// whoever wants to see what a change did to a screen they did not think of, and for the tests that ask something of each.
import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';
import * as play from '../e2e/support/play.ts';

/** A way to one screen, from wherever the one before it left off; `leave` closes what it opened. */
export interface Stop {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly leave?: (page: Page) => Promise<void>;
}

const LANGUAGES = [
  ['zh-CN', '简体中文'],
  ['en', 'English'],
] as const;
export type ScreenLanguage = (typeof LANGUAGES)[number][0];

const dialogs = (page: Page) => page.locator('dialog[open]');

/** Nothing says any more that it waits for the ledger, and what was asked for has come. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.ant-btn-loading')).toHaveCount(0);
  await page.waitForTimeout(250);
}

/** Goes to the job of a key and waits until the rail marks it. */
const job =
  (key: string, id: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press(key);
    await expect(page.locator(`.rail [data-job="${id}"][aria-current="page"]`)).toBeVisible();
    await settled(page);
  };

/** Presses `keys` one after the other; the last opens a dialog. */
const dialog =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await settled(page);
      await page.keyboard.press(key);
    }
    await expect(dialogs(page).last()).toBeVisible();
    await settled(page);
  };

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await settled(page);
    }
  };

/** Steps back until no dialog is open. */
async function close(page: Page): Promise<void> {
  for (let step = 0; step < 5 && (await dialogs(page).count()) > 0; step += 1) {
    await page.keyboard.press('Escape');
    await settled(page);
  }
  await expect(dialogs(page)).toHaveCount(0);
}

/** The till has an open shift, a receipt posted and printed, a bill of three lines with a customer on the screen. */
export const CASHIER: readonly Stop[] = [
  { name: 'till', open: job('F2', 'till') },
  { name: 'keys', open: dialog('F1'), leave: close },
  { name: 'leave', open: dialog('Control+q'), leave: close },
  { name: 'discount', open: dialog('F11'), leave: close },
  { name: 'park', open: dialog('F9'), leave: close },
  { name: 'recall', open: dialog('F10'), leave: close },
  { name: 'unpaid', open: dialog('Shift+F9'), leave: close },
  { name: 'held-money', open: dialog('F5'), leave: close },
  { name: 'held-take', open: dialog('F5', 'Alt+y'), leave: close },
  { name: 'bills', open: dialog('Shift+F2'), leave: close },
  { name: 'bill-new', open: dialog('Shift+F2', 'Alt+b'), leave: close },
  { name: 'customers', open: job('Shift+F7', 'customers') },
  { name: 'customer-new', open: dialog('Insert'), leave: close },
  { name: 'customer-edit', open: dialog('Alt+e'), leave: close },
  { name: 'customer-freeze', open: dialog('Alt+z'), leave: close },
  { name: 'receipts', open: job('Control+f', 'receipts') },
  { name: 'receipt', open: dialog('Control+p'), leave: close },
  { name: 'receipt-follow-up', open: dialog('Control+p', 'F3'), leave: close },
  { name: 'receipt-exchange', open: dialog('Control+p', 'Shift+F3'), leave: close },
  { name: 'receipt-loss', open: dialog('Control+p', 'Control+F3'), leave: close },
  { name: 'receipt-spoil', open: dialog('Control+p', 'Control+r'), leave: close },
  { name: 'receipt-invoice', open: dialog('Control+p', 'Alt+i'), leave: close },
  { name: 'receipt-printer', open: dialog('Control+p', 'Alt+Shift+d'), leave: close },
  { name: 'paper', open: job('Control+k', 'paper') },
  { name: 'stock-spoil', open: dialog('Alt+s'), leave: close },
  { name: 'backfill', open: job('Control+b', 'backfill') },
  { name: 'import', open: job('Control+i', 'import') },
  { name: 'settings', open: job('Control+g', 'settings') },
  { name: 'claims', open: job('Control+m', 'claims') },
  { name: 'shift', open: job('F6', 'shift') },
];

export const FINANCE: readonly Stop[] = [
  { name: 'tariff', open: job('Control+t', 'tariff') },
  { name: 'item-new', open: dialog('Insert'), leave: close },
  { name: 'policies', open: job('Control+d', 'policies') },
  { name: 'policy-new', open: dialog('Insert'), leave: close },
  { name: 'settings-finance', open: job('Control+g', 'settings') },
  { name: 'setting-change', open: dialog('Enter'), leave: close },
  { name: 'paper-finance', open: job('Control+k', 'paper') },
  { name: 'stock-take', open: dialog('Alt+l'), leave: close },
  { name: 'stock-write-off', open: dialog('Alt+x'), leave: close },
  { name: 'tariff-board', open: dialog('Alt+g'), leave: close },
  { name: 'ledger', open: job('Control+e', 'ledger') },
  { name: 'claims-finance', open: job('Control+m', 'claims') },
  { name: 'account', open: job('Control+y', 'account') },
  { name: 'vouchers-mapping', open: job('Control+Shift+m', 'vouchers') },
  { name: 'vouchers-days', open: press('ArrowRight') },
  { name: 'vouchers-answers', open: press('ArrowRight') },
  { name: 'vouchers-delivery', open: press('ArrowRight'), leave: press('ArrowRight') },
];

export const ADMIN: readonly Stop[] = [
  { name: 'people', open: job('Control+u', 'people') },
  { name: 'person-new', open: dialog('Insert'), leave: close },
  { name: 'ledger-admin', open: job('Control+e', 'ledger') },
];

export type TakePicture = (program: Program, name: string, language: ScreenLanguage) => Promise<void>;

/** Visits `stops` in both languages and takes a picture at each; ends in Chinese. */
export async function visit(program: Program, stops: readonly Stop[], take: TakePicture): Promise<void> {
  const { window: page } = program;
  for (const [language, name] of LANGUAGES) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const stop of stops) {
      await stop.open(page);
      await take(program, `${stop.name}-${language}`, language);
      await stop.leave?.(page);
    }
  }
  await page.getByRole('button', { name: '简体中文' }).click();
}

/** Somebody is at the till with an open shift, one receipt and a bill on the screen. Ends signed out, in Chinese. */
export async function playScreens(program: Program, take: TakePicture): Promise<void> {
  const { window: page } = program;
  await visit(program, CASHIER, take);
  await play.signOut(page);
  for (const [username, password, stops] of [
    ['finance1', 'finance1-2026', FINANCE],
    [play.ADMIN.username, play.ADMIN.password, ADMIN],
  ] as const) {
    await play.signIn(page, username, password);
    await settled(page);
    await visit(program, stops, take);
    await play.signOut(page);
  }
}
