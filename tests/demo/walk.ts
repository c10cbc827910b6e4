// How every screen of the program is gone to by keyboard and when it may be looked at: the steps that the lists in stops.ts
// are made of, and the visit of a list in the languages that are asked for.
import { expect, type Page } from '@playwright/test';
import type { Program } from '../e2e/support/launch-program.ts';

/** A way to one screen, from wherever the one before it left off; `leave` closes what it opened. */
export interface Stop {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** Opens another window of the program, which is what is looked at here; it is closed before `leave`. */
  readonly other?: (program: Program) => Promise<Page>;
  readonly leave?: (page: Page) => Promise<void>;
}

const LANGUAGES = [
  ['zh-CN', '简体中文'],
  ['en', 'English'],
] as const;
export type ScreenLanguage = (typeof LANGUAGES)[number][0];

export const dialogs = (page: Page) => page.locator('dialog[open]');

/** What a screen says while it has no answer yet. */
const WAITING = /^(正在读取…|正在从账本读取…|Reading…|Reading from the ledger…)$/;

/**
 * Nothing says any more that it waits for the ledger, nothing moves or fades, and what is drawn has been drawn: what an act
 * began is then either to be seen or says that it waits.
 */
export async function settled(page: Page): Promise<void> {
  await expect(async () => {
    await page.evaluate(async () => {
      const drawn = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
      // An act is drawn in the frame after it; two in a row without anything waiting is rest.
      for (let frame = 0; frame < 2; frame += 1) {
        await drawn();
        if (document.querySelector('.ant-btn-loading, [aria-busy="true"]') !== null) throw new Error('busy');
      }
      // What turns for as long as something loads has no end.
      const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
      await Promise.allSettled(ending.map((one) => one.finished));
      await document.fonts.ready;
    });
    await expect(page.getByText(WAITING)).toHaveCount(0, { timeout: 100 });
  }).toPass({ timeout: 20_000 });
}

/** Goes to the job of a key and waits until the rail marks it. */
export const job =
  (key: string, id: string) =>
  async (page: Page): Promise<void> => {
    // What closes is waited for: a key pressed in that moment is the dialog's.
    await expect(dialogs(page)).toHaveCount(0);
    await page.keyboard.press(key);
    await expect(page.locator(`.rail [data-job="${id}"][aria-current="page"]`)).toBeVisible();
    await settled(page);
  };

/** Presses `keys` one after the other; the last opens a dialog. */
export const dialog =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await settled(page);
      await page.keyboard.press(key);
    }
    await expect(dialogs(page).last()).toBeVisible();
    await settled(page);
  };

export const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await settled(page);
    }
  };

/** Presses the button that a screen names so (first of several), by keyboard. */
export const button =
  (...names: readonly RegExp[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) {
      await page.getByRole('button', { name }).first().press('Enter');
      await settled(page);
    }
  };

/** Opens the first of the rows that `selector` finds. */
export const row =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().press('Enter');
    await expect(dialogs(page).last()).toBeVisible();
    await settled(page);
  };

/** One way after the other. */
export const then =
  (...ways: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const way of ways) await way(page);
  };

/** The paper in the dialog is drawn. */
export const drawn = async (page: Page): Promise<void> => {
  await expect(dialogs(page).locator('[data-stage]').first()).toHaveAttribute('data-stage', 'drawn', {
    timeout: 60_000,
  });
};

/** Steps back until no dialog is open. */
export async function close(page: Page): Promise<void> {
  for (let step = 0; step < 8 && (await dialogs(page).count()) > 0; step += 1) {
    await page.keyboard.press('Escape');
    await settled(page);
  }
  await expect(dialogs(page)).toHaveCount(0);
}

export type ScreenLook = {
  readonly take: (program: Program, name: string) => Promise<void>;
  /** The same of another window of the program. */
  readonly takeOther: (program: Program, other: Page, name: string) => Promise<void>;
  readonly languages?: readonly ScreenLanguage[];
  /** Told of a stop that was not reached; absent: the visit ends there. */
  readonly missed?: (name: string, error: unknown) => void;
};

/** Visits `stops` in each language and takes a picture at each; ends in Chinese. */
export async function visit(program: Program, stops: readonly Stop[], look: ScreenLook): Promise<void> {
  const { window: page } = program;
  const { missed, languages = LANGUAGES.map(([language]) => language) } = look;
  for (const [language] of LANGUAGES.filter(([one]) => languages.includes(one))) {
    await speak(page, language);
    for (const stop of stops) {
      try {
        await stop.open(page);
        await lookAt(program, stop, `${stop.name}-${language}`, look);
        await stop.leave?.(page);
      } catch (error) {
        if (missed === undefined) throw new Error(`the way to ${stop.name} (${language})`, { cause: error });
        missed(stop.name, error);
        await close(page);
      }
    }
  }
  await speak(page, 'zh-CN');
}

/** Switches the window's words; the focus stays where it is, and an open dialog does not stand in the way. */
export async function speak(page: Page, language: ScreenLanguage): Promise<void> {
  const [, name] = LANGUAGES.find(([one]) => one === language) ?? LANGUAGES[0];
  await page
    .getByRole('button', { name, includeHidden: true })
    .first()
    .evaluate((one) => (one as HTMLElement).click());
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function lookAt(program: Program, { other }: Stop, name: string, look: ScreenLook): Promise<void> {
  if (other === undefined) return look.take(program, name);
  const window = await other(program);
  await look.takeOther(program, window, name);
  await closeOther(window);
}

/** The window is one: while it stands, no other opens. */
export async function closeOther(window: Page): Promise<void> {
  const closed = window.isClosed() ? Promise.resolve() : window.waitForEvent('close');
  await window.keyboard.press('Escape').catch(() => undefined);
  await closed;
}

/** What cannot be gone to a second time is looked at in each language while it stands; ends in Chinese. */
export async function lookHere(program: Program, name: string, look: ScreenLook): Promise<void> {
  await visit(program, [{ name, open: settled }], look);
}
