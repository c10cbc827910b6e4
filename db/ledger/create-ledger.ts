// First run: makes the encrypted ledger with its accounts, drawers and first administrator, under a temporary name
// until it is whole; a power cut half-way leaves nothing that could be taken for a ledger.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { CHART, CREDIT_ACCOUNT, drawerAccount } from '../../core/accounts/chart.ts';
import { refuse } from '../../core/contract/errors.ts';
import { DOCUMENT_KINDS, DOCUMENT_LETTERS } from '../../core/numbers/document-kinds.ts';
import { AttachmentStore } from '../attachments/attachment-store.ts';
import { SecretBox } from '../keys/secret-box.ts';
import { hashPassword } from '../keys/password-hash.ts';
import { type KeySlot, makeSlot, newDataKey, newRecoveryKey, readKeyFile, writeKeyFile } from '../keys/key-slots.ts';
import { type DataKey, openConnection } from '../open/connection.ts';
import type { LedgerFiles } from '../open/ledger-files.ts';
import { migrate } from '../open/migrate.ts';
import { releaseWriterLock, takeWriterLock } from '../open/writer-lock.ts';
import { SAMPLE_CUSTOMERS, SAMPLE_PAYERS, SAMPLE_PEOPLE, SAMPLE_TARIFF } from '../sample/sample-data.ts';
import { account, customer, customerVersion, drawer, item, itemVersion } from '../schema.ts';
import { counterKey } from '../schema-day.ts';
import { insertPerson, type NewPerson, refuseBadPassword } from '../use-cases/manage-people.ts';
import { insertPayer } from '../use-cases/save-payer.ts';
import { insertSetupStep } from '../use-cases/set-up-step.ts';
import { Act } from './act.ts';
import type { Clock } from './clock.ts';
import { type Beside, Ledger } from './ledger.ts';
import { ruleText } from '../../core/tariff/tariff-rule.ts';
import { customerFacts, NOTHING_KNOWN } from './customer-facts.ts';
import { spell } from './pinyin.ts';

export interface LedgerToCreate {
  readonly organisation: string;
  readonly counter: { readonly code: string; readonly name: string };
  readonly admin: { readonly username: string; readonly name: string; readonly password: string };
  /** ISO 4217; CNY when absent. */
  readonly currency?: string;
  readonly demo: boolean;
}

/** How the data key is to be kept besides the recovery key; at least one, or the ledger could never be opened by itself. */
export interface Protection {
  readonly keyFileSecret?: string;
  readonly passphrase?: string;
  readonly osWrap?: (key: DataKey) => Promise<string | null>;
}

export interface CreatedLedger {
  readonly key: DataKey;
  readonly recoveryKey: string;
  /** User name → password of the sample people. */
  readonly users: Readonly<Record<string, string>>;
}

/** Creates the ledger. Throws Refused LEDGER_EXISTS, PASSWORD_REFUSED, KEY_PROTECTION_REQUIRED, NOT_WRITABLE, DISK_FULL, WRITER_BUSY. */
export async function createLedger(
  files: LedgerFiles,
  wanted: LedgerToCreate,
  protection: Protection,
  clock: Clock,
): Promise<CreatedLedger> {
  refuseBadPassword(wanted.admin.password, wanted.admin.username);
  makeDirectory(files.dataDir);
  takeWriterLock(files.lock);
  try {
    if (existsSync(files.ledger)) refuse('LEDGER_EXISTS', {});
    const ledgerId = randomUUID();
    const key = newDataKey();
    const recoveryKey = newRecoveryKey();
    const slots = await makeSlots(key, ledgerId, recoveryKey, protection);
    const people = await firstPeople(wanted);
    const temporary = `${files.ledger}.new`;
    for (const ending of ['', '-wal', '-shm']) rmSync(`${temporary}${ending}`, { force: true });
    const beside = { attachments: new AttachmentStore(files.attachments, key), secrets: new SecretBox(key) };
    writeLedger(temporary, key, ledgerId, wanted, people, clock, beside);
    keepOldKeys(files);
    writeKeyFile(files.keys, { version: 1, ledgerId, slots });
    renameSync(temporary, files.ledger);
    const users = Object.fromEntries(people.slice(1).map(({ username, password }) => [username, password]));
    return { key, recoveryKey, users };
  } finally {
    releaseWriterLock(files.lock);
  }
}

// Slots without their ledger may still open a backup of it: they are set aside, never overwritten.
function keepOldKeys(files: LedgerFiles): void {
  const old = existsSync(files.keys) ? readKeyFile(files.keys) : null;
  if (old) renameSync(files.keys, `${files.keys}.${old.ledgerId}`);
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    refuse('NOT_WRITABLE', { path });
  }
}

async function makeSlots(
  key: DataKey,
  ledgerId: string,
  recoveryKey: string,
  protection: Protection,
): Promise<KeySlot[]> {
  const slots: KeySlot[] = [];
  if (protection.keyFileSecret) slots.push(await makeSlot('keyFile', key, protection.keyFileSecret, ledgerId));
  if (protection.passphrase) slots.push(await makeSlot('passphrase', key, protection.passphrase, ledgerId));
  const blob = protection.osWrap ? await protection.osWrap(key) : null;
  if (blob !== null) slots.push({ kind: 'os', blob });
  if (slots.length === 0) return refuse('KEY_PROTECTION_REQUIRED', {});
  slots.push(await makeSlot('recovery', key, recoveryKey, ledgerId));
  return slots;
}

