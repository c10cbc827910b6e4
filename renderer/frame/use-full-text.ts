// Whoever rests the mouse on a text that was cut off with an ellipsis reads the whole of it: one rule for every list and head, so
// that no list has to think of it. What is not cut says nothing twice.
import { useEffect } from 'react';

/** Sets and takes away the tip of the text under the mouse for as long as the window stands. */
export function useFullText(): void {
  useEffect(() => {
    const over = ({ target }: PointerEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const text = target.closest<HTMLElement>('[data-cut]') ?? target;
      const cut = getComputedStyle(text).textOverflow === 'ellipsis' && text.scrollWidth > text.clientWidth;
      if (cut && (text.title === '' || text.dataset['cut'] !== undefined)) {
        text.title = text.innerText;
        text.dataset['cut'] = '';
      } else if (!cut && text.dataset['cut'] !== undefined) {
        text.removeAttribute('title');
        delete text.dataset['cut'];
      }
    };
    document.addEventListener('pointerover', over);
    return () => document.removeEventListener('pointerover', over);
  }, []);
}
