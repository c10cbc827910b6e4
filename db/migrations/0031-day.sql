-- What a day is closed with: the count of an incoming cashier that was not the outgoing one's is kept as well, and what a day
-- leaves open is counted as it comes and goes, so that looking at a day costs the same after a million payments.

-- 接班清点不符: what whoever was to take a drawer counted, when it was not what was counted before. It is never told to
-- either of them against the other count; finance reads both in the report of the shift.
CREATE TABLE handover_count (
  offer_seq INTEGER NOT NULL REFERENCES handover_offer (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 2251799813685248),
  PRIMARY KEY (offer_seq, n)
) STRICT;
CREATE INDEX handover_count_seq ON handover_count (seq);
CREATE TRIGGER handover_count_fits BEFORE INSERT ON handover_count BEGIN
  SELECT RAISE(ABORT, 'handover_count: must follow the last one of an offer that waits')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM handover_count WHERE offer_seq = NEW.offer_seq)
      OR EXISTS (SELECT 1 FROM handover_end WHERE offer_seq = NEW.offer_seq);
  SELECT RAISE(ABORT, 'handover_count: is by whoever offered, or is what they counted')
    FROM handover_offer o JOIN cash_count c ON c.seq = o.count_seq
    WHERE o.seq = NEW.offer_seq AND (o.person_id = NEW.person_id OR c.counted = NEW.counted);
END;
CREATE TRIGGER handover_count_no_update BEFORE UPDATE ON handover_count BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_count_no_delete BEFORE DELETE ON handover_count BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_count_unsealed BEFORE INSERT ON handover_count WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- Payments that nothing proves: of a corrected tender the last correction says so, unless a proof came after it. A receipt
-- that stands no more is not asked for here.
CREATE VIEW tender_unproved (seq, n, business_date, amount) AS
  SELECT t.seq, t.n, d.business_date, t.applied
  FROM tender t JOIN document d ON d.seq = t.seq
  WHERE t.proof = 'unverified'
    AND NOT EXISTS (SELECT 1 FROM tender_proof WHERE tender_seq = t.seq AND tender_n = t.n)
    AND NOT EXISTS (SELECT 1 FROM tender_correction WHERE receipt_seq = t.seq AND tender_n = t.n)
  UNION ALL
  SELECT c.receipt_seq, c.tender_n, d.business_date, c.amount
  FROM tender_correction c JOIN document d ON d.seq = c.seq
  WHERE c.proof = 'unverified'
    AND c.seq = (SELECT max(seq) FROM tender_correction WHERE receipt_seq = c.receipt_seq AND tender_n = c.tender_n)
    AND NOT EXISTS (SELECT 1 FROM tender_proof WHERE tender_seq = c.receipt_seq AND tender_n = c.tender_n AND seq > c.seq);

-- Running: how many of a business date are unproved now, and what they come to; a date without any has no row.
CREATE TABLE unproved_day (
  business_date TEXT PRIMARY KEY,
  count INTEGER NOT NULL CHECK (count >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO unproved_day (business_date, count, amount)
  SELECT business_date, count(*), sum(amount) FROM tender_unproved
  WHERE seq NOT IN (SELECT receipt_seq FROM receipt_gone) GROUP BY business_date;

CREATE TRIGGER unproved_day_ends AFTER UPDATE ON unproved_day WHEN NEW.count = 0 BEGIN
  DELETE FROM unproved_day WHERE business_date = NEW.business_date;
END;
CREATE TRIGGER tender_is_unproved AFTER INSERT ON tender WHEN NEW.proof = 'unverified' BEGIN
  INSERT INTO unproved_day (business_date, count, amount)
    SELECT business_date, 1, NEW.applied FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
-- What is no longer unproved is said here, before it is: tender n of a receipt, or all of it (n null). Holds no rows.
CREATE VIEW no_longer_unproved (seq, n) AS SELECT seq, n FROM tender_unproved WHERE false;
CREATE TRIGGER no_longer_unproved_leaves INSTEAD OF INSERT ON no_longer_unproved BEGIN
  UPDATE unproved_day SET count = unproved_day.count - u.count, amount = unproved_day.amount - u.amount
    FROM (SELECT business_date, count(*) AS count, sum(amount) AS amount FROM tender_unproved
      WHERE seq = NEW.seq AND n = coalesce(NEW.n, n) GROUP BY business_date) u
    WHERE unproved_day.business_date = u.business_date;
END;
CREATE TRIGGER tender_gets_proof BEFORE INSERT ON tender_proof
WHEN NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = NEW.tender_seq) BEGIN
  INSERT INTO no_longer_unproved VALUES (NEW.tender_seq, NEW.tender_n);
END;
CREATE TRIGGER tender_correction_leaves BEFORE INSERT ON tender_correction BEGIN
  INSERT INTO no_longer_unproved VALUES (NEW.receipt_seq, NEW.tender_n);
END;
CREATE TRIGGER tender_correction_is_unproved AFTER INSERT ON tender_correction WHEN NEW.proof = 'unverified' BEGIN
  INSERT INTO unproved_day (business_date, count, amount)
    SELECT business_date, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- Cheques the bank has not answered for, and deposits it has not confirmed: the open ones only.
CREATE TABLE open_item (
  kind TEXT NOT NULL CHECK (kind IN ('cheque', 'deposit')),
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (kind, seq, n)
) STRICT, WITHOUT ROWID;
-- As the rows have it.
CREATE VIEW item_open (kind, seq, n, business_date, amount) AS
  SELECT 'cheque', q.seq, q.n, d.business_date, t.applied
  FROM tender_cheque q JOIN tender t ON t.seq = q.seq AND t.n = q.n JOIN document d ON d.seq = q.seq
  WHERE NOT EXISTS (SELECT 1 FROM cheque_end WHERE tender_seq = q.seq AND tender_n = q.n)
    AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = q.seq)
  UNION ALL
  SELECT 'deposit', p.seq, 0, d.business_date, p.amount
  FROM deposit_slip p JOIN document d ON d.seq = p.seq
  WHERE NOT EXISTS (SELECT 1 FROM deposit_end WHERE deposit_seq = p.seq);
