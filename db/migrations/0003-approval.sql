-- A second person's approval: what was asked for, who decided, and the one act that used it; and the two acts it was made
-- for, the void of a receipt and the correction of a tender. All chained.

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

-- 当班作废: a receipt taken back whole in the shift it was posted in. Document type V; its entries mirror everything that was
-- posted for the receipt.
CREATE TABLE receipt_void (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  receipt_seq INTEGER NOT NULL UNIQUE REFERENCES receipt (seq),
  reason TEXT NOT NULL CHECK (reason IN ('mistyped', 'wrongCustomer', 'duplicate', 'changedMind', 'other')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 2251799813685248),
  CHECK (reason <> 'other' OR text IS NOT NULL)
) STRICT;

-- 撤销: how a machine of its own gave one of the tenders back. `n` is the tender's on the receipt.
CREATE TABLE void_reversal (
  seq INTEGER NOT NULL REFERENCES receipt_void (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 4 AND 64),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- 更正支付方式: the money of one tender was booked to the wrong way to pay. Document type T; moves it, changes nothing else.
CREATE TABLE tender_correction (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  receipt_seq INTEGER NOT NULL,
  tender_n INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  from_method TEXT NOT NULL CHECK (from_method IN ('cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer')),
  to_method TEXT NOT NULL CHECK (to_method IN ('cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer')),
  reference TEXT CHECK (length(reference) BETWEEN 4 AND 64),
  proof TEXT NOT NULL CHECK (proof IN ('none', 'reference', 'unverified')),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  CHECK (from_method <> to_method),
  CHECK (to_method <> 'card' OR reference IS NOT NULL),
  CHECK (to_method <> 'cash' OR reference IS NULL),
  CHECK (proof = CASE WHEN to_method = 'cash' THEN 'none' WHEN reference IS NULL THEN 'unverified' ELSE 'reference' END),
  FOREIGN KEY (receipt_seq, tender_n) REFERENCES tender (seq, n)
) STRICT;
CREATE INDEX tender_correction_tender ON tender_correction (receipt_seq, tender_n);
CREATE INDEX tender_correction_reference ON tender_correction (reference) WHERE reference IS NOT NULL;

CREATE TRIGGER receipt_void_fits BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: is not on a document of its kind in the shift of its receipt')
    WHERE NOT EXISTS (SELECT 1 FROM document v JOIN document r ON r.shift_id = v.shift_id
      WHERE v.seq = NEW.seq AND v.type = 'V' AND r.seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_void: is not of the receipt''s total')
    WHERE NEW.total IS NOT (SELECT total FROM receipt WHERE seq = NEW.receipt_seq);
END;
CREATE TRIGGER void_reversal_fits BEFORE INSERT ON void_reversal BEGIN
  SELECT RAISE(ABORT, 'void_reversal: is of no tender of the receipt')
    WHERE NOT EXISTS (SELECT 1 FROM receipt_void v JOIN tender t ON t.seq = v.receipt_seq WHERE v.seq = NEW.seq AND t.n = NEW.n);
END;
CREATE TRIGGER tender_correction_fits BEFORE INSERT ON tender_correction BEGIN
  SELECT RAISE(ABORT, 'tender_correction: is not on a document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'T');
  SELECT RAISE(ABORT, 'tender_correction: this receipt was voided')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'tender_correction: is not the amount of its tender')
    WHERE NEW.amount IS NOT (SELECT applied FROM tender WHERE seq = NEW.receipt_seq AND n = NEW.tender_n);
  SELECT RAISE(ABORT, 'tender_correction: the money is not there')
    WHERE NEW.from_method IS NOT coalesce(
      (SELECT to_method FROM tender_correction
        WHERE receipt_seq = NEW.receipt_seq AND tender_n = NEW.tender_n ORDER BY seq DESC LIMIT 1),
      (SELECT method FROM tender WHERE seq = NEW.receipt_seq AND n = NEW.tender_n));
  -- A drawer that was counted stays as it was counted.
  SELECT RAISE(ABORT, 'tender_correction: cash moves only in the shift it was taken in')
    WHERE 'cash' IN (NEW.from_method, NEW.to_method) AND NOT EXISTS (
      SELECT 1 FROM document c JOIN document r ON r.shift_id = c.shift_id
      WHERE c.seq = NEW.seq AND r.seq = NEW.receipt_seq);
END;

-- A channel's own number proves one payment. Of a voided receipt it is free again: the same payment is on the right one now.
DROP TRIGGER tender_reference_once;
CREATE TRIGGER tender_reference_once BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    FROM tender t WHERE t.reference = NEW.reference AND t.method = NEW.method
      AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = t.seq);
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    FROM tender_correction c WHERE c.reference = NEW.reference AND c.to_method = NEW.method
      AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = c.receipt_seq);
