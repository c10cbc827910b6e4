// Reminders on the desktop: what a window says waits, shown by the system while nobody looks at the program. Quiet while a
// window of ours is in front, at most one within some seconds, and gone when the next one comes.
import type { DesktopReminder } from '../core/contract/bridge.ts';

/** A notification of the system, as far as it is used here. */
export type ShownReminder = { close(): void };

export type RemindersOptions = {
  /** Shows one; `pressed` is called when somebody presses it. Null where the system has none to show. */
  readonly show: (reminder: DesktopReminder, pressed: () => void) => ShownReminder | null;
  readonly isLookedAt: () => boolean;
  /** ms that only grow. */
  readonly now: () => number;
  readonly log: (event: string, detail: string) => void;
};

const MOST_TITLE = 80;
const MOST_BODY = 400;
/** ms between two: a page that says much is heard once. */
export const REMIND_EVERY = 5_000;

export class Reminders {
  readonly #options: RemindersOptions;
  #last: { readonly shown: ShownReminder | null; readonly at: number } | null = null;

  constructor(options: RemindersOptions) {
    this.#options = options;
  }

  /** `said` comes from a page; whatever is no reminder is dropped. */
  remind(said: unknown, pressed: () => void): void {
    const { show, isLookedAt, now, log } = this.#options;
    const reminder = readReminder(said);
    if (reminder === null) return log('reminder-malformed', '');
    if (isLookedAt()) return log('reminder-quiet', 'looked at');
    if (this.#last !== null && now() - this.#last.at < REMIND_EVERY) return log('reminder-quiet', 'too soon');
    this.#last?.shown?.close();
    const shown = show(reminder, pressed);
    this.#last = { shown, at: now() };
    // How many lines, never which: the log is no place for what waits.
    log(shown === null ? 'reminder-not-shown' : 'reminder-shown', `${reminder.body.split('\n').length} lines`);
  }
}

function readReminder(said: unknown): DesktopReminder | null {
  const { title, body } = (said ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof title !== 'string' || typeof body !== 'string' || title.trim() === '') return null;
  return { title: title.slice(0, MOST_TITLE), body: body.slice(0, MOST_BODY) };
}
