// Opens every screen of the program and its main dialogs in turn, in Chinese and English: for the pictures in docs, for
// whoever wants to see what a change did to a screen they did not think of, and for the tests that ask something of each.
import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';
import { approvalWindow, sign } from '../e2e/support/approving.ts';
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

/** What a screen says while it has no answer yet. */
const WAITING = /^(正在读取…|正在从账本读取…|Reading…|Reading from the ledger…)$/;

/**
 * Nothing says any more that it waits for the ledger, nothing moves or fades, and what is drawn has been drawn: what an act
 * began is then either to be seen or says that it waits.
 */
export async function settled(page: Page): Promise<void> {
  await expect(async () => {
    await page.evaluate(async () => {
      const drawn = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
      // An act is drawn in the frame after it; two in a row without anything waiting is rest.
      for (let frame = 0; frame < 2; frame += 1) {
        await drawn();
        if (document.querySelector('.ant-btn-loading, [aria-busy="true"]') !== null) throw new Error('busy');
      }
      // What turns for as long as something loads has no end.
      const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
      await Promise.allSettled(ending.map((one) => one.finished));
      await document.fonts.ready;
    });
    await expect(page.getByText(WAITING)).toHaveCount(0, { timeout: 100 });
  }).toPass({ timeout: 20_000 });
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

/** Presses the button that a screen names so (first of several), by keyboard. */
const button =
  (...names: readonly RegExp[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) {
      await page.getByRole('button', { name }).first().press('Enter');
      await settled(page);
    }
  };

/** Opens the first of the rows that `selector` finds. */
const row =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().press('Enter');
    await expect(dialogs(page).last()).toBeVisible();
    await settled(page);
  };

/** Reads an answer file of central's that is none: what is wrong with it is said by line. */
async function answerFile(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /读入回执文件|Read an answer/ }).press('Enter');
  await (await chooser).setFiles({
    ...{ name: 'ack.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('counterfoil-ack,1,A01,2026-11-28\nanswer,9,9,accepted,\nend,1,0\n'),
  });
  await expect(dialogs(page).last()).toBeVisible();
  await settled(page);
}

/** One way after the other. */
const then =
  (...ways: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const way of ways) await way(page);
  };

/** The paper in the dialog is drawn. */
const drawn = async (page: Page): Promise<void> => {
  await expect(dialogs(page).locator('[data-stage]').first()).toHaveAttribute('data-stage', 'drawn', {
    timeout: 60_000,
  });
};

/** Types what is looked for on the refund screen and chooses the first that is found. */
const refundOf =
  (text: string) =>
  async (page: Page): Promise<void> => {
    // From a screen that everybody has, so that nothing is left from a visit before.
    await job('Control+y', 'account')(page);
    await job('Shift+F8', 'refunds')(page);
    await page.locator('[data-field="refund-find"]').fill(text);
    await expect(page.getByRole('option').first()).toContainText(text);
    await settled(page);
    await page.keyboard.press('Enter');
    await settled(page);
  };

/** Steps back until no dialog is open. */
async function close(page: Page): Promise<void> {
  for (let step = 0; step < 8 && (await dialogs(page).count()) > 0; step += 1) {
    await page.keyboard.press('Escape');
    await settled(page);
  }
  await expect(dialogs(page)).toHaveCount(0);
}

/**
 * The till has an open shift, a receipt posted and printed, a bill of three lines with a customer on the screen; the
 * customer has bills to pay and money that is held, and a day lies behind (worked-day.ts).
 */
export const CASHIER: readonly Stop[] = [
  { name: 'till', open: job('F2', 'till') },
  { name: 'keys', open: dialog('F1'), leave: close },
  { name: 'leave', open: dialog('Control+q'), leave: close },
  { name: 'report-x', open: then(dialog('Control+Shift+x'), drawn), leave: close },
  { name: 'discount', open: dialog('F11'), leave: close },
  { name: 'park', open: dialog('F9'), leave: close },
  { name: 'recall', open: dialog('F10'), leave: close },
  { name: 'unpaid', open: dialog('Shift+F9'), leave: close },
  { name: 'held-money', open: dialog('F5'), leave: close },
  { name: 'held-take', open: dialog('F5', 'Alt+y'), leave: close },
  { name: 'held-return', open: dialog('F5', 'Alt+u'), leave: close },
  { name: 'bills', open: dialog('Shift+F2'), leave: close },
  { name: 'bill-new', open: dialog('Shift+F2', 'Alt+b'), leave: close },
  { name: 'customers', open: job('Shift+F7', 'customers') },
  { name: 'customer-new', open: dialog('Insert'), leave: close },
  { name: 'customer-edit', open: dialog('Alt+e'), leave: close },
  { name: 'customer-paper', open: dialog('Alt+o'), leave: close },
  { name: 'customer-freeze', open: dialog('Alt+z'), leave: close },
  { name: 'refunds', open: job('Shift+F8', 'refunds') },
  { name: 'refund-apply', open: refundOf('A01-R-0000005') },
  { name: 'refund-case', open: refundOf('A01-W-0000003') },
  { name: 'refund-withdraw', open: dialog('Delete'), leave: close },
  { name: 'refund-paid', open: refundOf('A01-W-0000002') },
  { name: 'refund-slip', open: then(dialog('Control+p'), drawn), leave: close },
  { name: 'refund-close', open: dialog('F8'), leave: close },
  { name: 'receipts', open: job('Control+f', 'receipts') },
  { name: 'receipt', open: then(dialog('Control+p'), drawn), leave: close },
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
  { name: 'claim-evidence', open: dialog('Alt+j'), leave: close },
  { name: 'claims-payers-cashier', open: press('Alt+ArrowRight', 'Alt+ArrowRight') },
  { name: 'claim-collect', open: dialog('ArrowDown', 'Alt+w'), leave: close },
  { name: 'shift', open: job('F6', 'shift') },
];

