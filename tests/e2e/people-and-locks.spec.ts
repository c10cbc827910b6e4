// People and locks in the real program: IT adds a cashier who changes the first password, a forgotten one is reset, a
// half-typed bill outlives a lock, a copy is printed with its reason, the ledger is proved, opened by the recovery key,
// held by another program, restarted under a form; and no screen has a serious accessibility violation.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { launchProgram, type Program, ROOT } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { runCommand } from './support/run-command.ts';

interface Made {
  readonly folder: string;
  readonly dataDir: string;
  readonly keyFile: string;
  readonly recoveryKey: string;
}

/** A ledger with sample people, made by the headless command; its folder is removed at the end. */
const test = base.extend<{ made: Made; opened: Program }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
  made: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-people-'));
    const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
    writeFileSync(passwordFile, play.ADMIN.password);
    const named = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', 'admin'];
    const files = ['--data', dataDir, '--key-file', keyFile, '--password-file', passwordFile];
    const run = runCommand(['init', ...files, ...named, '--demo']);
    const { recoveryKey } = run.output as { recoveryKey: string };
    await use({ folder, dataDir, keyFile, recoveryKey });
    rmSync(folder, { recursive: true, force: true });
  },
  opened: async ({ made: { dataDir, keyFile } }, use, info) => {
    const program = await launchProgram({ dataDir, keyFile });
    await use(program);
    if (info.status !== info.expectedStatus) {
      const screenshot = await program.window.screenshot().catch(() => null);
      if (screenshot !== null) await info.attach('window', { body: screenshot, contentType: 'image/png' });
      await info.attach('console', { body: program.console.join('\n'), contentType: 'text/plain' });
    }
    await program.close();
  },
});

async function noSeriousViolations(page: Page, screen: string): Promise<void> {
  // Electron has one page: the builder's own second page for merging frames cannot be opened.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(serious, screen).toEqual([]);
}

/** Types into the field with this label. */
async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
}

test('IT adds a cashier, who changes the first password; a forgotten one is reset', async ({ opened: program }) => {
  const { window: page } = program;
  await play.signIn(page, 'it1');
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('heading', { name: '人员' })).toBeVisible();
  await expect(page.getByRole('button', { name: '添加人员' })).toBeFocused();
  await noSeriousViolations(page, 'people');
  await page.keyboard.press('Enter');
  await fill(page, '姓名', '林小满');
  await fill(page, '用户名', 'cashier3');
  await fill(page, '初始密码', 'first words 1');
  await noSeriousViolations(page, 'add a person');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '已添加 林小满' })).toBeVisible();
  await program.picture('people-added');
  await play.signOut(page);

  await play.signIn(page, 'cashier3', 'first words 1');
  await changeFirstPassword(page, 'first words 1', 'second words 2');
  await expect(page.getByTestId('float')).toBeVisible();
  await play.signOut(page);

  await play.signIn(page, 'it1');
  await page.keyboard.press('Control+u');
  await page.getByRole('button', { name: '重设密码 林小满' }).click();
  await fill(page, '初始密码', 'third words 3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('林小满 的密码已重设')).toBeVisible();
  // Who leaves is out; who comes back gets roles again.
  await page.getByRole('button', { name: '停用 林小满' }).press('Enter');
  await expect(page.getByRole('dialog').getByText('立即退出登录')).toBeVisible();
  await noSeriousViolations(page, 'deactivate');
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).press('Enter');
  await expect(page.getByText('林小满 已停用')).toBeVisible();
  await page.getByRole('button', { name: '恢复 林小满' }).press('Enter');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByText('林小满 已恢复')).toBeVisible();
  await play.signOut(page);

  await fillSignIn(page, 'cashier3', 'second words 2');
  await expect(page.getByRole('alert')).toContainText('再错');
  await page.keyboard.type('third words 3');
  await page.keyboard.press('Enter');
  await changeFirstPassword(page, 'third words 3', 'fourth words 4');
  await expect(page.getByTestId('float')).toBeVisible();
});

async function changeFirstPassword(page: Page, old: string, next: string): Promise<void> {
  await expect(page.getByRole('heading', { name: '修改初始密码' })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.type(old);
  for (const text of [next, next]) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '修改初始密码' })).toBeHidden({ timeout: 20_000 });
}

async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.keyboard.insertText(username);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(password);
  await page.keyboard.press('Enter');
}