INSERT INTO open_item SELECT * FROM item_open;
-- A cheque stands before its tender, so the tender opens it.
CREATE TRIGGER tender_opens_cheque AFTER INSERT ON tender
WHEN EXISTS (SELECT 1 FROM tender_cheque WHERE seq = NEW.seq AND n = NEW.n) BEGIN
  INSERT INTO open_item (kind, seq, n, business_date, amount)
    SELECT 'cheque', NEW.seq, NEW.n, business_date, NEW.applied FROM document WHERE seq = NEW.seq;
END;
-- A receipt that stands no more leaves nothing open, whichever way it went.
CREATE VIEW receipt_leaving (receipt_seq) AS SELECT receipt_seq FROM receipt_gone WHERE false;
CREATE TRIGGER receipt_leaving_leaves INSTEAD OF INSERT ON receipt_leaving BEGIN
  INSERT INTO no_longer_unproved VALUES (NEW.receipt_seq, NULL);
  DELETE FROM open_item WHERE kind = 'cheque' AND seq = NEW.receipt_seq;
END;
CREATE TRIGGER receipt_void_leaves BEFORE INSERT ON receipt_void BEGIN INSERT INTO receipt_leaving VALUES (NEW.receipt_seq); END;
CREATE TRIGGER receipt_exchange_leaves BEFORE INSERT ON receipt_exchange BEGIN INSERT INTO receipt_leaving VALUES (NEW.receipt_seq); END;
CREATE TRIGGER receipt_reissue_leaves BEFORE INSERT ON receipt_reissue BEGIN INSERT INTO receipt_leaving VALUES (NEW.receipt_seq); END;
CREATE TRIGGER cheque_end_closes AFTER INSERT ON cheque_end BEGIN
  DELETE FROM open_item WHERE kind = 'cheque' AND seq = NEW.tender_seq AND n = NEW.tender_n;
END;
CREATE TRIGGER deposit_slip_opens AFTER INSERT ON deposit_slip BEGIN
  INSERT INTO open_item (kind, seq, n, business_date, amount)
    SELECT 'deposit', NEW.seq, 0, business_date, NEW.amount FROM document WHERE seq = NEW.seq;
END;
CREATE TRIGGER deposit_end_closes AFTER INSERT ON deposit_end BEGIN
  DELETE FROM open_item WHERE kind = 'deposit' AND seq = NEW.deposit_seq;
END;

-- What refunds have left of a line, asked line by line: the day's report looks at the few that were reissued, and must not
-- walk through all lines and all refunds there ever were.
DROP VIEW line_kept;
CREATE VIEW line_kept (seq, n, item_id, account, quantity, gross, discount, tax) AS
  SELECT l.seq, l.n, l.item_id, l.account,
    l.quantity - coalesce((SELECT sum(quantity) FROM line_refunded WHERE receipt_seq = l.seq AND line_n = l.n), 0),
    l.gross - coalesce((SELECT sum(gross) FROM line_refunded WHERE receipt_seq = l.seq AND line_n = l.n), 0),
    l.discount - coalesce((SELECT sum(discount) FROM line_refunded WHERE receipt_seq = l.seq AND line_n = l.n), 0),
    l.tax - coalesce((SELECT sum(tax) FROM line_refunded WHERE receipt_seq = l.seq AND line_n = l.n), 0)
  FROM line l;
