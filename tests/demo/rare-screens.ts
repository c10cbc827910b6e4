// What an ordinary day does not show: the question after a clock that has jumped, an authenticator that is set up and taken
// away, and the screen that stands where another has failed to draw.
import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';
import { Phone } from '../e2e/support/phone.ts';
import * as play from '../e2e/support/play.ts';
import { callAs } from '../e2e/support/run-command.ts';
import { onSample } from '../e2e/support/sample-program.ts';
import { button, close, dialogs, job, lookHere, type ScreenLook, settled, speak } from './walk.ts';

const op = (): string => crypto.randomUUID();

/** Two months back: the clock of a command that is run with this in its NODE_OPTIONS. */
const EARLIER = `const now = Date.now; const back = 60 * 86400000; const Real = Date;
globalThis.Date = class extends Real { constructor(...of) { if (of.length) super(...of); else super(now() - back); } };
Date.now = () => now() - back;`;

/** Runs `work` on a sample ledger whose only shift was two months ago. */
export async function onOldLedger(work: (program: Program) => Promise<void>): Promise<void> {
  const before = process.env['NODE_OPTIONS'] ?? '';
  const restore = (): void => void (process.env['NODE_OPTIONS'] = before);
  process.env['NODE_OPTIONS'] = `${before} --import=data:text/javascript,${encodeURIComponent(EARLIER)}`;
  try {
    await onSample(
      ({ program }) => work(program),
      {},
      (where) => {
        callAs(where, 'cashier1', [
          ['shift.open', { operationId: op(), drawer: '1', float: 0, counted: null }],
          ['shift.close', { operationId: op(), counted: 0 }],
        ]);
        // The program itself runs now.
        restore();
      },
    );
  } finally {
    restore();
  }
}

/** Visits all of it; begins and ends at the sign-in, in Chinese. */
export async function playRareScreens(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await play.signIn(page, 'cashier1');
  await expect(page.getByTestId('float')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('F8');
  await expect(dialogs(page).last()).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'shift-date', look);
  await close(page);
  await play.signOut(page);
  await enrol(program, look);
  await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
  await job('Control+u', 'people')(page);
  await button(/^重置动态码/)(page);
  await expect(dialogs(page).last()).toBeVisible();
  await lookHere(program, 'person-reset-code', look);
  await close(page);
  await play.signOut(page);
  await breakScreen(program, look);
}

/** The auditor sets up an authenticator: the code to scan, then the recovery codes. */
async function enrol(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await play.signIn(page, 'auditor1');
  await job('Control+y', 'account')(page);
  await page.keyboard.press('Enter');
  await expect(dialogs(page).locator('input[type="password"]')).toBeFocused();
  await page.keyboard.insertText('auditor1-2026');
  await page.keyboard.press('Enter');
  const symbol = dialogs(page).locator('canvas, svg').first();
  await expect(symbol).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'account-enrol-scan', look);
  const phone = await Phone.scan(symbol);
  await dialogs(page).locator('input').first().focus();
  await page.keyboard.insertText(await phone.code());
  await page.keyboard.press('Enter');
  await expect(dialogs(page).getByRole('list').first()).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'account-enrol-codes', look);
  await button(/^我已收好|^我已/)(page);
  await expect(dialogs(page)).toHaveCount(0);
  await play.signOut(page);
}

/** Takes something away that a screen cannot be drawn without. */
const failToDraw = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Intl.DateTimeFormat = class {
      constructor() {
        throw new Error('taken away by the test');
      }
    } as unknown as typeof Intl.DateTimeFormat;
  });

/** A screen fails to draw, in each language; what is said leads back to the sign-in. */
async function breakScreen(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  const { take, languages = ['zh-CN', 'en'] } = look;
  for (const language of languages) {
    await play.signIn(page, 'cashier1');
    await settled(page);
    await speak(page, language);
    await failToDraw(page);
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+f');
    await expect(page.locator('.start-title')).toBeVisible({ timeout: 20_000 });
    await take(program, `broken-${language}`);
    await page.keyboard.press('Enter');
    await expect(page.locator('input[type="password"]')).toBeVisible({ timeout: 60_000 });
    await speak(page, 'zh-CN');
  }
}
