// What somebody is in the middle of typing, kept in the encrypted file and in no book: it is overwritten and forgotten.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';

const KEEP = `INSERT INTO draft (person_id, screen, text, at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at`;

/** Keeps or forgets the draft of one person's screen. */
export function keepDraft(ledger: Ledger, personId: number, { screen, text }: InputOf<'draft.keep'>): void {
  const keep = (): void => {
    if (text === null) ledger.prepared('DELETE FROM draft WHERE person_id = ? AND screen = ?').run(personId, screen);
    else ledger.prepared(KEEP).run(personId, screen, text, ledger.clock.now());
  };
  ledger.transact(keep, () => undefined);
}

/** The draft of one person's screen; nulls when there is none. */
export function readDraft(ledger: Ledger, personId: number, screen: string): OutputOf<'draft.get'> {
  const sql = 'SELECT text, at FROM draft WHERE person_id = ? AND screen = ?';
  return ledger.one<OutputOf<'draft.get'>>(sql, personId, screen) ?? { text: null, at: null };
}
