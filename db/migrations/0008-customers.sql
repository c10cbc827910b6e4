-- The customer file beyond its first facts: kept papers, freezes, merges, and the index that every way of asking for a
-- customer goes through. Facts are append-only and chained; what moves is named and re-proved by verify.

-- A whole file kept encrypted beside the ledger. This row answers for its bytes.
CREATE TABLE attachment (
  id TEXT PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('customerPaper', 'tenderEvidence', 'caseDocument')),
  media TEXT NOT NULL CHECK (media IN ('pdf', 'png', 'jpeg', 'webp')),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 10485760),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX attachment_seq ON attachment (seq);

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attachment_unsealed BEFORE INSERT ON attachment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
