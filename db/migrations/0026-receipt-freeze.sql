-- 冻结 a receipt, and letting it go: of a frozen one no money leaves, and nothing takes its place. What an approval says stands
-- until another says otherwise, so freezing and letting go take turns. And when money of a cheque may leave.
CREATE TABLE receipt_freeze (
  receipt_seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  frozen INTEGER NOT NULL CHECK (frozen = n % 2),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (receipt_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_freeze_seq ON receipt_freeze (seq);

CREATE VIEW receipt_frozen (receipt_seq, reason, at, person_id) AS
  SELECT receipt_seq, reason, at, person_id FROM receipt_freeze f
  WHERE frozen = 1 AND n = (SELECT max(n) FROM receipt_freeze WHERE receipt_seq = f.receipt_seq);

CREATE TRIGGER receipt_freeze_follows BEFORE INSERT ON receipt_freeze BEGIN
  SELECT RAISE(ABORT, 'receipt_freeze: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM receipt_freeze WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'receipt_freeze: this receipt stands no more')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.receipt_seq)
      OR EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.receipt_seq);
END;
-- Two people: sealed only beside the use of an approval.
CREATE TRIGGER chain_seals_receipt_freeze BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM receipt_freeze WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'receipt_freeze: nobody approved it')
    WHERE NOT EXISTS (SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
      WHERE u.seq = NEW.seq AND r.kind = 'receiptFreeze');
END;

CREATE TRIGGER receipt_void_not_frozen BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: this receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM receipt_frozen WHERE receipt_seq = NEW.receipt_seq);
END;
CREATE TRIGGER receipt_exchange_not_frozen BEFORE INSERT ON receipt_exchange BEGIN
  SELECT RAISE(ABORT, 'receipt_exchange: this receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM receipt_frozen WHERE receipt_seq = NEW.receipt_seq);
END;
CREATE TRIGGER receipt_reissue_not_frozen BEFORE INSERT ON receipt_reissue BEGIN
  SELECT RAISE(ABORT, 'receipt_reissue: this receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM receipt_frozen WHERE receipt_seq = NEW.receipt_seq);
END;
CREATE TRIGGER tender_correction_not_frozen BEFORE INSERT ON tender_correction BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM receipt_frozen WHERE receipt_seq = NEW.receipt_seq);
END;
-- A refund is neither asked for, nor handed in again, nor posted, nor paid.
CREATE TRIGGER refund_submission_not_frozen BEFORE INSERT ON refund_submission BEGIN
  SELECT RAISE(ABORT, 'refund_submission: its receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM refund_case c JOIN receipt_frozen z ON z.receipt_seq = c.receipt_seq WHERE c.id = NEW.case_id);
END;
CREATE TRIGGER refund_document_not_frozen BEFORE INSERT ON refund_document BEGIN
  SELECT RAISE(ABORT, 'refund_document: its receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM refund_case c JOIN receipt_frozen z ON z.receipt_seq = c.receipt_seq WHERE c.id = NEW.case_id);
END;
-- What is known by the number of an earlier transfer has left already.
CREATE TRIGGER payout_step_not_frozen BEFORE INSERT ON payout_step
WHEN NEW.step = 'sent' AND (NEW.reference IS NULL OR NEW.batch_n IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'payout_step: its receipt is frozen')
    WHERE EXISTS (SELECT 1 FROM refund_case c JOIN receipt_frozen z ON z.receipt_seq = c.receipt_seq WHERE c.id = NEW.case_id);
END;

-- Money of a cheque leaves once the bank has paid it, or once its debt was paid; whichever way it goes out.
CREATE TRIGGER payout_step_of_cheque BEFORE INSERT ON payout_step WHEN NEW.step = 'sent' BEGIN
  SELECT RAISE(ABORT, 'payout_step: the cheque that paid was not paid itself')
    FROM refund_payout p JOIN refund_document f ON f.case_id = p.case_id
      JOIN refund_back b ON b.case_id = f.case_id AND b.version = f.version AND b.n = p.back_n
    WHERE p.case_id = NEW.case_id AND p.n = NEW.payout_n AND p.method = 'cheque' AND NOT EXISTS (
      SELECT 1 FROM cheque_end e JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n
      WHERE e.tender_seq = b.tender_seq AND e.tender_n = b.tender_n AND (e.outcome = 'cleared'
        -- A debt that was paid by another cheque is paid when the bank pays that one.
        OR t.applied <= (SELECT coalesce(sum(k.amount), 0) FROM claim_collection k WHERE k.cheque_seq = e.seq
          AND NOT EXISTS (SELECT 1 FROM tender q WHERE q.seq = k.seq AND q.method = 'cheque' AND NOT EXISTS (
            SELECT 1 FROM cheque_end z WHERE z.tender_seq = q.seq AND z.tender_n = q.n AND z.outcome = 'cleared')))));
END;

CREATE TRIGGER receipt_freeze_no_update BEFORE UPDATE ON receipt_freeze BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_freeze_no_delete BEFORE DELETE ON receipt_freeze BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_freeze_unsealed BEFORE INSERT ON receipt_freeze WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
