// Receipts on paper in the real program, by keyboard, over a CUPS of our own: a printer that is missing, another one, a
// spoiled sheet printed again as the original, a printer out of paper and a slow one, numbered paper that runs on, an
// e-invoice, and the tariff board.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FakeCups } from '../fixtures/fake-cups.ts';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

/** One person's calls over `rpc`, before the program starts. */
function asPerson(where: readonly string[], username: string, calls: readonly object[]): unknown[] {
  const all = [{ method: 'session.signIn', params: { username, password: `${username}-2026` } }, ...calls];
  const input = all.map((call, id) => JSON.stringify({ id: id + 1, ...call })).join('\n');
  const command = join(import.meta.dirname, '../../out/cli/counterfoil.mjs');
  const run = spawnSync(process.execPath, [command, 'rpc', ...where], { input: `${input}\n`, encoding: 'utf8' });
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const op = (): string => crypto.randomUUID();

function textOf(path: string): string {
  const run = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  return run.stdout.replace(/\s+/g, '');
}

/** A charge of one item paid in cash, and the number of its receipt. */
async function charge(page: Page, item = '5001019'): Promise<string> {
  await play.enterItem(page, item);
  await play.tender(page, 'Alt+1', null, null);
  return play.post(page);
}

test('a printer that is missing, empty or slow is solved at the counter, and the original stays one', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-printing-'));
  const cups = new FakeCups();
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
  expect(runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']).exit).toBe(0);
  const read = asPerson(where, 'it1', [{ method: 'settings.read', params: { keys: ['paper'], date: null } }]);
  const { date } = (read[1] as { result: { date: string } }).result;
  const value = { size: '80mm', printer: 'Front', silent: true, auto: true, copies: 1, slowAfter: 5 };
  const setting = { operationId: op(), key: 'paper', value, fromDate: date };
  expect(asPerson(where, 'it1', [{ method: 'settings.change', params: setting }])[1]).toHaveProperty('result');
  const segment = {
    operationId: op(),
    kind: 'printed',
    first: 'GZ0001',
    last: 'GZ0100',
    takenBy: 'cashier1',
    note: null,
  };
  expect(asPerson(where, 'finance1', [{ method: 'stock.take', params: segment }])[1]).toHaveProperty('result');

  const program = await launchProgram({ dataDir, keyFile, env: cups.env });
  const { window: page } = program;
  const station = page.getByTestId('print-state');
  const dialog = page.getByRole('dialog');
  try {
    cups.set('Spare', 'ready');
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);

    // Missing: the receipt is posted, the line says what is wrong, and the acts stand beside it.
    const first = await charge(page);
    await expect(station).toContainText('找不到打印机 Front', { timeout: 20_000 });
    await expect(page.getByTestId('print-trouble')).toContainText(first);
    await program.picture('print-missing');
    await page.keyboard.press('Alt+Shift+d');
    await expect(dialog.getByRole('radio', { name: 'Spare' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: 'Spare' })).toBeChecked();
    await program.picture('print-choose');
    await page.keyboard.press('Enter');
    await expect(dialog.getByTestId('print-state')).toContainText('已打印（Spare）');
    expect(cups.printed()).toEqual(['Spare-1']);
    expect(textOf(cups.pdfOf('Spare-1'))).toContain('GZ0001');
    await expect(page.getByTestId('print-trouble')).toBeHidden();

    // Jammed: the sheet is spoiled, and what is printed again is the original, on the next numbered sheet.
    cups.set('Front', 'ready');
    await page.keyboard.press('Control+r');
    await expect(dialog.getByText('票纸 GZ0001 作废')).toBeVisible();
    await program.picture('print-spoil');
    await page.keyboard.press('Enter');
    await expect(dialog.getByTestId('print-state')).toContainText('已打印（Front）', { timeout: 20_000 });
    expect(cups.printed()).toEqual(['Spare-1', 'Front-2']);
    const again = textOf(cups.pdfOf('Front-2'));
    expect(again).toContain('GZ0002');
    expect(again).toContain('重打1');
    expect(again).not.toContain('副本');
    await expect(dialog.getByText('作废：卡纸')).toBeVisible();

    // The e-invoice of the receipt.
    await page.keyboard.press('Alt+i');
    await dialog.getByLabel('票据号码').focus();
    await play.typeByHand(page, '26612000000012345678');
    await program.picture('print-invoice');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('26612000000012345678')).toBeVisible();
    await expect(dialog.getByText('已开具')).toBeVisible();
    await program.picture('print-viewer');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    // Out of paper: it waits and goes on by itself. Slow: the foot says so until it is through.
    cups.set('Front', 'empty');
    await charge(page);
    await expect(station).toContainText('Front 缺纸', { timeout: 20_000 });
    cups.set('Front', 'ready');
    await expect(station).toContainText('已打印（Front）', { timeout: 20_000 });
    cups.set('Front', 'slow');
    const third = await charge(page);
    await expect(page.getByTestId('print-trouble')).toContainText('还没打完', { timeout: 30_000 });
    await program.picture('print-slow');
    cups.set('Front', 'ready');
    await expect(page.getByTestId('print-trouble')).toBeHidden({ timeout: 20_000 });
    expect(cups.printed()).toEqual(['Spare-1', 'Front-2', 'Front-3', 'Front-4']);
    expect(readFileSync(join(cups.folder, 'options'), 'utf8')).toMatch(/media=Custom\.80x\d+mm/);

    // What was printed is not sent again by the page, however it asks.
    const jobs = await page.evaluate(() => globalThis.counterfoil.printers());
    expect(jobs.map((printer) => printer.name)).toEqual(['Front', 'Spare']);

    // Numbers ran on, in the shift and on the screen of paper.
    await page.keyboard.press('F6');
    await expect(page.getByTestId('stock-facts')).toContainText('本班 GZ0001 – GZ0004，用 4 张，废 1 张');
    await program.picture('print-shift');
    await page.keyboard.press('Control+k');
    await expect(page.getByTestId('stock-facts')).toContainText('下一张 GZ0005，还剩 96 张');
    await program.picture('print-stock');
    await page.keyboard.press('Alt+s');
    await expect(dialog.getByLabel('作废到')).toBeFocused();
    await page.keyboard.press('Control+a');
    await play.typeByHand(page, 'GZ0006');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('stock-facts')).toContainText('下一张 GZ0007，还剩 94 张');

    // The board is made, looked at and printed.
    await page.keyboard.press('Alt+g');
    await page.keyboard.press('Enter');
    await expect(dialog.locator('[data-stage="drawn"]')).toBeVisible({ timeout: 30_000 });
    await program.picture('print-board');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('row', { name: new RegExp(third) })).toBeVisible();
    await program.picture('print-receipts');
  } finally {
    await program.close();
    cups.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});
