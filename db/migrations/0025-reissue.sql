-- 冲红重开: after a part of a receipt went back, a red document H takes off every account what of it remains, and the next link
-- of the chain is a receipt of what remains. Its foreign key is looked at when the transaction ends: neither is without the
-- other. Lines, discounts and tenders keep the numbers they had.
CREATE TABLE receipt_reissue (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  receipt_seq INTEGER NOT NULL UNIQUE REFERENCES receipt (seq),
  new_seq INTEGER NOT NULL UNIQUE REFERENCES receipt (seq) DEFERRABLE INITIALLY DEFERRED CHECK (new_seq = seq + 1),
  -- The refund after which it was done.
  case_id INTEGER NOT NULL UNIQUE REFERENCES refund_case (id),
  total INTEGER NOT NULL CHECK (total BETWEEN 1 AND 2251799813685248),
  original_back INTEGER NOT NULL CHECK (original_back IN (0, 1))
) STRICT;

-- What approved refunds took of each line, and what each tender gave back for them.
CREATE VIEW line_kept (seq, n, item_id, account, quantity, gross, discount, tax) AS
  SELECT l.seq, l.n, l.item_id, l.account, l.quantity - coalesce(sum(r.quantity), 0), l.gross - coalesce(sum(r.gross), 0),
    l.discount - coalesce(sum(r.discount), 0), l.tax - coalesce(sum(r.tax), 0)
  FROM line l LEFT JOIN (refund_line r JOIN refund_document f ON f.case_id = r.case_id AND f.version = r.version)
    ON r.receipt_seq = l.seq AND r.line_n = l.n GROUP BY l.seq, l.n;
CREATE VIEW tender_kept (seq, n, method, reference, applied) AS
  SELECT t.seq, t.n, t.method, t.reference, t.applied - coalesce((SELECT sum(b.amount) FROM refund_back b
    JOIN refund_document f ON f.case_id = b.case_id AND f.version = b.version WHERE b.tender_seq = t.seq AND b.tender_n = t.n), 0)
  FROM tender_now t;

-- Receipts that stand no more now have a third way to go.
DROP VIEW receipt_gone;
CREATE VIEW receipt_gone (receipt_seq) AS
  SELECT receipt_seq FROM receipt_void UNION ALL SELECT receipt_seq FROM receipt_exchange
  UNION ALL SELECT receipt_seq FROM receipt_reissue;

-- What H takes back, the next link puts where it was, as with an exchange.
DROP TRIGGER chain_keeps_cash;
CREATE TRIGGER chain_keeps_cash BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq AND amount < 0 AND account GLOB '1001.*')
  AND coalesce((SELECT type FROM document WHERE seq = NEW.seq), '') NOT IN ('X', 'H') BEGIN
  SELECT RAISE(ABORT, 'cash: less than nothing would be left')
    FROM entry e JOIN account_balance b ON b.account = e.account
    WHERE e.seq = NEW.seq AND e.account GLOB '1001.*' AND b.balance < 0
      AND (e.account <> '1001.2' OR EXISTS (SELECT 1 FROM cash_movement WHERE kind = 'safeCount'));
END;

