// The first thing that is wrong, thrown from wherever a check meets it: verify names one row and stops.
import type { VerifyResult } from '../../core/contract/procedures/ledger.ts';

export type Finding = NonNullable<VerifyResult['firstBad']>;

export class Bad extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(`${finding.check}: ${finding.table} ${finding.row}: ${finding.detail}`);
    this.finding = finding;
  }
}

/** Throws the finding. */
export function bad(check: string, table: string, row: number | string, detail: string): never {
  throw new Bad({ check, table, row: String(row), detail });
}
