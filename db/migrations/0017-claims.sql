-- Money that is still to come or turned out otherwise: voids of every way to pay, bills taken back more than once, the tax
-- within bills, what proves a payment kept as a picture, and debts of bounced cheques and third parties that are paid.

-- A void of a receipt that was paid by cheque, from a prepayment or by a third party ---------------------------------------
-- What the bank has settled is not undone by us: neither the cheque of this receipt, nor one whose load it was paid from.
CREATE TRIGGER receipt_void_settled BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: the bank has settled a cheque of this receipt')
    FROM cheque_end WHERE tender_seq = NEW.receipt_seq;
  SELECT RAISE(ABORT, 'receipt_void: the cheque of a load it was paid from bounced')
    FROM prepayment_draw d JOIN cheque_end e ON e.tender_seq = d.load_seq AND e.tender_n = d.load_n AND e.outcome = 'bounced'
    WHERE d.seq = NEW.receipt_seq;
END;
CREATE TRIGGER cheque_end_stands BEFORE INSERT ON cheque_end BEGIN
  SELECT RAISE(ABORT, 'cheque_end: the receipt of this cheque was voided')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.tender_seq);
END;
CREATE TRIGGER tender_proof_stands BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: the receipt of this tender was voided')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.tender_seq);
END;
CREATE TRIGGER void_reversal_by_slip BEFORE INSERT ON void_reversal BEGIN
  SELECT RAISE(ABORT, 'void_reversal: no machine took this money')
    FROM receipt_void v JOIN tender t ON t.seq = v.receipt_seq AND t.n = NEW.n
    WHERE v.seq = NEW.seq AND t.method IN ('cheque', 'thirdParty', 'prepayment');
END;
-- What a voided receipt had used lies again in the very loads it came from.
DROP TRIGGER load_left_follows;
CREATE TRIGGER load_left_follows BEFORE UPDATE ON load_left BEGIN
  SELECT RAISE(ABORT, 'load_left: is what its draws left of it')
    WHERE NEW.load_seq IS NOT OLD.load_seq OR NEW.load_n IS NOT OLD.load_n OR NEW.account_id IS NOT OLD.account_id
      OR NEW.remaining IS NOT (SELECT t.applied - coalesce((
        SELECT sum(d.amount) FROM prepayment_draw d WHERE d.load_seq = t.seq AND d.load_n = t.n
          AND NOT EXISTS (SELECT 1 FROM receipt_void v WHERE v.receipt_seq = d.seq)), 0)
        FROM tender t WHERE t.seq = OLD.load_seq AND t.n = OLD.load_n);
END;
CREATE TRIGGER receipt_void_gives_back AFTER INSERT ON receipt_void
WHEN EXISTS (SELECT 1 FROM prepayment_draw WHERE seq = NEW.receipt_seq) BEGIN
  UPDATE load_left SET remaining = remaining + (SELECT sum(amount) FROM prepayment_draw d
      WHERE d.seq = NEW.receipt_seq AND d.load_seq = load_left.load_seq AND d.load_n = load_left.load_n)
    WHERE (load_seq, load_n) IN (SELECT load_seq, load_n FROM prepayment_draw WHERE seq = NEW.receipt_seq);
END;
-- A payment whose receipt was voided is free again, whichever way its reference became known.
DROP TRIGGER tender_proof_fits;
CREATE TRIGGER tender_proof_fits BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: this tender needs none')
    WHERE NOT EXISTS (SELECT 1 FROM tender WHERE seq = NEW.tender_seq AND n = NEW.tender_n AND proof = 'unverified');
  SELECT RAISE(ABORT, 'tender_proof: this payment is already on a receipt')
    FROM tender mine WHERE mine.seq = NEW.tender_seq AND mine.n = NEW.tender_n AND length(NEW.reference) >= 16
      AND (EXISTS (SELECT 1 FROM tender t WHERE t.reference = NEW.reference AND t.method = mine.method
          AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = t.seq))
        OR EXISTS (SELECT 1 FROM tender_proof p JOIN tender t ON t.seq = p.tender_seq AND t.n = p.tender_n
          WHERE p.reference = NEW.reference AND t.method = mine.method
            AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = t.seq)));
END;
DROP TRIGGER tender_not_proved_before;
CREATE TRIGGER tender_not_proved_before BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    WHERE EXISTS (SELECT 1 FROM tender_proof p JOIN tender t ON t.seq = p.tender_seq AND t.n = p.tender_n
      WHERE p.reference = NEW.reference AND t.method = NEW.method
        AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = t.seq));
END;

