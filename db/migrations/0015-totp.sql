-- The second factor 动态码: who has one, the recovery codes that stand in for it, and every code that was taken, so that
-- none is taken twice. Secrets are sealed under a key of their own (db/keys/secret-box.ts); recovery codes are only marked.

-- The highest n counts, unless it was ended. Begun by its own person and confirmed by a first code in the same act.
CREATE TABLE totp_enrolment (
  person_id INTEGER NOT NULL REFERENCES person (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  sealed TEXT NOT NULL CHECK (length(sealed) BETWEEN 40 AND 200),
  PRIMARY KEY (person_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX totp_enrolment_seq ON totp_enrolment (seq);

-- Taken away by an administrator; the person enrols anew.
CREATE TABLE totp_end (
  person_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  by_person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (person_id, n),
  FOREIGN KEY (person_id, n) REFERENCES totp_enrolment (person_id, n),
  CHECK (by_person_id <> person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX totp_end_seq ON totp_end (seq);

-- Recovery codes in sets; only the newest set counts.
CREATE TABLE totp_recovery (
  person_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  batch INTEGER NOT NULL CHECK (batch > 0),
  place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 20),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  mark TEXT NOT NULL CHECK (length(mark) = 64),
  PRIMARY KEY (person_id, n, batch, place),
  FOREIGN KEY (person_id, n) REFERENCES totp_enrolment (person_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX totp_recovery_seq ON totp_recovery (seq);

-- One row for every time step a code of which was taken.
CREATE TABLE totp_use (
  person_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  step INTEGER NOT NULL CHECK (step > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  purpose TEXT NOT NULL CHECK (purpose IN ('enrol', 'signIn', 'renew', 'approval')),
  PRIMARY KEY (person_id, n, step),
  FOREIGN KEY (person_id, n) REFERENCES totp_enrolment (person_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX totp_use_seq ON totp_use (seq);

CREATE TABLE totp_recovery_use (
  person_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  place INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  purpose TEXT NOT NULL CHECK (purpose IN ('enrol', 'signIn', 'renew', 'approval')),
  PRIMARY KEY (person_id, n, batch, place),
  FOREIGN KEY (person_id, n, batch, place) REFERENCES totp_recovery (person_id, n, batch, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX totp_recovery_use_seq ON totp_recovery_use (seq);

CREATE TRIGGER totp_enrolment_fits BEFORE INSERT ON totp_enrolment BEGIN
  SELECT RAISE(ABORT, 'totp_enrolment: must follow the last one')
    WHERE NEW.n IS NOT (SELECT count(*) + 1 FROM totp_enrolment WHERE person_id = NEW.person_id);
END;
CREATE TRIGGER totp_end_fits BEFORE INSERT ON totp_end BEGIN
  SELECT RAISE(ABORT, 'totp_end: is not of the newest enrolment')
    WHERE NEW.n IS NOT (SELECT max(n) FROM totp_enrolment WHERE person_id = NEW.person_id);
END;
CREATE TRIGGER totp_recovery_fits BEFORE INSERT ON totp_recovery BEGIN
  SELECT RAISE(ABORT, 'totp_recovery: must follow the last set')
    WHERE NEW.batch IS NOT coalesce((SELECT max(batch) + (max(seq) <> NEW.seq) FROM totp_recovery
        WHERE person_id = NEW.person_id AND n = NEW.n), 1)
      OR NEW.place IS NOT (SELECT count(*) + 1 FROM totp_recovery
        WHERE person_id = NEW.person_id AND n = NEW.n AND batch = NEW.batch);
END;
-- A code seen over somebody's shoulder is worth nothing once a later one was taken.
CREATE TRIGGER totp_use_fits BEFORE INSERT ON totp_use BEGIN
  SELECT RAISE(ABORT, 'totp_use: is not of an enrolment that counts')
    WHERE NEW.n IS NOT (SELECT max(n) FROM totp_enrolment WHERE person_id = NEW.person_id)
      OR EXISTS (SELECT 1 FROM totp_end WHERE person_id = NEW.person_id AND n = NEW.n);
  SELECT RAISE(ABORT, 'totp_use: this step or a later one was used')
    WHERE NEW.step <= (SELECT max(step) FROM totp_use WHERE person_id = NEW.person_id AND n = NEW.n);
END;
CREATE TRIGGER totp_recovery_use_fits BEFORE INSERT ON totp_recovery_use BEGIN
  SELECT RAISE(ABORT, 'totp_recovery_use: is not of an enrolment that counts')
    WHERE NEW.n IS NOT (SELECT max(n) FROM totp_enrolment WHERE person_id = NEW.person_id)
      OR EXISTS (SELECT 1 FROM totp_end WHERE person_id = NEW.person_id AND n = NEW.n);
  SELECT RAISE(ABORT, 'totp_recovery_use: is not of the newest set')
    WHERE NEW.batch IS NOT (SELECT max(batch) FROM totp_recovery WHERE person_id = NEW.person_id AND n = NEW.n);
END;

-- The latest time the ledger has seen: the head's, or what stood before a link whose clock was behind. A clock that is
-- behind it takes no codes, until an administrator says that the clock is right.
CREATE INDEX chain_clock_back ON chain (seq) WHERE clock_back = 1;
CREATE INDEX chain_clock_confirmed ON chain (seq) WHERE kind = 'clock.confirmed';

CREATE TRIGGER totp_enrolment_no_update BEFORE UPDATE ON totp_enrolment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_enrolment_no_delete BEFORE DELETE ON totp_enrolment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_end_no_update BEFORE UPDATE ON totp_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_end_no_delete BEFORE DELETE ON totp_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_recovery_no_update BEFORE UPDATE ON totp_recovery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_recovery_no_delete BEFORE DELETE ON totp_recovery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_use_no_update BEFORE UPDATE ON totp_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_use_no_delete BEFORE DELETE ON totp_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_recovery_use_no_update BEFORE UPDATE ON totp_recovery_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_recovery_use_no_delete BEFORE DELETE ON totp_recovery_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER totp_enrolment_unsealed BEFORE INSERT ON totp_enrolment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER totp_end_unsealed BEFORE INSERT ON totp_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER totp_recovery_unsealed BEFORE INSERT ON totp_recovery WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER totp_use_unsealed BEFORE INSERT ON totp_use WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER totp_recovery_use_unsealed BEFORE INSERT ON totp_recovery_use WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
