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

-- Copies of a customer's papers. What it is a copy of is said; taken off the file again by a row of its own.
CREATE TABLE customer_paper (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  attachment_id TEXT NOT NULL UNIQUE REFERENCES attachment (id),
  shows TEXT NOT NULL CHECK (shows IN ('idFront', 'idBack', 'licence', 'contract', 'photo', 'other')),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (customer_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_paper_seq ON customer_paper (seq);

CREATE TABLE customer_paper_end (
  customer_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  PRIMARY KEY (customer_id, n),
  FOREIGN KEY (customer_id, n) REFERENCES customer_paper (customer_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_paper_end_seq ON customer_paper_end (seq);

-- 冻结: odd rows freeze, even rows let go again. A frozen customer is not charged.
CREATE TABLE customer_freeze (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  frozen INTEGER NOT NULL CHECK (frozen = n % 2),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (customer_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_freeze_seq ON customer_freeze (seq);

-- 合并: odd rows say that this customer is that one, even rows take it back. The old number goes on meaning the other one.
CREATE TABLE customer_merge (
  from_id INTEGER NOT NULL REFERENCES customer (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  into_id INTEGER NOT NULL REFERENCES customer (id),
  undone INTEGER NOT NULL CHECK (undone = (n + 1) % 2),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  CHECK (from_id <> into_id),
  PRIMARY KEY (from_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_merge_seq ON customer_merge (seq);

-- Moves: what holds of a customer now. Written by the triggers below only, proved by verify.
CREATE TABLE customer_now (
  customer_id INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  merged_into INTEGER
) STRICT;
CREATE INDEX customer_now_merged ON customer_now (merged_into) WHERE merged_into IS NOT NULL;

-- Moves: everything the newest version of a customer may be asked by, in one tree, so that every search is a range of it.
-- Kinds: n name, m the name from its second and later characters on, p pinyin, i initials, t phone, e phone from its end,
-- l plate, k plate from its end, u unit, v unit from its end, d ID number and type, g tag.
CREATE TABLE customer_key (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (kind, key, customer_id)
) STRICT, WITHOUT ROWID;

-- The keys of one version. The start of a name longer than twelve characters is enough to find the middle of it by.
CREATE VIEW customer_version_key (customer_id, n, kind, key) AS
  SELECT customer_id, n, 'n', name FROM customer_version
  UNION ALL SELECT customer_id, n, 'm', substr(name, value, 12) FROM customer_version,
    json_each('[2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59]')
    WHERE value < length(name)
  UNION ALL SELECT customer_id, n, 'p', pinyin FROM customer_version WHERE pinyin <> ''
  UNION ALL SELECT customer_id, n, 'i', initials FROM customer_version WHERE initials <> ''
  UNION ALL SELECT customer_id, n, 't', phone FROM customer_version WHERE phone IS NOT NULL
  UNION ALL SELECT customer_id, n, 'e', phone_reversed FROM customer_version WHERE phone IS NOT NULL
  UNION ALL SELECT customer_id, n, 't', value FROM customer_version, json_each('["' || replace(more_phones, ' ', '","') || '"]')
    WHERE more_phones IS NOT NULL
  UNION ALL SELECT customer_id, n, 'e', value FROM customer_version, json_each('["' || replace(more_phones_reversed, ' ', '","') || '"]')
    WHERE more_phones IS NOT NULL
  UNION ALL SELECT customer_id, n, 'l', plate FROM customer_version WHERE plate IS NOT NULL
  UNION ALL SELECT customer_id, n, 'k', plate_reversed FROM customer_version WHERE plate IS NOT NULL
  UNION ALL SELECT customer_id, n, 'u', unit FROM customer_version WHERE unit IS NOT NULL
  UNION ALL SELECT customer_id, n, 'v', unit_reversed FROM customer_version WHERE unit IS NOT NULL
  UNION ALL SELECT customer_id, n, 'd', id_number || ' ' || id_type FROM customer_version WHERE id_number IS NOT NULL
  UNION ALL SELECT customer_id, n, 'g', value FROM customer_version, json_each('["' || replace(tags, ' ', '","') || '"]')
    WHERE tags IS NOT NULL;

CREATE TRIGGER customer_version_is_now AFTER INSERT ON customer_version BEGIN
  INSERT INTO customer_now (customer_id, n, frozen, merged_into) VALUES (NEW.customer_id, NEW.n, 0, NULL)
    ON CONFLICT DO UPDATE SET n = NEW.n;
  DELETE FROM customer_key WHERE NEW.n > 1 AND (kind, key, customer_id) IN (
    SELECT kind, key, customer_id FROM customer_version_key WHERE customer_id = NEW.customer_id AND n = NEW.n - 1);
  INSERT INTO customer_key (kind, key, customer_id)
    SELECT DISTINCT kind, key, customer_id FROM customer_version_key WHERE customer_id = NEW.customer_id AND n = NEW.n;
END;

-- One paper is one person's. Whoever was merged is the one they were merged into.
CREATE TRIGGER customer_version_is_alone BEFORE INSERT ON customer_version BEGIN
  SELECT RAISE(ABORT, 'customer_version: this customer is another one now')
    WHERE EXISTS (SELECT 1 FROM customer_now WHERE customer_id = NEW.customer_id AND merged_into IS NOT NULL);
  SELECT RAISE(ABORT, 'customer_version: this ID number is another customer''s')
    FROM customer_key k JOIN customer_now s ON s.customer_id = k.customer_id
    WHERE NEW.id_number IS NOT NULL AND k.kind = 'd' AND k.key = NEW.id_number || ' ' || NEW.id_type
      AND coalesce(s.merged_into, s.customer_id) <> NEW.customer_id;
END;

CREATE TRIGGER customer_paper_follows BEFORE INSERT ON customer_paper BEGIN
  SELECT RAISE(ABORT, 'customer_paper: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM customer_paper WHERE customer_id = NEW.customer_id);
  SELECT RAISE(ABORT, 'customer_paper: is not kept as a customer''s paper')
    WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE id = NEW.attachment_id AND kind = 'customerPaper');
END;

CREATE TRIGGER customer_freeze_follows BEFORE INSERT ON customer_freeze BEGIN
  SELECT RAISE(ABORT, 'customer_freeze: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM customer_freeze WHERE customer_id = NEW.customer_id);
  SELECT RAISE(ABORT, 'customer_freeze: this customer is another one now')
    WHERE NOT EXISTS (SELECT 1 FROM customer_now WHERE customer_id = NEW.customer_id AND merged_into IS NULL);
END;
CREATE TRIGGER customer_freeze_is_now AFTER INSERT ON customer_freeze BEGIN
  UPDATE customer_now SET frozen = NEW.frozen WHERE customer_id = NEW.customer_id;
END;

-- Everybody who was merged is merged into somebody who was not, so that one step leads to who they are.
CREATE TRIGGER customer_merge_follows BEFORE INSERT ON customer_merge BEGIN
  SELECT RAISE(ABORT, 'customer_merge: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM customer_merge WHERE from_id = NEW.from_id);
  SELECT RAISE(ABORT, 'customer_merge: takes back another merge')
    WHERE NEW.undone = 1 AND NEW.into_id IS NOT (SELECT merged_into FROM customer_now WHERE customer_id = NEW.from_id);
  SELECT RAISE(ABORT, 'customer_merge: something was charged since')
    WHERE NEW.undone = 1 AND EXISTS (SELECT 1 FROM receipt WHERE customer_id = NEW.into_id AND seq > (
      SELECT seq FROM customer_merge WHERE from_id = NEW.from_id AND n = NEW.n - 1));
  SELECT RAISE(ABORT, 'customer_merge: something was paid in or given back since')
    WHERE NEW.undone = 1 AND EXISTS (SELECT 1 FROM prepayment p JOIN prepayment_account a ON a.id = p.account_id
      WHERE a.customer_id = NEW.into_id AND p.seq > (SELECT seq FROM customer_merge WHERE from_id = NEW.from_id AND n = NEW.n - 1));
  SELECT RAISE(ABORT, 'customer_merge: into somebody who is another one now')
    WHERE NEW.undone = 0 AND NOT EXISTS (
      SELECT 1 FROM customer_now WHERE customer_id = NEW.into_id AND merged_into IS NULL AND frozen = 0);
  SELECT RAISE(ABORT, 'customer_merge: of somebody whom others were merged into')
    WHERE NEW.undone = 0 AND EXISTS (SELECT 1 FROM customer_now WHERE merged_into = NEW.from_id);
  SELECT RAISE(ABORT, 'customer_merge: of a frozen customer')
    WHERE NEW.undone = 0 AND NOT EXISTS (SELECT 1 FROM customer_now WHERE customer_id = NEW.from_id AND frozen = 0);
END;
CREATE TRIGGER customer_merge_is_now AFTER INSERT ON customer_merge BEGIN
  UPDATE customer_now SET merged_into = CASE NEW.undone WHEN 0 THEN NEW.into_id END WHERE customer_id = NEW.from_id;
END;

-- A receipt is made out to somebody as they are now, and not to a frozen customer.
CREATE TRIGGER receipt_customer_may BEFORE INSERT ON receipt WHEN NEW.customer_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'receipt: its customer is frozen or another one now')
    WHERE EXISTS (SELECT 1 FROM customer_now WHERE customer_id = NEW.customer_id AND (frozen = 1 OR merged_into IS NOT NULL));
END;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_paper_no_update BEFORE UPDATE ON customer_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_paper_no_delete BEFORE DELETE ON customer_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_paper_end_no_update BEFORE UPDATE ON customer_paper_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_paper_end_no_delete BEFORE DELETE ON customer_paper_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_freeze_no_update BEFORE UPDATE ON customer_freeze BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_freeze_no_delete BEFORE DELETE ON customer_freeze BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_merge_no_update BEFORE UPDATE ON customer_merge BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_merge_no_delete BEFORE DELETE ON customer_merge BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attachment_unsealed BEFORE INSERT ON attachment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_paper_unsealed BEFORE INSERT ON customer_paper WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_paper_end_unsealed BEFORE INSERT ON customer_paper_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_freeze_unsealed BEFORE INSERT ON customer_freeze WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_merge_unsealed BEFORE INSERT ON customer_merge WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