test('a half-typed bill outlives the lock; customer and open amount change by key; a copy says why', async ({
  opened: program,
}) => {
  const { window: page } = program;
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 20_000 });
  await noSeriousViolations(page, 'sign-in');
  await play.signIn(page, 'cashier1');
  await expect(page.getByTestId('float')).toBeVisible();
  await noSeriousViolations(page, 'opening a shift');
  await play.openShift(page, ['2']);
  await play.enterItem(page, 'OPEN');
  await expect(page.locator('[data-field^="amount-"]')).toBeFocused();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await play.enterItem(page, '5001019');
  await expect(page.getByTestId('due')).toContainText('44.00');

  // The open amount is left and the mark is elsewhere: its key leads back into it.
  await page.keyboard.press('Alt+p');
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('due')).toContainText('52.00');
  await expect(play.itemField(page)).toBeFocused();

  await page.keyboard.press('F7');
  await play.typeByHand(page, 'oy');
  await page.getByRole('option', { name: /欧阳/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByText('C800001')).toBeVisible();
  await noSeriousViolations(page, 'till');
  await program.picture('till-customer-chosen');
  await page.keyboard.press('Alt+0');
  await expect(page.getByText('C800001')).toBeHidden();
  await expect(play.itemField(page)).toBeFocused();

  await play.typeByHand(page, '50');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible();
  await noSeriousViolations(page, 'locked');
  await page.keyboard.press('F8');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.type('cashier1-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden({ timeout: 20_000 });
  await expect(play.itemField(page)).toBeFocused();
  await expect(play.itemField(page)).toHaveValue('50');
  await expect(page.getByTestId('due')).toContainText('52.00');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');

  await play.tender(page, 'Alt+1', '60', null);
  const number = await play.post(page);
  await expect(page.getByTestId('paper-ready')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Control+p');
  await fill(page, '补打原因', '客户遗失');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '第 1 份副本' })).toBeVisible({ timeout: 20_000 });
  await program.picture('copy-printed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('row', { name: new RegExp(number) })).toContainText('2 次');
  await page.keyboard.press('F6');
  await expect(page.getByTestId('counted')).toBeVisible();
  await noSeriousViolations(page, 'shift');
});

test('the ledger is proved from its screen', async ({ opened: program }) => {
  const { window: page } = program;
  await play.signIn(page, 'it1');
  await page.keyboard.press('Control+e');
  await page.getByRole('button', { name: '开始核验' }).press('Enter');
  await expect(page.getByText('账本完好')).toBeVisible({ timeout: 30_000 });
  await noSeriousViolations(page, 'ledger');
  await program.picture('ledger-verified');
});

test('the ledger goes away under the sign-in form and comes back: no letter of it is lost', async ({
  made,
  opened,
}) => {
  const { window: page } = opened;
  const heading = page.getByRole('heading', { name: '登录', exact: true });
  await expect(heading).toBeVisible({ timeout: 20_000 });
  await page.keyboard.type('cashier2');
  await page.keyboard.press('Enter');
  await page.keyboard.type('cashier2');
  // Without its key file the new ledger is refused, so that the form really goes; with it the next one brings it back.
  renameSync(made.keyFile, `${made.keyFile}.away`);
  await killLedger(opened);
  await expect(page.getByRole('heading', { name: '账本不能使用' })).toBeVisible({ timeout: 20_000 });
  renameSync(`${made.keyFile}.away`, made.keyFile);
  await killLedger(opened);
  await expect(heading).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('用户名')).toHaveValue('cashier2');
  await page.keyboard.type('-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('float')).toBeVisible({ timeout: 20_000 });
});

async function killLedger(program: Program): Promise<void> {
  const pid = await program.ledgerPid();
  if (pid === null) throw new Error('no ledger process');
  process.kill(pid, 'SIGKILL');
}

test('a ledger whose passphrase is lost opens by the recovery key', async ({ made }) => {
  // Started without the key file: only what was written on paper is left.
  const program = await launchProgram({ dataDir: made.dataDir });
  try {
    const { window: page } = program;
    await expect(page.getByRole('heading', { name: '解锁账本' })).toBeVisible({ timeout: 20_000 });
    await noSeriousViolations(page, 'unlock');
    await page.keyboard.insertText(made.recoveryKey);
    await page.keyboard.press('Enter');
    await play.signIn(page, 'cashier2');
    await expect(page.getByTestId('float')).toBeVisible({ timeout: 20_000 });
  } finally {
    await program.close();
  }
});

test('a ledger held by another program says so, and "try again" opens it once it is free', async ({ made }) => {
  const holder = await holdLedger(made);
  const program = await launchProgram({ dataDir: made.dataDir, keyFile: made.keyFile });
  try {
    const { window: page } = program;
    await expect(page.getByRole('heading', { name: '账本不能使用' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('账本正被另一个程序使用')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('还是打不开')).toBeVisible({ timeout: 20_000 });
    await program.picture('ledger-held');
    holder.stdin?.end();
    await new Promise((resolve) => holder.once('exit', resolve));
    await page.getByRole('button', { name: '再试一次' }).press('Enter');
    await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 20_000 });
  } finally {
    holder.kill('SIGKILL');
    await program.close();
  }
});

/** `counterfoil rpc` with the ledger open: it holds the right to write until its input ends. */
async function holdLedger({ dataDir, keyFile }: Made): Promise<ChildProcess> {
  const command = join(ROOT, 'out/cli/counterfoil.mjs');
  const holder = spawn(process.execPath, [command, 'rpc', '--data', dataDir, '--key-file', keyFile]);
  const answered = new Promise<string>((resolve) => holder.stdout.once('data', (chunk) => resolve(String(chunk))));
  holder.stdin.write(`${JSON.stringify({ id: 1, method: 'ledger.status', params: {} })}\n`);
  expect(await answered).toContain('"ready"');
  return holder;
}
