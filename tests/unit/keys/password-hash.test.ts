// A password is kept as argon2id wants it kept, known again however it was typed, and costs the same for nobody.
import { expect, it } from 'vitest';
import { checkNobody, checkPassword, hashPassword } from '../../../db/keys/password-hash.ts';

it('is memory-hard: argon2id with at least 19 MiB and two passes (OWASP), salted anew each time', async () => {
  const [one, other] = [await hashPassword('柜台-2026'), await hashPassword('柜台-2026')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
});

it('is known again, and no other is', async () => {
  const phc = await hashPassword('柜台-2026');
  expect(await checkPassword('柜台-2026', phc)).toBe(true);
  expect(await checkPassword('柜台-2027', phc)).toBe(false);
});

it('is the same whether an input method wrote it full-width or not', async () => {
  expect(await checkPassword('ＡＢ１２', await hashPassword('AB12'))).toBe(true);
});

it('is nobody’s where there is nobody, and that takes a whole check as well', async () => {
  await checkNobody('x');
  const cost = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.cpuUsage();
    await work();
    return process.cpuUsage(before).user;
  };
  const phc = await hashPassword('x');
  const [nobody, somebody] = [await cost(() => checkNobody('x')), await cost(() => checkPassword('x', phc))];
  expect(await checkNobody('x')).toBe(false);
  expect(nobody).toBeGreaterThan(somebody / 4);
});
