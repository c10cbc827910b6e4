-- Transfers by bank: the file of a batch, the answers 回盘 that came to it row by row, and what keeps money from leaving twice
-- when an answer is late, comes again or says otherwise than an earlier one.

-- The file as it was first written: its bytes are made of the rows again and must come to this.
CREATE TABLE bank_batch_file (
  batch_n INTEGER PRIMARY KEY REFERENCES bank_batch (n),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE INDEX bank_batch_file_seq ON bank_batch_file (seq);

-- An answer as it came: kept like an attachment, under `id`; the same bytes never twice.
CREATE TABLE bank_answer (
  id TEXT PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL UNIQUE CHECK (n > 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  count INTEGER NOT NULL CHECK (count > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_answer_seq ON bank_answer (seq);

-- What it says of one transfer, and what that came to when it was taken (core/refund/bank-verdict.ts).
CREATE TABLE bank_answer_row (
  answer_n INTEGER NOT NULL REFERENCES bank_answer (n),
  row INTEGER NOT NULL CHECK (row > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  said TEXT NOT NULL CHECK (said IN ('paid', 'refused', 'returned', 'pending')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 150),
  verdict TEXT NOT NULL
    CHECK (verdict IN ('arrives', 'fails', 'comesBack', 'waits', 'late', 'known', 'conflict', 'notOurs')),
  PRIMARY KEY (answer_n, row),
  UNIQUE (answer_n, reference)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_answer_row_seq ON bank_answer_row (seq);
CREATE INDEX bank_answer_row_reference ON bank_answer_row (reference);

CREATE TRIGGER bank_batch_file_fits BEFORE INSERT ON bank_batch_file BEGIN
  SELECT RAISE(ABORT, 'bank_batch_file: is not of its batch')
    WHERE NEW.seq IS NOT (SELECT seq FROM bank_batch WHERE n = NEW.batch_n);
END;
CREATE TRIGGER chain_seals_batch_file BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM bank_batch WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'bank_batch_file: is missing')
    WHERE NOT EXISTS (SELECT 1 FROM bank_batch_file WHERE seq = NEW.seq);
END;
CREATE TRIGGER bank_answer_follows BEFORE INSERT ON bank_answer BEGIN
  SELECT RAISE(ABORT, 'bank_answer: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM bank_answer);
END;
CREATE TRIGGER bank_answer_row_fits BEFORE INSERT ON bank_answer_row BEGIN
  SELECT RAISE(ABORT, 'bank_answer_row: is not of its answer')
    WHERE NEW.seq IS NOT (SELECT seq FROM bank_answer WHERE n = NEW.answer_n);
END;
CREATE TRIGGER chain_seals_bank_answer BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM bank_answer WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'bank_answer: is not whole')
    FROM bank_answer a WHERE a.seq = NEW.seq AND a.count <> (SELECT count(*) FROM bank_answer_row WHERE answer_n = a.n);
END;

-- A payee that is needed only after the refund was approved (another way for a payout that failed) is typed by two who did
-- not apply: then the first of them need not be the applicant, and the applicant types nothing any more.
DROP TRIGGER refund_entry_by_two;
CREATE TRIGGER refund_entry_by_two BEFORE INSERT ON refund_entry BEGIN
  SELECT RAISE(ABORT, 'refund_entry: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refund_entry WHERE case_id = NEW.case_id AND version = NEW.version);
  SELECT RAISE(ABORT, 'refund_entry: the first is the applicant''s, the others are somebody else''s')
    FROM refund_case c WHERE c.id = NEW.case_id
      AND CASE WHEN EXISTS (SELECT 1 FROM refund_document WHERE case_id = c.id)
        THEN NEW.person_id = c.person_id ELSE (NEW.person_id = c.person_id) <> (NEW.n = 1) END;
  SELECT RAISE(ABORT, 'refund_entry: two people type, not one')
    WHERE NEW.base = 0 AND NEW.person_id IS (SELECT person_id FROM refund_entry
      WHERE case_id = NEW.case_id AND version = NEW.version AND base = 1 ORDER BY n DESC LIMIT 1);
END;
DROP TRIGGER refund_entry_unsealed;
CREATE TRIGGER refund_entry_unsealed BEFORE INSERT ON refund_entry WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- The table of core/refund/refund-words.ts once more: what was not sent yet can be given up. And what goes to the bank.
DROP TRIGGER payout_step_fits;
CREATE TRIGGER payout_step_fits BEFORE INSERT ON payout_step BEGIN
  SELECT RAISE(ABORT, 'payout_step: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM payout_step WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n);
  SELECT RAISE(ABORT, 'payout_step: the payout does not stand there')
    WHERE NEW.from_state IS NOT (SELECT state FROM payout_now WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n);
  SELECT RAISE(ABORT, 'payout_step: leads nowhere')
    WHERE NEW.from_state || '/' || NEW.step || '/' || NEW.to_state NOT IN (
      ('approved/sent/sent'), ('approved/failed/failed'), ('sent/unknown/unknown'), ('sent/confirmed/confirmed'),
      ('sent/failed/failed'), ('unknown/confirmed/confirmed'), ('unknown/failed/failed'), ('confirmed/cameBack/failed'));
  -- By a batch under a number of its own, or by the number of an earlier one that arrived after all.
  SELECT RAISE(ABORT, 'payout_step: goes to the bank with a batch')
    FROM refund_payout p WHERE p.case_id = NEW.case_id AND p.n = NEW.payout_n AND NEW.step = 'sent'
      AND (p.way = 'transfer' OR (p.way = 'original' AND p.method IN ('transfer', 'cheque')))
      AND NEW.batch_n IS NULL AND NOT EXISTS (SELECT 1 FROM payout_step x JOIN refund_payout q ON q.case_id = x.case_id AND q.n = x.payout_n
        WHERE x.reference = NEW.reference AND x.step = 'sent' AND x.batch_n IS NOT NULL
          AND q.case_id = p.case_id AND q.back_n = p.back_n AND q.n < p.n);
  SELECT RAISE(ABORT, 'payout_step: two people must have typed the payee')
    WHERE NEW.step = 'sent' AND NEW.batch_n IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM refund_document f JOIN refund_entry e ON e.case_id = f.case_id AND e.version = f.version
      WHERE f.case_id = NEW.case_id AND e.agrees = 1 AND e.name IS NOT NULL AND e.n > (
        SELECT max(b.n) FROM refund_entry b WHERE b.case_id = e.case_id AND b.version = e.version AND b.base = 1));
  -- What the bank says has left leaves by no other payout of the same money. Of two that it says so of, one is settled.
  SELECT RAISE(ABORT, 'payout_step: the bank says that this money has left')
    FROM refund_payout p JOIN refund_payout q ON q.case_id = p.case_id AND q.back_n = p.back_n
      JOIN payout_step x ON x.case_id = q.case_id AND x.payout_n = q.n AND x.step = 'sent' AND x.batch_n IS NOT NULL
      JOIN bank_answer_row r ON r.reference = x.reference AND r.said = 'paid' AND r.verdict IN ('late', 'conflict')
    WHERE p.case_id = NEW.case_id AND p.n = NEW.payout_n AND NEW.step = 'sent'
      AND NOT EXISTS (SELECT 1 FROM bank_answer_row s WHERE s.reference = NEW.reference AND s.said = 'paid' AND s.verdict IN ('late', 'conflict'))
      AND NOT EXISTS (SELECT 1 FROM payout_step k WHERE k.case_id = p.case_id AND k.step = 'confirmed' AND k.reference = r.reference);
END;
DROP TRIGGER payout_step_unsealed;
CREATE TRIGGER payout_step_unsealed BEFORE INSERT ON payout_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

CREATE TRIGGER bank_batch_file_no_update BEFORE UPDATE ON bank_batch_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_batch_file_no_delete BEFORE DELETE ON bank_batch_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_answer_no_update BEFORE UPDATE ON bank_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_answer_no_delete BEFORE DELETE ON bank_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_answer_row_no_update BEFORE UPDATE ON bank_answer_row BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_answer_row_no_delete BEFORE DELETE ON bank_answer_row BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_batch_file_unsealed BEFORE INSERT ON bank_batch_file WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bank_answer_unsealed BEFORE INSERT ON bank_answer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bank_answer_row_unsealed BEFORE INSERT ON bank_answer_row WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
