-- What becomes of a receipt's paper: exchanged for one to another payer, lost, or damaged.

-- 换票: document type X takes a receipt back whole in the open day, and the next link of the chain is the receipt that takes
-- its place. Its foreign key is looked at when the transaction ends: neither is without the other.
CREATE TABLE receipt_exchange (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  receipt_seq INTEGER NOT NULL UNIQUE REFERENCES receipt (seq),
  new_seq INTEGER NOT NULL UNIQUE REFERENCES receipt (seq) DEFERRABLE INITIALLY DEFERRED CHECK (new_seq = seq + 1),
  payer TEXT NOT NULL CHECK (length(payer) BETWEEN 1 AND 60),
  reason TEXT NOT NULL CHECK (reason IN ('wrongName', 'otherPayer', 'other')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 2251799813685248),
  original_back INTEGER NOT NULL CHECK (original_back IN (0, 1)),
  CHECK (reason <> 'other' OR text IS NOT NULL)
) STRICT;

-- 遗失/损坏补办: document type L, posts nothing. Of a lost receipt the paper is no longer good for anything.
CREATE TABLE receipt_loss (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  receipt_seq INTEGER NOT NULL REFERENCES receipt (seq),
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'damaged')),
  reported_by TEXT NOT NULL CHECK (length(reported_by) BETWEEN 1 AND 60),
  identified TEXT NOT NULL CHECK (identified IN ('idPaper', 'phone', 'payment', 'known', 'other')),
  note TEXT CHECK (length(note) BETWEEN 1 AND 200),
  attachment_id TEXT UNIQUE REFERENCES attachment (id),
  original_back INTEGER NOT NULL CHECK (original_back = (kind = 'damaged')),
  CHECK (identified <> 'other' OR note IS NOT NULL)
) STRICT;
CREATE INDEX receipt_loss_receipt ON receipt_loss (receipt_seq);
CREATE UNIQUE INDEX receipt_loss_lost ON receipt_loss (receipt_seq) WHERE kind = 'lost';

-- Receipts that stand no more: what they posted was taken back whole, and their payments are on another receipt or on none.
CREATE VIEW receipt_gone (receipt_seq) AS
  SELECT receipt_seq FROM receipt_void UNION ALL SELECT receipt_seq FROM receipt_exchange;

-- How a tender of a receipt is booked now, and what proves it now.
CREATE VIEW tender_now (seq, n, method, reference, given, applied, change) AS
  SELECT t.seq, t.n, coalesce(c.to_method, t.method),
    CASE WHEN c.seq IS NOT NULL THEN c.reference ELSE coalesce(t.reference, p.reference) END,
    t.given, t.applied, t.change
  FROM tender t
    LEFT JOIN tender_correction c ON c.seq =
      (SELECT max(seq) FROM tender_correction WHERE receipt_seq = t.seq AND tender_n = t.n)
    LEFT JOIN tender_proof p ON p.tender_seq = t.seq AND p.tender_n = t.n;

