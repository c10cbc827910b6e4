// What happens at a real counter between two keys: an item dropped after the terminal had approved, a scan that arrives while
// a question is on the screen.
import { expect, type Page, test } from '@playwright/test';
import { onSample } from './support/sample-program.ts';
import * as play from './support/play.ts';

const due = (page: Page) => page.getByTestId('due');
const given = (page: Page) => page.locator('[data-field^="given-"]');

test('an item dropped after the terminal had approved: the card stays what it took, and the screen says what to do', async () => {
  test.setTimeout(120_000);
  await onSample(async ({ program }) => {
    const { window: page } = program;
    const beyond = page.getByTestId('taken-beyond');
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await play.enterItem(page, '5001019');
    await play.enterItem(page, '5003001');
    await expect(due(page)).toContainText('53.36');
    // Without a slip number nothing was taken yet: the card follows the bill.
    await page.keyboard.press('Alt+2');
    await expect(given(page)).toHaveValue('53.36');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await expect(given(page)).toHaveValue('32.00');
    await page.keyboard.press('Control+z');
    await expect(given(page)).toHaveValue('53.36');
    // The terminal approved 53.36; then the customer wants one item less.
    await given(page).focus();
    await page.keyboard.press('Enter');
    await play.typeByHand(page, '004512');
    await page.keyboard.press('Enter');
    await expect(play.itemField(page)).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(due(page)).toContainText('32.00');
    await expect(given(page)).toHaveValue('53.36');
    await expect(beyond).toContainText('POS 已扣 53.36，比应收多 21.36');
    await program.picture('taken-beyond');
    await page.keyboard.press('F8');
    await expect(page.getByTestId('receipt-number')).toBeHidden();
    await expect(given(page)).toBeFocused();
    // To keep it, the item comes back with one key and the bill is what was approved.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect(beyond).toBeHidden();
    await expect(due(page)).toContainText('53.36');
    // Or it was cancelled at the terminal: the card begins anew, with what is due and without the old slip.
    await page.keyboard.press('Delete');
    await expect(beyond).toBeVisible();
    await page.keyboard.press('Alt+r');
    await expect(beyond).toBeHidden();
    await expect(given(page)).toBeFocused();
    await expect(given(page)).toHaveValue('32.00');
    await expect(page.locator('[data-field^="reference-"]')).toHaveValue('');
    await page.keyboard.press('Enter');
    await play.typeByHand(page, '004513');
    expect(await play.post(page)).toBe('A01-R-0000001');
    await expect(page.locator('.stub')).toContainText('32.00');
  });
});

test('a scan while a dialog is open types nothing, presses nothing, and is offered when the dialog is closed', async () => {
  test.setTimeout(120_000);
  await onSample(async ({ program }) => {
    const { window: page } = program;
    const dialog = page.getByRole('dialog');
    const offer = page.getByTestId('scan-offer');
    const scan = (text: string) => play.scan(page, text);
    await play.signIn(page, 'cashier1');
    await play.openShift(page, ['2']);
    await play.enterItem(page, '5001019');
    await expect(due(page)).toContainText('32.00');
    // Parking asks for a note: the cursor is in its field, and Enter would park.
    await page.keyboard.press('F9');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await scan('5003001');
    await expect(dialog).toContainText('已扫到 5003001');
    await expect(dialog.getByRole('textbox')).toHaveValue('');
    await program.picture('scan-in-dialog');
    await scan('C800001');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(due(page)).toContainText('32.00');
    await expect(offer).toContainText('刚才扫到 5003001');
    await expect(offer).toContainText('之后还有 1 个');
    await program.picture('scan-offer');
    await page.keyboard.press('Alt+t');
    await expect(due(page)).toContainText('53.36');
    await expect(offer).toContainText('C800001');
    await page.keyboard.press('Alt+t');
    await expect(page.locator('.who-name')).toContainText('欧阳');
    await expect(offer).toBeHidden();
    await expect(play.itemField(page)).toBeFocused();
    // On a button (signing out asks, and Enter stays): the button is not pressed, and what nobody knows is said and put away.
    await page.keyboard.press('Control+q');
    await expect(dialog.getByRole('button').first()).toBeFocused();
    await scan('https://example.invalid/q?x=1');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(offer).toContainText('不认识的码');
    await page.keyboard.press('Alt+Shift+t');
    await expect(offer).toBeHidden();
    // A list with the cursor in it does not jump to what begins with the digits.
    await page.keyboard.press('Shift+F9');
    await expect(dialog).toBeVisible();
    await scan('5003001');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+t');
    await expect(due(page)).toContainText('74.72');
    // No such item: said, not swallowed.
    await scan('99990000');
    await expect(page.getByRole('alert')).toContainText('99990000');
  });
});
