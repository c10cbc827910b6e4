// The hand-over to central in the real window by keyboard: what is not mapped is mapped, the day goes out as Yonyou's text and is
// read back from its bytes by a reader of its own, an answer with one rejection becomes a task and is resolved, and a share
// that was not there receives package and vouchers.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readYonyou } from '../unit/vouchers/read-yonyou.ts';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { launchProgram } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { callAs, runCommand } from './support/run-command.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-vouchers-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const op = (): string => crypto.randomUUID();

/** A charge of `fen` for one item of a typed amount. */
const openCharge = (fen: number, method: 'cash' | 'wechat' = 'cash') => ({
  operationId: op(),
  customer: null,
  payer: null,
  lines: [{ item: 'OPEN', quantity: 1_000, price: fen }],
  tenders: [{ method, given: fen, reference: null }],
  expectedTotal: fen,
});

/** A ledger with sample data and one closed day of three receipts; its package is written, its folder is not there yet. */
function closedDay(share: string): { dataDir: string; keyFile: string; date: string } {
  const dataDir = join(folder, 'data');
  const keyFile = join(folder, 'key');
  const password = join(folder, 'password');
  writeFileSync(keyFile, randomBytes(32).toString('hex'));
  writeFileSync(password, play.ADMIN.password);
  const ledger = ['--data', dataDir, '--key-file', keyFile];
  const person = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin', '--password-file', password];
  const made = runCommand(['init', ...ledger, ...person, '--demo']);
  expect(made.exit, JSON.stringify(made.output)).toBe(0);
  const charges = [openCharge(12_345), openCharge(700, 'wechat'), openCharge(980)];
  const worked = callAs(ledger, 'cashier1', [
    ['shift.open', { operationId: op(), drawer: '1', float: 10_000, counted: null }],
    ...charges.map((charge) => ['charge.post', charge] as const),
    ['shift.close', { operationId: op(), counted: 10_000 + 12_345 + 980 }],
  ]);
  const { businessDate } = worked[0] as { businessDate: string };
  const close = { operationId: op(), businessDate, expectedTaken: 12_345 + 700 + 980 };
  callAs(ledger, 'finance1', [
    ['day.close', close],
    ['package.write', { operationId: op(), businessDate }],
  ]);
  const [status] = callAs(ledger, 'it1', [['ledger.status', {}]]) as [{ businessDate: string }];
  const value = { folder: share, packages: true, vouchers: 'yonyou' };
  const change = { operationId: op(), key: 'delivery', fromDate: status.businessDate, value };
  callAs(ledger, 'it1', [['settings.change', change]]);
  return { dataDir, keyFile, date: businessDate };
}

