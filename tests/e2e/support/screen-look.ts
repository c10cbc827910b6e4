// What is asked of a screen as it stands: nothing serious for people who hear it or cannot see it well, nothing cut off, nothing
// out of reach, the focus in sight; at 1366 × 768, at 100 % and at 150 %. It keeps what was found and which screens were seen.
import { expect, type Page } from '@playwright/test';
import { settled } from '../../demo/walk.ts';
import { findSerious } from './axe.ts';
import { headingsOf } from './every-screen.ts';
import { findUnfit } from './fits.ts';
import type { Program } from './launch-program.ts';

export class ScreenLook {
  readonly faults: string[] = [];
  readonly jobs = new Set<string>();
  readonly headings = new Set<string>();
  /** Frames of the window (head, rail, foot) that were asked about whole; what stands in them is asked about alone then. */
  readonly #frames = new Set<string>();

  /** Asks everything of the program's window as it stands. */
  async at(program: Program, name: string): Promise<void> {
    const { window: page } = program;
    await settled(page);
    const job = page.locator('.rail [aria-current="page"]');
    if ((await job.count()) > 0) this.jobs.add((await job.getAttribute('data-job')) ?? '');
    await this.of(program, page, name);
    await zoom(program, 1.5);
    await settled(page);
    this.#found(await findUnfit(page, `${name} at 150 %`));
    if (name === 'till-zh-CN') await tillShowsItsMoney(page);
    this.#found(await findFocusLost(page, `${name} at 150 %`));
    await zoom(program, 1);
  }

  /** The same of any window of the program, in its own size only. */
  async of(program: Program, page: Page, name: string): Promise<void> {
    for (const heading of await headingsOf(page)) this.headings.add(heading.trim());
    const found = [
      ...(await findSerious(page, name, await this.#changed(page))),
      ...(await findUnfit(page, name)),
      ...(await findBroken(page, name)),
    ];
    if (found.length > 0) await program.pictureOf(page, `every-screen/${name}`);
    this.#found(found);
  }

  /** What is new on the page since it was last asked about: the dialog in front, or the middle of a frame that is known. */
  async #changed(page: Page): Promise<string | undefined> {
    const { dialog, frame } = await page.evaluate(() => ({
      dialog: document.querySelector('dialog[open]') !== null,
      // However much waits there.
      frame: document.querySelector('.rail')?.textContent?.replaceAll(/\d/g, '') ?? null,
    }));
    if (dialog) return 'dialog[open]';
    if (frame === null) return undefined;
    if (this.#frames.has(frame)) return '.workplace-body';
    this.#frames.add(frame);
    return undefined;
  }

  /** Keeps what is wrong and says it at once: the visit takes minutes. */
  #found(faults: readonly string[]): void {
    this.faults.push(...faults);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  }

  /** Something on the way was not as it should be. */
  missed(name: string, error: unknown): void {
    this.#found([`${name} was not reached: ${String(error).slice(0, 600)}`]);
  }
}

/** Nothing says that the program has a fault: on the way to a screen nobody provokes one. */
async function findBroken(page: Page, name: string): Promise<string[]> {
  const said = await page.getByText(/^(程序出错|A fault in the program)/).allInnerTexts();
  return said.map((words) => `${name}: ${words}`);
}

/** Makes the window as large as the smallest screen the till is made for. */
export async function smallScreen({ app, window: page }: Program): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1366);
}

async function zoom({ app, window: page }: Program, factor: number): Promise<void> {
  // This window, and not another one that is still closing.
  const window = await app.browserWindow(page);
  await window.evaluate((one, to) => one.webContents.setZoomFactor(to), factor);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(1366 / factor));
}

/** What is due and the key that posts are seen without scrolling, at any scale. */
async function tillShowsItsMoney(page: Page): Promise<void> {
  for (const part of [page.getByTestId('due'), page.locator('.money-post button')])
    await expect(part).toBeInViewport({ ratio: 1 });
}

/** What has the focus can be brought into sight. */
async function findFocusLost(page: Page, name: string): Promise<string[]> {
  const lost = await page.evaluate(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) return null;
    // The scale changed under it; a step with Tab would bring it into view in the same way.
    active.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { top, bottom, left, right } = active.getBoundingClientRect();
    const seen = bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
    return seen ? null : `${active.tagName} ${active.className} has the focus out of sight`;
  });
  return lost === null ? [] : [`${name}: ${lost}`];
}