type FirstPerson = NewPerson & { readonly password: string };

async function firstPeople(wanted: LedgerToCreate): Promise<FirstPerson[]> {
  const { username, name, password } = wanted.admin;
  const people = [{ username, name, roles: ['it'] as const, password }];
  const sample = wanted.demo ? SAMPLE_PEOPLE.filter((one) => one.username !== username) : [];
  const all = [...people, ...sample.map((one) => ({ ...one, password: `${one.username}-2026` }))];
  return Promise.all(all.map(async (one) => ({ ...one, phc: await hashPassword(one.password), mustChange: false })));
}

/** Series of numbers: letter and name. */
const SERIES = DOCUMENT_LETTERS.map((letter) => [letter, DOCUMENT_KINDS[letter].name] as const);

function writeLedger(
  path: string,
  key: DataKey,
  ledgerId: string,
  wanted: LedgerToCreate,
  people: readonly FirstPerson[],
  clock: Clock,
  beside: Beside,
): void {
  const db = openConnection(path, key, 'create');
  try {
    migrate(db);
    const meta = {
      ledgerId,
      organisation: wanted.organisation,
      counterCode: wanted.counter.code,
      counterName: wanted.counter.name,
      currency: wanted.currency ?? 'CNY',
    };
    for (const [name, value] of Object.entries(meta)) {
      db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(name, value);
    }
    for (const [type, name] of SERIES) {
      db.prepare('INSERT INTO number_series (type, name, last) VALUES (?, ?, 0)').run(type, name);
    }
    const ledger = new Ledger(db, clock, beside, () => refuse('DISK_FULL', {}));
    ledger.transact(
      () => {
        writeFoundation(ledger, wanted, people);
        if (wanted.demo) writeSample(ledger);
      },
      () => undefined,
    );
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

const DRAWERS = [
  { id: 1, code: '1', name: '1 号钱箱', kind: 'till' },
  { id: 2, code: '2', name: '2 号钱箱', kind: 'till' },
  { id: 3, code: 'BF', name: '补录钱箱', kind: 'backfill' },
  // No money goes in here: a shift of the office issues bills and takes them back.
  { id: 4, code: 'OF', name: '账单台', kind: 'office' },
] as const;

function writeFoundation(ledger: Ledger, wanted: LedgerToCreate, people: readonly NewPerson[]): void {
  const act = new Act(ledger);
  const drawers = DRAWERS.map((row) => ({ ...row, account: drawerAccount(row.code) }));
  const accounts = [
    ...CHART,
    ...drawers.map((row) => ({ code: row.account, name: `库存现金—${row.name}`, kind: 'asset' as const })),
  ].sort(byCode);
  for (const row of accounts) act.insert(account, { ...row });
  for (const row of drawers) act.insert(drawer, row);
  for (const one of people) insertPerson(ledger, act, one);
  act.insert(counterKey, { n: 1, ...newCounterKey() });
  act.seal({
    kind: 'ledger.created',
    ref: wanted.counter.code,
    businessDate: ledger.businessDate(),
    personId: null,
    detail: { ...ledger.meta, sample: wanted.demo, series: Object.fromEntries(SERIES) },
  });
}

/** The key this counter signs its packages with (migrations/0010-day.sql). */
function newCounterKey(): { publicKey: string; secretKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    secretKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

// SQLite orders text by its bytes; content order must be the same when the chain is proved.
function byCode(one: { readonly code: string }, other: { readonly code: string }): number {
  return Buffer.compare(Buffer.from(one.code), Buffer.from(other.code));
}

const SAMPLE_FROM = '2026-01-01';

function writeSample(ledger: Ledger): void {
  const act = new Act(ledger);
  for (const [index, { code, name, unit, category, pricing, price, kind, rule, taxRate }] of SAMPLE_TARIFF.entries()) {
    const id = index + 1;
    act.insert(item, { id, code });
    act.insert(itemVersion, {
      itemId: id,
      n: 1,
      fromDate: SAMPLE_FROM,
      untilDate: null,
      name,
      ...spell(name),
      unit,
      category,
      pricing,
      price,
      creditKind: kind,
      account: CREDIT_ACCOUNT[kind],
      spec: null,
      note: null,
      rule: ruleText(rule),
      taxRate,
      taxCode: null,
    });
  }
  for (const [index, { number, name, phone }] of SAMPLE_CUSTOMERS.entries()) {
    act.insert(customer, { id: index + 1, number });
    act.insert(customerVersion, { customerId: index + 1, n: 1, ...customerFacts({ ...NOTHING_KNOWN, name, phone }) });
  }
  // Nothing is left to set up: whoever wants to try it out charges at once.
  insertSetupStep(ledger, act, 'finish', 'done');
  for (const one of SAMPLE_PAYERS) insertPayer(ledger, act, { ...one, active: true });
  act.seal({ kind: 'sample.loaded', ref: null, businessDate: ledger.businessDate(), personId: null });
}
