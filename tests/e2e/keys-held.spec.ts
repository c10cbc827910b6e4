// Fingers are faster than dialogs, and slower than keys repeat: a way that is pressed while a dialog closes is gone, and a key that is
// held down does what it does once.
import { expect, test } from '@playwright/test';
import type { Program } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { onSample } from './support/sample-program.ts';

/** A cashier with an open shift, at an empty bill. */
const atTheTill = (work: (program: Program) => Promise<void>): Promise<void> =>
  onSample(async ({ program }) => {
    test.setTimeout(240_000);
    await play.signIn(program.window, 'cashier1');
    await play.openShift(program.window, ['2']);
    await work(program);
  });

/** Nothing that `keys` ask of the ledger is answered before all of them are pressed. */
async function whileLedgerWaits(program: Program, keys: () => Promise<void>): Promise<void> {
  const pid = await program.ledgerPid();
  if (pid === null) throw new Error('no ledger runs');
  process.kill(pid, 'SIGSTOP');
  await keys();
  process.kill(pid, 'SIGCONT');
}

test('a way pressed while a dialog closes is not lost, and a key held down asks and does not answer', async () => {
  await atTheTill(async ({ window: page }) => {
    const dialog = page.getByRole('dialog');
    await play.enterItem(page, '5001019');
    // Held down: F9 asks for a note, and its repetitions do not park the bill; Ctrl Q asks, and does not leave.
    for (let n = 0; n < 5; n += 1) await page.keyboard.down('F9');
    await page.keyboard.up('F9');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('due')).toContainText('32.00');
    await page.keyboard.down('Control');
    for (let n = 0; n < 5; n += 1) await page.keyboard.down('q');
    await page.keyboard.up('q');
    await page.keyboard.up('Control');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    // What moves goes on while it is held.
    await play.enterItem(page, '5003001');
    await play.enterItem(page, '5003004');
    await page.keyboard.press('Escape');
    for (let n = 0; n < 4; n += 1) await page.keyboard.down('Backspace');
    await page.keyboard.up('Backspace');
    // Parked, and on to the receipts without waiting for it.
    await page.keyboard.press('F9');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('F9');
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('heading', { level: 1, name: '收据' })).toBeVisible();
    await page.keyboard.press('F2');
    await expect(play.itemField(page)).toBeFocused();
    await expect(page.getByTestId('due')).toContainText('0.00');
    // F8 does not wait: what it would take is looked at first.
    await page.keyboard.press('F10');
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('F8');
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('receipt-number')).toBeHidden();
  });
});

test('a way to pay pressed while its item is still looked up is added behind it, and goes if there is no such item', async () => {
  await atTheTill(async (program) => {
    const { window: page } = program;
    const given = page.locator('[data-field^="given-"]');
    const payFor = async (code: string): Promise<void> => {
      await expect(play.itemField(page)).toBeFocused();
      await whileLedgerWaits(program, async () => {
        await play.typeByHand(page, code);
        for (const key of ['Enter', 'Alt+1', 'F8']) await page.keyboard.press(key);
      });
    };
    await payFor('9999999');
    await expect(page.getByRole('alert')).toContainText('9999999');
    await expect(play.itemField(page)).toBeFocused();
    await expect(given).toHaveCount(0);
    await page.keyboard.press('Control+a');
    await payFor('5002001');
    await expect(given).toBeFocused();
    await expect(page.getByTestId('due')).toContainText('3.00');
    await expect(page.getByTestId('receipt-number')).toBeHidden();
    await page.keyboard.press('F8');
    await expect(page.getByTestId('receipt-number')).toHaveText('A01-R-0000001');
  });
});

test('what is scanned is on the bill before it is posted, wherever the focus is and however slow the ledger', async () => {
  await atTheTill(async (program) => {
    const { window: page } = program;
    await play.enterItem(page, '5002001');
    await page.keyboard.press('Alt+1');
    await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
    await whileLedgerWaits(program, async () => {
      await play.scan(page, '5001019');
      await page.keyboard.press('F8');
    });
    await expect(page.getByTestId('due')).toContainText('35.00');
    await expect(page.getByTestId('receipt-number')).toBeHidden();
    await expect(play.itemField(page)).toBeFocused();
  });
});
