// What happens to the drawer and the safe between the visits, so that what stands on those screens is seen too: a drawer that
// is offered and comes back, cash that is counted, paid in and sent, and a shift that closes short.
import { expect, type Page } from '@playwright/test';
import { approvalWindow, sign } from '../e2e/support/approving.ts';
import type { Program } from '../e2e/support/launch-program.ts';
import { job, lookHere, type ScreenLook, settled } from './walk.ts';

/** Types how many of a face lie in the drawer. */
async function count(page: Page, face: '100.00' | '10.00', pieces: string): Promise<void> {
  await page.getByLabel(`${face} 元的张数`, { exact: true }).focus();
  await page.keyboard.insertText(pieces);
}

/** The cashier at the shift offers the drawer to whoever comes next. */
export async function offerDrawer(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await job('F6', 'shift')(page);
  await count(page, '100.00', '4');
  await count(page, '10.00', '3');
  await page.keyboard.press('Control+F6');
  await expect(page.getByText('钱箱已点清，等接班人登录后接班')).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'shift-offered', look);
}

/** The other cashier counts something else and does not take it: the drawer goes back whole. */
export async function rejectDrawer({ window: page }: Program): Promise<void> {
  await job('F6', 'shift')(page);
  await expect(page.getByTestId('float')).toBeVisible();
  await page.keyboard.press('Control+F6');
  await count(page, '100.00', '3');
  await page.keyboard.press('Control+F6');
  await expect(page.getByRole('dialog', { name: '拒收' })).toBeVisible();
  await page.keyboard.insertText('少一张一百元');
  await page.keyboard.press('F8');
  await expect(page.getByTestId('float')).toBeVisible({ timeout: 20_000 });
}

/** Act `digit` of the menu of the house, with the form of that title in front. */
async function chooseAct(page: Page, digit: string, title: string): Promise<void> {
  await settled(page);
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('dialog').getByRole('menu')).toBeVisible();
  await page.keyboard.press(`Digit${digit}`);
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

/** A second supervisor counts with the first what F8 asks for. */
async function byTwo(program: Program, done: string): Promise<void> {
  const { window: page } = program;
  const counting = await approvalWindow(program, () => page.keyboard.press('F8'));
  await sign(counting, 'supervisor2', 'Alt+y');
  await expect(page.getByText(`${done}已办理`)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => counting.isClosed(), { timeout: 20_000 }).toBe(true);
}

/** A supervisor counts the safe, pays some of it in at the bank and sends some to the drawer of the open shift. */
export async function moveSafe(program: Program): Promise<void> {
  const { window: page } = program;
  await job('F6', 'shift')(page);
  await chooseAct(page, '1', '盘点保险柜（双人）');
  await page.keyboard.insertText('80');
  await byTwo(program, '盘点保险柜（双人）');
  await chooseAct(page, '3', '缴款到银行（双人）');
  await page.keyboard.insertText('周师傅');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('20');
  await byTwo(program, '缴款到银行（双人）');
  await chooseAct(page, '4', '从保险柜拨给钱箱');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('300');
  await page.keyboard.press('F8');
  await expect(page.getByText('从保险柜拨给钱箱已登记')).toBeVisible({ timeout: 20_000 });
}

/** The cashier takes what was sent, counts too little, and closes short after a count by two. */
export async function closeShort(program: Program, look: ScreenLook): Promise<void> {
  const { window: page } = program;
  await job('F6', 'shift')(page);
  await expect(page.getByText('有 300.00 现金待接收')).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'cash-offered', look);
  await page.keyboard.press('Control+Shift+F6');
  await expect(page.getByText('有 300.00 现金待接收')).toBeHidden({ timeout: 20_000 });
  await count(page, '100.00', '7');
  await settled(page);
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByText(/第 \d 次点得 700\.00/)).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'shift-differs', look);
  await page.getByLabel('差异原因').focus();
  await page.keyboard.insertText('找零时多付');
  await count(page, '100.00', '7');
  const counting = await approvalWindow(program, () => page.keyboard.press('F8'));
  await sign(counting, 'supervisor1', 'Alt+y');
  await expect(page.getByTestId('difference')).toBeVisible({ timeout: 20_000 });
  await lookHere(program, 'shift-closed', look);
}
