// Which tables the statements of a ledger walk through from end to end, read from SQLite's own plans.
// Used by the bench on a very full ledger and by the tests, so that a missing index is found before it is felt.
import type { Ledger } from '../../../db/ledger/ledger.ts';

/** From now on every statement `ledger` prepares is remembered; the answer lists them, each once. */
export function rememberStatements(ledger: Ledger): () => readonly string[] {
  const seen = new Set<string>();
  const prepared = ledger.prepared.bind(ledger);
  ledger.prepared = (sql) => {
    seen.add(sql);
    return prepared(sql);
  };
  return () => [...seen];
}

/** "table: statement" for every walk through a table that `grows`; walking along a covering index counts as well. */
export function tableWalks(ledger: Ledger, statements: readonly string[], grows: (table: string) => boolean): string[] {
  const walked = new Set<string>();
  for (const sql of statements) {
    if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(sql)) continue;
    const plan = planOf(ledger, sql);
    // "SCAN x USING INDEX y" under a LIMIT reads the newest few in order, and so does "SCAN x" by its own key: that is no walk.
    const fewest = /LIMIT \?|LIMIT \d/i.test(sql);
    const newest = /ORDER BY [\w.]+ DESC LIMIT/i.test(sql) && !plan.some((step) => step.includes('TEMP B-TREE'));
    for (const detail of plan) {
      const [, alias, along] = /^SCAN (\w+)(.*)$/.exec(detail) ?? [];
      if (alias === undefined || (fewest && ((along ?? '') !== '' || newest))) continue;
      const table = tableOf(ledger, alias, sql);
      if (table !== null && grows(table)) walked.add(`${table}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 90)}`);
    }
  }
  return [...walked];
}

// EXPLAIN does not run the statement, so what stands in its places does not matter; but every place must be filled.
function planOf(ledger: Ledger, sql: string): string[] {
  const plan = ledger.db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const named = [...new Set(sql.match(/[:@$]\w+/g) ?? [])];
  const places =
    named.length > 0
      ? [Object.fromEntries(named.map((name) => [name.slice(1), null]))]
      : new Array<null>(sql.match(/\?/g)?.length ?? 0).fill(null);
  return plan.all(...places).map(({ detail }) => detail);
}

/** The table that `alias` stands for in `sql`; null for what is none (a sub-select, a list of values). */
function tableOf(ledger: Ledger, alias: string, sql: string): string | null {
  const named = new RegExp(`(?:FROM|JOIN)\\s+(\\w+)(?:\\s+AS)?\\s+${alias}\\b`, 'i').exec(sql)?.[1] ?? alias;
  const known = ledger.db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(named);
  return known === undefined ? null : named;
}
