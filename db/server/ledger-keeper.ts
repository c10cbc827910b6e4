// Holds the ledger of one data directory through its states: not there yet, locked, open, or refused with a reason.
// Windows, CLI and tests all come through here, so that there is one way to make, unlock and close a ledger.
import type { LedgerStatus } from '../../core/contract/procedures/ledger.ts';
import { Refused, type Refusal, refuse } from '../../core/contract/errors.ts';
import { createLedger, type CreatedLedger, type LedgerToCreate, type Protection } from '../ledger/create-ledger.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dataKeyFrom, type KeyFile, openSlot, readKeyFile, readSecretFile, writeKeyFile } from '../keys/key-slots.ts';
import type { DataKey } from '../open/connection.ts';
import { timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type LedgerFiles, ledgerFiles } from '../open/ledger-files.ts';
import { closeLedger, openLedger } from '../open/open-ledger.ts';

/** What the shell lends: the operating system's key store, when it is a real one. */
export interface OsKeyStore {
  readonly wrap: (key: string) => Promise<string | null>;
  readonly unwrap: (blob: string) => Promise<string | null>;
}

export interface KeeperOptions {
  readonly dataDir: string;
  readonly keyFile: string | null;
  readonly os: OsKeyStore | null;
  /** A key held for this process by its shell since an earlier start of the same run; null: none. */
  readonly heldKey?: string | null;
  /** Told the key once a person has unlocked or made the ledger, to be held for the next start. */
  readonly hold?: (key: string) => void;
  readonly clock: Clock;
}

type State =
  | { readonly state: 'new' }
  | { readonly state: 'locked'; readonly file: KeyFile }
  | { readonly state: 'ready'; readonly ledger: Ledger; readonly key: DataKey }
  | { readonly state: 'refused'; readonly refusal: Refusal };

/** Refusals of a file that may be gone at the next look. */
const PASSING: readonly Refusal['code'][] = ['WRITER_BUSY', 'DISK_FULL', 'DISK_FAILED', 'NOT_WRITABLE'];