CREATE TRIGGER receipt_reissue_fits BEFORE INSERT ON receipt_reissue BEGIN
  SELECT RAISE(ABORT, 'receipt_reissue: is not on a document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'H');
  SELECT RAISE(ABORT, 'receipt_reissue: this receipt stands no more')
    WHERE EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_reissue: nothing of it went back by this case')
    WHERE NOT EXISTS (SELECT 1 FROM refund_case c JOIN refund_document f ON f.case_id = c.id
      WHERE c.id = NEW.case_id AND c.receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_reissue: more of it is asked for')
    WHERE EXISTS (SELECT 1 FROM refund_case c JOIN refund_now s ON s.case_id = c.id WHERE c.receipt_seq = NEW.receipt_seq
      AND s.state IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'returned'));
  SELECT RAISE(ABORT, 'receipt_reissue: its paper was lost')
    WHERE EXISTS (SELECT 1 FROM receipt_loss WHERE receipt_seq = NEW.receipt_seq AND kind = 'lost');
  SELECT RAISE(ABORT, 'receipt_reissue: its paper was not taken back')
    WHERE NEW.original_back = 0 AND EXISTS (SELECT 1 FROM print_mark WHERE document_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_reissue: its invoice says the whole amount')
    WHERE (SELECT status FROM invoice WHERE document_seq = NEW.receipt_seq ORDER BY n DESC LIMIT 1) IN ('issued', 'requested');
  SELECT RAISE(ABORT, 'receipt_reissue: was paid by what names somebody')
    WHERE EXISTS (SELECT 1 FROM tender_now WHERE seq = NEW.receipt_seq
      AND method NOT IN ('cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer'));
  SELECT RAISE(ABORT, 'receipt_reissue: pays on bills')
    WHERE EXISTS (SELECT 1 FROM bill_payment WHERE seq = NEW.receipt_seq);
END;

-- Nothing else follows a receipt that was reissued; what stands for the rest leaves its cash in the drawer that took it.
CREATE TRIGGER receipt_void_not_reissued BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: this receipt was reissued, or stands for the rest of another')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE NEW.receipt_seq IN (receipt_seq, new_seq));
END;
CREATE TRIGGER receipt_exchange_not_reissued BEFORE INSERT ON receipt_exchange BEGIN
  SELECT RAISE(ABORT, 'receipt_exchange: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.receipt_seq);
END;
CREATE TRIGGER tender_correction_not_reissued BEFORE INSERT ON tender_correction BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'tender_correction: the cash lies where the first receipt left it')
    WHERE 'cash' IN (NEW.from_method, NEW.to_method)
      AND EXISTS (SELECT 1 FROM receipt_reissue WHERE new_seq = NEW.receipt_seq);
END;
CREATE TRIGGER tender_proof_not_reissued BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.tender_seq);
END;
CREATE TRIGGER invoice_not_reissued BEFORE INSERT ON invoice WHEN NEW.status <> 'redLettered' BEGIN
  SELECT RAISE(ABORT, 'invoice: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.document_seq);
END;
CREATE TRIGGER print_mark_of_reissued BEFORE INSERT ON print_mark WHEN NEW.kind <> 'copy' BEGIN
  SELECT RAISE(ABORT, 'print_mark: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.document_seq);
END;
CREATE TRIGGER receipt_loss_not_reissued BEFORE INSERT ON receipt_loss BEGIN
  SELECT RAISE(ABORT, 'receipt_loss: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.receipt_seq);
END;
CREATE TRIGGER refund_case_not_reissued BEFORE INSERT ON refund_case WHEN NEW.receipt_seq IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'refund_case: this receipt was reissued')
    WHERE EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = NEW.receipt_seq);
END;

-- Sealing. H takes off what approved refunds have left of every line, its tax and its discounts.
CREATE TRIGGER chain_seals_reissue BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'H') BEGIN
  SELECT RAISE(ABORT, 'document: says no reissue, as its letter says')
    WHERE NOT EXISTS (SELECT 1 FROM receipt_reissue WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'receipt_reissue: does not take back what remains of its receipt')
    FROM receipt_reissue x WHERE x.seq = NEW.seq AND EXISTS (
      SELECT 1 FROM (
        SELECT e.account, e.amount FROM entry e WHERE e.seq = x.seq AND (e.account IN ('2221', '6001.discount')
          OR e.account IN (SELECT account FROM line WHERE seq = x.receipt_seq))
        UNION ALL SELECT account, tax - gross FROM line_kept WHERE seq = x.receipt_seq
        UNION ALL SELECT '2221', -tax FROM line_kept WHERE seq = x.receipt_seq
        UNION ALL SELECT '6001.discount', discount FROM line_kept WHERE seq = x.receipt_seq)
      GROUP BY account HAVING sum(amount) <> 0);
END;
-- The new receipt is what remains: the same lines less what went back, the same tenders for no more than they still hold; the
-- money stays on the accounts it was on.
CREATE TRIGGER chain_seals_reissued BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM receipt_reissue WHERE new_seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'receipt: is not what remains of the reissued one')
    FROM receipt_reissue x JOIN receipt o ON o.seq = x.receipt_seq WHERE x.new_seq = NEW.seq AND NOT EXISTS (
      SELECT 1 FROM receipt r WHERE r.seq = NEW.seq AND r.payer IS o.payer AND r.paper_no IS NULL AND r.total = x.total
        AND r.discount = (SELECT sum(discount) FROM line_kept WHERE seq = o.seq)
        AND r.customer_id IS coalesce((SELECT merged_into FROM customer_now WHERE customer_id = o.customer_id), o.customer_id));
  SELECT RAISE(ABORT, 'receipt: its lines are not what remains of the reissued one')
    FROM receipt_reissue x WHERE x.new_seq = NEW.seq AND (
      (SELECT count(*) FROM line WHERE seq = x.new_seq)
        <> (SELECT count(*) FROM line_kept WHERE seq = x.receipt_seq AND (quantity > 0 OR gross > 0))
      OR EXISTS (SELECT 1 FROM line l WHERE l.seq = x.new_seq AND NOT EXISTS (
        SELECT 1 FROM line_kept k JOIN line o ON o.seq = k.seq AND o.n = k.n WHERE k.seq = x.receipt_seq AND k.n = l.n
          AND l.item_id = o.item_id AND l.code = o.code AND l.name = o.name AND l.unit = o.unit AND l.quantity = k.quantity
          AND l.gross = k.gross AND l.account = o.account AND l.credit_kind = o.credit_kind AND l.tax_rate = o.tax_rate
          AND l.tax_code IS o.tax_code)));
  SELECT RAISE(ABORT, 'receipt: its tenders hold less than it says')
    FROM receipt_reissue x JOIN tender t ON t.seq = x.new_seq WHERE x.new_seq = NEW.seq AND NOT EXISTS (
      SELECT 1 FROM tender_kept k WHERE k.seq = x.receipt_seq AND k.n = t.n AND k.method = t.method
        AND k.reference IS t.reference AND t.applied <= k.applied);
  SELECT RAISE(ABORT, 'receipt: the money of the reissued one was moved')
    FROM receipt_reissue x WHERE x.new_seq = NEW.seq AND EXISTS (
      SELECT 1 FROM entry WHERE seq IN (x.seq, x.new_seq) AND account NOT IN ('2221', '6001.discount')
        AND account NOT IN (SELECT account FROM line WHERE seq = x.receipt_seq) GROUP BY account HAVING sum(amount) <> 0);
