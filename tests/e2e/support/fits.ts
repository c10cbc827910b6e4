// Whether a screen can be worked as it stands: nothing runs out of the window sideways, everything that takes a key or a click can
// be brought into view and nothing lies on it, and no amount is broken into two lines or runs out of its place. Asked of the dialog
// in front where there is one, else of the whole window.
import type { Page } from '@playwright/test';

/** What is cut off, broken or cannot be reached; `screen` names where it was asked. */
export async function findUnfit(page: Page, screen: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const faults: string[] = [];
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${(element.textContent ?? '').trim().slice(0, 24)}"`;
    const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;

    /** The window, and whatever in it moves sideways or hides something there. */
    const askSideways = (): void => {
      const root = document.documentElement;
      if (root.scrollWidth > window.innerWidth + 1) faults.push(`the window scrolls sideways by ${root.scrollWidth}`);
      for (const element of [front, ...front.querySelectorAll('*')]) {
        const { overflowX } = getComputedStyle(element);
        const sideways = overflowX === 'auto' || overflowX === 'scroll';
        // A wide table may be moved sideways: whatever in it takes a key comes into view with the focus.
        const table = element.querySelector(':scope > table, :scope > [role="grid"]') !== null;
        if (sideways && !table && element.scrollWidth > element.clientWidth + 1)
          faults.push(`scrolls sideways: ${name(element)}`);
        const hides = overflowX === 'hidden' && element.querySelector('input, select, textarea') !== null;
        if (hides && element.scrollWidth > element.clientWidth + 2) faults.push(`hides sideways: ${name(element)}`);
      }
    };

    /** Words a letter a line, amounts in two lines or beyond what they stand in. */
    const askTexts = (): void => {
      const linesOf = (range: Range): number =>
        // A blank at the end of a line is a box without a width.
        new Set([...range.getClientRects()].filter(({ width }) => width >= 1).map(({ top }) => Math.round(top))).size;
      const texts = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        const said = (text.nodeValue ?? '').trim();
        const outOfSight = text.parentElement?.closest('.visually-hidden, svg') ?? null;
        if (said === '' || outOfSight !== null) continue;
        const whole = document.createRange();
        whole.selectNodeContents(text);
        if (said.length > 2 && linesOf(whole) >= Math.max(3, said.length - 1)) faults.push(`a letter a line: ${said}`);
        if (!/^[−+-]?¥?\s?[\d,]+\.\d{2}$/.test(said)) continue;
        if (linesOf(whole) > 1) faults.push(`an amount in two lines: ${said} in ${name(text.parentElement ?? front)}`);
        const { right } = whole.getBoundingClientRect();
        for (let up = text.parentElement; up !== null && up !== front; up = up.parentElement) {
          const style = getComputedStyle(up);
          if (style.overflowX !== 'visible') break;
          if (style.display !== 'inline' && right > up.getBoundingClientRect().right + 1)
            faults.push(`an amount beyond its place: ${said}`);
        }
      }
    };

    /** What takes a key or a click and cannot be brought into view whole, lies under something else or has no room. */
    const askReach = (): void => {
      const scrolled = [...document.querySelectorAll('*')].map(
        (element) => [element, element.scrollTop, element.scrollLeft] as const,
      );
      for (const element of front.querySelectorAll<HTMLElement>('button, input, select, textarea, a, [tabindex]')) {
        if (element.closest('.visually-hidden') !== null || !element.checkVisibility({ visibilityProperty: true }))
          continue;
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const box = element.getBoundingClientRect();
        const isField = element.matches('select, textarea, input:not([type=radio], [type=checkbox], [type=file])');
        if (isField && box.width < 24) faults.push(`too narrow to type into: ${name(element)}`);
        if (box.width <= 1 || box.height <= 1) continue;
        const frame = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
        for (let up = element.parentElement; up !== null && up !== document.documentElement; up = up.parentElement) {
          if (getComputedStyle(up).overflowX === 'visible') continue;
          const clip = up.getBoundingClientRect();
          frame.left = Math.max(frame.left, clip.left);
          frame.top = Math.max(frame.top, clip.top);
          frame.right = Math.min(frame.right, clip.right);
          frame.bottom = Math.min(frame.bottom, clip.bottom);
          // A dialog lies on top of everything: what it stands in does not cut it off.
          if (up instanceof HTMLDialogElement) break;
        }
        const high = Math.min(box.height, frame.bottom - frame.top);
        const cut =
          box.left < frame.left - 2 ||
          box.right > frame.right + 2 ||
          Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top) < high - 2;
        if (cut) faults.push(`cut off: ${name(element)}`);
        const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        const isBar = (over: Element | null): boolean =>
          over !== null && (getComputedStyle(over).position === 'sticky' || isBar(over.parentElement));
        if (at !== null && !at.contains(element) && !element.contains(at) && !isBar(at))
          faults.push(`covered: ${name(element)} by ${name(at)}`);
      }
      for (const [element, top, left] of scrolled) {
        element.scrollTop = top;
        element.scrollLeft = left;
      }
    };

    askSideways();
    askTexts();
    askReach();
    return faults;
  });
  return found.map((fault) => `${screen}: ${fault}`);
}
