// Brings packages and vouchers to the folder that is set, one at a time, beside everything else: posting never waits for it.
// What was delivered is a row of the ledger; what waits is what has none. Only the time of the next try is kept in memory:
// after a restart everything is tried again at once.
import type { OutputOf } from '../../core/contract/contract.ts';
import { type DeliveryFault, type QueuedDelivery } from '../../core/contract/procedures/central.ts';
import type { VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { delivery } from '../schema-voucher.ts';
import { join } from 'node:path';
import type { DeliveryJob } from './deliver-files.ts';
import type { DeliveryRunner } from './run-delivery.ts';

/** First wait after a failure, and the longest, ms of the clock that only grows. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

interface Waiting {
  readonly kind: 'package' | 'voucher';
  readonly businessDate: string;
  /** Which making of the vouchers; 0: a package. */
  readonly setN: number;
  readonly format: VoucherFormat | null;
  readonly name: string;
  readonly sha256: string;
  /** Of a voucher file: where its bytes are kept. */
  readonly fileId: string | null;
  readonly size: number;
}

interface Tried {
  readonly fault: DeliveryFault;
  readonly tries: number;
  /** Monotonic ms. */
  readonly again: number;
}

const PACKAGES = `
  SELECT 'package' AS kind, p.business_date AS businessDate, 0 AS setN, NULL AS format,
    ? || '-' || p.business_date || '-' || printf('%06d', p.n) AS name, p.manifest AS sha256, NULL AS fileId, 0 AS size
  FROM day_package p WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.kind = 'package' AND d.business_date = p.business_date)
  ORDER BY p.n`;
const VOUCHERS = `
  SELECT 'voucher' AS kind, v.business_date AS businessDate, v.n AS setN, v.format, f.name, f.sha256, f.id AS fileId, f.size
  FROM voucher_file v JOIN central_file f ON f.id = v.file_id WHERE v.format = ?
    AND v.n = (SELECT max(n) FROM voucher_set s WHERE s.business_date = v.business_date)
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.kind = 'voucher' AND d.business_date = v.business_date
      AND d.set_n = v.n AND d.format = v.format)
  ORDER BY v.business_date`;
const DELIVERED = `
  SELECT d.kind, d.business_date AS businessDate, d.set_n AS revision, nullif(d.format, '') AS format, d.folder, d.name,
    d.sha256, c.at FROM delivery d JOIN chain c ON c.seq = d.seq ORDER BY d.n DESC LIMIT ?`;

export class Courier {
  readonly #runner: DeliveryRunner;
  readonly #tried = new Map<string, Tried>();
  #running: Promise<void> | undefined;

  constructor(runner: DeliveryRunner) {
    this.#runner = runner;
  }