test('a closed day goes to central, one voucher comes back, and the task is done', async () => {
  const info = test.info();
  test.setTimeout(300_000);
  const share = join(folder, 'share');
  const { dataDir, keyFile, date } = closedDay(share);
  const program = await launchProgram({ dataDir, keyFile });
  const { window: page } = program;
  try {
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
    await play.signIn(page, 'finance1');
    await page.keyboard.press('Control+Shift+M');
    const looked = page.locator('.central-look [data-row]');
    await expect(looked.first()).toBeFocused({ timeout: 20_000 });
    await program.picture('vouchers-mapping-zh-CN');
    await expectAccessible(page, 'vouchers-mapping');

    // Nothing is written while accounts are not mapped, and the list says which.
    const row = page.locator(`[data-row="${date}"]`);
    await page.keyboard.press('ArrowRight');
    await expect(row).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('1012.wechat 在途资金—微信 未对照：1 张单据，7.00')).toBeVisible();
    await program.picture('vouchers-refused-zh-CN');
    await expectAccessible(page, 'vouchers-refused');
    await expect(page.getByRole('button', { name: /写出并另存/ })).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');

    // Every one of them from Enter to Ctrl S; the focus goes on to the next by itself.
    const names = await looked.allInnerTexts();
    expect(names.length).toBeGreaterThan(3);
    for (const [index, account] of names.entries()) {
      const now = page.locator(`[data-row="${account}"]`);
      await expect(now).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByLabel('中央科目编码')).toBeFocused();
      await page.keyboard.insertText(`10${index}`);
      await page.keyboard.press('Tab');
      await page.keyboard.insertText(`中央科目${index}`);
      if (index === 0) await program.picture('vouchers-map-zh-CN');
      await page.keyboard.press('Control+s');
      await expect(page.getByText(`${account} 已对照到 10${index}`)).toBeVisible();
      await expect(looked).toHaveCount(names.length - index - 1);
    }

    // Out as Yonyou's text, to where the person says.
    const file = join(folder, 'out.txt');
    await program.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.keyboard.press('ArrowRight');
    await expect(row).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/2 张凭证（记-1 至 2）/)).toBeVisible();
    await program.picture('vouchers-write-zh-CN');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/用友凭证\.txt 已存到/)).toBeVisible();
    const lines = readYonyou(readFileSync(file));
    expect(new Set(lines.map((line) => line.voucher)).size).toBe(2);
    const debits = lines.reduce((sum, line) => sum + line.debit, 0);
    expect(debits).toBe(lines.reduce((sum, line) => sum + line.credit, 0));
    expect(lines.every((line) => (line.debit === 0) !== (line.credit === 0))).toBe(true);
    await expect(row).toContainText(date);
    await expect(page.getByText('等回执')).toBeVisible();
    await program.picture('vouchers-days-zh-CN');

    // The answer: one voucher comes back.
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('没有未办结的任务。')).toBeVisible();
    const answer = join(folder, 'ack.csv');
    const text = ['counterfoil-ack,1,A01,2026-11-28', 'answer,1,1,accepted,', 'answer,1,2,rejected,科目已停用'];
    writeFileSync(answer, [...text, `balance,${date},100,credit,5.00`, 'end,2,1', ''].join('\n'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /读入回执文件/ }).press('Enter');
    await (await chooser).setFiles(answer);
    await expect(page.getByText('「ack.csv」：接受 1，退回 1，余额 1 项')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('回执已收：退回 1，余额不符 1，都已列为任务。')).toBeVisible();
    await program.picture('vouchers-answers-zh-CN');
    await expectAccessible(page, 'vouchers-answers');
    const task = page.locator('[data-row="1"]');
    await expect(task).toContainText('凭证 2 被退回：科目已停用');
    await task.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: '记一笔' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: '办结' })).toBeChecked();
    await page.getByLabel('说明', { exact: true }).focus();
    await page.keyboard.insertText('改用新科目，已重交');
    await program.picture('vouchers-task-zh-CN');
    await expectAccessible(page, 'vouchers-task');
    await page.keyboard.press('Enter');
    await expect(task).toHaveCount(0);
    await expect(page.locator('[data-row="2"]')).toBeVisible();

    // The share was not there; now it is.
    await page.locator('[data-page="delivery"]').press('Enter');
    const retry = page.getByRole('button', { name: /现在再试/ });
    await expect(retry).toBeVisible({ timeout: 20_000 });
    await program.picture('vouchers-delivery-zh-CN');
    await expectAccessible(page, 'vouchers-delivery');
    mkdirSync(share);
    await retry.press('Enter');
    await expect(page.getByText('已送到')).toHaveCount(2, { timeout: 30_000 });
    await expect(retry).toHaveCount(0, { timeout: 30_000 });
    expect(readdirSync(share).sort()).toEqual([`A01-${date}-000001`, `A01-${date}-用友凭证.txt`]);
    expect(readFileSync(join(share, `A01-${date}-用友凭证.txt`)).equals(readFileSync(file))).toBe(true);
    expect(existsSync(join(share, `A01-${date}-000001`, 'manifest.json'))).toBe(true);
    await page.getByRole('button', { name: 'English', exact: true }).click();
    for (const name of ['mapping', 'days', 'answers', 'delivery']) {
      const tab = page.locator(`[data-page="${name}"]`);
      await tab.press('Enter');
      await expect(tab).toHaveAttribute('aria-current', 'true');
      await expect(page.locator('.central-page')).toContainText(/[a-z]{4}/);
      await program.picture(`vouchers-${name}-en`);
    }
  } catch (error) {
    await info.attach('console', { body: program.console.join('\n'), contentType: 'text/plain' });
    throw error;
  } finally {
    await program.close();
  }
});
