// Closed days as finance looks after them: what each came to, and whether central can have its package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import { MANIFEST_NAME, type PackageFault, packageName } from '../../core/package/manifest.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import type { PackageCheck } from '../package/run-package.ts';

const DAYS = `
  SELECT z.n AS number, z.business_date AS businessDate, c.at AS closedAt, p.name AS by, z.documents, z.taken, z.control,
    k.manifest, w.at AS writtenAt
  FROM z_report z JOIN chain c ON c.seq = z.seq JOIN person p ON p.id = c.person_id
    LEFT JOIN day_package k ON k.n = z.n LEFT JOIN chain w ON w.seq = k.seq
  ORDER BY z.n DESC LIMIT ?`;
const MISSING = `
  SELECT count(*) AS missing, min(business_date) AS firstMissing FROM z_report
  WHERE n > coalesce((SELECT max(n) FROM day_package), 0)`;

interface DayRow {
  readonly number: number;
  readonly businessDate: string;
  readonly closedAt: number;
  readonly by: string;
  readonly documents: number;
  readonly taken: Minor;
  readonly control: Minor;
  readonly manifest: string | null;
  readonly writtenAt: number | null;
}

/** The newest closed days, up to `limit`. */
export function readDays(ledger: Ledger, files: LedgerFiles, limit: number): OutputOf<'day.list'> {
  const missing = ledger.one<{ missing: number; firstMissing: string | null }>(MISSING);
  return {
    days: ledger.all<DayRow>(DAYS, limit).map(({ manifest, writtenAt, ...day }) => {
      const name = packageName(ledger.meta.counterCode, day.businessDate, day.number);
      return {
        ...day,
        utcOffsetMinutes: ledger.clock.utcOffset(day.closedAt),
        package:
          manifest === null || writtenAt === null
            ? null
            : { name, manifest, writtenAt, here: existsSync(join(files.packages, name, MANIFEST_NAME)) },
      };
    }),
    firstMissing: missing?.firstMissing ?? null,
    missing: missing?.missing ?? 0,
  };
}

const PACKAGE = 'SELECT n FROM day_package WHERE business_date = ?';
const BEFORE = 'SELECT n, business_date AS date FROM day_package WHERE n = ?';
const KEY = 'SELECT public_key AS key FROM counter_key ORDER BY n DESC LIMIT 1';

/** What has to be checked of the package of `date`. Throws Refused PACKAGE_NOT_WRITTEN. */
export function packageCheck(ledger: Ledger, files: LedgerFiles, date: string): PackageCheck {
  const row = ledger.one<{ n: number }>(PACKAGE, date);
  const placeOf = (businessDate: string, n: number): string =>
    join(files.packages, packageName(ledger.meta.counterCode, businessDate, n));
  if (row === undefined || !existsSync(placeOf(date, row.n)))
    return refuse('PACKAGE_NOT_WRITTEN', { businessDate: date });
  const before = ledger.one<{ n: number; date: string }>(BEFORE, row.n - 1);
  const previous = before === undefined ? null : placeOf(before.date, before.n);
  return {
    folder: placeOf(date, row.n),
    publicKey: ledger.one<{ key: string }>(KEY)?.key ?? '',
    // One that central has fetched away cannot be compared with; that it is named is in this one's manifest.
    previous: previous !== null && existsSync(previous) ? previous : null,
  };
}

/** Where the fault is, in one word of the package. */
export function placeOfFault(fault: PackageFault): string {
  if ('file' in fault) return fault.file;
  if ('seq' in fault) return String(fault.seq);
  if ('what' in fault) return `${fault.what}: ${fault.said} / ${fault.found}`;
  return 'reason' in fault ? fault.reason : '';
}