CREATE TRIGGER receipt_exchange_fits BEFORE INSERT ON receipt_exchange BEGIN
  SELECT RAISE(ABORT, 'receipt_exchange: is not on a document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'X');
  SELECT RAISE(ABORT, 'receipt_exchange: this receipt was voided')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_exchange: is not of the receipt''s total')
    WHERE NEW.total IS NOT (SELECT total FROM receipt WHERE seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_exchange: its paper was lost')
    WHERE EXISTS (SELECT 1 FROM receipt_loss WHERE receipt_seq = NEW.receipt_seq AND kind = 'lost');
  SELECT RAISE(ABORT, 'receipt_exchange: its paper was not taken back')
    WHERE NEW.original_back = 0 AND EXISTS (SELECT 1 FROM print_mark WHERE document_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_exchange: its invoice names the old payer')
    WHERE (SELECT status FROM invoice WHERE document_seq = NEW.receipt_seq ORDER BY n DESC LIMIT 1) IN ('issued', 'requested');
  SELECT RAISE(ABORT, 'receipt_exchange: was paid by what names somebody')
    WHERE EXISTS (SELECT 1 FROM tender_now WHERE seq = NEW.receipt_seq
      AND method NOT IN ('cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer'));
  SELECT RAISE(ABORT, 'receipt_exchange: pays on bills')
    WHERE EXISTS (SELECT 1 FROM bill_payment WHERE seq = NEW.receipt_seq);
END;

CREATE TRIGGER receipt_loss_fits BEFORE INSERT ON receipt_loss BEGIN
  SELECT RAISE(ABORT, 'receipt_loss: is not on a document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'L');
  SELECT RAISE(ABORT, 'receipt_loss: this receipt stands no more')
    WHERE EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_loss: was never printed')
    WHERE NOT EXISTS (SELECT 1 FROM print_mark WHERE document_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_loss: its paper is lost already')
    WHERE EXISTS (SELECT 1 FROM receipt_loss WHERE receipt_seq = NEW.receipt_seq AND kind = 'lost');
  SELECT RAISE(ABORT, 'receipt_loss: is kept as something else')
    WHERE NEW.attachment_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM attachment WHERE id = NEW.attachment_id AND kind = 'caseDocument');
END;

-- Nothing else follows a receipt that was exchanged. Of the one that took its place the cash lies in the drawer that took it,
-- and a void would give it out of another.
CREATE TRIGGER receipt_void_not_exchanged BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: this receipt was exchanged, or took the place of another')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE NEW.receipt_seq IN (receipt_seq, new_seq));
END;
CREATE TRIGGER tender_correction_not_exchanged BEFORE INSERT ON tender_correction BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this receipt was exchanged')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'tender_correction: the cash lies where the first receipt left it')
    WHERE 'cash' IN (NEW.from_method, NEW.to_method)
      AND EXISTS (SELECT 1 FROM receipt_exchange WHERE new_seq = NEW.receipt_seq);
END;
CREATE TRIGGER tender_proof_not_exchanged BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: this receipt was exchanged')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.tender_seq);
END;
CREATE TRIGGER invoice_not_exchanged BEFORE INSERT ON invoice WHEN NEW.status <> 'redLettered' BEGIN
  SELECT RAISE(ABORT, 'invoice: this receipt was exchanged')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.document_seq);
END;
-- The one living paper is the new one's: of the old one only copies are made, and they say so.
CREATE TRIGGER print_mark_of_exchanged BEFORE INSERT ON print_mark WHEN NEW.kind <> 'copy' BEGIN
  SELECT RAISE(ABORT, 'print_mark: this receipt was exchanged')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.document_seq);
END;

-- A channel's own number proves one payment, on the one receipt that stands for it.
DROP TRIGGER tender_reference_once;
CREATE TRIGGER tender_reference_once BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    FROM tender t WHERE t.reference = NEW.reference AND t.method = NEW.method
      AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = t.seq);
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    FROM tender_correction c WHERE c.reference = NEW.reference AND c.to_method = NEW.method
      AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = c.receipt_seq);
END;
DROP TRIGGER tender_correction_reference_once;
CREATE TRIGGER tender_correction_reference_once BEFORE INSERT ON tender_correction
WHEN NEW.to_method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this payment is already on a receipt')
    FROM tender t WHERE t.reference = NEW.reference AND t.method = NEW.to_method
      AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = t.seq);
  SELECT RAISE(ABORT, 'tender_correction: this payment is already on a receipt')
    FROM tender_correction c WHERE c.reference = NEW.reference AND c.to_method = NEW.to_method
      AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = c.receipt_seq);
END;
DROP TRIGGER tender_not_proved_before;
CREATE TRIGGER tender_not_proved_before BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    WHERE EXISTS (SELECT 1 FROM tender_proof p JOIN tender t ON t.seq = p.tender_seq AND t.n = p.tender_n
      WHERE p.reference = NEW.reference AND t.method = NEW.method
        AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = t.seq));
END;

-- Sealing. The red document mirrors everything that was posted for the receipt; the new one is the same receipt to another
-- payer, and the two come to nothing on every account.
CREATE TRIGGER chain_seals_exchange BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type IN ('X', 'L')) BEGIN
  SELECT RAISE(ABORT, 'document: says neither an exchange nor a loss, as its letter says')
    FROM document d WHERE d.seq = NEW.seq AND (
      (d.type = 'X') <> EXISTS (SELECT 1 FROM receipt_exchange WHERE seq = NEW.seq)
      OR (d.type = 'L') <> EXISTS (SELECT 1 FROM receipt_loss WHERE seq = NEW.seq));
  SELECT RAISE(ABORT, 'receipt_loss: posts nothing')
    WHERE EXISTS (SELECT 1 FROM receipt_loss WHERE seq = NEW.seq) AND EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'receipt_exchange: does not mirror what was posted for its receipt')
    FROM receipt_exchange x WHERE x.seq = NEW.seq AND EXISTS (
      SELECT 1 FROM (
        SELECT account, amount FROM entry WHERE seq = x.seq
        UNION ALL SELECT account, amount FROM entry WHERE seq = x.receipt_seq
        UNION ALL SELECT e.account, e.amount FROM tender_correction c JOIN entry e ON e.seq = c.seq
          WHERE c.receipt_seq = x.receipt_seq)
      GROUP BY account HAVING sum(amount) <> 0);