export class LedgerKeeper {
  readonly files: LedgerFiles;
  readonly #options: KeeperOptions;
  #state: State = { state: 'new' };
  /** Wrong passphrases since the last right one, and from when the next try is looked at (monotonic ms). */
  #wrong = 0;
  #nextTry = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.files = ledgerFiles(options.dataDir);
  }

  /** Tries every key that needs no person: key file, operating system. Never throws a refusal; `status` tells it. */
  async start(): Promise<void> {
    try {
      const file = readKeyFile(this.files.keys);
      if (!existsSync(this.files.ledger)) {
        this.#state = { state: 'new' };
        return;
      }
      if (!file) refuse('LEDGER_DAMAGED', { reason: 'keys.json is missing' });
      const key = await this.#automaticKey(file as KeyFile);
      if (key) this.#open(key);
      else this.#state = { state: 'locked', file: file as KeyFile };
    } catch (error) {
      this.#refused(error);
    }
  }

  /** The open ledger. Throws Refused LEDGER_NEW, LEDGER_LOCKED or what refused it. */
  ready(): { readonly ledger: Ledger; readonly key: DataKey } {
    const now = this.#state;
    switch (now.state) {
      case 'ready':
        return now;
      case 'new':
        return refuse('LEDGER_NEW', {});
      case 'locked':
        return refuse('LEDGER_LOCKED', {});
      case 'refused':
        throw new Refused(now.refusal);
    }
  }

  status(): LedgerStatus {
    const now = this.#state;
    switch (now.state) {
      case 'new':
        return { state: 'new', protection: this.#protection() };
      case 'locked':
        return {
          state: 'locked',
          slots: (['passphrase', 'recovery'] as const).filter((kind) =>
            now.file.slots.some((slot) => slot.kind === kind),
          ),
        };
      case 'refused':
        return { state: 'refused', error: { code: now.refusal.code, params: now.refusal.params } };
      case 'ready': {
        const { organisation, counterCode, counterName, currency } = now.ledger.meta;
        const counter = { code: counterCode, name: counterName };
        const { sample } = now.ledger;
        return { state: 'ready', organisation, counter, currency, businessDate: now.ledger.businessDate(), sample };
      }
    }
  }

  /** Tries again what may have passed: another program held the ledger, the disk was full or could not be written. */
  async retry(): Promise<void> {
    const now = this.#state;
    if (now.state === 'refused' && PASSING.includes(now.refusal.code)) await this.start();
  }

  /** First run. Leaves the new ledger open. */
  async create(wanted: LedgerToCreate & { readonly passphrase: string | null }): Promise<CreatedLedger> {
    if (this.#state.state !== 'new') refuse('LEDGER_EXISTS', {});
    const { os, keyFile, clock } = this.#options;
    const protection: Protection = {
      ...(keyFile === null ? {} : { keyFileSecret: readSecretFile(keyFile) }),
      ...(wanted.passphrase === null ? {} : { passphrase: wanted.passphrase }),
      ...(os === null ? {} : { osWrap: (key: DataKey) => os.wrap(key.toString('base64')) }),
    };
    const created = await createLedger(this.files, wanted, protection, clock);
    this.#open(created.key);
    this.#options.hold?.(created.key.toString('base64'));
    return created;
  }

  /** Opens a locked ledger by what a person knows. Throws Refused WRONG_KEY, LOCKED_OUT, or why the file was refused. */
  async unlock(kind: 'passphrase' | 'recovery', secret: string): Promise<LedgerStatus> {
    if (this.#state.state === 'ready') return this.status();
    if (this.#state.state === 'refused') throw new Refused(this.#state.refusal);
    const { file } = this.#state.state === 'locked' ? this.#state : refuse('LEDGER_NEW', {});
    const key = (await this.#try(file, kind, secret)) ?? refuse('WRONG_KEY', {});
    this.#open(key);
    this.#options.hold?.(key.toString('base64'));
    await this.#adoptOsSlot(file, key);
    return this.status();
  }

  /** Whether `secret` is the recovery key of the ledger that is open. Throws Refused LOCKED_OUT: tries slow down. */
  async provesRecovery(secret: string): Promise<boolean> {
    const { key } = this.ready();
    const file = readKeyFile(this.files.keys);
    const found = file === null ? null : await this.#try(file, 'recovery', secret);
    return found !== null && timingSafeEqual(found as unknown as Buffer, key as unknown as Buffer);
  }

  /** The key behind a secret that somebody typed, or null. After three wrong ones each waits longer than the one before. */
  async #try(file: KeyFile, kind: 'passphrase' | 'recovery', secret: string): Promise<DataKey | null> {
    const now = this.#options.clock.monotonic();
    if (now < this.#nextTry) refuse('LOCKED_OUT', { retryInMs: Math.ceil(this.#nextTry - now) });
    this.#nextTry = now + (this.#wrong < 3 ? 0 : Math.min(60_000, 1_000 * 2 ** this.#wrong));
    this.#wrong += 1;
    const key = await openSlot(file, kind, secret);
    if (key === null) return null;
    this.#wrong = 0;
    this.#nextTry = 0;
    return key;
  }

  close(): void {
    if (this.#state.state !== 'ready') return;
    closeLedger(this.files, this.#state.ledger);
    this.#state = { state: 'new' };
  }

  #protection(): 'os' | 'passphrase' | 'keyFile' {
    if (this.#options.keyFile !== null) return 'keyFile';
    return this.#options.os ? 'os' : 'passphrase';
  }

  #open(key: DataKey): void {
    this.#state = { state: 'ready', ledger: openLedger(this.files, key, this.#options.clock), key };
  }

  async #automaticKey(file: KeyFile): Promise<DataKey | null> {
    const held = dataKeyFrom(this.#options.heldKey ?? '');
    if (held) return held;
    if (this.#options.keyFile !== null) {
      const key = await openSlot(file, 'keyFile', readSecretFile(this.#options.keyFile));
      // Somebody who names a key file means it: no silent fall-back to another slot.
      return key ?? refuse('WRONG_KEY', {});
    }
    for (const slot of file.slots) {
      if (slot.kind !== 'os' || !this.#options.os) continue;
      const text = await this.#options.os.unwrap(slot.blob);
      const key = text === null ? null : dataKeyFrom(text);
      if (key) return key;
    }
    return null;
  }

  // The account or its key store changed (a new PC, a reset keyring): after one unlock by hand it is known again.
  async #adoptOsSlot(file: KeyFile, key: DataKey): Promise<void> {
    const blob = this.#options.os ? await this.#options.os.wrap(key.toString('base64')) : null;
    if (blob === null) return;
    const slots = file.slots.filter((slot) => slot.kind !== 'os');
    writeKeyFile(this.files.keys, { ...file, slots: [...slots, { kind: 'os', blob }] });
  }

  #refused(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    this.#state = { state: 'refused', refusal: error.refusal };
  }
}
