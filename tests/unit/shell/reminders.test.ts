// Reminders on the desktop: quiet while somebody looks, one at a time, and nothing a page sends but two short texts.
import { describe, expect, it } from 'vitest';
import { REMIND_EVERY, Reminders } from '../../../electron/reminders.ts';

function desktop() {
  const shown: { title: string; body: string; closed: boolean; press: () => void }[] = [];
  const logged: string[] = [];
  const world = { lookedAt: false, now: 1_000, supported: true };
  const reminders = new Reminders({
    show: ({ title, body }, press) => {
      if (!world.supported) return null;
      const one = { title, body, closed: false, press };
      shown.push(one);
      return { close: () => void (one.closed = true) };
    },
    isLookedAt: () => world.lookedAt,
    now: () => world.now,
    log: (event, detail) => logged.push(`${event} ${detail}`.trim()),
  });
  return { shown, logged, world, reminders };
}

const SAID = { title: 'waiting', body: 'one\ntwo' };

describe('a reminder', () => {
  it('is shown when nobody looks, and told to its window when it is pressed', () => {
    const { shown, logged, reminders } = desktop();
    let pressed = 0;
    reminders.remind(SAID, () => (pressed += 1));
    expect(shown).toMatchObject([{ ...SAID, closed: false }]);
    shown[0]?.press();
    expect(pressed).toBe(1);
    expect(logged).toEqual(['reminder-shown 2 lines']);
  });

  it('is quiet while the program is looked at, and told of again only by what is new', () => {
    const { shown, logged, world, reminders } = desktop();
    world.lookedAt = true;
    reminders.remind(SAID, () => undefined);
    expect(shown).toEqual([]);
    expect(logged).toEqual(['reminder-quiet looked at']);
  });

  it('takes the place of the one before, and never comes in a stream', () => {
    const { shown, world, reminders } = desktop();
    reminders.remind(SAID, () => undefined);
    reminders.remind(SAID, () => undefined);
    expect(shown).toHaveLength(1);
    world.now += REMIND_EVERY;
    reminders.remind(SAID, () => undefined);
    expect(shown.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('is two short texts or nothing', () => {
    const { shown, logged, world, reminders } = desktop();
    for (const said of [null, 'text', {}, { title: 1, body: '' }, { title: ' ', body: 'x' }])
      reminders.remind(said, () => undefined);
    expect(shown).toEqual([]);
    expect(new Set(logged)).toEqual(new Set(['reminder-malformed']));
    reminders.remind({ title: 't'.repeat(999), body: 'b'.repeat(9_999) }, () => undefined);
    expect([shown[0]?.title.length, shown[0]?.body.length]).toEqual([80, 400]);
    world.now += REMIND_EVERY;
    world.supported = false;
    reminders.remind(SAID, () => undefined);
    expect(logged.at(-1)).toBe('reminder-not-shown 2 lines');
  });
});
