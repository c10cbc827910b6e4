// The second person at the counter: the approval window that opens beside the till, and a decision made in it.
import { expect, type Page } from '@playwright/test';
import type { Program } from './launch-program.ts';

/** The approval window that opens while `act` runs. */
export async function approvalWindow(program: Program, act: () => Promise<void>): Promise<Page> {
  const opening = program.app.waitForEvent('window');
  await act();
  const window = await opening;
  await expect(window.getByTestId('approval')).toBeVisible({ timeout: 20_000 });
  return window;
}

/** Proves who `username` is, with the password of the sample people, and presses the key of the verdict. */
export async function sign(window: Page, username: string, verdict: string): Promise<void> {
  await window.keyboard.type(username);
  await window.keyboard.press('Enter');
  await window.keyboard.type(`${username}-2026`);
  await window.keyboard.press(verdict);
}
