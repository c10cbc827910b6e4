// A cashier's quarter of an hour by keyboard alone: a queue is served, and every key that was pressed is counted, because
// a key more per customer is an hour more a month. The counts are held against what they are today.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

/** From now on the page counts the keys that really arrive in it. */
async function countKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { keysPressed: number };
    counted.keysPressed = 0;
    const modifiers = ['Control', 'Alt', 'Shift', 'Meta'];
    addEventListener(
      'keydown',
      (event) => {
        // A chord is one stroke: what the fingers do, not what the wire says.
        if (event.isTrusted && !modifiers.includes(event.key)) counted.keysPressed += 1;
      },
      true,
    );
  });
}

async function keysSince(page: Page, before: number): Promise<number> {
  return (await page.evaluate(() => (globalThis as unknown as { keysPressed: number }).keysPressed)) - before;
}

const strokes: Record<string, number> = {};

/** Serves one customer and notes how many keys that took, from the empty bill to the empty bill. */
async function serve(page: Page, name: string, work: () => Promise<void>): Promise<void> {
  await expect(play.itemField(page)).toBeFocused();
  const before = await keysSince(page, 0);
  await work();
  // Whatever was done, the next customer can be served at once.
  await expect(play.itemField(page)).toBeFocused({ timeout: 20_000 });
  await expect(play.itemField(page)).toHaveValue('');
  strokes[name] = await keysSince(page, before);
}

const post = async (page: Page, number: string): Promise<void> => {
  await page.keyboard.press('F8');
  await expect(page.getByTestId('receipt-number')).toHaveText(number, { timeout: 20_000 });
};

test('a queue is served by keyboard alone', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-quarter-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  const dialog = page.getByRole('dialog');
  try {
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await countKeys(page);

    await serve(page, 'one item by code, exact cash', async () => {
      await play.enterItem(page, '5001019');
      await page.keyboard.press('Alt+1');
      await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
      await post(page, 'A01-R-0000001');
    });

    await serve(page, 'one item by code, cash with change', async () => {
      await play.enterItem(page, '5001019');
      await play.tender(page, 'Alt+1', '100', null);
      await expect(page.getByTestId('change')).toContainText('.');
      await post(page, 'A01-R-0000002');
    });

    await serve(page, 'customer by initials, two items, WeChat with its number', async () => {
      await page.keyboard.press('F7');
      await play.typeByHand(page, 'oy');
      await expect(page.getByRole('option', { name: /欧阳𠅤/ })).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByText('C800001')).toBeVisible();
      await page.keyboard.press('Escape');
      await play.enterItem(page, '5001019');
      await play.enterItem(page, '3*5003004');
      await play.tender(page, 'Alt+3', null, '4200001234202611221234567890');
      await post(page, 'A01-R-0000003');
    });

    await serve(page, 'two items, card and cash together', async () => {
      await play.enterItem(page, '5001019');
      await play.enterItem(page, '3*5003004');
      await play.tender(page, 'Alt+2', '80', '004512');
      await play.tender(page, 'Alt+1', '100', null);
      await post(page, 'A01-R-0000004');
    });

    await serve(page, 'a wrong item taken off again, then cash', async () => {
      await play.enterItem(page, '5003004');
      await play.enterItem(page, '5001019');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Alt+1');
      await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
      await post(page, 'A01-R-0000005');
    });

    await serve(page, 'put aside: the customer fetches money', async () => {
      await play.enterItem(page, '3*5003004');
      await page.keyboard.press('F9');
      await expect(dialog.getByRole('textbox')).toBeFocused();
      await page.keyboard.press('F9');
      await expect(page.getByText('已挂单 A01-P-0000001')).toBeVisible();
    });

    await serve(page, 'taken back and paid', async () => {
      await page.keyboard.press('F10');
      await expect(dialog.getByRole('option')).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
      await page.keyboard.press('Alt+1');
      await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
      await post(page, 'A01-R-0000006');
    });

    // Read in the report of the run; held against MOST below.
    console.log(JSON.stringify(strokes));
    const receipts = runReceipts(dataDir, keyFile);
    expect(receipts).toBe(6);
    await page.keyboard.press('F6');
    await page.keyboard.insertText('1');
    await page.keyboard.press('F8');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('F8');
    await expect(page.getByText('A01-S-0000001', { exact: false }).first()).toBeVisible();
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
  expect(Object.keys(strokes)).toEqual(Object.keys(MOST));
  for (const [name, most] of Object.entries(MOST)) expect(strokes[name], name).toBeLessThanOrEqual(most);
});

/** Strokes per customer as they are; a design that needs more must say why here. */
const MOST: Readonly<Record<string, number>> = {
  'one item by code, exact cash': 10,
  'one item by code, cash with change': 13,
  'customer by initials, two items, WeChat with its number': 54,
  'two items, card and cash together': 33,
  'a wrong item taken off again, then cash': 20,
  'put aside: the customer fetches money': 12,
  'taken back and paid': 4,
};

/** Receipts of the ledger, counted beside the running program. */
function runReceipts(dataDir: string, keyFile: string): number {
  const { output } = runCommand(['totals', '--data', dataDir, '--key-file', keyFile]);
  return (output as { receipts: number }).receipts;
}
