// Two rows in every table of the second factor: two people enrol, use recovery codes, and have it taken away again.
import { Secret, TOTP } from 'otpauth';
import { type Counter, op } from './counter.ts';

/** Of auditor1 and it1, who have none afterwards; nobody's sign-in changes. */
export async function workedFactor(counter: Counter): Promise<void> {
  for (const [username, by] of [
    ['auditor1', 'it1'],
    ['it1', 'admin'],
  ] as const) {
    const window = counter.window();
    await window.signIn(username);
    const password = `${username}-2026`;
    const { secret } = await window.call('code.begin', { password });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const { codes } = await window.call('code.confirm', { code: totp.generate({ timestamp: counter.clock.wall }) });
    await window.call('code.renew', { password, code: codes[0] ?? '' });
    await window.call('session.signOut', {});
    const admin = counter.window();
    await admin.signIn(by);
    await admin.call('people.resetCode', { operationId: op(), username });
    await admin.call('session.signOut', {});
  }
}
