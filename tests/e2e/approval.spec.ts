// A receipt is taken back at the counter by keyboard: the cashier asks, a supervisor decides in a window of its own, the
// slip is shown, the totals follow. And whatever runs in the cashier's page obtains no approval and reads no secret.
import fc from 'fast-check';
import type { Page } from '@playwright/test';
import { callsOf } from '../ledger/support/any-call.ts';
import { ATTACKED, NOT_BY_A_CASHIER } from '../ledger/support/attacked.ts';
import {
  confirmRecoveryKey,
  enterItem,
  firstRun,
  openShift,
  PASSPHRASE,
  post,
  signIn,
  tender,
  typeByHand,
} from './support/play.ts';
import { approvalWindow, sign } from './support/approving.ts';
import { expect, test } from './support/program-test.ts';
import { runCommand } from './support/run-command.ts';
import { onSample } from './support/sample-program.ts';
import { arbitraryAttack, playAttack, takePort } from './support/till-attack.ts';

/** From an empty ledger to an open shift of cashier1 with 200.00. */
async function openTill(page: Page): Promise<void> {
  await confirmRecoveryKey(page, await firstRun(page, { passphrase: PASSPHRASE, demo: true }));
  await signIn(page, 'cashier1');
  await openShift(page, ['2']);
}

async function charge(page: Page, key: string, reference: string | null = null): Promise<string> {
  await enterItem(page, '5003004');
  await tender(page, key, key === 'Alt+1' ? '100' : null, reference);
  return post(page);
}

test('a receipt is voided and a tender corrected by keyboard, a supervisor in the other window', async ({
  program,
}) => {
  test.setTimeout(240_000);
  const { window: page } = program;
  await openTill(page);
  const number = await charge(page, 'Alt+1');
  // Half a bill is typed before anybody takes anything back.
  await enterItem(page, '5001001');
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: `作废、更正、换票、补办 ${number}` })).toBeVisible();
  await program.picture('follow-up-void-zh-CN');
  const first = await approvalWindow(program, () => page.keyboard.press('Enter'));
  await expect(first.getByTestId('approval')).toHaveAttribute('data-direction', 'out');
  await expect(first.getByTestId('approval-amount')).toContainText('42.17');
  await expect(page.getByTestId('approval-bar')).toHaveAttribute('data-state', 'open');
  // Esc decides nothing; the till says so and Alt A brings the window back.
  // The window is gone before the key comes up again.
  await first.keyboard.down('Escape').catch(() => undefined);
  await expect(page.getByTestId('approval-bar')).toHaveAttribute('data-state', 'undecided', { timeout: 10_000 });
  const window = await approvalWindow(program, () => page.keyboard.press('Alt+a'));
  await sign(window, 'supervisor1', 'Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('follow-up-done')).toContainText('A01-V-0000001', { timeout: 20_000 });
  await expect(page.getByTestId('slip').locator('canvas')).toHaveAttribute('data-stage', 'drawn', { timeout: 30_000 });
  await program.picture('follow-up-voided-zh-CN');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('receipt-voided')).toContainText('A01-V-0000001');
  await page.keyboard.press('Escape');
  // The bill below is as it was, with the focus where it was.
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('.lines tbody tr')).toHaveCount(1);
  await tender(page, 'Alt+3', null, null);
  const wechat = await post(page);
  await page.keyboard.press('Control+p');
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: `作废、更正、换票、补办 ${wechat}` })).toBeVisible();
  await expect(page.getByRole('radio', { name: '整张作废' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '更正支付方式' })).toBeChecked();
  // The tender, then what it was really paid by: Alipay stands second of those other than WeChat and cash.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '支付宝' })).toBeChecked();
  await page.keyboard.press('Tab');
  await typeByHand(page, '2026112322001455');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('客户用的是支付宝');
  await program.picture('follow-up-correct-zh-CN');
  await page.keyboard.press('Enter');
  // Between two channels of the same shift nobody else is needed.
  await expect(page.getByTestId('follow-up-done')).toContainText('A01-T-0000001', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tender-corrected')).toContainText('支付宝');
});