END;
CREATE TRIGGER tender_correction_reference_once BEFORE INSERT ON tender_correction
WHEN NEW.to_method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this payment is already on a receipt')
    FROM tender t WHERE t.reference = NEW.reference AND t.method = NEW.to_method
      AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = t.seq);
  SELECT RAISE(ABORT, 'tender_correction: this payment is already on a receipt')
    FROM tender_correction c WHERE c.reference = NEW.reference AND c.to_method = NEW.to_method
      AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = c.receipt_seq);
END;

-- Sealing. Looked at only for documents of these two kinds: a plain charge pays for one look at its own row.
CREATE TRIGGER chain_seals_void BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type IN ('V', 'T')) BEGIN
  SELECT RAISE(ABORT, 'document: says neither a void nor a correction, as its letter says')
    FROM document d WHERE d.seq = NEW.seq AND (
      (d.type = 'V') <> EXISTS (SELECT 1 FROM receipt_void WHERE seq = NEW.seq)
      OR (d.type = 'T') <> EXISTS (SELECT 1 FROM tender_correction WHERE seq = NEW.seq));
  SELECT RAISE(ABORT, 'receipt_void: does not mirror what was posted for its receipt')
    FROM receipt_void v WHERE v.seq = NEW.seq AND EXISTS (
      SELECT 1 FROM (
        SELECT account, amount FROM entry WHERE seq = v.seq
        UNION ALL SELECT account, amount FROM entry WHERE seq = v.receipt_seq
        UNION ALL SELECT e.account, e.amount FROM tender_correction c JOIN entry e ON e.seq = c.seq
          WHERE c.receipt_seq = v.receipt_seq)
      GROUP BY account HAVING sum(amount) <> 0);
  SELECT RAISE(ABORT, 'receipt_void: a card tender was not reversed')
    FROM receipt_void v JOIN tender t ON t.seq = v.receipt_seq WHERE v.seq = NEW.seq
      AND 'card' = coalesce(
        (SELECT to_method FROM tender_correction
          WHERE receipt_seq = t.seq AND tender_n = t.n ORDER BY seq DESC LIMIT 1), t.method)
      AND NOT EXISTS (SELECT 1 FROM void_reversal WHERE seq = v.seq AND n = t.n);
  SELECT RAISE(ABORT, 'tender_correction: is not posted from one way to pay to the other')
    FROM tender_correction c WHERE c.seq = NEW.seq AND (
      (SELECT count(*) FROM entry WHERE seq = c.seq) <> 2
      OR NOT EXISTS (SELECT 1 FROM entry WHERE seq = c.seq AND amount = -c.amount AND account =
        CASE c.from_method WHEN 'cash' THEN
          (SELECT d.account FROM document x JOIN shift s ON s.id = x.shift_id JOIN drawer d ON d.id = s.drawer_id
            WHERE x.seq = c.seq) ELSE '1012.' || c.from_method END)
      OR NOT EXISTS (SELECT 1 FROM entry WHERE seq = c.seq AND amount = c.amount AND account =
        CASE c.to_method WHEN 'cash' THEN
          (SELECT d.account FROM document x JOIN shift s ON s.id = x.shift_id JOIN drawer d ON d.id = s.drawer_id
            WHERE x.seq = c.seq) ELSE '1012.' || c.to_method END));
END;

-- Running totals follow with the opposite sign, under the way to pay the money is at now.
CREATE TRIGGER receipt_void_totals AFTER INSERT ON receipt_void BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, -NEW.total FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_item (business_date, item_id, count, quantity, amount)
    SELECT d.business_date, l.item_id, -count(*), -sum(l.quantity), -sum(l.amount)
      FROM document d, line l WHERE d.seq = NEW.seq AND l.seq = NEW.receipt_seq GROUP BY l.item_id
    ON CONFLICT DO UPDATE SET count = count + excluded.count, quantity = quantity + excluded.quantity,
      amount = amount + excluded.amount;
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT d.business_date, d.shift_id, coalesce(
        (SELECT to_method FROM tender_correction
          WHERE receipt_seq = t.seq AND tender_n = t.n ORDER BY seq DESC LIMIT 1), t.method) AS now,
        -count(*), -sum(t.applied)
      FROM document d, tender t WHERE d.seq = NEW.seq AND t.seq = NEW.receipt_seq GROUP BY now
    ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount;
END;
CREATE TRIGGER tender_correction_totals AFTER INSERT ON tender_correction BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT business_date, shift_id, NEW.from_method, -1, -NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count - 1, amount = amount + excluded.amount;
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT business_date, shift_id, NEW.to_method, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

CREATE TRIGGER receipt_void_no_update BEFORE UPDATE ON receipt_void BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_void_no_delete BEFORE DELETE ON receipt_void BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER void_reversal_no_update BEFORE UPDATE ON void_reversal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER void_reversal_no_delete BEFORE DELETE ON void_reversal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_correction_no_update BEFORE UPDATE ON tender_correction BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_correction_no_delete BEFORE DELETE ON tender_correction BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_void_unsealed BEFORE INSERT ON receipt_void WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER void_reversal_unsealed BEFORE INSERT ON void_reversal WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tender_correction_unsealed BEFORE INSERT ON tender_correction WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
