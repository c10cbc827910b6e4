-- A payment that was corrected is proved for the way it was really paid: its number counts there and nowhere else.
CREATE VIEW proof_now (tender_seq, tender_n, method, reference) AS
  SELECT p.tender_seq, p.tender_n, t.method, p.reference
  FROM tender_proof p JOIN tender_now t ON t.seq = p.tender_seq AND t.n = p.tender_n;

DROP TRIGGER tender_proof_fits;
CREATE TRIGGER tender_proof_fits BEFORE INSERT ON tender_proof BEGIN
  SELECT RAISE(ABORT, 'tender_proof: this tender needs none')
    WHERE NOT EXISTS (SELECT 1 FROM tender WHERE seq = NEW.tender_seq AND n = NEW.tender_n AND proof = 'unverified');
  SELECT RAISE(ABORT, 'tender_proof: this payment is already on a receipt')
    FROM tender_now mine WHERE mine.seq = NEW.tender_seq AND mine.n = NEW.tender_n AND length(NEW.reference) >= 16
      AND (EXISTS (SELECT 1 FROM tender t WHERE t.reference = NEW.reference AND t.method = mine.method
          AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = t.seq))
        OR EXISTS (SELECT 1 FROM proof_now p WHERE p.reference = NEW.reference AND p.method = mine.method
            AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = p.tender_seq)));
END;
DROP TRIGGER tender_not_proved_before;
CREATE TRIGGER tender_not_proved_before BEFORE INSERT ON tender
WHEN NEW.method <> 'card' AND length(NEW.reference) >= 16 BEGIN
  SELECT RAISE(ABORT, 'tender: this payment is already on a receipt')
    WHERE EXISTS (SELECT 1 FROM proof_now p WHERE p.reference = NEW.reference AND p.method = NEW.method
        AND NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = p.tender_seq));
END;
