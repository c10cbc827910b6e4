// The main job in the real program by keyboard alone: from an empty machine to a receipt on paper, and out again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchProgram } from './support/launch-program.ts';
import { expect, test } from './support/program-test.ts';
import * as play from './support/play.ts';

/** Every file below `folder` that ends in `.pdf`. */
function papersBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(folder, name));
}

test('set-up, shift, a charge with card and cash, its paper, sign-out', async ({ program }) => {
  const { window: page } = program;
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  expect(groups).toHaveLength(8);
  await program.picture('first-run-key');
  await play.confirmRecoveryKey(page, groups);
  await play.signIn(page, 'cashier1');
  await play.openShift(page, ['2', '0', '3', '4']);
  await play.enterItem(page, '5001019');
  await play.enterItem(page, '3*5003004');
  await page.keyboard.press('F7');
  await play.typeByHand(page, 'oy');
  await expect(page.getByRole('option', { name: /欧阳𠅤/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('C800001')).toBeVisible();
  await expect(page.getByTestId('due')).toContainText('158.51');

  await play.tender(page, 'Alt+2', '80', '004512');
  await play.tender(page, 'Alt+1', '100', null);
  await expect(page.getByTestId('change')).toContainText('21.49');
  await program.picture('before-posting');
  const number = await play.post(page);
  expect(number).toBe('A01-R-0000001');
  await expect(page.getByTestId('posted-change')).toContainText('21.49');
  await expect(page.getByTestId('paper-ready')).toBeVisible({ timeout: 20_000 });
  await expect(play.itemField(page)).toBeFocused();
  await program.picture('posted');

  const [paper] = papersBelow(join(program.dataDir, 'receipts'));
  if (paper === undefined) throw new Error('no paper in the receipts folder');
  expect(statSync(paper).mode & 0o077).toBe(0);
  const text = execFileSync('pdftotext', ['-layout', paper, '-'], { encoding: 'utf8' });
  for (const fact of [
    'A01-R-0000001',
    '江城市第三人民医院',
    '欧阳𠅤',
    '158.51',
    '壹佰伍拾捌元伍角壹分',
    '004512',
    '21.49',
    '王敏',
    '存根',
  ]) {
    expect(text, fact).toContain(fact);
  }
  execFileSync('pdftoppm', ['-r', '60', '-png', paper, join(program.dataDir, 'paper')]);

  await page.keyboard.press('Control+p');
  const sheet = page.getByTestId('paper-page');
  await expect(sheet).toBeVisible({ timeout: 20_000 });
  // Something is drawn: not every point of the canvas is of one colour.
  await expect
    .poll(() =>
      sheet.evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return new Set(Array.from({ length: 4000 }, (_, n) => pixels[n * 4 * Math.floor((width * height) / 4000)]))
          .size;
      }),
    )
    .toBeGreaterThan(1);
  await program.picture('receipt-on-screen');
  await page.keyboard.press('Escape');
  await play.signOut(page);
});

test('a passphrase opens the ledger once a start: not after a crash of the ledger, but at the next start of the program', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-locked-'));
  const first = await launchProgram({ dataDir });
  try {
    const groups = await play.firstRun(first.window, { passphrase: play.PASSPHRASE, demo: false });
    await play.confirmRecoveryKey(first.window, groups);
    const pid = await first.ledgerPid();
    if (pid === null) throw new Error('no ledger process');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => first.console.join('\n'), { timeout: 20_000 }).toContain('ledger-running attempt 2');
    // The page asks the new ledger where it stands and shows the form afresh.
    await first.window.waitForTimeout(1_500);
    await play.signIn(first.window, play.ADMIN.username, play.ADMIN.password);
  } finally {
    await first.close();
  }
  const second = await launchProgram({ dataDir });
  try {
    const { window: page } = second;
    const heading = page.getByRole('heading', { name: '解锁账本' });
    await expect(heading).toBeVisible({ timeout: 20_000 });
    await page.keyboard.insertText('not the passphrase');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await second.picture('passphrase-wrong');
    await page.locator('input').first().fill(play.PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 20_000 });
  } finally {
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
