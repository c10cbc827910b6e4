// The only administrator forgot the password: the recovery key sets a new first one, the journal says so, and guessing keys
// becomes slower and slower.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ADMIN, Counter, refusalOf, type Window } from './support/counter.ts';

const NEXT = 'found it again 7';
const WRONG = 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA';

let counter: Counter;
let recoveryKey: string;
let window: Window;
beforeEach(async () => {
  counter = await new Counter().start();
  ({ recoveryKey } = await counter.keeper.create({
    organisation: '江城市第三人民医院',
    counter: { code: 'A01', name: '门诊收费处 3 号窗' },
    admin: ADMIN,
    passphrase: null,
    demo: true,
  }));
  window = counter.window();
});
afterEach(() => {
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

const recover = (over: { username?: string; recoveryKey?: string; password?: string } = {}) =>
  window.call('session.recover', { username: ADMIN.username, recoveryKey, password: NEXT, ...over });
const signIn = (password: string) => counter.window().call('session.signIn', { username: ADMIN.username, password });
const journal = (kind: string): number =>
  counter.ledger.one<{ n: number }>('SELECT count(*) AS n FROM chain WHERE kind = ?', kind)?.n ?? 0;

it('sets a first password that must be changed, lifts the lockout, and is journalled', async () => {
  for (let n = 0; n < 6; n += 1) await refusalOf(signIn('guess'));
  expect(await refusalOf(signIn(ADMIN.password))).toBe('LOCKED_OUT');
  // As copied from paper: small letters and blanks do not matter.
  await recover({ recoveryKey: ` ${recoveryKey.toLowerCase().replaceAll('-', ' ')} ` });
  expect(await refusalOf(signIn(ADMIN.password))).toBe('BAD_CREDENTIALS');
  expect((await signIn(NEXT)).mustChangePassword).toBe(true);
  expect(journal('person.recovered')).toBe(1);
});

it('ends what was signed in under the old password at the next start', async () => {
  const before = counter.window();
  await before.signIn(ADMIN.username);
  const ticket = counter.tickets.get(before.channel) ?? null;
  await recover();
  expect(await refusalOf(counter.window(ticket).call('people.list', {}))).toBe('NOT_SIGNED_IN');
});

it('is for administrators only, and tells nobody’s name before the key is right', async () => {
  expect(await refusalOf(recover({ username: 'nobody', recoveryKey: WRONG }))).toBe('WRONG_KEY');
  expect(await refusalOf(recover({ username: 'nobody' }))).toBe('UNKNOWN_USER');
  expect(await refusalOf(recover({ username: 'cashier1' }))).toBe('UNKNOWN_USER');
  expect(await refusalOf(recover({ password: 'short' }))).toBe('PASSWORD_REFUSED');
  expect(journal('person.recovered')).toBe(0);
});

it('guesses are journalled and wait longer each time; a clock that is set does not shorten it', async () => {
  for (let n = 0; n < 4; n += 1) expect(await refusalOf(recover({ recoveryKey: WRONG }))).toBe('WRONG_KEY');
  expect(journal('recovery.failed')).toBe(4);
  expect(await refusalOf(recover())).toBe('LOCKED_OUT');
  counter.clock.wall += 86_400_000;
  expect(await refusalOf(recover())).toBe('LOCKED_OUT');
  counter.clock.mono += 8_000;
  expect(await refusalOf(recover({ recoveryKey: WRONG }))).toBe('WRONG_KEY');
  counter.clock.mono += 8_001;
  expect(await refusalOf(recover())).toBe('LOCKED_OUT');
  counter.clock.mono += 60_000;
  await recover();
});
