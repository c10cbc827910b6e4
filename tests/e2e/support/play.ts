// The acts of a person at the counter, done in the real window by keyboard: what the end-to-end tests and the demo play.
// Each waits for what that person would see before going on.
import { expect, type Page } from '@playwright/test';

export interface FirstRun {
  readonly passphrase: string | null;
  readonly demo: boolean;
}

export const ADMIN = { username: 'admin', name: '孙管理', password: 'river stone 42' };
export const PASSPHRASE = 'three quiet windows';

/** The window's item field, where the till's focus rests. */
export const itemField = (page: Page) => page.locator('[data-field="items"]');

/** Fills the first-run form from its first field to Enter; answers the recovery key's groups. */
export async function firstRun(page: Page, { passphrase, demo }: FirstRun): Promise<string[]> {
  await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible({ timeout: 20_000 });
  await fillInOrder(page, [
    '江城市第三人民医院',
    'A01',
    '门诊收费处 3 号窗',
    ADMIN.name,
    ADMIN.username,
    ADMIN.password,
    ADMIN.password,
    ...(passphrase === null ? [] : [passphrase, passphrase]),
  ]);
  // The currency, which stays what it is.
  await page.keyboard.press('Tab');
  if (demo) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox')).toBeChecked();
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const key = page.getByTestId('recovery-key');
  await expect(key).toBeVisible({ timeout: 20_000 });
  return (await key.locator('li').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, '').slice(-4));
}

/** Types the texts into consecutive fields, beginning with the focused one. */
async function fillInOrder(page: Page, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.insertText(text);
  }
}

/** From the shown key to the sign-in form: confirms it as written down and types the two groups asked for. */
export async function confirmRecoveryKey(page: Page, groups: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: /我已抄好/ }).press('Enter');
  await expect(page.getByRole('heading', { name: '核对抄写' })).toBeVisible();
  await typeRecoveryGroups(page, groups);
}

/** Types the groups of the recovery key that are asked for; the first field has the focus. */
export async function typeRecoveryGroups(page: Page, groups: readonly string[]): Promise<void> {
  const asked = await page.locator('label').allInnerTexts();
  const wanted = asked.flatMap((text) => /第 (\d+) 组/.exec(text)?.[1] ?? []).map((n) => groups[Number(n) - 1] ?? '');
  await fillInOrder(page, wanted);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible();
}

/** Signs in; the form's first field has the focus. */
export async function signIn(page: Page, username: string, password = `${username}-2026`): Promise<void> {
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 180_000 });
  await fillInOrder(page, [username, password]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeHidden({ timeout: 180_000 });
}

/** Opens a shift on the first free drawer: `pieces` of each denomination, largest first. */
export async function openShift(page: Page, pieces: readonly string[]): Promise<void> {
  await expect(page.getByTestId('float')).toBeVisible({ timeout: 20_000 });
  for (const [index, text] of pieces.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(text);
  }
  await page.keyboard.press('F8');
  await expect(itemField(page)).toBeFocused({ timeout: 20_000 });
}

/** Types an item entry such as `3*5003004` and Enter. */
export async function enterItem(page: Page, text: string): Promise<void> {
  await expect(itemField(page)).toBeFocused();
  await page.keyboard.type(text);
  // The suggestion must be there, or Enter would ask which of several items is meant.
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Types a text as a person does: slower than a scanner, whose bursts the window treats otherwise. */
export async function typeByHand(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 });
}

/** Adds a tender by its key and types its amount (null: what the window proposes) and reference. */
export async function tender(page: Page, key: string, amount: string | null, reference: string | null): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.locator('[data-field^="given-"]:focus')).toBeVisible();
  if (amount !== null) await typeByHand(page, amount);
  if (reference === null) return;
  await page.keyboard.press('Enter');
  await typeByHand(page, reference);
}

/** Posts with F8 and answers the number of the receipt that is then shown. */
export async function post(page: Page): Promise<string> {
  await page.keyboard.press('F8');
  const number = page.getByTestId('receipt-number');
  await expect(number).toBeVisible({ timeout: 20_000 });
  return (await number.innerText()).trim();
}

/** Signs out with Ctrl Q, and again to confirm: Enter would stay. */
export async function signOut(page: Page): Promise<void> {
  await page.keyboard.press('Control+q');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+q');
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible({ timeout: 10_000 });
}

const SYMBOL_CODES: Readonly<Record<string, string>> = { '-': 'Minus', '/': 'Slash', '.': 'Period', ':': 'Semicolon' };

/**
 * Scans a code: trusted keys three milliseconds apart and Enter. The moments are written on the events themselves, as a
 * scanner's are by the system, so that a busy machine does not make a scanner look like fingers.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const begun = Date.now() / 1_000;
  const keys = [...text].map((key) => {
    const code = /\d/.test(key)
      ? `Digit${key}`
      : (SYMBOL_CODES[key] ?? (/[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : 'Equal'));
    return { key, code, text: key, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
  });
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  for (const [index, press] of [...keys, enter].entries()) {
    const timestamp = begun + index * 0.003;
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press, timestamp });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press, timestamp: timestamp + 0.001 });
  }
  await session.detach();
}
