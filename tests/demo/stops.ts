// Every screen of the program and its main dialogs, by who sees them: for the pictures in docs, for whoever wants to see what a
// change did to a screen they did not think of, and for the tests that ask something of each.
import { expect, type Page } from '@playwright/test';
import { DRAWER_ACTS, HOUSE_ACTS } from '../../renderer/screens/shift/cash/cash-kinds.ts';
import { approvalWindow } from '../e2e/support/approving.ts';
import type { Program } from '../e2e/support/launch-program.ts';
import { button, close, dialog, dialogs, drawn, job, press, row, settled, type Stop, then } from './walk.ts';

/** Reads an answer file of central's that is none: what is wrong with it is said by line. */
async function answerFile(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /读入回执文件|Read a response/ }).press('Enter');
  await (await chooser).setFiles({
    ...{ name: 'ack.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('counterfoil-ack,1,A01,2026-11-28\nanswer,9,9,accepted,\nend,1,0\n'),
  });
  await expect(dialogs(page).last()).toBeVisible();
  await settled(page);
}

/** Types what is looked for on the refund screen and chooses the first that is found. */
export const refundOf =
  (text: string) =>
  async (page: Page): Promise<void> => {
    // From a screen that everybody has, so that nothing is left from a visit before.
    await job('Control+y', 'account')(page);
    await job('Shift+F8', 'refunds')(page);
    await page.locator('[data-field="refund-find"]').fill(text);
    await expect(page.getByRole('option').first()).toContainText(text);
    await settled(page);
    await page.keyboard.press('Enter');
    await settled(page);
  };

const SETTING_GROUPS = {
  refund: /^(退费|Refunds)$/,
  central: /^(中央财务|Central finance)$/,
  money: /^(收款|Payments)$/,
};

/** One of the office's rules on the settings screen, by its group and key. */
const setting =
  (group: keyof typeof SETTING_GROUPS, key: string) =>
  async (page: Page): Promise<void> => {
    await job('Control+g', 'settings')(page);
    await page
      .getByRole('navigation', { name: /设置分组|Groups of settings/ })
      .getByRole('button', { name: SETTING_GROUPS[group] })
      .press('Enter');
    await row(`[data-setting="${key}"]`)(page);
  };

/** The approval window that `key` opens; behind it the screen waits. */
const approvalBy =
  (key: string) =>
  async (program: Program): Promise<Page> => {
    const window = await approvalWindow(program, () => program.window.keyboard.press(key));
    await expect(window.locator('input').first()).toBeFocused();
    return window;
  };

/** Types why a receipt is to be frozen; Enter then asks a supervisor. */
async function freezeWhy(page: Page): Promise<void> {
  await dialog('Control+p', 'Control+Shift+F3')(page);
  await page.keyboard.insertText('客户与科室各执一词，待查');
}

/** The dialog that was asked for stands. */
const shown = async (page: Page): Promise<void> => {
  await expect(dialogs(page).last()).toBeVisible();
  await settled(page);
};

/** Each act of the cash menu by its digit. */
const cashStops = (acts: readonly string[]): Stop[] =>
  acts.map((act, index) => ({
    name: `cash-${act}`,
    open: dialog('Shift+F6', `Digit${index + 1}`),
    leave: close,
  }));

/** A cash slip is printed once without a word; every time after that it is asked why. */
async function printAgain(page: Page): Promise<void> {
  await expect(async () => {
    if ((await dialogs(page).count()) === 0) await page.keyboard.press('Alt+Shift+p');
    await expect(dialogs(page).last()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await settled(page);
}

async function suspended(page: Page): Promise<void> {
  await dialog('Shift+F6', 'Digit8')(page);
  await page.keyboard.insertText('用餐');
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: /^(班次已挂起|Shift suspended)/ })).toBeVisible({ timeout: 20_000 });
  await settled(page);
}

async function resumed(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await expect(page.getByTestId('counted')).toBeVisible({ timeout: 20_000 });
  await settled(page);
}

