-- What is refunded of a payment on a bill is open on it again, from the moment the red slip is posted: the mirror of the payment,
-- as of a receipt that is voided, also on a bill that was taken back since then.

-- What red slips have given back of each line of a receipt; what is only asked for is not in it.
CREATE VIEW line_refunded (receipt_seq, line_n, quantity, gross, discount, tax, amount) AS
  SELECT r.receipt_seq, r.line_n, r.quantity, r.gross, r.discount, r.tax, r.amount
  FROM refund_line r JOIN refund_document f ON f.case_id = r.case_id AND f.version = r.version;

CREATE TRIGGER refund_line_of_bill BEFORE INSERT ON refund_line
WHEN EXISTS (SELECT 1 FROM bill_payment WHERE seq = NEW.receipt_seq AND n = NEW.line_n) BEGIN
  SELECT RAISE(ABORT, 'refund_line: a payment on a bill bears no discount and no tax') WHERE NEW.discount <> 0 OR NEW.tax <> 0;
END;

DROP TRIGGER bill_state_follows;
CREATE TRIGGER bill_state_follows BEFORE UPDATE ON bill_state BEGIN
  SELECT RAISE(ABORT, 'bill_state: is not what its bill, its payments and its end say')
    WHERE NEW.bill_id IS NOT OLD.bill_id OR NEW.customer_id IS NOT OLD.customer_id OR NEW.due IS NOT OLD.due
      OR NEW.amount IS NOT OLD.amount
      OR NEW.paid IS NOT (SELECT coalesce(sum(amount), 0) FROM bill_payment WHERE bill_id = NEW.bill_id
          AND seq NOT IN (SELECT receipt_seq FROM receipt_void))
        - (SELECT coalesce(sum(r.amount), 0) FROM bill_payment p JOIN line_refunded r ON r.receipt_seq = p.seq AND r.line_n = p.n
          WHERE p.bill_id = NEW.bill_id)
      OR NEW.cancelled IS NOT (SELECT coalesce(sum(amount), 0) FROM bill_cancel WHERE bill_id = NEW.bill_id);
END;
CREATE TRIGGER refund_document_opens_bills AFTER INSERT ON refund_document BEGIN
  UPDATE bill_state SET paid = paid - (SELECT r.amount FROM refund_line r
      JOIN bill_payment p ON p.seq = r.receipt_seq AND p.n = r.line_n
      WHERE r.case_id = NEW.case_id AND r.version = NEW.version AND p.bill_id = bill_state.bill_id)
    WHERE bill_id IN (SELECT p.bill_id FROM refund_line r JOIN bill_payment p ON p.seq = r.receipt_seq AND p.n = r.line_n
      WHERE r.case_id = NEW.case_id AND r.version = NEW.version);
END;
