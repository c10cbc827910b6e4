// History as somebody who holds the key could write it again: rows are changed while no trigger stands, and every digest
// and hash is made anew over them. The chain is whole then; only what the rows mean can tell.
import { chainHash, digestOf, genesisHash, rowText } from '../../../db/ledger/chained-tables.ts';
import { readLinks } from '../../../db/ledger/read-links.ts';
import type { Db } from '../../../db/open/connection.ts';
import { type LedgerTemplate, verifyRows } from './sample-ledger.ts';

/** Lays every trigger aside in a temporary table, and has the connection read a schema without them. */
function takeTriggersAway(db: Db): void {
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.exec("CREATE TEMP TABLE kept AS SELECT * FROM main.sqlite_schema WHERE type = 'trigger'");
  db.exec("DELETE FROM main.sqlite_schema WHERE type = 'trigger'");
  db.pragma('writable_schema = RESET');
}

/** Runs `work` while no trigger stands. The schema's own table is edited, because dropping hundreds one by one takes a second. */
export function withoutTriggers(db: Db, work: () => void): void {
  takeTriggersAway(db);
  db.exec('BEGIN');
  work();
  db.exec('COMMIT');
  db.pragma('writable_schema = ON');
  db.exec('INSERT INTO main.sqlite_schema SELECT * FROM temp.kept');
  db.pragma('writable_schema = RESET');
  db.exec('DROP TABLE temp.kept');
  db.unsafeMode(false);
}

/**
 * Makes this connection forget every trigger for as long as it reads no schema anew, while the file goes on naming them
 * all: their rows are put back unparsed. Any number of changes can then be made and taken back on one copy.
 */
export function forgetTriggers(db: Db): void {
  takeTriggersAway(db);
  db.pragma('writable_schema = ON');
  db.exec('INSERT INTO main.sqlite_schema SELECT * FROM temp.kept');
  db.pragma('writable_schema = OFF');
}

/** The same connection for who begins a transaction of their own, seen from inside a savepoint. */
export function withinSavepoint(db: Db): Db {
  const inner: Record<string, string> = { BEGIN: 'SAVEPOINT look', COMMIT: 'RELEASE look' };
  return Object.create(db, { exec: { value: (sql: string) => db.exec(inner[sql] ?? sql) } }) as Db;
}

/** What verify says of a copy of `template` whose rows were changed by `sql` and chained anew: "ok", or the finding. */
export function verdictAfter(template: LedgerTemplate, sql: string): string {
  const { db } = template.raw();
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    withoutTriggers(db, () => {
      const before = db.prepare('SELECT total_changes()').pluck().get();
      db.exec(sql);
      if (sql !== '' && db.prepare('SELECT total_changes()').pluck().get() === before)
        throw new Error(`changes nothing: ${sql}`);
      chainAnew(db);
    });
    const { firstBad } = verifyRows(db);
    return firstBad ? `${firstBad.check}: ${firstBad.table}: ${firstBad.detail}` : 'ok';
  } finally {
    db.close();
  }
}

function chainAnew(db: Db): void {
  const last = Number(db.prepare('SELECT max(seq) FROM chain').pluck().get());
  const { chain, cursors } = readLinks(db, 1, last);
  const update = db.prepare('UPDATE chain SET digest = ?, prev = ?, hash = ? WHERE seq = ?');
  let prev = genesisHash(String(db.prepare("SELECT value FROM meta WHERE key = 'ledgerId'").pluck().get()));
  for (const row of chain) {
    const texts: string[] = [];
    for (const cursor of cursors)
      for (let cells = cursor.take(row.seq); cells; cells = cursor.take(row.seq))
        texts.push(rowText(cursor.table, cells));
    const digest = digestOf(texts);
    const hash = chainHash({ ...row, digest, prev });
    update.run(digest, prev, hash, row.seq);
    prev = hash;
  }
}
