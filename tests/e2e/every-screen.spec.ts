// Every screen and dialog at the smallest size the till is made for, at 100 % and at 150 %: nothing serious for people who hear
// it or cannot see it well, nothing cut off, nothing out of reach, focus seen. What is a screen is read from the window's own
// list of jobs and its sources; one that is neither seen here nor named with a reason (screens-elsewhere.ts) fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { JOBS } from '../../renderer/frame/jobs.ts';
import { onOldLedger, playRareScreens } from '../demo/rare-screens.ts';
import { enterBill, playScreens, postAndRefund, takeStock } from '../demo/screens.ts';
import { workADay } from '../demo/worked-day.ts';
import type { ScreenLook as Visit } from '../demo/walk.ts';
import { screenFiles } from './support/every-screen.ts';
import { launchProgram, type Program } from './support/launch-program.ts';
import * as play from './support/play.ts';
import { onSample } from './support/sample-program.ts';
import { ScreenLook, smallScreen } from './support/screen-look.ts';
import { type AskedIn, ELSEWHERE, JOBS_ELSEWHERE, NAMED } from './support/screens-elsewhere.ts';

test.describe.configure({ mode: 'serial' });

const look = new ScreenLook();
const FIRST_PASSWORD = 'first words 1';
const IN_CHINESE: Visit = {
  languages: ['zh-CN'],
  take: (program, name) => look.at(program, name),
  takeOther: (program, other, name) => look.of(program, other, name),
  missed: (name, error) => look.missed(name, error),
};

test('a counter that has worked a day', async () => {
  test.setTimeout(1_500_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-screens-'));
  const prepare = (where: readonly string[]): void => void workADay(where, folder);
  await onSample(({ program }) => told('the counter', () => visitAll(program)), {}, prepare);
  rmSync(folder, { recursive: true, force: true });
});

/** What ends a visit is told with everything else that was found. */
async function told(name: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => look.missed(`the end of ${name}`, error));
}

async function visitAll(program: Program): Promise<void> {
  const { window: page } = program;
  await smallScreen(program);
  await page.getByRole('heading', { name: '登录' }).waitFor({ timeout: 180_000 });
  await look.at(program, 'sign-in');
  await page.getByRole('button', { name: '管理员忘了密码' }).press('Enter');
  await look.at(program, 'recover-admin');
  await page.keyboard.press('Escape');
  await play.signIn(page, 'finance1');
  await takeStock(page);
  await play.signOut(page);
  await play.signIn(page, 'cashier1');
  await page.getByTestId('float').waitFor();
  await look.at(program, 'open-shift');
  await play.openShift(page, ['2', '4']);
  await look.at(program, 'till-empty');
  await postAndRefund(
    program,
    (name) => look.at(program, name),
    (other, name) => look.of(program, other, name),
  );
  await enterBill(page);
  await playScreens(program, IN_CHINESE);
}

test('a clock that has jumped, an authenticator, a screen that fails', async () => {
  test.setTimeout(400_000);
  await onOldLedger(async (program) => {
    await smallScreen(program);
    await told('the rare screens', () => playRareScreens(program, IN_CHINESE));
  });
});

test('the first run, a person’s first sign-in, a locked ledger and one that does not open', async () => {
  test.setTimeout(400_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-first-'));
  await inProgram(dataDir, async (program) => {
    const { window: page } = program;
    await page.getByRole('heading', { name: '首次设置' }).waitFor({ timeout: 60_000 });
    await look.at(program, 'first-run');
    const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
    await look.at(program, 'recovery-shown');
    await page.getByRole('button', { name: /我已抄好/ }).press('Enter');
    await page.getByRole('heading', { name: '核对抄写' }).waitFor();
    await look.at(program, 'recovery-check');
    await page.locator('input').first().focus();
    await play.typeRecoveryGroups(page, groups);
    await addPerson(program);
    await play.signIn(page, 'linxiaoman', FIRST_PASSWORD);
    await page.getByRole('heading', { name: '修改初始密码' }).waitFor();
    await look.at(program, 'change-password');
  });
  await inProgram(dataDir, async (program) => {
    await program.window.getByRole('heading', { name: '解锁账本' }).waitFor({ timeout: 60_000 });
    await look.at(program, 'unlock-ledger');
  });
  writeFileSync(join(dataDir, 'keys.json'), '{');
  await inProgram(dataDir, async (program) => {
    await program.window.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 });
    await look.at(program, 'ledger-refused');
  });
  rmSync(dataDir, { recursive: true, force: true });
});

async function inProgram(dataDir: string, work: (program: Program) => Promise<void>): Promise<void> {
  const program = await launchProgram({ dataDir });
  try {
    await smallScreen(program);
    await told(dataDir, () => work(program));
  } finally {
    await program.close();
  }
}

/** IT adds somebody, who has to choose a password of their own at the first sign-in. */
async function addPerson({ window: page }: Program): Promise<void> {
  await play.signIn(page, play.ADMIN.username, play.ADMIN.password);
  await page.keyboard.press('Control+u');
  await page.getByRole('heading', { name: '人员', exact: false }).first().waitFor();
  await page.keyboard.press('Insert');
  for (const [label, text] of [
    ['姓名', '林小满'],
    ['用户名', 'linxiaoman'],
    ['初始密码', FIRST_PASSWORD],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '已添加 林小满' })).toBeVisible({ timeout: 20_000 });
  await play.signOut(page);
}

test('nothing was found, and no screen is left out without a word', () => {
  const left = JOBS.filter(({ id }) => !look.jobs.has(id) && JOBS_ELSEWHERE[id] === undefined).map(
    ({ id }) => `job ${id}`,
  );
  for (const { file, says } of screenFiles()) {
    const patterns = [...says, ...(NAMED[file] === undefined ? [] : [NAMED[file]])];
    const seen = [...look.headings].some((heading) => patterns.some((said) => said.test(heading)));
    if (!seen && ELSEWHERE[file] === undefined) left.push(`screen ${file}`);
    if (seen && ELSEWHERE[file] !== undefined) left.push(`named as not visited, and seen: ${file}`);
  }
  expect([...new Set(look.faults), ...left, ...unproved()]).toEqual([]);
});

/** Reasons that name a test which does not ask, and files that are no more. */
function unproved(): string[] {
  const files = new Set(screenFiles().map(({ file }) => file));
  const asked = (reason: AskedIn | string): boolean =>
    typeof reason === 'string' ||
    readFileSync(join(import.meta.dirname, reason.spec), 'utf8').includes(`, '${reason.asks}')`);
  return [
    ...Object.keys({ ...ELSEWHERE, ...NAMED }).filter((file) => !files.has(file)),
    ...Object.entries({ ...ELSEWHERE, ...JOBS_ELSEWHERE }).flatMap(([name, reason]) => (asked(reason) ? [] : [name])),
  ];
}