/** From whichever screen to the count of the drawer that is offered. */
async function takeOver(page: Page): Promise<void> {
  await job('F6', 'shift')(page);
  await expect(page.getByTestId('float')).toBeVisible();
  await page.keyboard.press('Control+F6');
  await expect(page.getByRole('heading', { name: /^(接班|Take over)/ })).toBeVisible();
  await settled(page);
}

/** The file of a customer on the screen of customers. */
async function findCustomer(page: Page, number: string): Promise<void> {
  await job('Control+y', 'account')(page);
  await job('Shift+F7', 'customers')(page);
  await page.keyboard.insertText(number);
  await expect(page.locator('.customer-file, .customer-name, h2').filter({ hasText: number }).first()).toBeVisible();
  await settled(page);
}

const TICKET_STEPS = [
  ['comment', 'Alt+Shift+n'],
  ['assign', 'Alt+Shift+g'],
  ['classify', 'Alt+Shift+k'],
  ['link', 'Alt+Shift+l'],
  ['take-back', 'Alt+Shift+u'],
  ['close', 'Alt+Shift+e'],
] as const;

/**
 * The till has an open shift, a receipt posted and printed, a bill of three lines with a customer on the screen; the
 * customer has bills to pay and money that is held, and a day lies behind (worked-day.ts).
 */
export const CASHIER: readonly Stop[] = [
  { name: 'till', open: job('F2', 'till') },
  { name: 'keys', open: dialog('F1'), leave: close },
  { name: 'leave', open: dialog('Control+q'), leave: close },
  { name: 'report-x', open: then(dialog('Control+Shift+x'), drawn), leave: close },
  { name: 'discount', open: dialog('F11'), leave: close },
  { name: 'park', open: dialog('F9'), leave: close },
  { name: 'recall', open: dialog('F10'), leave: close },
  { name: 'unpaid', open: dialog('Shift+F9'), leave: close },
  { name: 'held-money', open: dialog('F5'), leave: close },
  { name: 'held-take', open: dialog('F5', 'Alt+y'), leave: close },
  { name: 'held-return', open: dialog('F5', 'Alt+u'), leave: close },
  { name: 'bills', open: dialog('Shift+F2'), leave: close },
  { name: 'bill-new', open: dialog('Shift+F2', 'Alt+b'), leave: close },
  { name: 'customers', open: job('Shift+F7', 'customers') },
  { name: 'customer-new', open: dialog('Insert'), leave: close },
  { name: 'customer-edit', open: dialog('Alt+e'), leave: close },
  { name: 'customer-paper', open: dialog('Alt+o'), leave: close },
  { name: 'customer-freeze', open: dialog('Alt+z'), leave: close },
  { name: 'refunds', open: job('Shift+F8', 'refunds') },
  { name: 'refund-apply', open: refundOf('A01-R-0000005') },
  { name: 'refund-apply-bill', open: refundOf('A01-R-0000010') },
  { name: 'refund-case', open: refundOf('A01-W-0000003') },
  { name: 'refund-withdraw', open: dialog('Delete'), leave: close },
  { name: 'refund-paid', open: refundOf('A01-W-0000002') },
  { name: 'refund-slip', open: then(dialog('Control+p'), drawn), leave: close },
  { name: 'refund-reissue', open: then(refundOf('A01-W-0000001'), dialog('Shift+F3')), leave: close },
  { name: 'refund-close', open: then(refundOf('A01-W-0000002'), dialog('F8')), leave: close },
  { name: 'receipts', open: job('Control+f', 'receipts') },
  { name: 'receipt', open: then(dialog('Control+p'), drawn), leave: close },
  { name: 'receipt-follow-up', open: dialog('Control+p', 'F3'), leave: close },
  { name: 'receipt-exchange', open: dialog('Control+p', 'Shift+F3'), leave: close },
  { name: 'receipt-loss', open: dialog('Control+p', 'Control+F3'), leave: close },
  { name: 'receipt-freeze', open: dialog('Control+p', 'Control+Shift+F3'), leave: close },
  { name: 'receipt-freeze-approval', open: freezeWhy, other: approvalBy('Enter'), leave: close },
  { name: 'receipt-spoil', open: then(dialog('Control+p', 'Control+r'), drawn), leave: close },
  { name: 'receipt-invoice', open: then(dialog('Control+p', 'Alt+i'), drawn), leave: close },
  { name: 'receipt-printer', open: then(dialog('Control+p'), drawn, press('Alt+Shift+d')), leave: close },
  { name: 'paper', open: job('Control+k', 'paper') },
  { name: 'stock-spoil', open: dialog('Alt+s'), leave: close },
  { name: 'backfill', open: job('Control+b', 'backfill') },
  { name: 'import', open: job('Control+i', 'import') },
  { name: 'settings', open: job('Control+g', 'settings') },
  { name: 'claims', open: job('Control+m', 'claims') },
  { name: 'claim-evidence', open: dialog('Alt+j'), leave: close },
  { name: 'claims-payers-cashier', open: press('Alt+ArrowRight', 'Alt+ArrowRight') },
  { name: 'claim-collect', open: dialog('ArrowDown', 'Alt+w'), leave: close },
  { name: 'tickets', open: job('Shift+F4', 'tickets') },
  { name: 'ticket-new', open: dialog('Insert'), leave: close },
  { name: 'ticket-pay', open: dialog('F8'), leave: close },
  ...TICKET_STEPS.map(([step, key]) => ({ name: `ticket-${step}`, open: dialog(key), leave: close })),
  { name: 'ticket-payouts', open: press('Alt+ArrowRight'), leave: press('Alt+ArrowRight') },
  { name: 'shift', open: job('F6', 'shift') },
  { name: 'cash-menu', open: dialog('Shift+F6'), leave: close },
  ...cashStops(DRAWER_ACTS.filter((act) => act !== 'fromTakings')),
  { name: 'shift-suspended', open: suspended, leave: resumed },
];