/** Another cashier, whose second entry a case waits for. */
export const SECOND_CASHIER: readonly Stop[] = [
  { name: 'refund-second-case', open: refundOf('A01-W-0000003') },
  { name: 'refund-second-entry', open: dialog('F8'), leave: close },
];

/** A supervisor: a case waits for their decision. */
export const SUPERVISOR: readonly Stop[] = [
  { name: 'house', open: job('F6', 'shift') },
  { name: 'desk', open: job('F4', 'desk') },
  { name: 'refund-failed', open: refundOf('A01-W-0000001') },
  { name: 'refund-reroute', open: dialog('Alt+Shift+r'), leave: close },
  {
    name: 'customer-merge',
    open: async (page) => {
      await job('Shift+F7', 'customers')(page);
      await page.keyboard.press('Enter');
      await dialog('Alt+h')(page);
    },
    leave: close,
  },
];

export const FINANCE: readonly Stop[] = [
  { name: 'today', open: job('F12', 'today') },
  { name: 'days', open: job('Shift+F12', 'days') },
  { name: 'report-z', open: then(button(/^(Z 报表|Z report)/), drawn), leave: close },
  { name: 'day-sheet', open: then(button(/^(日报|Day sheet)/), drawn), leave: close },
  { name: 'tariff', open: job('Control+t', 'tariff') },
  { name: 'item-new', open: dialog('Insert'), leave: close },
  { name: 'item-card', open: row('.tariff-row'), leave: close },
  { name: 'policies', open: job('Control+d', 'policies') },
  { name: 'policy-new', open: dialog('F11'), leave: close },
  { name: 'given-away', open: press('Alt+ArrowRight'), leave: press('Alt+ArrowRight') },
  { name: 'settings-finance', open: job('Control+g', 'settings') },
  { name: 'setting-change', open: dialog('Enter'), leave: close },
  { name: 'paper-finance', open: job('Control+k', 'paper') },
  { name: 'stock-take', open: dialog('Alt+l'), leave: close },
  { name: 'stock-write-off', open: dialog('Alt+x'), leave: close },
  { name: 'tariff-board', open: dialog('Alt+g'), leave: close },
  { name: 'ledger', open: job('Control+e', 'ledger') },
  { name: 'claims-finance', open: job('Control+m', 'claims') },
  { name: 'claim-prove', open: dialog('Enter'), leave: close },
  { name: 'claims-cheques', open: press('Alt+ArrowRight') },
  { name: 'cheque-bounce', open: dialog('Alt+Shift+c'), leave: close },
  { name: 'claims-payers', open: press('Alt+ArrowRight') },
  { name: 'payer-new', open: dialog('Insert'), leave: close },
  { name: 'account', open: job('Control+y', 'account') },
  { name: 'account-enrol', open: dialog('Enter'), leave: close },
  { name: 'vouchers-mapping', open: job('Control+Shift+m', 'vouchers') },
  { name: 'voucher-map', open: row('.central-row'), leave: close },
  { name: 'vouchers-days', open: press('ArrowRight') },
  { name: 'voucher-write', open: dialog('Enter'), leave: close },
  { name: 'vouchers-answers', open: press('ArrowRight') },
  { name: 'voucher-task', open: row('[data-row="1"]'), leave: close },
  { name: 'voucher-answer', open: answerFile, leave: close },
  { name: 'vouchers-delivery', open: press('ArrowRight'), leave: press('ArrowRight') },
];

export const ADMIN: readonly Stop[] = [
  { name: 'people', open: job('Control+u', 'people') },
  { name: 'person-new', open: dialog('Insert'), leave: close },
  { name: 'person-password', open: button(/^(重设密码|New password|Set a new password|Reset)/), leave: close },
  { name: 'person-deactivate', open: button(/^(停用|Deactivate)/), leave: close },
  { name: 'settings-admin', open: job('Control+g', 'settings') },
  { name: 'ledger-admin', open: job('Control+e', 'ledger') },
];

export type TakePicture = (program: Program, name: string, language: ScreenLanguage) => Promise<void>;

