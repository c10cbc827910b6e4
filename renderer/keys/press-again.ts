// A key that was held back while a dialog closed, pressed once more where the focus is now: as an event for whoever listens to
// keys, and, where nobody takes it, as what the key does by itself. A page cannot press a key for the browser.
import type { HeldPress } from './held-keys.ts';
import { typesText } from './held-keys.ts';
import { isTextField } from './use-scanner.ts';

export function pressAgain(press: HeldPress): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(event)) return;
  if (typesText(press)) {
    // The way a person types: the field's own history and its listeners hear of it.
    if (isTextField(target)) document.execCommand('insertText', false, press.key);
  } else if (press.code === 'Enter' || press.code === 'NumpadEnter') {
    if (target instanceof HTMLButtonElement) target.click();
    else if (target instanceof HTMLInputElement) target.form?.requestSubmit();
  }
}
