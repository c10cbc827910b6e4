-- What an office sets: a row per change, never changed itself. A value is JSON of the shape core/settings says, and holds
-- from a business date on.
CREATE TABLE setting (
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  value TEXT NOT NULL CHECK (json_type(value) = 'object'),
  PRIMARY KEY (key, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX setting_seq ON setting (seq);

-- Told in order, and never for a day whose books are closed.
CREATE TRIGGER setting_follows BEFORE INSERT ON setting BEGIN
  SELECT RAISE(ABORT, 'setting: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM setting WHERE key = NEW.key);
  SELECT RAISE(ABORT, 'setting: that day is closed')
    WHERE EXISTS (SELECT 1 FROM closed_day WHERE business_date >= NEW.from_date);
END;

CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setting_unsealed BEFORE INSERT ON setting WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- The first set-up, step by step: what was done and what was passed over. It is over with `finish` or with the first shift,
-- whichever comes first; nothing is said after that.
CREATE TABLE setup_step (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  step TEXT NOT NULL CHECK (step IN ('seal', 'people', 'numbers', 'denominations', 'rounding', 'accounts', 'tariff', 'customers', 'finish')),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped') AND (step <> 'finish' OR outcome = 'done'))
) STRICT;
CREATE INDEX setup_step_seq ON setup_step (seq);

CREATE TRIGGER setup_step_follows BEFORE INSERT ON setup_step BEGIN
  SELECT RAISE(ABORT, 'setup_step: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM setup_step);
  SELECT RAISE(ABORT, 'setup_step: set-up is over')
    WHERE EXISTS (SELECT 1 FROM setup_step WHERE step = 'finish') OR EXISTS (SELECT 1 FROM shift);
END;

CREATE TRIGGER setup_step_no_update BEFORE UPDATE ON setup_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setup_step_no_delete BEFORE DELETE ON setup_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setup_step_unsealed BEFORE INSERT ON setup_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