export type ScreenLook = {
  readonly take: TakePicture;
  readonly languages?: readonly ScreenLanguage[];
  /** Told of a stop that was not reached; absent: the visit ends there. */
  readonly missed?: (name: string, error: unknown) => void;
};

/** Visits `stops` in each language and takes a picture at each; ends in Chinese. */
export async function visit(program: Program, stops: readonly Stop[], look: ScreenLook): Promise<void> {
  const { window: page } = program;
  const { take, missed, languages = LANGUAGES.map(([language]) => language) } = look;
  for (const [language, name] of LANGUAGES.filter(([one]) => languages.includes(one))) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const stop of stops) {
      try {
        await stop.open(page);
        await take(program, `${stop.name}-${language}`, language);
        await stop.leave?.(page);
      } catch (error) {
        if (missed === undefined) throw new Error(`the way to ${stop.name} (${language})`, { cause: error });
        missed(stop.name, error);
        await close(page);
      }
    }
  }
  await page.getByRole('button', { name: '简体中文' }).click();
}

/** Who visits what, in this order; the first is signed in and at the till already (CASHIER). Ends signed out, in Chinese. */
export async function playScreens(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await visit(program, CASHIER, look);
  await play.signOut(page);
  for (const [username, password, stops] of [
    ['cashier2', 'cashier2-2026', SECOND_CASHIER],
    ['supervisor1', 'supervisor1-2026', SUPERVISOR],
    ['finance1', 'finance1-2026', FINANCE],
    [play.ADMIN.username, play.ADMIN.password, ADMIN],
  ] as const) {
    await play.signIn(page, username, password);
    await settled(page);
    await visit(program, stops, look);
    await play.signOut(page);
  }
}

/** A customer with bills and money held, and three lines. */
export async function enterBill(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'oy');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  for (const item of ['5001019', '5003001', '3*5005001']) await play.enterItem(page, item);
}

/** Finance takes numbered paper into use: only then are there sheets to spoil and to write off. */
export async function takeStock(page: Page): Promise<void> {
  await dialog('Control+k', 'Alt+l')(page);
  for (const [label, text] of [
    ['起号', 'GZ00010001'],
    ['止号', 'GZ00010500'],
    ['领用人', 'cashier1'],
  ] as const)
    await page.getByRole('dialog').getByLabel(label, { exact: false }).first().fill(text);
  await page.keyboard.press('Enter');
  await expect(dialogs(page)).toHaveCount(0);
}

/**
 * At the till: a bill is put aside, another paid by card and cash and printed; then two refunds are decided by a supervisor in
 * the approval window: one goes back to the balance it came from, of the other the card refuses its part.
 */
export async function postAndRefund(
  program: Program,
  take: (name: string) => Promise<void>,
  takeOther: (other: Page, name: string) => Promise<void>,
): Promise<void> {
  const { window: page } = program;
  await enterBill(page);
  await page.keyboard.press('F9');
  await page.keyboard.press('F9');
  await expect(page.getByTestId('parked')).toContainText('欧阳');
  await enterBill(page);
  await play.tender(page, 'Alt+2', '50', '004512');
  await play.tender(page, 'Alt+1', '100', null);
  await take('till-tenders');
  await play.post(page);
  await page.getByTestId('paper-ready').waitFor({ timeout: 60_000 });
  await take('posted');
  await page.keyboard.press('Control+l');
  await expect(page.locator('input[type="password"]')).toBeFocused();
  await take('locked');
  await page.keyboard.insertText('cashier1-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden({ timeout: 60_000 });
  const payout = page.locator('[data-payout]').first();
  await decided(program, 'A01-W-0000002', (other) => takeOther(other, 'approval'));
  await page.keyboard.press('F8');
  await expect(payout).toHaveAttribute('data-payout', 'confirmed', { timeout: 20_000 });
  await decided(program, 'A01-W-0000001', () => Promise.resolve());
  await page.keyboard.press('F8');
  await expect(payout).toHaveAttribute('data-payout', 'sent', { timeout: 20_000 });
  await dialog('Delete')(page);
  await take('refund-fail');
  await page.keyboard.insertText('终端提示：原交易已关闭');
  await page.keyboard.press('Enter');
  await expect(payout).toHaveAttribute('data-payout', 'failed', { timeout: 20_000 });
  await job('F2', 'till')(page);
}

/** A supervisor agrees to a case in the approval window, which is looked at first. */
async function decided(program: Program, number: string, lookAt: (other: Page) => Promise<void>): Promise<void> {
  const { window: page } = program;
  await refundOf(number)(page);
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await expect(window.locator('input').first()).toBeFocused();
  await lookAt(window);
  await sign(window, 'supervisor1', 'Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  // The window is one: while it stands, no other opens.
  const closed = window.isClosed() ? Promise.resolve() : window.waitForEvent('close');
  await window.keyboard.press('Escape').catch(() => undefined);
  await closed;
  await expect(page.getByTestId('refund-state')).toHaveAttribute('data-state', 'approved', { timeout: 30_000 });
}
