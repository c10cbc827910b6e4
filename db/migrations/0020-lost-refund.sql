-- A lost receipt 挂失 is refunded to whoever names its entry in the register: the proof of payment stands for the paper. The
-- entry's number is kept among the papers of the application, so that every handing-in says it.
DROP TRIGGER refund_case_paper_stands;
CREATE TRIGGER refund_case_paper_stands BEFORE INSERT ON refund_case WHEN NEW.receipt_seq IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'refund_case: this receipt was exchanged')
    WHERE EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = NEW.receipt_seq);
END;
-- Asked when the act is sealed: the papers are written after their application.
CREATE TRIGGER chain_seals_lost_refund BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM refund_submission WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'refund_submission: its receipt is registered as lost')
    FROM refund_submission v JOIN refund_case c ON c.id = v.case_id
      JOIN receipt_loss l ON l.receipt_seq = c.receipt_seq AND l.kind = 'lost' JOIN document d ON d.seq = l.seq
    WHERE v.seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM refund_paper WHERE case_id = v.case_id AND version = v.n AND name = d.number);
END;
