// Opens every screen of the program and its main dialogs in turn, in Chinese and English, and does in between what people do so
// that there is something on them: for the pictures in docs and for the test that asks the same of each.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';
import { approvalWindow, sign } from '../e2e/support/approving.ts';
import * as play from '../e2e/support/play.ts';
import { closeShort, moveSafe, offerDrawer, rejectDrawer } from './drawer-acts.ts';
import { ADMIN, CASHIER, FINANCE, refundOf, SECOND_CASHIER, SUPERVISOR } from './stops.ts';
import {
  close,
  closeOther,
  dialog,
  dialogs,
  job,
  lookHere,
  press,
  type ScreenLook,
  settled,
  type Stop,
  visit,
} from './walk.ts';

/**
 * Who visits what, in this order, and what they do besides; the first is signed in and at the till already (CASHIER). Ends
 * signed out, in Chinese.
 */
export async function playScreens(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await visit(program, CASHIER, look);
  await act('offering the drawer', look, () => offerDrawer(program, look));
  await play.signOut(page);
  for (const { username, password = `${username}-2026`, before, stops, after } of visitors(program, look)) {
    await play.signIn(page, username, password);
    await settled(page);
    if (before) await act(`what ${username} does first`, look, before);
    await visit(program, stops, look);
    if (after) await act(`what ${username} does last`, look, after);
    await close(page);
    await play.signOut(page);
  }
}

/** What somebody does between their visits; what fails is told like a stop that was not reached. */
async function act(name: string, { missed }: ScreenLook, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (missed === undefined) throw error;
    missed(name, error);
  }
}

type Visitor = {
  readonly username: string;
  readonly password?: string;
  readonly stops: readonly Stop[];
  /** What they do before and after they have looked at their screens. */
  readonly before?: () => Promise<void>;
  readonly after?: () => Promise<void>;
};

const visitors = (program: Program, look: ScreenLook): readonly Visitor[] => [
  {
    username: 'cashier2',
    stops: SECOND_CASHIER,
    after: async () => {
      await enterAgain(program.window);
      await rejectDrawer(program);
    },
  },
  {
    username: 'supervisor1',
    stops: SUPERVISOR,
    before: () => moveSafe(program),
    after: () => decideTogether(program),
  },
  { username: 'finance1', stops: FINANCE, after: () => payByBank(program, look) },
  { username: 'cashier1', stops: [], after: () => closeShort(program, look) },
  { username: play.ADMIN.username, password: play.ADMIN.password, stops: ADMIN },
];

/** The second entry of a payee, which then waits for a decision. */
async function enterAgain(page: Page): Promise<void> {
  await refundOf('A01-W-0000003')(page);
  await dialog('F8')(page);
  for (const [index, text] of ['欧阳𠅤', '6222020000001234566', '工商银行江城支行'].entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.insertText(text);
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog[open]')).toHaveCount(0, { timeout: 20_000 });
}

/** Both cases that wait are marked and agreed to with one signature. */
async function decideTogether(program: Program): Promise<void> {
  const { window: page } = program;
  await job('Control+y', 'account')(page);
  await job('F4', 'desk')(page);
  await press('Insert', 'Insert')(page);
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await expect(window.locator('input').first()).toBeFocused();
  await sign(window, 'supervisor1', 'Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  await closeOther(window);
}

/** What is to be paid by transfer leaves with a batch; what the bank says to it is looked at and taken. */
async function payByBank(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await job('Control+F8', 'bank')(page);
  await dialog('F8')(page);
  const file = join(tmpdir(), 'A01-G-0000001.csv');
  await program.app.evaluate(({ dialog: shell }, filePath) => {
    shell.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-payout="sent"]')).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'bank-batches', look);
  rmSync(file, { force: true });
  await press('Alt+ArrowRight')(page);
  const rows = [
    '付款参考号,金额,处理状态,原因',
    'A01-W-0000003-1,120.00,退汇,账户已销户',
    'B07-W-0000031-1,80.00,成功,',
  ];
  await page.getByTestId('bank-answer-file').setInputFiles({
    ...{ name: '江城银行回盘.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(`${rows.join('\r\n')}\r\n`),
  });
  await expect(page.locator('[data-verdict]').first()).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'bank-answer-read', look);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'A01-W-0000003-1' })).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'bank-answer-taken', look);
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
  await closeOther(window);
  await expect(page.getByTestId('refund-state')).toHaveAttribute('data-state', 'approved', { timeout: 30_000 });
}