/** Another cashier, whose second entry a case waits for and to whom the drawer is offered. */
export const SECOND_CASHIER: readonly Stop[] = [
  { name: 'take-over', open: takeOver, leave: press('Escape') },
  { name: 'take-over-reject', open: then(takeOver, dialog('Control+F6')), leave: then(close, press('Escape')) },
  { name: 'refund-second-case', open: refundOf('A01-W-0000003') },
  { name: 'refund-second-entry', open: dialog('F8'), leave: close },
];

/** A supervisor: a case waits for their decision. */
export const SUPERVISOR: readonly Stop[] = [
  { name: 'house', open: job('F6', 'shift') },
  { name: 'house-menu', open: dialog('Shift+F6'), leave: close },
  ...cashStops(HOUSE_ACTS),
  { name: 'cash-print-again', open: printAgain, leave: close },
  { name: 'house-close-other', open: then(button(/^(代为交班|Close for cashier)/), shown), leave: close },
  { name: 'desk', open: job('F4', 'desk') },
  { name: 'desk-approval', open: settled, other: approvalBy('Alt+a') },
  { name: 'desk-marked', open: press('Insert', 'Insert') },
  { name: 'desk-several', open: settled, other: approvalBy('Alt+a') },
  { name: 'desk-deputies', open: dialog('Alt+Shift+h'), leave: close },
  { name: 'ticket-payouts-supervisor', open: then(job('Shift+F4', 'tickets'), press('Alt+ArrowRight')) },
  { name: 'ticket-review', open: dialog('F8'), leave: close },
  { name: 'ticket-sample', open: dialog('Insert'), leave: then(close, press('Alt+ArrowRight')) },
  { name: 'refund-use-case', open: refundOf('A01-W-0000004') },
  { name: 'refund-use', open: dialog('F8'), leave: close },
  { name: 'refund-failed', open: refundOf('A01-W-0000001') },
  { name: 'refund-reroute', open: dialog('Alt+Shift+r'), leave: close },
  {
    name: 'customer-merge',
    open: async (page) => {
      await job('Shift+F7', 'customers')(page);
      await page.keyboard.press('Enter');
      await dialog('Alt+h')(page);
    },
    leave: close,
  },
  { name: 'customer-merged', open: async (page) => void (await findCustomer(page, 'C800008')) },
  { name: 'customer-unmerge', open: then(button(/^(撤销合并|Undo merge)/), shown), leave: close },
];