test('a thousand attacks from the cashier’s page obtain no approval and read no secret', async ({ program }) => {
  test.setTimeout(300_000);
  const { window: page } = program;
  await openTill(page);
  await takePort(page);
  const number = await charge(page, 'Alt+1');
  const attacks = fc.sample(arbitraryAttack(number), { numRuns: 1_000, seed: 20261123 });
  const opening = program.app.waitForEvent('window');
  const request = await playAttack<string>(page, [{ act: 'ask', receipt: number }]);
  await page.evaluate((id) => void counterfoil.openApproval(id), request);
  const window = await opening;
  await expect(window.getByTestId('approval')).toBeVisible({ timeout: 20_000 });
  // The approver is half-way through a password while the page below does its worst.
  await window.keyboard.type('supervisor1');
  await window.keyboard.press('Enter');
  await window.keyboard.type('supervisor1-20');
  const told = await playAttack<string[]>(page, attacks.flat());
  const everything = told.join('\n');
  expect(everything).not.toContain('supervisor1-20');
  expect(everything).not.toMatch(/argon2|"phc"|heldKey|recoveryKey/);
  for (const line of told) {
    const method = /^(approval\.(?:show|decide)) (\{.*)$/.exec(line);
    if (method) expect(method[2], line).toContain('WRONG_WINDOW');
  }
  // The window shows what it was opened for, with what was typed, and the same request is still open.
  expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  await expect(window.getByTestId('approval-amount')).toContainText('42.17');
  await expect(window.locator('input[type="password"]')).toHaveValue('supervisor1-20');
  expect(await playAttack<string>(page, [{ act: 'state', request }])).toContain('"state":"open"');
  expect(await playAttack<string>(page, [{ act: 'standing', receipt: number }])).toContain('"voided":null');
  // And it is not dead: the supervisor goes on typing and decides.
  await window.keyboard.type('26');
  await window.keyboard.press('Alt+y');
  await expect(window.getByTestId('approval-outcome')).toBeVisible({ timeout: 20_000 });
  expect(await playAttack<string>(page, [{ act: 'state', request }])).toContain('"state":"approved"');
  // Nor can the page go to the approver's own.
  await page.evaluate(() => {
    location.href = 'counterfoil://approval/approval.html';
  });
  expect(page.url()).toBe('counterfoil://app/index.html');
});

/** How many rows stand of what a cashier's word alone never makes, read beside the running program. */
function guarded(where: readonly string[]): Readonly<Record<string, number>> {
  const { output } = runCommand(['verify', ...where]);
  const { ok, counts } = output as { ok: boolean; counts: Record<string, number> };
  expect(ok).toBe(true);
  return Object.fromEntries(
    NOT_BY_A_CASHIER.flatMap((table) => (table in counts ? [[table, counts[table] ?? 0]] : [])),
  );
}

test('every act there is, in a thousand generated sequences through the cashier’s window, and none of another’s happens', async () => {
  test.setTimeout(300_000);
  await onSample(async ({ program, where }) => {
    const { window: page } = program;
    await signIn(page, 'cashier1');
    await openShift(page, ['2']);
    await takePort(page);
    await charge(page, 'Alt+1');
    const before = guarded(where);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    const sequences = fc.sample(fc.array(callsOf(ATTACKED), { minLength: 1, maxLength: 6 }), {
      numRuns: 1_000,
      seed: 20261128,
    });
    // As a page would send it: what JSON does not know is not said.
    const calls = JSON.parse(JSON.stringify(sequences.flat())) as { method: string; params: unknown }[];
    expect(new Set(calls.map(({ method }) => method)).size).toBe(ATTACKED.length);
    const told: string[] = [];
    for (let from = 0; from < calls.length; from += 500) {
      const part = calls
        .slice(from, from + 500)
        .map(({ method, params }) => ({ act: 'call' as const, method, params }));
      told.push(...(await playAttack<string[]>(page, part)));
    }
    expect(told).toHaveLength(calls.length);
    expect(told.join('\n')).not.toMatch(/argon2|"phc"|"sealed"|heldKey|recoveryKey|supervisor1-2026/);
    // Every one was answered, and the session that asked is still the cashier's own.
    expect(told.filter((line) => !/ \{.*"(result|error)":/.test(line))).toEqual([]);
    expect(told.filter((line) => line.includes('NOT_SIGNED_IN'))).toEqual([]);
    for (const line of told)
      if (/^approval\.(show|decide|case|paper)/.test(line)) expect(line).toContain('WRONG_WINDOW');
    expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(guarded(where)).toEqual(before);
  });
});
