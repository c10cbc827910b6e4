-- A payee may be typed after a refund was approved: another account, or another way for a payout that failed. Whoever approved it
-- has said where the money goes, and does not then say it once more otherwise: they type neither first nor again.
CREATE TRIGGER refund_entry_not_decided BEFORE INSERT ON refund_entry BEGIN
  SELECT RAISE(ABORT, 'refund_entry: who decided types nothing')
    FROM refund_request q JOIN approval_decision d ON d.request_seq = q.request_seq
    WHERE q.case_id = NEW.case_id AND q.version = NEW.version AND d.verdict <> 'withdrawn' AND d.person_id = NEW.person_id;
END;