  /** Whether it is at work. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Delivers what is due, one after the other; `landed` hears of every change. Does nothing while it is at work already. */
  tick(ledger: Ledger, files: LedgerFiles, landed: () => void): Promise<void> {
    if (this.#running) return this.#running;
    const due = waitingFor(ledger).filter((item) => this.#isDue(ledger, item));
    if (due.length === 0) return Promise.resolve();
    this.#running = this.#deliver(ledger, files, due, landed).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Makes everything due now; answers how much waits. */
  hurry(ledger: Ledger): number {
    this.#tried.clear();
    return waitingFor(ledger).length;
  }

  /** What waits, and what arrived last. */
  queue(ledger: Ledger, limit: number): OutputOf<'delivery.queue'> {
    const waiting = waitingFor(ledger).map((item) => this.#view(ledger, item));
    const arrived = ledger.all<DeliveredRow>(DELIVERED, limit).map(arrivedView);
    return { folder: folderOf(ledger).folder, items: [...waiting, ...arrived].slice(0, limit) };
  }

  /** For whoever only wants to know whether to look. */
  state(ledger: Ledger): OutputOf<'report.centralState'>['delivery'] {
    const waiting = waitingFor(ledger);
    const faults = waiting.flatMap((item) => this.#tried.get(keyOf(item))?.fault ?? []);
    return {
      folder: folderOf(ledger).folder,
      waiting: waiting.length,
      failed: faults.length,
      fault: faults[0] ?? null,
    };
  }

  #isDue(ledger: Ledger, item: Waiting): boolean {
    return (this.#tried.get(keyOf(item))?.again ?? 0) <= ledger.clock.monotonic();
  }

  async #deliver(ledger: Ledger, files: LedgerFiles, due: readonly Waiting[], landed: () => void): Promise<void> {
    for (const item of due) {
      const { folder } = folderOf(ledger);
      if (folder === null) return;
      const result = await this.#runner.deliver(jobOf(ledger, files, item, folder));
      if (result.ok) {
        noteDelivered(ledger, item, folder);
        this.#tried.delete(keyOf(item));
        landed();
        continue;
      }
      const tries = (this.#tried.get(keyOf(item))?.tries ?? 0) + 1;
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
      const again = ledger.clock.monotonic() + wait;
      this.#tried.set(keyOf(item), { fault: result.fault, tries, again });
      landed();
      // A folder that is not there for one is not there for the next.
      if (result.fault === 'FOLDER_MISSING' || result.fault === 'TIMED_OUT') {
        for (const other of due)
          if (!this.#tried.has(keyOf(other))) this.#tried.set(keyOf(other), { fault: result.fault, tries, again });
        return;
      }
    }
  }

  #view(ledger: Ledger, item: Waiting): QueuedDelivery {
    const tried = this.#tried.get(keyOf(item));
    const { kind, businessDate, setN, format } = item;
    const nothing = { place: null, sha256: null, at: null };
    const common = { kind, businessDate, revision: setN, format, ...nothing };
    if (!tried) return { ...common, state: 'waiting', fault: null, tries: 0, againInMs: null };
    const againInMs = Math.max(0, tried.again - Math.round(ledger.clock.monotonic()));
    return { ...common, state: 'failed', fault: tried.fault, tries: tried.tries, againInMs: Math.round(againInMs) };
  }
}

type DeliveredRow = Pick<QueuedDelivery, 'kind' | 'businessDate' | 'revision' | 'format' | 'sha256' | 'at'> & {
  readonly folder: string;
  readonly name: string;
};

function arrivedView({ folder, name, ...row }: DeliveredRow): QueuedDelivery {
  return { ...row, state: 'delivered', fault: null, tries: 0, againInMs: null, place: join(folder, name) };
}

function folderOf(ledger: Ledger) {
  return settingOn(ledger, 'delivery', ledger.businessDate());
}

/** Everything that is to be delivered by what is set today and was not yet. */
function waitingFor(ledger: Ledger): Waiting[] {
  const { folder, packages, vouchers } = folderOf(ledger);
  if (folder === null) return [];
  return [
    ...(packages ? ledger.all<Waiting>(PACKAGES, ledger.meta.counterCode) : []),
    ...(vouchers === 'none' ? [] : ledger.all<Waiting>(VOUCHERS, vouchers)),
  ];
}

const keyOf = ({ kind, businessDate, setN, format }: Waiting): string =>
  `${kind} ${businessDate} ${setN} ${format ?? ''}`;

function jobOf(ledger: Ledger, files: LedgerFiles, item: Waiting, folder: string): DeliveryJob {
  const { name, sha256, fileId, size } = item;
  if (fileId === null) return { folder, name, sha256, source: { kind: 'folder', path: join(files.packages, name) } };
  return {
    folder,
    name,
    sha256,
    source: { kind: 'bytes', bytes: ledger.attachments.read({ id: fileId, size, sha256 }) },
  };
}

function noteDelivered(
  ledger: Ledger,
  { kind, businessDate, setN, format, name, sha256 }: Waiting,
  folder: string,
): void {
  ledger.transact(
    () => {
      const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM delivery')?.n ?? 0) + 1;
      const act = new Act(ledger);
      act.insert(delivery, { n, kind, businessDate, setN, format: format ?? '', folder, name, sha256 });
      act.seal({
        kind: 'central.delivered',
        ref: businessDate,
        businessDate: ledger.businessDate(),
        personId: null,
        detail: { name, sha256 },
      });
    },
    () => undefined,
  );
}
