-- Ways to pay that say more than an amount, and money that lies here for customers.
-- Amounts: minor units. Everything is append-only and chained but `load_left`, which only triggers write.

-- Third-party payers 医保/单位挂账: what they owe is a receivable on an account of each one's own.
CREATE TABLE payer (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL UNIQUE CHECK (code GLOB '[A-Z]*' AND length(code) BETWEEN 1 AND 12),
  account TEXT NOT NULL UNIQUE REFERENCES account (code),
  CHECK (account = '1122.' || code)
) STRICT;
CREATE INDEX payer_seq ON payer (seq);

CREATE TABLE payer_version (
  payer_id INTEGER NOT NULL REFERENCES payer (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  kind TEXT NOT NULL CHECK (kind IN ('insurance', 'company', 'other')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  PRIMARY KEY (payer_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX payer_version_seq ON payer_version (seq);

CREATE TABLE tender_payer (
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL,
  payer_id INTEGER NOT NULL REFERENCES payer (id),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (seq, n) REFERENCES tender (seq, n) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_payer_payer ON tender_payer (payer_id, seq);

CREATE TABLE tender_cheque (
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL,
  bank TEXT NOT NULL CHECK (length(bank) BETWEEN 1 AND 60),
  drawer TEXT NOT NULL CHECK (length(drawer) BETWEEN 1 AND 60),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (seq, n) REFERENCES tender (seq, n) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- A cheque is paid by the bank or is not, once; each is a document of finance.
CREATE TABLE cheque_end (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  tender_seq INTEGER NOT NULL,
  tender_n INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('cleared', 'bounced')),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((reason IS NULL) = (outcome = 'cleared')),
  UNIQUE (tender_seq, tender_n),
  FOREIGN KEY (tender_seq, tender_n) REFERENCES tender_cheque (seq, n)
) STRICT;

-- What proves, later, a tender that nothing proved when it was taken.
CREATE TABLE tender_proof (
  tender_seq INTEGER NOT NULL,
  tender_n INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 4 AND 64),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (tender_seq, tender_n),
  FOREIGN KEY (tender_seq, tender_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_proof_seq ON tender_proof (seq);
CREATE INDEX tender_proof_reference ON tender_proof (reference);
CREATE INDEX tender_unverified ON tender (seq, n) WHERE proof = 'unverified';

-- Prepayments 预付款 and deposits 押金 -------------------------------------------------------------------------------
CREATE TABLE prepayment_account (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 12),
  purpose TEXT NOT NULL CHECK (purpose IN ('prepayment', 'deposit')),
  account TEXT NOT NULL REFERENCES account (code),
  CHECK (account = CASE purpose WHEN 'deposit' THEN '2241.deposit' ELSE '2203' END),
  UNIQUE (customer_id, kind)
) STRICT;
CREATE INDEX prepayment_account_seq ON prepayment_account (seq);

-- The document Y: money taken (its tenders are the loads), given back, or a deposit forfeited.
CREATE TABLE prepayment (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  account_id INTEGER NOT NULL REFERENCES prepayment_account (id),
  act TEXT NOT NULL CHECK (act IN ('take', 'return', 'forfeit')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  change INTEGER NOT NULL CHECK (change >= 0 AND (change = 0 OR act = 'take')),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  template INTEGER NOT NULL,
  CHECK (act <> 'forfeit' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX prepayment_of_account ON prepayment (account_id, seq);

-- What was taken out of which load: by a tender of a receipt, by a return (then by the load's own method), by a forfeit,
-- or because the load's cheque bounced.
CREATE TABLE prepayment_draw (
  seq INTEGER NOT NULL REFERENCES document (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  account_id INTEGER NOT NULL REFERENCES prepayment_account (id),
  load_seq INTEGER NOT NULL,
  load_n INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  tender_n INTEGER,
  method TEXT,
  reference TEXT CHECK (length(reference) BETWEEN 4 AND 64),
  CHECK (tender_n IS NULL OR method IS NULL),
  CHECK (reference IS NULL OR (method IS NOT NULL AND method <> 'cash')),
  CHECK (method IS NULL OR method <> 'card' OR reference IS NOT NULL),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (seq, tender_n) REFERENCES tender (seq, n) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (load_seq, load_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX prepayment_draw_account ON prepayment_draw (account_id, seq);
CREATE INDEX prepayment_draw_load ON prepayment_draw (load_seq, load_n);

-- Moves: what is left of each load. Its CHECK is the proof that no more is used than was paid in. Written by triggers only.
CREATE TABLE load_left (
  load_seq INTEGER NOT NULL,
  load_n INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES prepayment_account (id),
  remaining INTEGER NOT NULL CHECK (remaining >= 0),
  PRIMARY KEY (load_seq, load_n),
  FOREIGN KEY (load_seq, load_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX load_left_account ON load_left (account_id, load_seq, load_n);

CREATE TRIGGER prepayment_loads AFTER INSERT ON prepayment WHEN NEW.act = 'take' BEGIN
  INSERT INTO load_left (load_seq, load_n, account_id, remaining)
    SELECT seq, n, NEW.account_id, applied FROM tender WHERE seq = NEW.seq;
END;
CREATE TRIGGER prepayment_totals AFTER INSERT ON prepayment BEGIN
  -- What lies here for customers grew by this much.
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, CASE NEW.act WHEN 'take' THEN NEW.amount ELSE -NEW.amount END FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER prepayment_draw_takes AFTER INSERT ON prepayment_draw BEGIN
  UPDATE load_left SET remaining = remaining - NEW.amount WHERE load_seq = NEW.load_seq AND load_n = NEW.load_n;
END;
CREATE TRIGGER prepayment_draw_totals AFTER INSERT ON prepayment_draw WHEN NEW.method IS NOT NULL BEGIN
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT business_date, shift_id, NEW.method, 1, -NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER cheque_end_totals AFTER INSERT ON cheque_end BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT d.business_date, d.type, 1, t.applied FROM document d, tender t
    WHERE d.seq = NEW.seq AND t.seq = NEW.tender_seq AND t.n = NEW.tender_n
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- What SQL itself refuses ----------------------------------------------------------------------------------------------
CREATE TRIGGER payer_version_follows BEFORE INSERT ON payer_version BEGIN
  SELECT RAISE(ABORT, 'payer_version: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM payer_version WHERE payer_id = NEW.payer_id);
END;

-- What a tender says besides its amount stands before it, so that one without it never is.
CREATE TRIGGER tender_says_cheque BEFORE INSERT ON tender WHEN NEW.method = 'cheque' BEGIN
  SELECT RAISE(ABORT, 'tender: a cheque names its bank and its drawer')
    WHERE NEW.reference IS NULL OR NOT EXISTS (SELECT 1 FROM tender_cheque WHERE seq = NEW.seq AND n = NEW.n);
END;
CREATE TRIGGER tender_says_payer BEFORE INSERT ON tender WHEN NEW.method = 'thirdParty' BEGIN
  SELECT RAISE(ABORT, 'tender: a third party is one of the register')
    WHERE NOT EXISTS (SELECT 1 FROM tender_payer WHERE seq = NEW.seq AND n = NEW.n);
END;
CREATE TRIGGER tender_says_draws BEFORE INSERT ON tender WHEN NEW.method = 'prepayment' BEGIN
  SELECT RAISE(ABORT, 'tender: a prepayment is drawn from its loads')
    WHERE NEW.applied IS NOT (SELECT sum(amount) FROM prepayment_draw WHERE seq = NEW.seq AND tender_n = NEW.n);
END;
CREATE TRIGGER tender_cheque_first BEFORE INSERT ON tender_cheque BEGIN
  SELECT RAISE(ABORT, 'tender_cheque: comes before its tender')
    WHERE EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND n = NEW.n);
END;
CREATE TRIGGER tender_payer_first BEFORE INSERT ON tender_payer BEGIN
  SELECT RAISE(ABORT, 'tender_payer: comes before its tender')
    WHERE EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND n = NEW.n);
END;

CREATE TRIGGER cheque_end_fits BEFORE INSERT ON cheque_end BEGIN
  SELECT RAISE(ABORT, 'cheque_end: is of no document for cheques')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'Q');
END;
CREATE TRIGGER tender_proof_fits BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: this tender needs none')
    WHERE NOT EXISTS (SELECT 1 FROM tender WHERE seq = NEW.tender_seq AND n = NEW.tender_n AND proof = 'unverified');
  SELECT RAISE(ABORT, 'tender_proof: this payment is already on a receipt')
    FROM tender mine WHERE mine.seq = NEW.tender_seq AND mine.n = NEW.tender_n AND length(NEW.reference) >= 16
      AND (EXISTS (SELECT 1 FROM tender WHERE reference = NEW.reference AND method = mine.method)
        OR EXISTS (SELECT 1 FROM tender_proof p JOIN tender t ON t.seq = p.tender_seq AND t.n = p.tender_n
          WHERE p.reference = NEW.reference AND t.method = mine.method));
END;
CREATE TRIGGER tender_not_proved_before BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    WHERE EXISTS (SELECT 1 FROM tender_proof p JOIN tender t ON t.seq = p.tender_seq AND t.n = p.tender_n
      WHERE p.reference = NEW.reference AND t.method = NEW.method);
END;

CREATE TRIGGER prepayment_fits BEFORE INSERT ON prepayment BEGIN
  SELECT RAISE(ABORT, 'prepayment: is of no document for prepayments')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'Y');
  SELECT RAISE(ABORT, 'prepayment: only a deposit is forfeited')
    WHERE NEW.act = 'forfeit'
      AND NOT EXISTS (SELECT 1 FROM prepayment_account WHERE id = NEW.account_id AND purpose = 'deposit');
END;
CREATE TRIGGER prepayment_draw_fits BEFORE INSERT ON prepayment_draw BEGIN
  SELECT RAISE(ABORT, 'prepayment_draw: more than is left of this load')
    WHERE coalesce((SELECT remaining FROM load_left WHERE load_seq = NEW.load_seq AND load_n = NEW.load_n
      AND account_id = NEW.account_id), 0) < NEW.amount;
  SELECT RAISE(ABORT, 'prepayment_draw: the load is of another act')
    WHERE NEW.load_seq >= NEW.seq;
  SELECT RAISE(ABORT, 'prepayment_draw: comes before its tender')
    WHERE NEW.tender_n IS NOT NULL AND EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND n = NEW.tender_n);
  SELECT RAISE(ABORT, 'prepayment_draw: a deposit is not spent')
    WHERE NEW.tender_n IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM prepayment_account WHERE id = NEW.account_id AND purpose = 'prepayment');
  SELECT RAISE(ABORT, 'prepayment_draw: is of no document that draws')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq
      AND type IN ('Y', 'Q') = (NEW.tender_n IS NULL) AND (NEW.method IS NULL OR type = 'Y'));
  -- What came by card goes back to the card: no other way exists, so money cannot change its kind here (套现).
  SELECT RAISE(ABORT, 'prepayment_draw: goes back the way it came')
    WHERE NEW.method IS NOT NULL
      AND NEW.method IS NOT (SELECT method FROM tender WHERE seq = NEW.load_seq AND n = NEW.load_n);
  SELECT RAISE(ABORT, 'prepayment_draw: nothing proves yet that this load arrived')
    FROM tender t WHERE NEW.method IS NOT NULL AND t.seq = NEW.load_seq AND t.n = NEW.load_n AND (
      (t.proof = 'unverified' AND NOT EXISTS (SELECT 1 FROM tender_proof WHERE tender_seq = t.seq AND tender_n = t.n))
      OR (t.method = 'cheque' AND NOT EXISTS (SELECT 1 FROM cheque_end
        WHERE tender_seq = t.seq AND tender_n = t.n AND outcome = 'cleared')));
END;

CREATE TRIGGER load_left_starts BEFORE INSERT ON load_left BEGIN
  SELECT RAISE(ABORT, 'load_left: is written by its loads only')
    WHERE NOT EXISTS (SELECT 1 FROM prepayment p JOIN tender t ON t.seq = p.seq
      WHERE p.seq = NEW.load_seq AND p.act = 'take' AND p.account_id = NEW.account_id
        AND t.n = NEW.load_n AND t.applied = NEW.remaining);
END;
CREATE TRIGGER load_left_follows BEFORE UPDATE ON load_left BEGIN
  SELECT RAISE(ABORT, 'load_left: is what its draws left of it')
    WHERE NEW.load_seq IS NOT OLD.load_seq OR NEW.load_n IS NOT OLD.load_n OR NEW.account_id IS NOT OLD.account_id
      OR NEW.remaining IS NOT (SELECT t.applied - coalesce((
        SELECT sum(d.amount) FROM prepayment_draw d WHERE d.load_seq = t.seq AND d.load_n = t.n), 0)
        FROM tender t WHERE t.seq = OLD.load_seq AND t.n = OLD.load_n);
END;
CREATE TRIGGER load_left_stays BEFORE DELETE ON load_left BEGIN
  SELECT RAISE(ABORT, 'append-only');
END;

-- Sealing: a document for prepayments or cheques is complete, as its letter says, or it is not at all.
CREATE TRIGGER chain_seals_prepayment BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type IN ('Y', 'Q')) BEGIN
  SELECT RAISE(ABORT, 'document: must be a prepayment or the end of a cheque, as its letter says')
    FROM document d WHERE d.seq = NEW.seq AND (
      (d.type = 'Y') <> EXISTS (SELECT 1 FROM prepayment WHERE seq = d.seq)
      OR (d.type = 'Q') <> EXISTS (SELECT 1 FROM cheque_end WHERE seq = d.seq));
  SELECT RAISE(ABORT, 'prepayment: tenders, draws and amount differ')
    FROM prepayment p WHERE p.seq = NEW.seq AND (
      (p.act = 'take') * p.amount <> (SELECT coalesce(sum(applied), 0) FROM tender WHERE seq = p.seq)
      OR p.change <> (SELECT coalesce(sum(change), 0) FROM tender WHERE seq = p.seq)
      OR EXISTS (SELECT 1 FROM tender WHERE seq = p.seq AND method IN ('thirdParty', 'prepayment'))
      OR (p.act <> 'take') * p.amount <> (SELECT coalesce(sum(amount), 0) FROM prepayment_draw
        WHERE seq = p.seq AND account_id = p.account_id AND (method IS NOT NULL) = (p.act = 'return'))
      OR EXISTS (SELECT 1 FROM prepayment_draw
        WHERE seq = p.seq AND (account_id <> p.account_id OR (method IS NOT NULL) <> (p.act = 'return')))
      OR (SELECT count(*) FROM load_left WHERE load_seq = p.seq) <> (SELECT count(*) FROM tender WHERE seq = p.seq));
  SELECT RAISE(ABORT, 'prepayment: its amount is not among the postings')
    FROM prepayment p WHERE p.seq = NEW.seq
      AND p.amount <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = p.seq AND amount > 0);
  SELECT RAISE(ABORT, 'cheque: its amount is not among the postings')
    FROM cheque_end c JOIN tender t ON t.seq = c.tender_seq AND t.n = c.tender_n WHERE c.seq = NEW.seq AND (
      t.applied <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = c.seq AND amount > 0)
      -- What is left of a load whose cheque bounced is gone with it.
      OR (c.outcome = 'bounced' AND EXISTS (SELECT 1 FROM load_left
        WHERE load_seq = c.tender_seq AND load_n = c.tender_n AND remaining <> 0))
      OR EXISTS (SELECT 1 FROM tender WHERE seq = c.seq)
      OR EXISTS (SELECT 1 FROM prepayment_draw d WHERE d.seq = c.seq
        AND (c.outcome <> 'bounced' OR d.load_seq <> c.tender_seq OR d.load_n <> c.tender_n)));
END;

-- Append-only, and nothing is added to a sealed act ------------------------------------------------------------------
CREATE TRIGGER payer_no_update BEFORE UPDATE ON payer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payer_no_delete BEFORE DELETE ON payer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payer_version_no_update BEFORE UPDATE ON payer_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payer_version_no_delete BEFORE DELETE ON payer_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_payer_no_update BEFORE UPDATE ON tender_payer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_payer_no_delete BEFORE DELETE ON tender_payer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_cheque_no_update BEFORE UPDATE ON tender_cheque BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_cheque_no_delete BEFORE DELETE ON tender_cheque BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cheque_end_no_update BEFORE UPDATE ON cheque_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cheque_end_no_delete BEFORE DELETE ON cheque_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_proof_no_update BEFORE UPDATE ON tender_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_proof_no_delete BEFORE DELETE ON tender_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_account_no_update BEFORE UPDATE ON prepayment_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_account_no_delete BEFORE DELETE ON prepayment_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_no_update BEFORE UPDATE ON prepayment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_no_delete BEFORE DELETE ON prepayment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_draw_no_update BEFORE UPDATE ON prepayment_draw BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_draw_no_delete BEFORE DELETE ON prepayment_draw BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payer_unsealed BEFORE INSERT ON payer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER payer_version_unsealed BEFORE INSERT ON payer_version WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tender_payer_unsealed BEFORE INSERT ON tender_payer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tender_cheque_unsealed BEFORE INSERT ON tender_cheque WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER cheque_end_unsealed BEFORE INSERT ON cheque_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER tender_proof_unsealed BEFORE INSERT ON tender_proof WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER prepayment_account_unsealed BEFORE INSERT ON prepayment_account WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER prepayment_unsealed BEFORE INSERT ON prepayment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER prepayment_draw_unsealed BEFORE INSERT ON prepayment_draw WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