export const FINANCE: readonly Stop[] = [
  { name: 'today', open: job('F12', 'today') },
  { name: 'house-finance', open: job('F6', 'shift') },
  { name: 'deposit-settle', open: then(button(/^(登记结果|Record result)/), shown), leave: close },
  { name: 'bank', open: job('Control+F8', 'bank') },
  { name: 'bank-send', open: dialog('F8'), leave: close },
  { name: 'days', open: job('Shift+F12', 'days') },
  { name: 'report-z', open: then(button(/^(Z 报表|Z report)/), drawn), leave: close },
  { name: 'day-sheet', open: then(button(/^(日报|Day sheet)/), drawn), leave: close },
  { name: 'tariff', open: job('Control+t', 'tariff') },
  { name: 'item-new', open: dialog('Insert'), leave: close },
  { name: 'item-card', open: row('.tariff-row'), leave: close },
  { name: 'policies', open: job('Control+d', 'policies') },
  { name: 'policy-new', open: dialog('F11'), leave: close },
  { name: 'given-away', open: press('Alt+ArrowRight'), leave: press('Alt+ArrowRight') },
  { name: 'settings-finance', open: job('Control+g', 'settings') },
  { name: 'setting-change', open: dialog('Enter'), leave: close },
  { name: 'setting-policies', open: setting('refund', 'refundPolicy'), leave: close },
  { name: 'setting-levels', open: setting('refund', 'refundLevels'), leave: close },
  { name: 'setting-risk', open: setting('refund', 'refundRisk'), leave: close },
  { name: 'setting-paying', open: setting('refund', 'refundPaying'), leave: close },
  { name: 'setting-tickets', open: setting('refund', 'tickets'), leave: close },
  { name: 'setting-held', open: setting('money', 'prepayment'), leave: close },
  { name: 'setting-vouchers', open: setting('central', 'vouchers'), leave: close },
  { name: 'setting-accounts', open: setting('central', 'accountNames'), leave: close },
  { name: 'paper-finance', open: job('Control+k', 'paper') },
  { name: 'stock-take', open: dialog('Alt+l'), leave: close },
  { name: 'stock-write-off', open: dialog('Alt+x'), leave: close },
  { name: 'tariff-board', open: dialog('Alt+g'), leave: close },
  { name: 'ledger', open: job('Control+e', 'ledger') },
  { name: 'claims-finance', open: job('Control+m', 'claims') },
  { name: 'claim-prove', open: dialog('Enter'), leave: close },
  { name: 'claims-cheques', open: press('Alt+ArrowRight') },
  { name: 'cheque-bounce', open: dialog('Alt+Shift+c'), leave: close },
  { name: 'claims-payers', open: press('Alt+ArrowRight') },
  { name: 'payer-new', open: dialog('Insert'), leave: close },
  { name: 'account', open: job('Control+y', 'account') },
  { name: 'account-enrol', open: dialog('Enter'), leave: close },
  { name: 'vouchers-mapping', open: job('Control+Shift+m', 'vouchers') },
  { name: 'voucher-map', open: row('.central-row'), leave: close },
  { name: 'vouchers-days', open: press('ArrowRight') },
  { name: 'voucher-write', open: dialog('Enter'), leave: close },
  { name: 'vouchers-answers', open: press('ArrowRight') },
  { name: 'voucher-task', open: row('[data-row="1"]'), leave: close },
  { name: 'voucher-answer', open: answerFile, leave: close },
  { name: 'vouchers-delivery', open: press('ArrowRight'), leave: press('ArrowRight') },
];

export const ADMIN: readonly Stop[] = [
  { name: 'people', open: job('Control+u', 'people') },
  { name: 'person-new', open: dialog('Insert'), leave: close },
  { name: 'person-password', open: button(/^(重设密码|New password|Set a new password|Reset)/), leave: close },
  { name: 'person-deactivate', open: button(/^(停用|Deactivate)/), leave: close },
  { name: 'settings-admin', open: job('Control+g', 'settings') },
  { name: 'ledger-admin', open: job('Control+e', 'ledger') },
];
