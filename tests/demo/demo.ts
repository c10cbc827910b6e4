// `npm run demo`: plays the main job in the real program as a person would and leaves what can be looked at in a folder:
// pictures in three languages, the receipt as PDF and PNG, totals, verify, and a summary.
// `--into DIR` names the folder, `--pictures DIR` also copies the pictures there (docs/pictures is made so).
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { findUnfit } from '../e2e/support/fits.ts';
import { launchProgram, type Program, ROOT } from '../e2e/support/launch-program.ts';
import * as play from '../e2e/support/play.ts';
import { runCommand } from '../e2e/support/run-command.ts';
import { onSample } from '../e2e/support/sample-program.ts';
import { onOldLedger, playRareScreens } from './rare-screens.ts';
import { enterBill, playScreens, postAndRefund, takeStock } from './screens.ts';
import { type ScreenLook, settled } from './walk.ts';
import { workADay } from './worked-day.ts';

const { values } = parseArgs({
  options: { into: { type: 'string' }, pictures: { type: 'string' } },
  allowPositionals: true,
});
const folder = resolve(values.into ?? join(ROOT, 'out/demo-result'));
const work = mkdtempSync(join(tmpdir(), 'counterfoil-demo-'));
const dataDir = join(work, 'data');
const said: string[] = [];

function say(text: string): void {
  said.push(text);
  console.log(text);
}

/** The smallest screen the till is made for. */
async function smallScreen(program: Program): Promise<void> {
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await expect.poll(() => program.window.evaluate(() => innerWidth)).toBe(1366);
}

async function picture(program: Program, name: string): Promise<void> {
  // A picture in the middle of a motion would show neither state.
  await settled(program.window);
  await program.picture(name, folder);
  say(`  picture ${name}.png`);
}

const CODES = { English: 'en', 繁體中文: 'zh-TW', 简体中文: 'zh-CN' } as const;

async function inLanguage(page: Page, name: keyof typeof CODES): Promise<void> {
  await page.getByRole('button', { name }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', CODES[name]);
}

async function playMainJob(program: Program): Promise<void> {
  const { window: page } = program;
  await smallScreen(program);
  say('First run: organisation, counter, administrator, passphrase, sample data');
  await page.getByRole('heading').first().waitFor();
  await picture(program, 'first-run-zh-CN');
  const groups = await play.firstRun(page, { passphrase: play.PASSPHRASE, demo: true });
  await picture(program, 'recovery-key-zh-CN');
  await play.confirmRecoveryKey(page, groups);
  await picture(program, 'sign-in-zh-CN');
  say('Cashier signs in and opens a shift with a counted float');
  await play.signIn(page, 'cashier1');
  await page.getByTestId('float').waitFor();
  await picture(program, 'open-shift-zh-CN');
  await play.openShift(page, ['2', '4', '5', '5']);
  await picture(program, 'till-empty-zh-CN');
  say('A bill: a customer, three items, card and cash');
  await enterBill(page);
  await play.tender(page, 'Alt+2', '50', '004512');
  await play.tender(page, 'Alt+1', '100', null);
  await picture(program, 'till-zh-CN');
  await inLanguage(page, 'English');
  await picture(program, 'till-en');
  await inLanguage(page, '繁體中文');
  await picture(program, 'till-zh-TW');
  await inLanguage(page, '简体中文');
  say(`Posted: ${await play.post(page)}`);
  await page.getByTestId('paper-ready').waitFor({ timeout: 20_000 });
  await picture(program, 'posted-zh-CN');
  await page.keyboard.press('Control+p');
  await expect(page.locator('[data-stage="drawn"]').first()).toBeVisible({ timeout: 60_000 });
  await picture(program, 'receipt-shown-zh-CN');
  await page.keyboard.press('Escape');
  await play.signOut(page);
  say('Signed out');
}

/** Every screen and dialog, on a counter that has worked a day: what is looked at is full and not empty. */
async function playEveryScreen(): Promise<void> {
  say('Every screen, in Chinese and English');
  await onSample(
    async ({ program }) => {
      const { window: page } = program;
      await smallScreen(program);
      await play.signIn(page, 'finance1');
      await takeStock(page);
      await play.signOut(page);
      await play.signIn(page, 'cashier1');
      await play.openShift(page, ['2', '4']);
      const inChinese = (name: string): string => `${name}-zh-CN`;
      await postAndRefund(
        program,
        async (name) => {
          if (name === 'locked' || name === 'refund-fail') await picture(program, inChinese(name));
        },
        async (other, name) => void (await program.pictureOf(other, inChinese(name), folder)),
      );
      await enterBill(page);
      await playScreens(program, LOOK);
    },
    {},
    (where) => void workADay(where, work),
  );
  await onOldLedger(async (program) => {
    await smallScreen(program);
    await playRareScreens(program, LOOK);
  });
}

/** All that stands in the way, and all that does not fit in one of the languages, is said at once; the run fails for it in the end. */
const LOOK: ScreenLook = {
  take: async (program, name) => {
    await picture(program, name);
    for (const fault of await findUnfit(program.window, name)) fail(`UNFIT ${fault}`);
  },
  takeOther: async (program, other, name) => {
    await settled(other);
    await program.pictureOf(other, name, folder);
    say(`  picture ${name}.png`);
  },
  missed: (name, error) => fail(`NOT REACHED ${name}: ${String(error).split('\n').slice(0, 6).join(' ')}`),
};

function fail(what: string): void {
  process.exitCode = 1;
  say(`  ${what}`);
}

/** Copies a picture with no more colours than a window has, where ImageMagick is at hand: a quarter of the size. */
function keepSmall(from: string, to: string): void {
  const small = spawnSync('convert', [from, '+dither', '-colors', '128', '-define', 'png:compression-level=9', to]);
  if (small.status !== 0) copyFileSync(from, to);
}

function keepPapers(): void {
  const papers = readdirSync(join(dataDir, 'receipts'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.pdf'),
  );
  for (const name of papers) {
    const path = join(folder, basename(name));
    copyFileSync(join(dataDir, 'receipts', name), path);
    say(`  paper ${basename(name)}`);
    execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', path, join(folder, 'receipt-a5')]);
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const program = await launchProgram({ dataDir });
try {
  await playMainJob(program);
} finally {
  await program.close();
}
await playEveryScreen();
keepPapers();
const passphraseFile = join(work, 'passphrase');
writeFileSync(passphraseFile, play.PASSPHRASE);
for (const command of ['totals', 'verify']) {
  const run = runCommand([command, '--data', dataDir, '--passphrase-file', passphraseFile]);
  writeFileSync(join(folder, `${command}.json`), `${JSON.stringify(run.output, null, 2)}\n`);
  say(`counterfoil ${command}: exit ${run.exit}`);
  if (run.exit !== 0) process.exitCode = 1;
}
if (values.pictures !== undefined) {
  const target = resolve(ROOT, values.pictures);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.png')))
    keepSmall(join(folder, name), join(target, name));
  say(`Pictures copied to ${target}`);
}
writeFileSync(join(folder, 'summary.txt'), `${said.join('\n')}\n`);
rmSync(work, { recursive: true, force: true });
console.log(`\nEverything is in ${folder}`);
