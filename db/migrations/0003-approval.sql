-- A second person's approval: what was asked for, who decided, and the one act that used it. All chained.

-- `subject` is what the till asked for, `digest` is over what the ledger read for it (core/approval/approval-matter.ts).
-- `tick`, here and below: ms since the machine started, so that a wall clock set back reopens nothing.
CREATE TABLE approval_request (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  subject TEXT NOT NULL CHECK (json_valid(subject)),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 2251799813685248),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  levels INTEGER NOT NULL CHECK (levels BETWEEN 1 AND 9)
) STRICT;

CREATE TABLE approval_decision (
  request_seq INTEGER NOT NULL REFERENCES approval_request (seq),
  level INTEGER NOT NULL CHECK (level > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'returned', 'withdrawn')),
  at INTEGER NOT NULL,
  tick INTEGER NOT NULL CHECK (tick >= 0),
  person_id INTEGER NOT NULL REFERENCES person (id),
  opinion TEXT CHECK (length(opinion) BETWEEN 1 AND 200),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  CHECK (verdict NOT IN ('rejected', 'returned') OR opinion IS NOT NULL),
  PRIMARY KEY (request_seq, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_decision_seq ON approval_decision (seq);

-- The act that was done with an approval is the link of the same seq. One use per request.
CREATE TABLE approval_use (
  request_seq INTEGER PRIMARY KEY REFERENCES approval_request (seq),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  tick INTEGER NOT NULL CHECK (tick >= 0),
  person_id INTEGER NOT NULL REFERENCES person (id),
  digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
CREATE INDEX approval_use_seq ON approval_use (seq);

-- Whoever asked may only withdraw, nobody else may; levels follow each other, by different people, on one and the same matter.
CREATE TRIGGER approval_decision_fits BEFORE INSERT ON approval_decision BEGIN
  SELECT RAISE(ABORT, 'approval_decision: nobody decides on their own request')
    FROM approval_request r WHERE r.seq = NEW.request_seq AND (r.person_id = NEW.person_id) <> (NEW.verdict = 'withdrawn');
  SELECT RAISE(ABORT, 'approval_decision: is of another matter')
    FROM approval_request r WHERE r.seq = NEW.request_seq AND r.digest <> NEW.digest;
  SELECT RAISE(ABORT, 'approval_decision: must follow the last one')
    WHERE NEW.level IS NOT (SELECT count(*) + 1 FROM approval_decision WHERE request_seq = NEW.request_seq)
      OR NEW.level > (SELECT levels FROM approval_request WHERE seq = NEW.request_seq);
  SELECT RAISE(ABORT, 'approval_decision: this request was decided')
    WHERE EXISTS (SELECT 1 FROM approval_decision WHERE request_seq = NEW.request_seq AND verdict <> 'approved');
  SELECT RAISE(ABORT, 'approval_decision: people of one case are distinct')
    WHERE EXISTS (SELECT 1 FROM approval_decision WHERE request_seq = NEW.request_seq AND person_id = NEW.person_id);
END;

-- Used by whoever asked, for the matter that was approved at every level, within a minute on both clocks.
CREATE TRIGGER approval_use_fits BEFORE INSERT ON approval_use BEGIN
  SELECT RAISE(ABORT, 'approval_use: is of another matter or person')
    FROM approval_request r WHERE r.seq = NEW.request_seq AND (r.digest <> NEW.digest OR r.person_id <> NEW.person_id);
  SELECT RAISE(ABORT, 'approval_use: was not approved')
    FROM approval_request r WHERE r.seq = NEW.request_seq AND (
      r.levels <> (SELECT count(*) FROM approval_decision WHERE request_seq = r.seq)
      OR EXISTS (SELECT 1 FROM approval_decision WHERE request_seq = r.seq AND verdict <> 'approved'));
  SELECT RAISE(ABORT, 'approval_use: the approval has run out')
    FROM approval_decision d JOIN approval_request r ON r.seq = d.request_seq
    WHERE r.seq = NEW.request_seq AND d.level = r.levels
      AND NOT (NEW.at - d.at BETWEEN 0 AND 60000 AND NEW.tick - d.tick BETWEEN 0 AND 60000);
END;

CREATE TRIGGER approval_request_no_update BEFORE UPDATE ON approval_request BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_request_no_delete BEFORE DELETE ON approval_request BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_decision_no_update BEFORE UPDATE ON approval_decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_decision_no_delete BEFORE DELETE ON approval_decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_use_no_update BEFORE UPDATE ON approval_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_use_no_delete BEFORE DELETE ON approval_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER approval_request_unsealed BEFORE INSERT ON approval_request WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER approval_decision_unsealed BEFORE INSERT ON approval_decision WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER approval_use_unsealed BEFORE INSERT ON approval_use WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
