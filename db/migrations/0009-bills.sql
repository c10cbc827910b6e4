-- Bills 账单 that an office has imported or typed, what is paid on them, and what is taken back; how a list's columns were
-- chosen; and what somebody is in the middle of typing.

-- A document of type B: bills are issued (Dr receivable, Cr what they are for), or what is still open of one is taken back.
CREATE TABLE bill_document (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  kind TEXT NOT NULL CHECK (kind IN ('issue', 'cancel')),
  -- What the document adds to the receivable: below zero when a bill is taken back.
  amount INTEGER NOT NULL CHECK ((kind = 'issue') = (amount > 0) AND amount <> 0
    AND amount BETWEEN -2251799813685248 AND 2251799813685248)
) STRICT;

-- A number that was cancelled may be issued again, corrected: that is its next revision.
CREATE TABLE bill (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES bill_document (seq),
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
  revision INTEGER NOT NULL CHECK (revision > 0),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  purpose TEXT NOT NULL CHECK (length(purpose) BETWEEN 1 AND 100),
  issued TEXT NOT NULL CHECK (issued GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  due TEXT NOT NULL CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  UNIQUE (number, revision)
) STRICT;
CREATE INDEX bill_seq ON bill (seq);
CREATE INDEX bill_customer ON bill (customer_id, due);

CREATE TABLE bill_line (
  bill_id INTEGER NOT NULL REFERENCES bill (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES bill_document (seq),
  -- NULL: words of the office's own, credited by their kind.
  item_id INTEGER REFERENCES item (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  credit_kind TEXT NOT NULL CHECK (credit_kind IN ('revenue', 'agency', 'treasury', 'deferred')),
  account TEXT NOT NULL REFERENCES account (code),
  PRIMARY KEY (bill_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_line_seq ON bill_line (seq);

-- What was open of a bill is taken back, once; what was paid on it stays paid.
CREATE TABLE bill_cancel (
  bill_id INTEGER PRIMARY KEY REFERENCES bill (id),
  seq INTEGER NOT NULL UNIQUE REFERENCES bill_document (seq),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100)
) STRICT;

-- A line of a receipt that pays on a bill. `rest`: what was open after it, as the receipt says for good.
CREATE TABLE bill_payment (
  seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL,
  bill_id INTEGER NOT NULL REFERENCES bill (id),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  rest INTEGER NOT NULL CHECK (rest BETWEEN 0 AND 2251799813685248),
  PRIMARY KEY (seq, n),
  UNIQUE (seq, bill_id),
  FOREIGN KEY (seq, n) REFERENCES line (seq, n) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_payment_bill ON bill_payment (bill_id);

-- Moves: what is paid and taken back of each bill, so that open ones are found at once. Never more than the bill.
CREATE TABLE bill_state (
  bill_id INTEGER PRIMARY KEY REFERENCES bill (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  due TEXT NOT NULL,
  amount INTEGER NOT NULL,
  paid INTEGER NOT NULL CHECK (paid >= 0),
  cancelled INTEGER NOT NULL CHECK (cancelled >= 0),
  CHECK (paid + cancelled <= amount)
) STRICT;
CREATE INDEX bill_open ON bill_state (customer_id, due) WHERE amount - paid - cancelled > 0;

CREATE TRIGGER bill_document_fits BEFORE INSERT ON bill_document BEGIN
  SELECT RAISE(ABORT, 'bill document: must be a document of type B')
    WHERE (SELECT type FROM document WHERE seq = NEW.seq) IS NOT 'B';
END;
CREATE TRIGGER bill_document_totals AFTER INSERT ON bill_document BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER bill_follows BEFORE INSERT ON bill BEGIN
  SELECT RAISE(ABORT, 'bill: must stand in a document that issues bills')
    WHERE (SELECT kind FROM bill_document WHERE seq = NEW.seq) IS NOT 'issue';
  SELECT RAISE(ABORT, 'bill: this number is issued already')
    WHERE NEW.revision IS NOT (SELECT coalesce(max(revision), 0) + 1 FROM bill WHERE number = NEW.number)
      OR EXISTS (SELECT 1 FROM bill b WHERE b.number = NEW.number AND b.revision = NEW.revision - 1
        AND NOT EXISTS (SELECT 1 FROM bill_cancel WHERE bill_id = b.id));
END;
CREATE TRIGGER bill_opens AFTER INSERT ON bill BEGIN
  INSERT INTO bill_state (bill_id, customer_id, due, amount, paid, cancelled)
    VALUES (NEW.id, NEW.customer_id, NEW.due, NEW.amount, 0, 0);
END;
CREATE TRIGGER bill_line_fits BEFORE INSERT ON bill_line BEGIN
  SELECT RAISE(ABORT, 'bill line: must stand in the act of its bill')
    WHERE (SELECT seq FROM bill WHERE id = NEW.bill_id) IS NOT NEW.seq;
END;
CREATE TRIGGER bill_cancel_fits BEFORE INSERT ON bill_cancel BEGIN
  SELECT RAISE(ABORT, 'bill cancel: must stand in a document that takes back')
    WHERE (SELECT kind FROM bill_document WHERE seq = NEW.seq) IS NOT 'cancel';
  SELECT RAISE(ABORT, 'bill cancel: must take back exactly what is open')
    WHERE NEW.amount IS NOT (SELECT amount - paid - cancelled FROM bill_state WHERE bill_id = NEW.bill_id);
END;
CREATE TRIGGER bill_cancel_counts AFTER INSERT ON bill_cancel BEGIN
  UPDATE bill_state SET cancelled = cancelled + NEW.amount WHERE bill_id = NEW.bill_id;
END;
CREATE TRIGGER bill_payment_fits BEFORE INSERT ON bill_payment BEGIN
  SELECT RAISE(ABORT, 'bill payment: is more than is open, or the rest is wrong')
    WHERE NEW.rest IS NOT (SELECT amount - paid - cancelled - NEW.amount FROM bill_state WHERE bill_id = NEW.bill_id);
END;
CREATE TRIGGER bill_payment_counts AFTER INSERT ON bill_payment BEGIN
  UPDATE bill_state SET paid = paid + NEW.amount WHERE bill_id = NEW.bill_id;
END;
-- What a voided receipt had paid is open again, also on a bill that was taken back in part since then.
CREATE TRIGGER receipt_void_opens_bills AFTER INSERT ON receipt_void BEGIN
  UPDATE bill_state SET paid = paid - (SELECT amount FROM bill_payment WHERE seq = NEW.receipt_seq AND bill_id = bill_state.bill_id)
    WHERE bill_id IN (SELECT bill_id FROM bill_payment WHERE seq = NEW.receipt_seq);
END;
-- A line on the receivable is a payment on a bill and nothing else. The payment is written first: no other line pays for this.
CREATE TRIGGER line_pays_bill BEFORE INSERT ON line WHEN NEW.credit_kind = 'receivable' BEGIN
  SELECT RAISE(ABORT, 'line: is on the receivable without a bill')
    WHERE NEW.account IS NOT '1122.bill' OR NEW.discount <> 0 OR NEW.quantity <> 1000
      OR NOT EXISTS (SELECT 1 FROM bill_payment WHERE seq = NEW.seq AND n = NEW.n AND amount = NEW.amount);
END;
CREATE TRIGGER line_off_bills BEFORE INSERT ON line
WHEN NEW.account = '1122.bill' AND NEW.credit_kind <> 'receivable' BEGIN
  SELECT RAISE(ABORT, 'line: only a payment on a bill stands on this account');
END;

CREATE TRIGGER bill_state_follows BEFORE UPDATE ON bill_state BEGIN
  SELECT RAISE(ABORT, 'bill_state: is not what its bill, its payments and its end say')
    WHERE NEW.bill_id IS NOT OLD.bill_id OR NEW.customer_id IS NOT OLD.customer_id OR NEW.due IS NOT OLD.due
      OR NEW.amount IS NOT OLD.amount
      OR NEW.paid IS NOT (SELECT coalesce(sum(amount), 0) FROM bill_payment WHERE bill_id = NEW.bill_id
        AND seq NOT IN (SELECT receipt_seq FROM receipt_void))
      OR NEW.cancelled IS NOT (SELECT coalesce(sum(amount), 0) FROM bill_cancel WHERE bill_id = NEW.bill_id);
END;
CREATE TRIGGER bill_state_starts BEFORE INSERT ON bill_state BEGIN
  SELECT RAISE(ABORT, 'bill_state: is not a bill as it was issued')
    WHERE NEW.paid <> 0 OR NEW.cancelled <> 0 OR NOT EXISTS (SELECT 1 FROM bill
      WHERE id = NEW.bill_id AND customer_id = NEW.customer_id AND due = NEW.due AND amount = NEW.amount);
END;
CREATE TRIGGER bill_state_stays BEFORE DELETE ON bill_state BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Sealing a document of type B: it is what its bills, or the bill it takes back, come to.
CREATE TRIGGER chain_seals_bills BEFORE INSERT ON chain
WHEN (SELECT type FROM document WHERE seq = NEW.seq) = 'B' BEGIN
  SELECT RAISE(ABORT, 'bill document: is missing')
    WHERE NOT EXISTS (SELECT 1 FROM bill_document WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'bill document: its bills and its amount differ')
    FROM bill_document d WHERE d.seq = NEW.seq AND (
      (d.kind = 'issue' AND d.amount <> (SELECT coalesce(sum(amount), 0) FROM bill WHERE seq = NEW.seq))
      OR (d.kind = 'cancel' AND -d.amount IS NOT (SELECT amount FROM bill_cancel WHERE seq = NEW.seq)));
  SELECT RAISE(ABORT, 'bill: its lines and its amount differ')
    FROM bill b WHERE b.seq = NEW.seq
      AND b.amount <> (SELECT coalesce(sum(amount), 0) FROM bill_line WHERE bill_id = b.id);
  SELECT RAISE(ABORT, 'bill document: the receivable is not posted')
    FROM bill_document d WHERE d.seq = NEW.seq
      AND d.amount <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = NEW.seq AND account = '1122.bill');
END;

-- Which column of a list means what, as somebody chose for a header like this one. The highest n counts.
CREATE TABLE list_layout (
  list TEXT NOT NULL CHECK (list IN ('tariff', 'customer', 'bill', 'use')),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  PRIMARY KEY (list, fingerprint, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_layout_seq ON list_layout (seq);
CREATE TRIGGER list_layout_follows BEFORE INSERT ON list_layout BEGIN
  SELECT RAISE(ABORT, 'list_layout: must follow the last one') WHERE NEW.n IS NOT
    (SELECT coalesce(max(n), 0) + 1 FROM list_layout WHERE list = NEW.list AND fingerprint = NEW.fingerprint);
END;

-- Moves: what somebody is in the middle of typing, so that a crash or Esc loses none of it. No fact, hence in no chain.
CREATE TABLE draft (
  person_id INTEGER NOT NULL REFERENCES person (id),
  screen TEXT NOT NULL CHECK (screen IN ('backfill')),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200000),
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, screen)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bill_document_no_update BEFORE UPDATE ON bill_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_document_no_delete BEFORE DELETE ON bill_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_document_unsealed BEFORE INSERT ON bill_document WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bill_no_update BEFORE UPDATE ON bill BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_no_delete BEFORE DELETE ON bill BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_unsealed BEFORE INSERT ON bill WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bill_line_no_update BEFORE UPDATE ON bill_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_line_no_delete BEFORE DELETE ON bill_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_line_unsealed BEFORE INSERT ON bill_line WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bill_cancel_no_update BEFORE UPDATE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_cancel_no_delete BEFORE DELETE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_cancel_unsealed BEFORE INSERT ON bill_cancel WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bill_payment_no_update BEFORE UPDATE ON bill_payment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_payment_no_delete BEFORE DELETE ON bill_payment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_payment_unsealed BEFORE INSERT ON bill_payment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER list_layout_no_update BEFORE UPDATE ON list_layout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER list_layout_no_delete BEFORE DELETE ON list_layout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER list_layout_unsealed BEFORE INSERT ON list_layout WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
