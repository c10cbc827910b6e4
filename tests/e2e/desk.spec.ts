// The approver's desk in the real window: levels handed over and taken back by keyboard, an overdue level passed up, beside the
// case what customer and cashier did before; and what waits, in the rail and on the desktop.
import type { Page } from '@playwright/test';
import { approvalWindow, sign } from './support/approving.ts';
import { expectAccessible } from './support/axe.ts';
import { call } from './support/page-call.ts';
import * as play from './support/play.ts';
import type { Program } from './support/launch-program.ts';
import { expect, test } from './support/program-test.ts';
import { takePort } from './support/till-attack.ts';

const op = (): string => crypto.randomUUID();
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** The page's own port is caught once, at its next call: it asks when another screen is opened. It outlives a session. */
async function holdPort(page: Page): Promise<void> {
  if (await page.evaluate(() => 'taken' in globalThis)) return;
  await takePort(page);
  await page.keyboard.press('Control+y');
  await expect(page.locator('.rail [data-job="account"][aria-current="page"]')).toBeVisible();
  await page.keyboard.press('Shift+F4');
  await expect(page.locator('.rail [data-job="tickets"][aria-current="page"]')).toBeVisible();
}

/** One level whose time is over after a minute, passed up then; up to `togetherUpTo` several are decided at once. */
async function oneMinuteLevel(page: Page, togetherUpTo: number | null = null): Promise<void> {
  await holdPort(page);
  const { settings } = await call<{ settings: { value: object }[] }>(page, 'settings.read', {
    ...{ keys: ['refundLevels'], date: null },
  });
  const rule = { level: 'first', from: 0, categories: null, onRisk: true, needsTotp: false };
  const rules = [{ ...rule, deadlineMinutes: 1, escalates: true }];
  await call(page, 'settings.change', {
    ...{
      operationId: op(),
      key: 'refundLevels',
      fromDate: today(),
      value: { ...settings[0]?.value, rules, togetherUpTo },
    },
  });
}

/** A receipt of a customer and an application for all of it; answers the number of the case. */
async function applied(page: Page): Promise<string> {
  await page.keyboard.press('F2');
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'oy');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await play.enterItem(page, '5003004');
  await play.tender(page, 'Alt+1', '100', null);
  const receipt = await play.post(page);
  await holdPort(page);
  const { number } = await call<{ number: string }>(page, 'refund.apply', {
    ...{ operationId: op(), of: { of: 'receipt', number: receipt }, loads: [], otherWays: [], payee: null },
    ...{ lines: [{ n: 1, part: { by: 'quantity', quantity: 1000 } }], reason: '未检查', text: null },
    ...{ askedBy: '欧阳', relation: 'self', channel: 'counter', papers: [], originalIsBack: true },
  });
  return number;
}

async function toDesk(program: Program, username: string): Promise<Page> {
  const { window: page } = program;
  await play.signIn(page, username);
  await page.keyboard.press('F4');
  await expect(page.locator('.rail [data-job="desk"][aria-current="page"]')).toBeVisible();
  return page;
}