END;

-- Running totals: H with the opposite sign, per item what remained; what the new receipt repeats of tenders and discounts was
-- counted when it was taken and given.
CREATE TRIGGER receipt_reissue_totals AFTER INSERT ON receipt_reissue BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, -NEW.total FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_item (business_date, item_id, count, quantity, amount)
    SELECT d.business_date, k.item_id, -count(*), -sum(k.quantity), -sum(k.gross - k.discount)
      FROM document d, line_kept k WHERE d.seq = NEW.seq AND k.seq = NEW.receipt_seq
        AND (k.quantity <> 0 OR k.gross <> k.discount) GROUP BY k.item_id
    ON CONFLICT DO UPDATE SET count = count + excluded.count, quantity = quantity + excluded.quantity,
      amount = amount + excluded.amount;
END;
CREATE TRIGGER tender_of_reissued AFTER INSERT ON tender
WHEN EXISTS (SELECT 1 FROM receipt_reissue WHERE new_seq = NEW.seq) BEGIN
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT business_date, shift_id, NEW.method, -1, -NEW.applied FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count - 1, amount = amount + excluded.amount;
END;
CREATE TRIGGER discount_of_reissued AFTER INSERT ON receipt_discount
WHEN EXISTS (SELECT 1 FROM receipt_reissue WHERE new_seq = NEW.seq) BEGIN
  INSERT INTO day_discount (business_date, person_id, kind, policy_id, reason, count, amount)
    SELECT business_date, person_id, NEW.kind, coalesce(NEW.policy_id, 0), coalesce(NEW.reason, ''), -1, -NEW.amount
    FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count - 1, amount = amount + excluded.amount;
END;

CREATE TRIGGER receipt_reissue_no_update BEFORE UPDATE ON receipt_reissue BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_reissue_no_delete BEFORE DELETE ON receipt_reissue BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_reissue_unsealed BEFORE INSERT ON receipt_reissue WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
