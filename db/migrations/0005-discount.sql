-- Discounts 优惠, waivers 减免, price overrides: what was taken off a receipt, why, and by which terms.

-- A policy is a code that stays and versions that follow each other, as items are: past receipts keep the terms of their day.
CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20)
) STRICT;
CREATE INDEX policy_seq ON policy (seq);

-- Basis points: hundredths of a percent. No items and no categories (JSON lists of texts): for every item.
CREATE TABLE policy_version (
  policy_id INTEGER NOT NULL REFERENCES policy (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  from_date TEXT NOT NULL,
  until_date TEXT CHECK (until_date IS NULL OR until_date >= from_date),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  benefit TEXT NOT NULL CHECK (benefit IN ('percent', 'amount', 'threshold')),
  basis_points INTEGER CHECK (basis_points BETWEEN 1 AND 10000),
  off INTEGER CHECK (off BETWEEN 1 AND 2251799813685248),
  reach INTEGER CHECK (reach BETWEEN 1 AND 2251799813685248),
  repeats INTEGER CHECK (repeats IN (0, 1)),
  cap INTEGER CHECK (cap BETWEEN 1 AND 2251799813685248),
  combines INTEGER NOT NULL CHECK (combines IN (0, 1)),
  who TEXT NOT NULL CHECK (who IN ('everyone', 'customers', 'tag')),
  tag TEXT CHECK (length(tag) BETWEEN 1 AND 30),
  items TEXT NOT NULL CHECK (json_type(items) = 'array'),
  categories TEXT NOT NULL CHECK (json_type(categories) = 'array'),
  CHECK ((basis_points IS NOT NULL) = (benefit = 'percent')),
  CHECK ((off IS NULL) = (benefit = 'percent')),
  CHECK ((reach IS NOT NULL) = (benefit = 'threshold') AND (repeats IS NOT NULL) = (benefit = 'threshold')),
  CHECK (reach IS NULL OR off <= reach),
  CHECK ((tag IS NOT NULL) = (who = 'tag')),
  PRIMARY KEY (policy_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_version_seq ON policy_version (seq);

-- One discount of a receipt, in the order in which they were taken. `line` is the one it is for, NULL the whole bill.
CREATE TABLE receipt_discount (
  seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  kind TEXT NOT NULL CHECK (kind IN ('policy', 'percent', 'amount', 'waiver')),
  line INTEGER CHECK (line > 0),
  policy_id INTEGER,
  policy_n INTEGER,
  basis_points INTEGER CHECK (basis_points BETWEEN 1 AND 10000),
  asked INTEGER CHECK (asked BETWEEN 1 AND 2251799813685248),
  reason TEXT CHECK (reason IN ('hardship', 'complaint', 'serviceFault', 'staff', 'other')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 100),
  valid_until TEXT,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  CHECK ((policy_id IS NOT NULL) = (kind = 'policy') AND (policy_n IS NOT NULL) = (kind = 'policy')),
  CHECK (kind <> 'policy' OR line IS NULL),
  CHECK ((basis_points IS NOT NULL) = (kind = 'percent')),
  CHECK (kind <> 'amount' OR asked IS NOT NULL),
  CHECK (asked IS NULL OR (kind IN ('amount', 'waiver') AND asked = amount)),
  CHECK ((reason IS NOT NULL) = (kind = 'waiver')),
  CHECK (reason IS NOT 'other' OR text IS NOT NULL),
  CHECK (valid_until IS NULL OR kind = 'waiver'),
  FOREIGN KEY (policy_id, policy_n) REFERENCES policy_version (policy_id, n),
  FOREIGN KEY (seq, line) REFERENCES line (seq, n),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- What each line bore of a discount. A line it was for and whose part came to 0 has its row too: it carried weight.
CREATE TABLE line_discount (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  line INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 2251799813685248),
  FOREIGN KEY (seq, n) REFERENCES receipt_discount (seq, n),
  FOREIGN KEY (seq, line) REFERENCES line (seq, n),
  PRIMARY KEY (seq, n, line)
) STRICT, WITHOUT ROWID;

-- A fixed item charged at another price: what the tariff says beside what the line says.
CREATE TABLE price_override (
  seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  tariff_price INTEGER NOT NULL CHECK (tariff_price BETWEEN 0 AND 2251799813685248),
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 2251799813685248 AND price <> tariff_price),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  FOREIGN KEY (seq, line) REFERENCES line (seq, n),
  PRIMARY KEY (seq, line)
) STRICT, WITHOUT ROWID;

-- A parked bill keeps what was asked for; it is reckoned again when the bill is taken up. `amount`: what it came to at parking.
CREATE TABLE parked_discount (
  seq INTEGER NOT NULL REFERENCES parked_bill (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  kind TEXT NOT NULL CHECK (kind IN ('policy', 'percent', 'amount', 'waiver')),
  line INTEGER CHECK (line > 0),
  policy_id INTEGER REFERENCES policy (id),
  basis_points INTEGER CHECK (basis_points BETWEEN 1 AND 10000),
  asked INTEGER CHECK (asked BETWEEN 1 AND 2251799813685248),
  reason TEXT CHECK (reason IN ('hardship', 'complaint', 'serviceFault', 'staff', 'other')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 100),
  valid_until TEXT,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 2251799813685248),
  CHECK ((policy_id IS NOT NULL) = (kind = 'policy')),
  CHECK (kind <> 'policy' OR line IS NULL),
  CHECK ((basis_points IS NOT NULL) = (kind = 'percent')),
  CHECK ((kind <> 'amount' OR asked IS NOT NULL) AND (asked IS NULL OR kind IN ('amount', 'waiver'))),
  CHECK ((reason IS NOT NULL) = (kind = 'waiver')),
  CHECK (reason IS NOT 'other' OR text IS NOT NULL),
  CHECK (valid_until IS NULL OR kind = 'waiver'),
  FOREIGN KEY (seq, line) REFERENCES parked_line (seq, n),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- A price given before parking is not kept for later; it is only remembered, so that taking the bill up can say it is gone.
CREATE TABLE parked_override (
  seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 2251799813685248),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  FOREIGN KEY (seq, line) REFERENCES parked_line (seq, n),
  PRIMARY KEY (seq, line)
) STRICT, WITHOUT ROWID;

-- Running totals per business date, cashier and cause, for the day report. Policy 0: the cashier's own; reason '': none said.
CREATE TABLE day_discount (
  business_date TEXT NOT NULL, person_id INTEGER NOT NULL, kind TEXT NOT NULL, policy_id INTEGER NOT NULL, reason TEXT NOT NULL,
  count INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (business_date, person_id, kind, policy_id, reason)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER receipt_discount_totals AFTER INSERT ON receipt_discount BEGIN
  INSERT INTO day_discount (business_date, person_id, kind, policy_id, reason, count, amount)
    SELECT business_date, person_id, NEW.kind, coalesce(NEW.policy_id, 0), coalesce(NEW.reason, ''), 1, NEW.amount
    FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- Versions are told in order; a code is one policy's for good.
CREATE TRIGGER policy_version_follows BEFORE INSERT ON policy_version BEGIN
  SELECT RAISE(ABORT, 'policy_version: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM policy_version WHERE policy_id = NEW.policy_id);
END;

-- Sealing. The conditions are look-ups by key, so that a receipt without any of this pays next to nothing for it.
CREATE TRIGGER chain_seals_discounts BEFORE INSERT ON chain
WHEN coalesce((SELECT discount FROM receipt WHERE seq = NEW.seq), 0) <> 0
  OR EXISTS (SELECT 1 FROM receipt_discount WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'receipt: a line''s discount is not the sum of its parts')
    FROM line l WHERE l.seq = NEW.seq
      AND l.discount <> (SELECT coalesce(sum(amount), 0) FROM line_discount WHERE seq = l.seq AND line = l.n);
  SELECT RAISE(ABORT, 'receipt: a discount is not the sum of what its lines bore')
    FROM receipt_discount d WHERE d.seq = NEW.seq
      AND d.amount <> (SELECT coalesce(sum(amount), 0) FROM line_discount WHERE seq = d.seq AND n = d.n);
  SELECT RAISE(ABORT, 'receipt: discount is not on its account')
    FROM receipt r WHERE r.seq = NEW.seq AND r.discount IS NOT
      (SELECT sum(amount) FROM entry WHERE seq = NEW.seq AND account = '6001.discount');
END;
CREATE TRIGGER chain_seals_rounding BEFORE INSERT ON chain
WHEN coalesce((SELECT rounding FROM receipt WHERE seq = NEW.seq), 0) <> 0 BEGIN
  SELECT RAISE(ABORT, 'receipt: rounded without cash')
    WHERE NOT EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND method = 'cash');
  SELECT RAISE(ABORT, 'receipt: rounding is not on its account')
    FROM receipt r WHERE r.seq = NEW.seq AND -r.rounding IS NOT
      (SELECT sum(amount) FROM entry WHERE seq = NEW.seq AND account = '6301.rounding');
END;
CREATE TRIGGER price_override_fits BEFORE INSERT ON price_override BEGIN
  SELECT RAISE(ABORT, 'price_override: is not the price of its line')
    WHERE NEW.price IS NOT (SELECT unit_price FROM line WHERE seq = NEW.seq AND n = NEW.line);
END;

CREATE TRIGGER policy_no_update BEFORE UPDATE ON policy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_no_delete BEFORE DELETE ON policy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_version_no_update BEFORE UPDATE ON policy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON policy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_discount_no_update BEFORE UPDATE ON receipt_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_discount_no_delete BEFORE DELETE ON receipt_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_discount_no_update BEFORE UPDATE ON line_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_discount_no_delete BEFORE DELETE ON line_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER price_override_no_update BEFORE UPDATE ON price_override BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER price_override_no_delete BEFORE DELETE ON price_override BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_discount_no_update BEFORE UPDATE ON parked_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_discount_no_delete BEFORE DELETE ON parked_discount BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_override_no_update BEFORE UPDATE ON parked_override BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_override_no_delete BEFORE DELETE ON parked_override BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_unsealed BEFORE INSERT ON policy WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER policy_version_unsealed BEFORE INSERT ON policy_version WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER receipt_discount_unsealed BEFORE INSERT ON receipt_discount WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER line_discount_unsealed BEFORE INSERT ON line_discount WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER price_override_unsealed BEFORE INSERT ON price_override WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER parked_discount_unsealed BEFORE INSERT ON parked_discount WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER parked_override_unsealed BEFORE INSERT ON parked_override WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