END;
CREATE TRIGGER chain_seals_exchanged BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM receipt_exchange WHERE new_seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'receipt: is not the exchanged one to its new payer')
    FROM receipt_exchange x JOIN receipt o ON o.seq = x.receipt_seq WHERE x.new_seq = NEW.seq AND NOT EXISTS (
      SELECT 1 FROM receipt r WHERE r.seq = NEW.seq AND r.payer = x.payer AND r.paper_no IS NULL
        AND r.gross = o.gross AND r.discount = o.discount AND r.rounding = o.rounding AND r.total = o.total
        AND r.change = o.change
        AND r.customer_id IS coalesce((SELECT merged_into FROM customer_now WHERE customer_id = o.customer_id), o.customer_id));
  SELECT RAISE(ABORT, 'receipt: its lines are not those of the exchanged one')
    FROM receipt_exchange x WHERE x.new_seq = NEW.seq AND (
      (SELECT count(*) FROM line WHERE seq = x.new_seq) <> (SELECT count(*) FROM line WHERE seq = x.receipt_seq)
      OR EXISTS (SELECT 1 FROM line l JOIN line o ON o.seq = x.receipt_seq AND o.n = l.n WHERE l.seq = x.new_seq AND (
        l.item_id <> o.item_id OR l.code <> o.code OR l.name <> o.name OR l.unit <> o.unit OR l.quantity <> o.quantity
        OR l.unit_price IS NOT o.unit_price OR l.gross <> o.gross OR l.discount <> o.discount OR l.account <> o.account
        OR l.credit_kind <> o.credit_kind OR l.formula IS NOT o.formula OR l.package_n IS NOT o.package_n
        OR l.tax_rate <> o.tax_rate OR l.tax_code IS NOT o.tax_code)));
  SELECT RAISE(ABORT, 'receipt: its tenders are not those of the exchanged one')
    FROM receipt_exchange x WHERE x.new_seq = NEW.seq AND (
      (SELECT count(*) FROM tender WHERE seq = x.new_seq) <> (SELECT count(*) FROM tender WHERE seq = x.receipt_seq)
      OR EXISTS (SELECT 1 FROM tender t JOIN tender_now o ON o.seq = x.receipt_seq AND o.n = t.n WHERE t.seq = x.new_seq AND (
        t.method <> o.method OR t.reference IS NOT o.reference OR t.given <> o.given OR t.applied <> o.applied
        OR t.change <> o.change)));
  SELECT RAISE(ABORT, 'receipt: what the exchange took back does not stand again')
    WHERE EXISTS (SELECT 1 FROM entry WHERE seq IN (NEW.seq - 1, NEW.seq) GROUP BY account HAVING sum(amount) <> 0);
END;

-- Running totals follow with the opposite sign, as those of a void; the new receipt adds the same again.
CREATE TRIGGER receipt_exchange_totals AFTER INSERT ON receipt_exchange BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, -NEW.total FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_item (business_date, item_id, count, quantity, amount)
    SELECT d.business_date, l.item_id, -count(*), -sum(l.quantity), -sum(l.amount)
      FROM document d, line l WHERE d.seq = NEW.seq AND l.seq = NEW.receipt_seq GROUP BY l.item_id
    ON CONFLICT DO UPDATE SET count = count + excluded.count, quantity = quantity + excluded.quantity,
      amount = amount + excluded.amount;
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT d.business_date, d.shift_id, t.method, -count(*), -sum(t.applied)
      FROM document d, tender_now t WHERE d.seq = NEW.seq AND t.seq = NEW.receipt_seq GROUP BY t.method
    ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount;
  INSERT INTO day_discount (business_date, person_id, kind, policy_id, reason, count, amount)
    SELECT d.business_date, d.person_id, r.kind, coalesce(r.policy_id, 0), coalesce(r.reason, ''), -count(*), -sum(r.amount)
      FROM document d, receipt_discount r WHERE d.seq = NEW.seq AND r.seq = NEW.receipt_seq
      GROUP BY r.kind, coalesce(r.policy_id, 0), coalesce(r.reason, '')
    ON CONFLICT DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount;
END;
CREATE TRIGGER receipt_loss_totals AFTER INSERT ON receipt_loss BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, 0 FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER receipt_exchange_no_update BEFORE UPDATE ON receipt_exchange BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_exchange_no_delete BEFORE DELETE ON receipt_exchange BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_loss_no_update BEFORE UPDATE ON receipt_loss BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_loss_no_delete BEFORE DELETE ON receipt_loss BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_exchange_unsealed BEFORE INSERT ON receipt_exchange WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER receipt_loss_unsealed BEFORE INSERT ON receipt_loss WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
