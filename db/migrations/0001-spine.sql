-- The ledger's first shape. Facts are append-only and chained; everything that moves is small, named below and re-proved
-- by verify. Amounts: minor units. Quantities: thousandths. Times: milliseconds since 1970 (UTC). Dates: YYYY-MM-DD.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row per act: its hash covers its own fields, the digest of every chained row with the same seq, and the row before.
CREATE TABLE chain (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  clock_back INTEGER NOT NULL CHECK (clock_back IN (0, 1)),
  business_date TEXT NOT NULL CHECK (business_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  person_id INTEGER REFERENCES person (id),
  kind TEXT NOT NULL,
  ref TEXT,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- People ---------------------------------------------------------------------------------------------------------
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  username TEXT NOT NULL UNIQUE CHECK (length(username) BETWEEN 2 AND 32),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40)
) STRICT;
CREATE INDEX person_seq ON person (seq);

CREATE TABLE person_role (
  person_id INTEGER NOT NULL REFERENCES person (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('cashier', 'supervisor', 'finance', 'it', 'auditor', 'confirmer')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  PRIMARY KEY (person_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_role_seq ON person_role (seq);

CREATE TABLE credential (
  person_id INTEGER NOT NULL REFERENCES person (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  phc TEXT NOT NULL CHECK (phc GLOB '$argon2id$*'),
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  PRIMARY KEY (person_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_seq ON credential (seq);

-- Moves: failed tries are counted here before they are answered; waiting time is spent only while the program runs.
CREATE TABLE signin_guard (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  wait_ms INTEGER NOT NULL CHECK (wait_ms >= 0),
  last_signin_at INTEGER
) STRICT;

-- Moves: sessions that may be taken up again after a restart of the ledger process.
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  ticket_hash BLOB NOT NULL UNIQUE CHECK (length(ticket_hash) = 32),
  person_id INTEGER NOT NULL REFERENCES person (id),
  started_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  used_ms INTEGER NOT NULL CHECK (used_ms >= 0),
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  last_signin_at INTEGER,
  failures_since INTEGER NOT NULL
) STRICT;

-- Tariff and customers ---------------------------------------------------------------------------------------------
CREATE TABLE account (
  code TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'income', 'expense'))
) STRICT, WITHOUT ROWID;
CREATE INDEX account_seq ON account (seq);

CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20)
) STRICT;
CREATE INDEX item_seq ON item (seq);

CREATE TABLE item_version (
  item_id INTEGER NOT NULL REFERENCES item (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  from_date TEXT NOT NULL,
  until_date TEXT CHECK (until_date IS NULL OR until_date >= from_date),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  unit TEXT NOT NULL,
  category TEXT NOT NULL,
  pricing TEXT NOT NULL CHECK (pricing IN ('fixed', 'open', 'tiered', 'metered', 'period', 'package')),
  price INTEGER CHECK ((price IS NOT NULL) = (pricing IN ('fixed', 'package'))
    AND (price IS NULL OR price BETWEEN 0 AND 2251799813685248)),
  credit_kind TEXT NOT NULL CHECK (credit_kind IN ('revenue', 'agency', 'treasury', 'deferred', 'receivable')),
  account TEXT NOT NULL REFERENCES account (code),
  spec TEXT CHECK (length(spec) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 200),
  -- What a single price cannot say (core/tariff/tariff-rule.ts): bands, a meter's digits, limits, what a package holds.
  rule TEXT CHECK (json_valid(rule)),
  -- Basis points within the price.
  tax_rate INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
  tax_code TEXT CHECK (length(tax_code) BETWEEN 1 AND 20),
  CHECK (CASE WHEN rule IS NULL THEN pricing IN ('fixed', 'open') ELSE json_extract(rule, '$.kind') = pricing END),
  PRIMARY KEY (item_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_version_seq ON item_version (seq);

-- Who it is stays; what is known of them is a row per change, so that an old receipt keeps the name it was made out to.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 20)
) STRICT;
CREATE INDEX customer_seq ON customer (seq);

-- Reversed columns: a search by the tail is a search by the start of these. The highest n counts. Lists within a cell are
-- parted by one blank; none of their members has one.
CREATE TABLE customer_version (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  phone TEXT,
  phone_reversed TEXT,
  more_phones TEXT CHECK (length(more_phones) BETWEEN 1 AND 100),
  more_phones_reversed TEXT,
  id_type TEXT CHECK (id_type IN ('residentCard', 'passport', 'hkMacauPermit', 'taiwanPermit', 'foreignerCard',
    'militaryCard', 'household', 'birthCertificate', 'creditCode', 'other')),
  id_number TEXT CHECK (length(id_number) BETWEEN 2 AND 40),
  plate TEXT,
  plate_reversed TEXT,
  unit TEXT CHECK (length(unit) BETWEEN 1 AND 120),
  unit_reversed TEXT,
  tags TEXT CHECK (length(tags) BETWEEN 1 AND 200),
  flags TEXT CHECK (length(flags) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 200),
  CHECK ((id_type IS NULL) = (id_number IS NULL)),
  CHECK ((phone IS NULL) = (phone_reversed IS NULL)),
  CHECK ((more_phones IS NULL) = (more_phones_reversed IS NULL) AND (more_phones IS NULL OR phone IS NOT NULL)),
  CHECK ((plate IS NULL) = (plate_reversed IS NULL)),
  CHECK ((unit IS NULL) = (unit_reversed IS NULL)),
  PRIMARY KEY (customer_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_version_seq ON customer_version (seq);

-- Drawers and shifts -------------------------------------------------------------------------------------------------
CREATE TABLE drawer (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('till', 'backfill', 'office')),
  account TEXT NOT NULL UNIQUE REFERENCES account (code)
) STRICT;
CREATE INDEX drawer_seq ON drawer (seq);

CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  drawer_id INTEGER NOT NULL REFERENCES drawer (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('till', 'backfill', 'office')),
  business_date TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  float INTEGER NOT NULL CHECK (float BETWEEN 0 AND 2251799813685248)
) STRICT;
CREATE INDEX shift_seq ON shift (seq);
CREATE INDEX shift_business_date ON shift (business_date);

CREATE TABLE shift_end (
  shift_id INTEGER PRIMARY KEY REFERENCES shift (id),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  closed_at INTEGER NOT NULL,
  -- NULL: nobody counted (hand-written receipts entered later).
  counted INTEGER CHECK (counted IS NULL OR counted BETWEEN 0 AND 2251799813685248),
  expected INTEGER NOT NULL CHECK (expected BETWEEN -2251799813685248 AND 2251799813685248)
) STRICT;
CREATE INDEX shift_end_seq ON shift_end (seq);

-- Moves: which shift holds which drawer. A drawer has one, a cashier works one.
CREATE TABLE open_shift (
  drawer_id INTEGER PRIMARY KEY REFERENCES drawer (id),
  shift_id INTEGER NOT NULL UNIQUE REFERENCES shift (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('till', 'backfill', 'office'))
) STRICT;
CREATE UNIQUE INDEX open_shift_person ON open_shift (person_id, kind);

CREATE TABLE closed_day (
  business_date TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX closed_day_seq ON closed_day (seq);

-- Documents ------------------------------------------------------------------------------------------------------------
-- Moves: the last number of each document type. Types are rows, so that a new one needs no rebuilt table.
CREATE TABLE number_series (
  type TEXT PRIMARY KEY CHECK (length(type) = 1),
  name TEXT NOT NULL,
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL REFERENCES number_series (type),
  n INTEGER NOT NULL CHECK (n > 0),
  number TEXT NOT NULL,
  business_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -900 AND 900),
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  UNIQUE (type, n)
) STRICT;

CREATE TABLE receipt (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  customer_id INTEGER REFERENCES customer (id),
  payer TEXT,
  gross INTEGER NOT NULL CHECK (gross BETWEEN 0 AND 2251799813685248),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND gross),
  rounding INTEGER NOT NULL CHECK (rounding <= 0),
  total INTEGER NOT NULL CHECK (total >= 0 AND total = gross - discount + rounding),
  change INTEGER NOT NULL CHECK (change >= 0),
  paper_no TEXT,
  paper_date TEXT,
  template INTEGER NOT NULL,
  CHECK ((paper_no IS NULL) = (paper_date IS NULL))
) STRICT;
CREATE UNIQUE INDEX receipt_paper ON receipt (paper_no) WHERE paper_no IS NOT NULL;
CREATE INDEX receipt_customer ON receipt (customer_id, seq) WHERE customer_id IS NOT NULL;

CREATE TABLE line (
  seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  item_id INTEGER NOT NULL REFERENCES item (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000),
  -- NULL: the amount comes from a formula (line_formula) or is a share of a package's price (line_package).
  unit_price INTEGER CHECK (unit_price >= 0),
  gross INTEGER NOT NULL CHECK (gross BETWEEN 0 AND 2251799813685248),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND gross),
  amount INTEGER NOT NULL CHECK (amount = gross - discount),
  credit_kind TEXT NOT NULL CHECK (credit_kind IN ('revenue', 'agency', 'treasury', 'deferred', 'receivable')),
  account TEXT NOT NULL REFERENCES account (code),
  formula TEXT CHECK (formula IN ('tiered', 'metered', 'period')),
  package_n INTEGER CHECK (package_n > 0),
  -- Basis points; the tax is within the amount, after the discount, and rounded once (core/charge/line-tax.ts).
  tax_rate INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
  tax INTEGER NOT NULL CHECK (tax = (2 * amount * tax_rate + 10000 + tax_rate) / (2 * (10000 + tax_rate))),
  tax_code TEXT CHECK (length(tax_code) BETWEEN 1 AND 20),
  CHECK ((unit_price IS NULL) = (formula IS NOT NULL OR package_n IS NOT NULL)),
  CHECK (formula IS NULL OR package_n IS NULL),
  -- Rounded once, at the line, half away from zero (core/money/money.ts). Literals only: a bound parameter would divide as REAL.
  CHECK (unit_price IS NULL OR gross = (quantity * unit_price + 500) / 1000),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- How a document was paid: a receipt, or money taken in advance.
CREATE TABLE tender (
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  method TEXT NOT NULL CHECK (method GLOB '[a-z]*'),
  given INTEGER NOT NULL CHECK (given BETWEEN 1 AND 2251799813685248),
  applied INTEGER NOT NULL CHECK (applied >= 0),
  change INTEGER NOT NULL CHECK (change >= 0 AND given = applied + change AND (change = 0 OR method = 'cash')),
  reference TEXT,
  proof TEXT NOT NULL CHECK (proof IN ('none', 'reference', 'unverified')),
  CHECK (method <> 'card' OR reference IS NOT NULL),
  CHECK (method NOT IN ('cash', 'prepayment') OR reference IS NULL),
  CHECK (proof = CASE WHEN method IN ('cash', 'thirdParty', 'prepayment') THEN 'none'
    WHEN reference IS NULL THEN 'unverified' ELSE 'reference' END),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_reference ON tender (reference) WHERE reference IS NOT NULL;

CREATE TABLE cash_movement (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  kind TEXT NOT NULL CHECK (kind IN ('float', 'shiftClose')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 2251799813685248)
) STRICT;

-- Debit positive, credit negative.
CREATE TABLE entry (
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  account TEXT NOT NULL REFERENCES account (code),
  amount INTEGER NOT NULL CHECK (amount <> 0 AND amount BETWEEN -2251799813685248 AND 2251799813685248),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_mark (
  document_seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  job TEXT NOT NULL UNIQUE,
  -- A replacement is the original again, after a sheet that was spoiled.
  kind TEXT NOT NULL CHECK (kind IN ('original', 'copy', 'replacement') AND (kind = 'original') = (n = 1)),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK ((reason IS NULL) = (kind <> 'copy')),
  PRIMARY KEY (document_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_mark_seq ON print_mark (seq);

-- Every command, once. The answer is kept as the little that is needed to give it again.
CREATE TABLE operation (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  person_id INTEGER NOT NULL REFERENCES person (id),
  method TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  answer TEXT NOT NULL CHECK (json_valid(answer))
) STRICT;

-- Bills that are no receipts -----------------------------------------------------------------------------------------------
-- 挂单: a bill as it stood on the screen, set aside. No document and no money: it belongs to the counter, not to a shift.
CREATE TABLE parked_bill (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  n INTEGER NOT NULL UNIQUE CHECK (n > 0),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  customer_id INTEGER REFERENCES customer (id),
  payer TEXT CHECK (length(payer) BETWEEN 1 AND 60),
  note TEXT CHECK (length(note) BETWEEN 1 AND 100),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 2251799813685248)
) STRICT;
CREATE INDEX parked_bill_customer ON parked_bill (customer_id, seq) WHERE customer_id IS NOT NULL;

-- An open-amount item whose amount was not typed yet has neither price nor amount; what a formula prices has no price, and
-- an amount once everything it needs was entered.
CREATE TABLE parked_line (
  seq INTEGER NOT NULL REFERENCES parked_bill (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  item_id INTEGER NOT NULL REFERENCES item (id),
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  pricing TEXT NOT NULL CHECK (pricing IN ('fixed', 'open', 'tiered', 'metered', 'period', 'package')),
  unit_price INTEGER CHECK (unit_price >= 0),
  amount INTEGER CHECK (amount BETWEEN 0 AND 2251799813685248),
  inputs TEXT CHECK (json_extract(inputs, '$.kind') = pricing),
  CHECK (CASE WHEN pricing IN ('tiered', 'metered', 'period') THEN unit_price IS NULL
    ELSE (unit_price IS NULL) = (amount IS NULL) AND (amount IS NULL OR amount = (quantity * unit_price + 500) / 1000) END),
  CHECK (unit_price IS NOT NULL OR pricing NOT IN ('fixed', 'package')),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- A parked bill ends once: taken back onto a screen, or given up with a reason.
CREATE TABLE parked_end (
  parked_seq INTEGER PRIMARY KEY REFERENCES parked_bill (seq),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('recalled', 'discarded')),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((reason IS NULL) = (kind = 'recalled'))
) STRICT;
CREATE INDEX parked_end_seq ON parked_end (seq);

-- Moves: which bills are parked now, so that a list of three does not walk through those of years. Written by triggers only.
CREATE TABLE parked_now (parked_seq INTEGER PRIMARY KEY REFERENCES parked_bill (seq)) STRICT;

-- Cannot pay, or refuses to: the bill that was not paid, why, and what is to follow.
CREATE TABLE refusal (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  n INTEGER NOT NULL UNIQUE CHECK (n > 0),
  business_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  customer_id INTEGER REFERENCES customer (id),
  payer TEXT CHECK (length(payer) BETWEEN 1 AND 60),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 2251799813685248),
  reason TEXT NOT NULL CHECK (reason IN ('noMoney', 'refuses', 'otherPayer', 'comesBack', 'other')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  follow_up TEXT CHECK (length(follow_up) BETWEEN 1 AND 200),
  CHECK (reason <> 'other' OR text IS NOT NULL)
) STRICT;
CREATE INDEX refusal_business_date ON refusal (business_date, seq);
CREATE INDEX refusal_customer ON refusal (customer_id, seq) WHERE customer_id IS NOT NULL;

CREATE TABLE refusal_line (
  seq INTEGER NOT NULL REFERENCES refusal (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  item_id INTEGER NOT NULL REFERENCES item (id),
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  pricing TEXT NOT NULL CHECK (pricing IN ('fixed', 'open', 'tiered', 'metered', 'period', 'package')),
  unit_price INTEGER CHECK (unit_price >= 0),
  amount INTEGER CHECK (amount BETWEEN 0 AND 2251799813685248),
  inputs TEXT CHECK (json_extract(inputs, '$.kind') = pricing),
  CHECK (CASE WHEN pricing IN ('tiered', 'metered', 'period') THEN unit_price IS NULL
    ELSE (unit_price IS NULL) = (amount IS NULL) AND (amount IS NULL OR amount = (quantity * unit_price + 500) / 1000) END),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- Running totals per business date; written only by the triggers below, so that no insert can forget them --------------
CREATE TABLE day_document (
  business_date TEXT NOT NULL, type TEXT NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (business_date, type)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_tender (
  business_date TEXT NOT NULL, shift_id INTEGER NOT NULL, method TEXT NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (business_date, shift_id, method)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_item (
  business_date TEXT NOT NULL, item_id INTEGER NOT NULL, count INTEGER NOT NULL, quantity INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (business_date, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_account (
  business_date TEXT NOT NULL, account TEXT NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
  PRIMARY KEY (business_date, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_balance (
  account TEXT PRIMARY KEY,
  balance INTEGER NOT NULL CHECK (balance BETWEEN -2251799813685248 AND 2251799813685248)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER receipt_totals AFTER INSERT ON receipt BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.total FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER cash_movement_totals AFTER INSERT ON cash_movement BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER tender_totals AFTER INSERT ON tender BEGIN
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT business_date, shift_id, NEW.method, 1, NEW.applied FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER line_totals AFTER INSERT ON line BEGIN
  INSERT INTO day_item (business_date, item_id, count, quantity, amount)
    SELECT business_date, NEW.item_id, 1, NEW.quantity, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, quantity = quantity + excluded.quantity, amount = amount + excluded.amount;
END;
CREATE TRIGGER entry_totals AFTER INSERT ON entry BEGIN
  INSERT INTO day_account (business_date, account, debit, credit)
    SELECT business_date, NEW.account, max(NEW.amount, 0), max(-NEW.amount, 0) FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  INSERT INTO account_balance (account, balance) VALUES (NEW.account, NEW.amount)
    ON CONFLICT DO UPDATE SET balance = balance + excluded.balance;
END;

-- What SQL itself refuses --------------------------------------------------------------------------------------------
CREATE TRIGGER chain_grows BEFORE INSERT ON chain BEGIN
  SELECT RAISE(ABORT, 'chain: seq must follow the last one')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM chain);
  SELECT RAISE(ABORT, 'chain: prev must be the hash of the row before')
    WHERE NEW.seq > 1 AND NEW.prev IS NOT (SELECT hash FROM chain WHERE seq = NEW.seq - 1);
  -- Sealing: the document of this seq is complete and balanced, or it is not at all.
  SELECT RAISE(ABORT, 'document: debits and credits differ')
    WHERE (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = NEW.seq) <> 0;
  SELECT RAISE(ABORT, 'receipt: lines, tenders and total differ')
    FROM receipt r WHERE r.seq = NEW.seq AND (
      r.gross <> (SELECT coalesce(sum(gross), 0) FROM line WHERE seq = NEW.seq)
      OR r.discount <> (SELECT coalesce(sum(discount), 0) FROM line WHERE seq = NEW.seq)
      OR r.total <> (SELECT coalesce(sum(applied), 0) FROM tender WHERE seq = NEW.seq)
      OR r.change <> (SELECT coalesce(sum(change), 0) FROM tender WHERE seq = NEW.seq));
  SELECT RAISE(ABORT, 'receipt: postings do not take in the gross amount')
    FROM receipt r WHERE r.seq = NEW.seq
      AND r.gross <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = NEW.seq AND amount > 0);
  SELECT RAISE(ABORT, 'cash movement: its amount is not among the postings')
    FROM cash_movement m WHERE m.seq = NEW.seq AND m.amount <> 0
      AND NOT EXISTS (SELECT 1 FROM entry WHERE seq = m.seq AND amount = m.amount);
  SELECT RAISE(ABORT, 'document: must be either a receipt or a cash movement, as its letter says')
    FROM document d WHERE d.seq = NEW.seq AND (
      (d.type = 'R') <> EXISTS (SELECT 1 FROM receipt WHERE seq = NEW.seq)
      OR (d.type = 'C') <> EXISTS (SELECT 1 FROM cash_movement WHERE seq = NEW.seq));
  SELECT RAISE(ABORT, 'parked bill: lines and total differ')
    FROM parked_bill b WHERE b.seq = NEW.seq AND (
      NOT EXISTS (SELECT 1 FROM parked_line WHERE seq = NEW.seq)
      OR b.total <> (SELECT coalesce(sum(amount), 0) FROM parked_line WHERE seq = NEW.seq));
  SELECT RAISE(ABORT, 'refusal: lines and total differ')
    FROM refusal r WHERE r.seq = NEW.seq AND (
      NOT EXISTS (SELECT 1 FROM refusal_line WHERE seq = NEW.seq)
      OR r.total <> (SELECT coalesce(sum(amount), 0) FROM refusal_line WHERE seq = NEW.seq));
END;

CREATE TRIGGER document_is_allotted BEFORE INSERT ON document BEGIN
  SELECT RAISE(ABORT, 'document: seq must be the next of the chain')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM chain);
  SELECT RAISE(ABORT, 'document: number must follow the last one')
    WHERE NEW.n IS NOT (SELECT last + 1 FROM number_series WHERE type = NEW.type);
  SELECT RAISE(ABORT, 'document: shift is not open')
    WHERE NOT EXISTS (SELECT 1 FROM open_shift WHERE shift_id = NEW.shift_id);
  SELECT RAISE(ABORT, 'document: business date is not the shift''s')
    WHERE NEW.business_date IS NOT (SELECT business_date FROM shift WHERE id = NEW.shift_id);
  SELECT RAISE(ABORT, 'document: business date is closed')
    WHERE EXISTS (SELECT 1 FROM closed_day WHERE business_date = NEW.business_date);
END;
CREATE TRIGGER document_takes_number AFTER INSERT ON document BEGIN
  UPDATE number_series SET last = NEW.n WHERE type = NEW.type;
END;

CREATE TRIGGER tender_reference_once BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    WHERE EXISTS (SELECT 1 FROM tender WHERE reference = NEW.reference AND method = NEW.method);
END;

-- The last number is that of the newest document and nothing else: it neither goes back nor leaves a gap.
CREATE TRIGGER number_series_follows BEFORE UPDATE ON number_series
WHEN NEW.type IS NOT OLD.type OR NEW.last IS NOT coalesce((SELECT max(n) FROM document WHERE type = OLD.type), 0) BEGIN
  SELECT RAISE(ABORT, 'number_series: is not the last number of its documents');
END;
CREATE TRIGGER number_series_starts BEFORE INSERT ON number_series WHEN NEW.last <> 0 BEGIN
  SELECT RAISE(ABORT, 'number_series: numbers begin at 1');
END;
CREATE TRIGGER number_series_stays BEFORE DELETE ON number_series BEGIN
  SELECT RAISE(ABORT, 'append-only');
END;
-- A drawer is held by the shift that was opened on it, by whoever opened it, and never again once that shift has ended.
CREATE TRIGGER open_shift_fits BEFORE INSERT ON open_shift BEGIN
  SELECT RAISE(ABORT, 'open_shift: is not a shift as it was opened')
    WHERE NOT EXISTS (SELECT 1 FROM shift WHERE id = NEW.shift_id
      AND drawer_id = NEW.drawer_id AND person_id = NEW.person_id AND kind = NEW.kind);
  SELECT RAISE(ABORT, 'open_shift: this shift has ended')
    WHERE EXISTS (SELECT 1 FROM shift_end WHERE shift_id = NEW.shift_id);
END;
CREATE TRIGGER open_shift_stays BEFORE UPDATE ON open_shift BEGIN
  SELECT RAISE(ABORT, 'open_shift: is opened and closed, never changed');
END;

-- What is known of a customer is told in order: the newest version counts.
CREATE TRIGGER customer_version_follows BEFORE INSERT ON customer_version BEGIN
  SELECT RAISE(ABORT, 'customer_version: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM customer_version WHERE customer_id = NEW.customer_id);
END;

-- Slips of parked bills and of refusals are numbered without a gap; a parked bill stands in the list until it has ended.
CREATE TRIGGER parked_bill_follows BEFORE INSERT ON parked_bill BEGIN
  SELECT RAISE(ABORT, 'parked_bill: number must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM parked_bill);
END;
CREATE TRIGGER refusal_follows BEFORE INSERT ON refusal BEGIN
  SELECT RAISE(ABORT, 'refusal: number must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refusal);
END;
CREATE TRIGGER parked_bill_is_there AFTER INSERT ON parked_bill BEGIN
  INSERT INTO parked_now (parked_seq) VALUES (NEW.seq);
END;
CREATE TRIGGER parked_end_takes_out AFTER INSERT ON parked_end BEGIN
  DELETE FROM parked_now WHERE parked_seq = NEW.parked_seq;
END;
CREATE TRIGGER parked_now_fits BEFORE INSERT ON parked_now BEGIN
  SELECT RAISE(ABORT, 'parked_now: this bill has ended')
    WHERE EXISTS (SELECT 1 FROM parked_end WHERE parked_seq = NEW.parked_seq);
END;
CREATE TRIGGER parked_now_stays BEFORE UPDATE ON parked_now BEGIN
  SELECT RAISE(ABORT, 'parked_now: is written by its bills only');
END;
CREATE TRIGGER parked_now_ends BEFORE DELETE ON parked_now BEGIN
  SELECT RAISE(ABORT, 'parked_now: this bill has not ended')
    WHERE NOT EXISTS (SELECT 1 FROM parked_end WHERE parked_seq = OLD.parked_seq);
END;

-- Papers of one document are numbered without a gap.
CREATE TRIGGER print_mark_follows BEFORE INSERT ON print_mark BEGIN
  SELECT RAISE(ABORT, 'print_mark: must follow the last print')
    WHERE NEW.n IS NOT (SELECT count(*) + 1 FROM print_mark WHERE document_seq = NEW.document_seq);
END;

-- What is printed on every receipt is said once, before the first link of the chain.
CREATE TRIGGER meta_comes_first BEFORE INSERT ON meta BEGIN
  SELECT RAISE(ABORT, 'meta: the ledger has begun') WHERE EXISTS (SELECT 1 FROM chain);
END;
CREATE TRIGGER meta_stays BEFORE UPDATE ON meta WHEN NEW.key IS NOT OLD.key OR NEW.value IS NOT OLD.value BEGIN
  SELECT RAISE(ABORT, 'meta: stays as it was said');
END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER person_role_alone BEFORE INSERT ON person_role WHEN NEW.granted = 1 BEGIN
  SELECT RAISE(ABORT, 'person_role: duty separation')
    FROM (
      SELECT role, granted FROM person_role a WHERE person_id = NEW.person_id
        AND n = (SELECT max(n) FROM person_role b WHERE b.person_id = a.person_id AND b.role = a.role)
    ) held
    WHERE held.granted = 1 AND held.role <> NEW.role
      AND (NEW.role IN ('it', 'auditor', 'cashier') OR held.role IN ('it', 'auditor', 'cashier'));
END;

-- Append-only: no UPDATE, no DELETE; REPLACE is caught because recursive_triggers is on for every connection ----------
CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER person_no_update BEFORE UPDATE ON person BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER person_role_no_update BEFORE UPDATE ON person_role BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER person_role_no_delete BEFORE DELETE ON person_role BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER credential_no_update BEFORE UPDATE ON credential BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER credential_no_delete BEFORE DELETE ON credential BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER account_no_update BEFORE UPDATE ON account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER item_no_update BEFORE UPDATE ON item BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER item_no_delete BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER item_version_no_update BEFORE UPDATE ON item_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER item_version_no_delete BEFORE DELETE ON item_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_no_update BEFORE UPDATE ON customer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_no_delete BEFORE DELETE ON customer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_version_no_update BEFORE UPDATE ON customer_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER customer_version_no_delete BEFORE DELETE ON customer_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER drawer_no_update BEFORE UPDATE ON drawer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER drawer_no_delete BEFORE DELETE ON drawer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_no_update BEFORE UPDATE ON shift BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_end_no_update BEFORE UPDATE ON shift_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_end_no_delete BEFORE DELETE ON shift_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closed_day_no_update BEFORE UPDATE ON closed_day BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closed_day_no_delete BEFORE DELETE ON closed_day BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_no_update BEFORE UPDATE ON line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_no_update BEFORE UPDATE ON tender BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_no_delete BEFORE DELETE ON tender BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER print_mark_no_update BEFORE UPDATE ON print_mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER print_mark_no_delete BEFORE DELETE ON print_mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER operation_no_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_bill_no_update BEFORE UPDATE ON parked_bill BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_bill_no_delete BEFORE DELETE ON parked_bill BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_line_no_update BEFORE UPDATE ON parked_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_line_no_delete BEFORE DELETE ON parked_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_end_no_update BEFORE UPDATE ON parked_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER parked_end_no_delete BEFORE DELETE ON parked_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refusal_no_update BEFORE UPDATE ON refusal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refusal_no_delete BEFORE DELETE ON refusal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refusal_line_no_update BEFORE UPDATE ON refusal_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refusal_line_no_delete BEFORE DELETE ON refusal_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A sealed act takes no more rows: once its chain row stands, nothing can be added under its seq -------------------
CREATE TRIGGER person_unsealed BEFORE INSERT ON person WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER person_role_unsealed BEFORE INSERT ON person_role WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER credential_unsealed BEFORE INSERT ON credential WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER account_unsealed BEFORE INSERT ON account WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER item_unsealed BEFORE INSERT ON item WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER item_version_unsealed BEFORE INSERT ON item_version WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_unsealed BEFORE INSERT ON customer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER customer_version_unsealed BEFORE INSERT ON customer_version WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER drawer_unsealed BEFORE INSERT ON drawer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER shift_unsealed BEFORE INSERT ON shift WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER shift_end_unsealed BEFORE INSERT ON shift_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER closed_day_unsealed BEFORE INSERT ON closed_day WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER receipt_unsealed BEFORE INSERT ON receipt WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER line_unsealed BEFORE INSERT ON line WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tender_unsealed BEFORE INSERT ON tender WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER cash_movement_unsealed BEFORE INSERT ON cash_movement WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER entry_unsealed BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER print_mark_unsealed BEFORE INSERT ON print_mark WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER operation_unsealed BEFORE INSERT ON operation WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER parked_bill_unsealed BEFORE INSERT ON parked_bill WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER parked_line_unsealed BEFORE INSERT ON parked_line WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER parked_end_unsealed BEFORE INSERT ON parked_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refusal_unsealed BEFORE INSERT ON refusal WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refusal_line_unsealed BEFORE INSERT ON refusal_line WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
