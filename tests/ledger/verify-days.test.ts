// What only verify can see of closed days: acts of an insider with right digests, hashes and totals, and wrong meaning.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Act } from '../../db/ledger/act.ts';
import type { Ledger } from '../../db/ledger/ledger.ts';
import { closedDay } from '../../db/schema.ts';
import { dayPackage, zReport } from '../../db/schema-day.ts';
import { type Forger, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
afterAll(() => template.remove());

const Z = { n: 3, businessDate: '2026-11-22', documents: 0, taken: 0, perpetual: 0, control: 0 };

/** Triggers are a lock the holder of the key can take off and put on again: the schema then reads as it was shipped. */
function withoutTriggers(ledger: Ledger, names: readonly string[], work: () => void): void {
  const sqlOf = ledger.db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?").pluck();
  const texts = names.map((name) => String(sqlOf.get(name)));
  for (const name of names) ledger.db.exec(`DROP TRIGGER ${name}`);
  work();
  for (const text of texts) ledger.db.exec(text);
}

function forgeDay(row: Partial<typeof Z>, close = '2026-11-22') {
  return verdictOn(template, ({ ledger }: Forger) => {
    withoutTriggers(ledger, ['z_report_follows'], () =>
      seal(ledger, (act) => {
        act.insert(closedDay, { businessDate: close });
        act.insert(zReport, { ...Z, ...row });
      }),
    );
  });
}

function seal(ledger: Ledger, rows: (act: Act) => void): void {
  const act = new Act(ledger);
  rows(act);
  act.seal({ kind: 'day.closed', ref: null, businessDate: '2026-11-23', personId: null });
}

describe('a forged Z report', () => {
  it.each([
    ['another sum', { taken: 5, perpetual: 5 }, /z_report: taken is 5, the day comes to 0/],
    ['another count', { documents: 1 }, /z_report: documents is 1/],
    ['another control total', { control: 1 }, /z_report: control is 1/],
    ['a perpetual total that was set back', { perpetual: -1 }, /z_report: perpetual is -1/],
    ['a number left out', { n: 4 }, /z_report: where 3 must stand/],
  ] as const)('with %s is named', (_what, row, verdict) => {
    expect(forgeDay(row)).toMatch(verdict);
  });

  it('of a day before the last one is named', () => {
    expect(forgeDay({ businessDate: '2026-11-19' }, '2026-11-19')).toMatch(/is of a day before the last one/);
  });
});

it('a package without its Z report on paper is named', () => {
  const verdict = verdictOn(template, ({ ledger }: Forger) => {
    seal(ledger, (act) => {
      act.insert(closedDay, { businessDate: '2026-11-22' });
      act.insert(zReport, Z);
    });
    const lastSeq = ledger.head.seq;
    const firstSeq = Number(ledger.db.prepare('SELECT max(last_seq) + 1 FROM day_package').pluck().get());
    const row = { n: 3, businessDate: '2026-11-22', firstSeq, lastSeq, manifest: '3'.repeat(64) };
    seal(ledger, (act) => act.insert(dayPackage, row));
  });
  expect(verdict).toMatch(/day_package: has no Z report on paper/);
});

it('a package that leaves links out is named', () => {
  const verdict = verdictOn(template, ({ ledger }: Forger) => {
    seal(ledger, (act) => {
      act.insert(closedDay, { businessDate: '2026-11-22' });
      act.insert(zReport, Z);
    });
    const lastSeq = ledger.head.seq;
    const row = { n: 3, businessDate: '2026-11-22', firstSeq: lastSeq, lastSeq, manifest: '3'.repeat(64) };
    withoutTriggers(ledger, ['day_package_follows'], () => seal(ledger, (act) => act.insert(dayPackage, row)));
  });
  expect(verdict).toMatch(/day_package: leaves links out/);
});