test('levels are handed over and taken back; what is overdue goes up; the past lies beside the case', async ({
  program,
}) => {
  test.setTimeout(400_000);
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  await play.signIn(page, 'finance1');
  await oneMinuteLevel(page);
  await play.signOut(page);
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2']);
  await applied(page);
  const number = await applied(page);
  await play.signOut(page);

  // The supervisor sees two in the rail and hands the levels over.
  await toDesk(program, 'supervisor1');
  const badge = page.locator('.rail [data-job="desk"] .rail-badge');
  await expect(badge).toHaveText('2', { timeout: 20_000 });
  await page.keyboard.press('ArrowDown');
  const past = page.getByTestId('case-past');
  await expect(past).toContainText('近一年另有退费 1 笔');
  await expect(past.getByText('收费', { exact: true })).toBeAttached();
  await past.scrollIntoViewIfNeeded();
  await program.picture('desk-past-zh-CN');
  await page.keyboard.press('Alt+Shift+h');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('委托给')).toBeFocused();
  await dialog.getByLabel('委托给').selectOption('finance1');
  await dialog.getByLabel('原因').focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('请填原因。')).toBeVisible();
  await page.keyboard.insertText('出差');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-delegation="now"]')).toContainText('出差', { timeout: 20_000 });
  await program.picture('desk-delegate-zh-CN');
  await expectAccessible(page, 'desk-delegate');
  await page.getByRole('button', { name: 'English', exact: true, includeHidden: true }).evaluate((one) => {
    (one as HTMLElement).click();
  });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await program.picture('desk-delegate-en');
  await page.keyboard.press('Escape');
  await expect(page.getByText('is deciding for you', { exact: false })).toBeVisible();
  await program.picture('desk-en');
  await page.getByRole('button', { name: '简体中文', exact: true }).click();
  await play.signOut(page);

  // Whoever was named sees for whom they decide; then it is taken back.
  await toDesk(program, 'finance1');
  await expect(page.getByText('您在代', { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.desk-queue tbody tr').first()).toContainText('代 ');
  await program.picture('desk-deputy-zh-CN');
  await play.signOut(page);
  await toDesk(program, 'supervisor1');
  await page.keyboard.press('Alt+Shift+h');
  await dialog.getByRole('button', { name: '收回' }).press('Enter');
  await expect(dialog.locator('[data-delegation="ended"]')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await play.signOut(page);

  // By now the level is overdue: it is finance's to decide in their own right, and the case says why.
  await toDesk(program, 'finance1');
  await expect(page.locator('.desk-queue tbody tr').first()).toContainText('逾期上呈', { timeout: 130_000 });
  await page.locator('.desk-queue button', { hasText: number }).click();
  await program.picture('desk-overdue-zh-CN');
  await expectAccessible(page, 'desk-overdue');
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await expect(window.locator('input').first()).toBeFocused();
  await program.pictureOf(window, 'desk-approval-zh-CN');
  await sign(window, 'finance1', 'Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.desk-queue')).not.toContainText(number, { timeout: 30_000 });
  await holdPort(page);
  const { decisions } = await call<{ decisions: object[] }>(page, 'refund.case', { number });
  expect(decisions).toMatchObject([{ escalated: true, inPlaceOf: null }]);
});

test('small cases are signed for together where the office says so, each by itself', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  await play.signIn(page, 'finance1');
  await oneMinuteLevel(page, 10_000);
  await play.signOut(page);
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2']);
  const numbers = [await applied(page), await applied(page)];
  await play.signOut(page);
  await toDesk(program, 'supervisor1');
  await expect(page.locator('.desk-queue tbody tr')).toHaveCount(2, { timeout: 20_000 });
  await page.keyboard.press('Insert');
  await page.keyboard.press('Insert');
  await expect(page.getByRole('button', { name: /2 件一起审批/ })).toBeVisible();
  await program.picture('desk-marked-zh-CN');
  await expectAccessible(page, 'desk-marked');
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  for (const number of numbers)
    await expect(window.locator(`[data-case="${number}"]`)).toBeVisible({ timeout: 20_000 });
  await program.pictureOf(window, 'several-zh-CN');
  await expectAccessible(window, 'several');
  await expect(window.locator('input').first()).toBeFocused();
  await window.keyboard.insertText('supervisor1');
  await window.keyboard.press('Enter');
  await window.keyboard.insertText('supervisor1-2026');
  await window.keyboard.press('Alt+y');
  await expect(window.getByTestId('approval-outcome')).toContainText('2 件中已同意 2 件', { timeout: 30_000 });
  await program.pictureOf(window, 'several-done-zh-CN');
  await window.keyboard.press('Escape').catch(() => undefined);
  await expect(page.getByText('没有等待的案件')).toBeVisible({ timeout: 30_000 });
});

test('what is given to somebody stands in the rail, and on the desktop unless they look', async ({ program }) => {
  test.setTimeout(200_000);
  const { window: page } = program;
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  await play.signIn(page, 'finance1');
  await holdPort(page);
  const ticket = (title: string) =>
    call(page, 'ticket.open', {
      ...{ operationId: op(), petitioner: '欧阳', title, category: '投诉', customer: null, receipt: null },
      ...{ assignee: 'finance1', text: null },
    });
  const badge = page.locator('.rail [data-job="tickets"] .rail-badge');
  const said = (): readonly string[] => program.console.filter((line) => line.includes('reminder-'));
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  await ticket('少找零');
  await expect(badge).toHaveText('1', { timeout: 70_000 });
  await expect.poll(said, { timeout: 20_000 }).toHaveLength(1);
  // Looked at or not is the desktop's to say; under a test there may be none that shows anything.
  expect(said()[0]).toMatch(/reminder-(shown|not-shown) 1 lines|reminder-quiet looked at/);
  await page.keyboard.press('Control+l');
  await expect(page.locator('input[type="password"]')).toBeFocused();
});
