// Nothing serious for people who hear the window or cannot see it well: asked of a screen as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every serious finding of axe; `screen` names where it was asked. */
export async function findSerious(page: Page, screen: string): Promise<string[]> {
  // Legacy mode: Electron gives no second page to run in.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** Fails with every serious finding of axe; `screen` names where it was asked. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await findSerious(page, screen)).toEqual([]);
}
