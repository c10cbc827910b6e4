// A refund is decided at three levels by three people at one workstation, one of them with the telephone, each in the
// approval window; the cashier's half-typed bill and focus below stay as they were.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import type { Program } from './support/launch-program.ts';
import { call } from './support/page-call.ts';
import { Phone } from './support/phone.ts';
import * as play from './support/play.ts';
import { expect, test } from './support/program-test.ts';
import { takePort } from './support/till-attack.ts';

async function sign(window: Page, username: string, code: string | null): Promise<void> {
  for (const text of [username, `${username}-2026`]) {
    await window.keyboard.type(text);
    await window.keyboard.press('Enter');
  }
  if (code !== null) await window.keyboard.type(code);
  await window.keyboard.press('Alt+y');
  await expect(window.getByTestId('approval-outcome').or(window.getByTestId('case-risk'))).toBeVisible({
    timeout: 20_000,
  });
}

async function openWindow(program: Program, request: string): Promise<Page> {
  const opening = program.app.waitForEvent('window');
  await program.window.evaluate((id) => void counterfoil.openApproval(id), request);
  const window = await opening;
  await expect(window.getByTestId('case-risk')).toBeVisible({ timeout: 20_000 });
  return window;
}

test('three levels, three people, one telephone', async ({ program }) => {
  test.setTimeout(400_000);
  const { window: page } = program;
  await play.confirmRecoveryKey(page, await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true }));
  // The one of the last level enrols in a session of their own; the office's table asks for three levels.
  await play.signIn(page, 'finance1');
  await takePort(page);
  await page.keyboard.press('Control+y');
  await page.getByRole('button', { name: '启用动态码' }).press('Enter');
  await expect(page.getByLabel('密码', { exact: true })).toBeFocused();
  await page.keyboard.insertText('finance1-2026');
  await page.keyboard.press('Enter');
  const symbol = page.getByRole('img', { name: '绑定手机的二维码' });
  await expect(symbol).toBeVisible({ timeout: 20_000 });
  const phone = await Phone.scan(symbol);
  await page.keyboard.insertText(await phone.code());
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('recovery-codes')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Enter');
  const rule = { from: 0, categories: null, onRisk: false, deadlineMinutes: 30, escalates: true };
  const rules = ['first', 'second', 'final'].map((level) => ({ ...rule, level, needsTotp: level === 'final' }));
  const fromDate = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const value = { rules, autoUpTo: 0, togetherUpTo: null };
  await call(page, 'settings.change', { operationId: crypto.randomUUID(), key: 'refundLevels', fromDate, value });
  await play.signOut(page);

  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2']);
  await play.enterItem(page, '5003004');
  await play.tender(page, 'Alt+1', '100', null);
  const receipt = await play.post(page);
  const applied = await call<{ number: string; request: string }>(page, 'refund.apply', {
    ...{
      operationId: crypto.randomUUID(),
      of: { of: 'receipt', number: receipt },
      loads: [],
      otherWays: [],
      payee: null,
    },
    lines: [{ n: 1, part: { by: 'quantity', quantity: 1000 } }],
    ...{ reason: '未检查', text: '设备故障，客户改约外院', askedBy: '欧阳恵', relation: 'self', channel: 'counter' },
    ...{ papers: [{ name: '退费申请单', attachment: null }], originalIsBack: true },
  });
  await play.enterItem(page, '5001001');
  await expect(play.itemField(page)).toBeFocused();

  const people = [
    ['supervisor1', false],
    ['supervisor2', false],
    ['finance1', true],
  ] as const;
  for (const [username, hasPhone] of people) {
    const window = await openWindow(program, applied.request);
    if (username === 'supervisor2') {
      await program.pictureOf(window, 'approval-refund-zh-CN');
      await expectAccessible(window, 'approval of a refund');
    }
    if (hasPhone) await program.pictureOf(window, 'approval-refund-code-zh-CN');
    await sign(window, username, hasPhone ? await phone.code() : null);
    await expect
      .poll(
        () =>
          call<{ decisions: unknown[] }>(page, 'refund.case', { number: applied.number }).then(
            (one) => one.decisions.length,
          ),
        {
          timeout: 20_000,
        },
      )
      .toBe(people.findIndex(([one]) => one === username) + 1);
    if (!window.isClosed()) await window.keyboard.press('Escape').catch(() => undefined);
    await expect.poll(() => program.app.windows().length, { timeout: 20_000 }).toBe(1);
    // The bill below is as it was, and the next keystroke belongs where it did.
    await expect(page.locator('.lines tbody tr')).toHaveCount(1);
    await expect(play.itemField(page)).toBeFocused();
  }
  expect(await call(page, 'refund.case', { number: applied.number })).toMatchObject({ state: 'approved' });
});