-- Discounts of a voided receipt were not given: the report of its day no longer counts them.
CREATE TRIGGER receipt_void_discounts AFTER INSERT ON receipt_void BEGIN
  INSERT INTO day_discount (business_date, person_id, kind, policy_id, reason, count, amount)
    SELECT d.business_date, d.person_id, r.kind, coalesce(r.policy_id, 0), coalesce(r.reason, ''), -count(*), -sum(r.amount)
    FROM document d JOIN receipt_discount r ON r.seq = d.seq WHERE d.seq = NEW.receipt_seq
    GROUP BY r.kind, r.policy_id, r.reason
    ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount;
END;

-- Bills ------------------------------------------------------------------------------------------------------------------
-- A bill that was taken back in part and whose receipt was voided since is open again: it is taken back once more.
-- Made anew with the same columns, so that what was hashed before is hashed the same.
CREATE TABLE bill_cancel_before AS SELECT * FROM bill_cancel;
DROP TABLE bill_cancel;
CREATE TABLE bill_cancel (
  bill_id INTEGER NOT NULL REFERENCES bill (id),
  seq INTEGER NOT NULL UNIQUE REFERENCES bill_document (seq),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  PRIMARY KEY (bill_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO bill_cancel (bill_id, seq, amount, reason) SELECT bill_id, seq, amount, reason FROM bill_cancel_before;
DROP TABLE bill_cancel_before;
CREATE TRIGGER bill_cancel_fits BEFORE INSERT ON bill_cancel BEGIN
  SELECT RAISE(ABORT, 'bill cancel: must stand in a document that takes back')
    WHERE (SELECT kind FROM bill_document WHERE seq = NEW.seq) IS NOT 'cancel';
  SELECT RAISE(ABORT, 'bill cancel: must take back exactly what is open')
    WHERE NEW.amount IS NOT (SELECT amount - paid - cancelled FROM bill_state WHERE bill_id = NEW.bill_id);
END;
CREATE TRIGGER bill_cancel_counts AFTER INSERT ON bill_cancel BEGIN
  UPDATE bill_state SET cancelled = cancelled + NEW.amount WHERE bill_id = NEW.bill_id;
END;
CREATE TRIGGER bill_cancel_no_update BEFORE UPDATE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_cancel_no_delete BEFORE DELETE ON bill_cancel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_cancel_unsealed BEFORE INSERT ON bill_cancel WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- The tax within a line of a bill, credited when the bill is issued: paying it later moves the receivable only.
CREATE TABLE bill_line_tax (
  bill_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES bill_document (seq),
  rate INTEGER NOT NULL CHECK (rate BETWEEN 1 AND 10000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 2251799813685248),
  code TEXT CHECK (length(code) BETWEEN 1 AND 20),
  PRIMARY KEY (bill_id, n),
  FOREIGN KEY (bill_id, n) REFERENCES bill_line (bill_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_line_tax_seq ON bill_line_tax (seq);
CREATE TRIGGER bill_line_tax_fits BEFORE INSERT ON bill_line_tax BEGIN
  SELECT RAISE(ABORT, 'bill line tax: is not the tax within its line')
    WHERE NEW.tax IS NOT (SELECT (2 * amount * NEW.rate + 10000 + NEW.rate) / (2 * (10000 + NEW.rate)) FROM bill_line
      WHERE bill_id = NEW.bill_id AND n = NEW.n AND seq = NEW.seq);
END;
CREATE TRIGGER chain_seals_bill_tax BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM bill_line_tax WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'bill document: its tax is not posted')
    WHERE (SELECT sum(tax) FROM bill_line_tax WHERE seq = NEW.seq) <>
      (SELECT coalesce(-sum(amount), 0) FROM entry WHERE seq = NEW.seq AND account = '2221');
END;
CREATE TRIGGER bill_line_tax_no_update BEFORE UPDATE ON bill_line_tax BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_line_tax_no_delete BEFORE DELETE ON bill_line_tax BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bill_line_tax_unsealed BEFORE INSERT ON bill_line_tax WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- Evidence ---------------------------------------------------------------------------------------------------------------
-- A picture or a page that speaks for a payment: kept beside the tender, and never a proof by itself.
CREATE TABLE tender_evidence (
  tender_seq INTEGER NOT NULL,
  tender_n INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  attachment_id TEXT NOT NULL UNIQUE REFERENCES attachment (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (tender_seq, tender_n, n),
  FOREIGN KEY (tender_seq, tender_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_evidence_seq ON tender_evidence (seq);
CREATE TRIGGER tender_evidence_follows BEFORE INSERT ON tender_evidence BEGIN
  SELECT RAISE(ABORT, 'tender_evidence: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM tender_evidence
      WHERE tender_seq = NEW.tender_seq AND tender_n = NEW.tender_n);
  SELECT RAISE(ABORT, 'tender_evidence: is not kept as the evidence of a payment')
    WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE id = NEW.attachment_id AND kind = 'tenderEvidence');
  SELECT RAISE(ABORT, 'tender_evidence: this money was counted or lay here')
    WHERE (SELECT method FROM tender WHERE seq = NEW.tender_seq AND n = NEW.tender_n) IN ('cash', 'prepayment');
END;
CREATE TRIGGER tender_evidence_no_update BEFORE UPDATE ON tender_evidence BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_evidence_no_delete BEFORE DELETE ON tender_evidence BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER tender_evidence_unsealed BEFORE INSERT ON tender_evidence WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- Debts paid -------------------------------------------------------------------------------------------------------------
-- The document A: somebody pays what they owe us, by tenders like a receipt's. Either what a bounced cheque left open, or
-- what a third party owes.
CREATE TABLE claim_collection (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  -- The document Q by which the cheque bounced.
  cheque_seq INTEGER REFERENCES cheque_end (seq),
  payer_id INTEGER REFERENCES payer (id),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  change INTEGER NOT NULL CHECK (change >= 0),
  text TEXT CHECK (length(text) BETWEEN 1 AND 100),
  CHECK ((cheque_seq IS NULL) <> (payer_id IS NULL))
) STRICT;
CREATE INDEX claim_collection_cheque ON claim_collection (cheque_seq) WHERE cheque_seq IS NOT NULL;
CREATE INDEX claim_collection_payer ON claim_collection (payer_id, seq) WHERE payer_id IS NOT NULL;

-- What is still owed for a cheque: what it had paid, less what was unspent and taken off at once, less what was collected.
CREATE TRIGGER claim_collection_fits BEFORE INSERT ON claim_collection BEGIN
  SELECT RAISE(ABORT, 'claim_collection: is of no document for debts paid')
    WHERE (SELECT type FROM document WHERE seq = NEW.seq) IS NOT 'A';
  SELECT RAISE(ABORT, 'claim_collection: is more than is owed for this cheque')
    WHERE NEW.cheque_seq IS NOT NULL AND NEW.amount > coalesce((
      SELECT t.applied - coalesce((SELECT sum(amount) FROM prepayment_draw WHERE seq = e.seq), 0)
          - coalesce((SELECT sum(amount) FROM claim_collection WHERE cheque_seq = e.seq), 0)
      FROM cheque_end e JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n
      WHERE e.seq = NEW.cheque_seq AND e.outcome = 'bounced'), 0);
  SELECT RAISE(ABORT, 'claim_collection: is more than this payer owes')
    WHERE NEW.payer_id IS NOT NULL AND NEW.amount > coalesce((
      SELECT b.balance FROM payer p JOIN account_balance b ON b.account = p.account WHERE p.id = NEW.payer_id), 0);
END;
CREATE TRIGGER claim_collection_totals AFTER INSERT ON claim_collection BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER chain_seals_claims BEFORE INSERT ON chain
WHEN (SELECT type FROM document WHERE seq = NEW.seq) = 'A' BEGIN
  SELECT RAISE(ABORT, 'claim_collection: is missing')
    WHERE NOT EXISTS (SELECT 1 FROM claim_collection WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'claim_collection: its tenders and its amount differ')
    FROM claim_collection c WHERE c.seq = NEW.seq AND (
      c.amount <> (SELECT coalesce(sum(applied), 0) FROM tender WHERE seq = c.seq)
      OR c.change <> (SELECT coalesce(sum(change), 0) FROM tender WHERE seq = c.seq)
      OR EXISTS (SELECT 1 FROM tender WHERE seq = c.seq AND method IN ('thirdParty', 'prepayment')));
  SELECT RAISE(ABORT, 'claim_collection: the debt is not what is credited')
    FROM claim_collection c WHERE c.seq = NEW.seq AND (
      c.amount <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = c.seq AND amount > 0)
      OR -c.amount IS NOT (SELECT sum(amount) FROM entry WHERE seq = c.seq AND account =
        coalesce((SELECT account FROM payer WHERE id = c.payer_id), '1122.cheque')));
END;
CREATE TRIGGER claim_collection_no_update BEFORE UPDATE ON claim_collection BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER claim_collection_no_delete BEFORE DELETE ON claim_collection BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER claim_collection_unsealed BEFORE INSERT ON claim_collection WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
