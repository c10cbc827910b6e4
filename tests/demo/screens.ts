// Opens every screen of the program in turn, in Chinese and English, on the smallest screen it is made for, and takes a
// picture of each: for docs/pictures, and for whoever wants to see what a change did to a screen they did not think of.
import type { Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';
import * as play from '../e2e/support/play.ts';

/** A way to one screen, from the till or wherever the one before it left off; `leave` closes what it opened. */
interface Stop {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly leave?: (page: Page) => Promise<void>;
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(350);
    }
  };

const escape = press('Escape');
const backToTill = press('Escape', 'Escape', 'F2');

const CASHIER: readonly Stop[] = [
  { name: 'keys', open: press('F1'), leave: escape },
  { name: 'discount', open: press('F11'), leave: escape },
  { name: 'held-money', open: press('F5'), leave: backToTill },
  { name: 'bills', open: press('Shift+F2'), leave: backToTill },
  { name: 'customers', open: press('Shift+F7'), leave: backToTill },
  { name: 'receipts', open: press('Control+f') },
  { name: 'receipt-follow-up', open: press('Control+p', 'F3'), leave: backToTill },
  { name: 'paper', open: press('Control+k'), leave: backToTill },
  { name: 'backfill', open: press('Control+b'), leave: backToTill },
  { name: 'import', open: press('Control+i') },
  { name: 'settings', open: press('Control+g') },
  { name: 'shift', open: press('F6'), leave: press('F2') },
];

const FINANCE: readonly Stop[] = [
  { name: 'tariff', open: press('Control+t') },
  { name: 'policies', open: press('Control+d') },
  { name: 'settings-finance', open: press('Control+g') },
  { name: 'ledger', open: press('Control+e') },
  { name: 'vouchers-mapping', open: press('Control+Shift+M') },
  { name: 'vouchers-days', open: press('ArrowRight') },
  { name: 'vouchers-answers', open: press('ArrowRight') },
  { name: 'vouchers-delivery', open: press('ArrowRight'), leave: press('ArrowRight') },
];

const ADMIN: readonly Stop[] = [{ name: 'people', open: press('Control+u') }];

export type TakePicture = (program: Program, name: string) => Promise<void>;

async function visit(program: Program, stops: readonly Stop[], language: string, take: TakePicture): Promise<void> {
  const { window: page } = program;
  for (const { name, open, leave } of stops) {
    await open(page);
    await take(program, `${name}-${language}`);
    await leave?.(page);
  }
}

/** Somebody is at the till with an open shift, one receipt and a bill on the screen. Ends signed out, in Chinese. */
export async function playScreens(
  program: Program,
  take: TakePicture,
  inLanguage: (page: Page, name: 'English' | '简体中文') => Promise<void>,
): Promise<void> {
  const { window: page } = program;
  const both = async (stops: readonly Stop[]): Promise<void> => {
    await visit(program, stops, 'zh-CN', take);
    await inLanguage(page, 'English');
    await visit(program, stops, 'en', take);
    await inLanguage(page, '简体中文');
  };
  await both(CASHIER);
  await play.signOut(page);
  for (const [username, password, stops] of [
    ['finance1', 'finance1-2026', FINANCE],
    [play.ADMIN.username, play.ADMIN.password, ADMIN],
  ] as const) {
    await play.signIn(page, username, password);
    await page.waitForTimeout(400);
    await both(stops);
    await play.signOut(page);
  }
}
