// The small pure parts of the other screens: counting a drawer, the first run's checks, the recovery key, sentences.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CNY, minor } from '../../../core/money/money.ts';
import { faultSentence } from '../../../renderer/i18n/fault-sentence.ts';
import type { Say } from '../../../renderer/i18n/i18n.ts';
import { jobsFor } from '../../../renderer/frame/jobs.ts';
import { permissionsOf, ROLES } from '../../../core/people/permissions.ts';
import { groupsOf, groupsToCheck, sameGroup } from '../../../renderer/screens/start/recovery-groups.ts';
import { EMPTY_SETUP, faultsOf } from '../../../renderer/screens/start/set-up-form.ts';
import { piecesFrom, readCount } from '../../../renderer/screens/shift/count.ts';

describe('counting a drawer', () => {
  const faces = [10000, 5000, 10].map(minor);

  test('the sum is face by face; nothing typed is no piece', () => {
    expect(readCount(faces, { 10000: '2', 10: '３' }).total).toBe(20030);
    expect(readCount(faces, {}).total).toBe(0);
  });

  test('one row that cannot be read leaves no total to post', () => {
    for (const text of ['-1', '1.5', 'abc', '1e2', '200000']) expect(readCount(faces, { 5000: text }).total).toBeNull();
    fc.assert(fc.property(fc.nat(100_000), (pieces) => piecesFrom(String(pieces)) === pieces));
  });
});

describe('the first run', () => {
  const whole = {
    ...EMPTY_SETUP,
    organisation: '人民医院',
    counterCode: 'A01',
    counterName: '3 号窗',
    adminName: '孙浩',
    username: 'sun',
    password: 'long enough',
    passwordAgain: 'long enough',
  };

  test('asks for everything and lets the right thing through', () => {
    expect(faultsOf(whole, false)).toEqual({});
    expect(Object.keys(faultsOf(EMPTY_SETUP, false)).sort()).toEqual(
      ['adminName', 'counterCode', 'counterName', 'organisation', 'password', 'username'].sort(),
    );
  });

  test('names the field that is wrong', () => {
    expect(faultsOf({ ...whole, counterCode: '1A' }, false)).toEqual({ counterCode: 'start.first.badCode' });
    expect(faultsOf({ ...whole, passwordAgain: 'other' }, false)).toEqual({ passwordAgain: 'start.first.differ' });
    expect(faultsOf({ ...whole, password: 'aaaaaaaa', passwordAgain: 'aaaaaaaa' }, false)).toHaveProperty('password');
    expect(faultsOf(whole, true)).toHaveProperty('passphrase');
  });
});

describe('the recovery key', () => {
  test('two different groups are asked for, whatever chance says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 16 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (count, chance) => {
        const [first, second] = groupsToCheck(count, () => chance);
        expect(first).toBeLessThan(second);
        expect(second).toBeLessThan(count);
      }),
    );
  });

  test('what was typed back is compared without case and blanks', () => {
    const [group = ''] = groupsOf('WP05-T57Z-9VK8');
    expect([sameGroup(' wp05 ', group), sameGroup('WP0S', group), groupsOf('WP05-T57Z-9VK8').length]).toEqual([
      true,
      false,
      3,
    ]);
  });
});

describe('refusals', () => {
  const spoken: [string, unknown][] = [];
  const say: Say = (key, params) => {
    spoken.push([key, params]);
    return key;
  };
  const context = { say, locale: 'zh-CN', currency: CNY, now: Date.UTC(2026, 10, 22, 9, 0) } as const;

  test('amounts are written as amounts, ways to pay and roles by name', () => {
    spoken.length = 0;
    faultSentence({ code: 'TENDER_SHORT', params: { missing: 4840 } }, context);
    faultSentence({ code: 'REFERENCE_REQUIRED', params: { method: 'card' } }, context);
    faultSentence({ code: 'ROLES_CONFLICT', params: { one: 'it', other: 'cashier' } }, context);
    expect(spoken).toContainEqual(['faults.TENDER_SHORT', { missing: '48.40' }]);
    expect(spoken).toContainEqual(['faults.REFERENCE_REQUIRED', { method: 'till.money.method.card' }]);
    expect(spoken).toContainEqual(['faults.ROLES_CONFLICT', { one: 'frame.role.it', other: 'frame.role.cashier' }]);
  });

  test('a lockout says how long and until when, or that only IT can end it', () => {
    spoken.length = 0;
    faultSentence({ code: 'LOCKED_OUT', params: { retryInMs: 61_000 } }, context);
    expect(spoken[0]?.[1]).toMatchObject({ minutes: 2 });
    expect(faultSentence({ code: 'LOCKED_OUT', params: { retryInMs: null } }, context)).toBe(
      'faults.LOCKED_OUT_FOR_GOOD',
    );
  });
});

test('nobody sees a job that would only be refused', () => {
  const seen = Object.fromEntries(ROLES.map((role) => [role, jobsFor(permissionsOf([role])).map(({ id }) => id)]));
  expect(seen).toEqual({
    cashier: [
      'till',
      'shift',
      'refunds',
      'tickets',
      'receipts',
      'claims',
      'paper',
      'customers',
      'backfill',
      'import',
      'tariff',
      'settings',
      'account',
    ],
    supervisor: [
      'today',
      'days',
      'shift',
      'desk',
      'refunds',
      'tickets',
      'receipts',
      'paper',
      'customers',
      'backfill',
      'people',
      'import',
      'ledger',
      'tariff',
      'settings',
      'policies',
      'account',
    ],
    finance: [
      'today',
      'days',
      'shift',
      'desk',
      'refunds',
      'bank',
      'tickets',
      'receipts',
      'claims',
      'paper',
      'customers',
      'backfill',
      'import',
      'ledger',
      'tariff',
      'settings',
      'vouchers',
      'policies',
      'account',
    ],
    it: ['people', 'ledger', 'settings', 'account'],
    confirmer: ['refunds', 'receipts', 'import', 'account'],
    auditor: [
      'today',
      'days',
      'refunds',
      'tickets',
      'receipts',
      'paper',
      'customers',
      'people',
      'ledger',
      'tariff',
      'settings',
      'vouchers',
      'policies',
      'account',
    ],
  });
});
