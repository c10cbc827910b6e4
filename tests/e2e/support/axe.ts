// Nothing serious for people who hear the window or cannot see it well: asked of a screen as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Finding = {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { target: unknown[] }[];
};

/** Every serious finding of axe; `screen` names where it was asked, `within` (a selector) asks of a part of it only. */
export async function findSerious(page: Page, screen: string, within?: string): Promise<string[]> {
  return (await violations(page, within))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** The first question brings axe into the page; the next ones find it there, which is most of what each would cost. */
async function violations(page: Page, within: string | undefined): Promise<readonly Finding[]> {
  // A button that is just becoming another colour has neither: what ends by itself is waited for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished.catch(() => undefined)),
    ),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    // Legacy mode: Electron gives no second page to run in.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    if (within !== undefined) axe.include(within);
    return (await axe.analyze()).violations;
  }
  return page.evaluate(async (part) => {
    type Axe = { run: (where: unknown, how: object) => Promise<{ violations: Finding[] }> };
    const { axe } = globalThis as unknown as { axe: Axe };
    const where = part === undefined ? document : { include: [part] };
    const found = await axe.run(where, { resultTypes: ['violations'] });
    return found.violations.map(({ id, impact, nodes }) => ({
      ...{ id, impact: impact ?? null },
      nodes: nodes.map(({ target }) => ({ target })),
    }));
  }, within);
}

/** Fails with every serious finding of axe; `screen` names where it was asked. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await findSerious(page, screen)).toEqual([]);
}
