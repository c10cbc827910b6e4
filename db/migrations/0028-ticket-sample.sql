-- 抽查 of payouts from tickets: a draw by a seed that nobody chose, and what whoever had no part in a payout signs for it.

-- Who had a hand in a payout: opened its ticket, paid it, approved it, or was paid.
CREATE VIEW ticket_payout_part (payout_seq, person_id) AS
  SELECT p.seq, t.person_id FROM ticket_payout p JOIN ticket t ON t.id = p.ticket_id
  UNION ALL SELECT p.seq, d.person_id FROM ticket_payout p JOIN document d ON d.seq = p.seq
  UNION ALL SELECT p.seq, p.employee_id FROM ticket_payout p WHERE p.employee_id IS NOT NULL
  UNION ALL SELECT p.seq, x.person_id FROM ticket_payout p JOIN approval_use u ON u.seq = p.seq
    JOIN approval_decision x ON x.request_seq = u.request_seq;

-- One draw. The seed is the hash of the link before it; `count` is how many could be drawn, `drawn` how many were.
CREATE TABLE ticket_sample (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL UNIQUE REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  always_from INTEGER CHECK (always_from BETWEEN 1 AND 2251799813685248),
  seed TEXT NOT NULL CHECK (length(seed) = 64 AND seed NOT GLOB '*[^0-9a-f]*'),
  count INTEGER NOT NULL CHECK (count > 0),
  drawn INTEGER NOT NULL CHECK (drawn BETWEEN 1 AND count)
) STRICT;

-- What was drawn; a payout once.
CREATE TABLE ticket_sample_pick (
  payout_seq INTEGER PRIMARY KEY REFERENCES ticket_payout (seq),
  seq INTEGER NOT NULL REFERENCES ticket_sample (seq) DEFERRABLE INITIALLY DEFERRED,
  sample_n INTEGER NOT NULL REFERENCES ticket_sample (n)
) STRICT;
CREATE INDEX ticket_sample_pick_seq ON ticket_sample_pick (seq);
CREATE INDEX ticket_sample_pick_sample ON ticket_sample_pick (sample_n);

-- Signed for, once: right, or objected to with a reason.
CREATE TABLE ticket_review (
  payout_seq INTEGER PRIMARY KEY REFERENCES ticket_sample_pick (payout_seq),
  seq INTEGER NOT NULL UNIQUE REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'objected')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  CHECK (text IS NOT NULL OR verdict = 'right')
) STRICT;

CREATE TRIGGER ticket_sample_follows BEFORE INSERT ON ticket_sample BEGIN
  SELECT RAISE(ABORT, 'ticket_sample: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM ticket_sample);
  SELECT RAISE(ABORT, 'ticket_sample: its seed was chosen')
    WHERE NEW.seed IS NOT (SELECT lower(hex(hash)) FROM chain WHERE seq = NEW.seq - 1);
END;
CREATE TRIGGER ticket_sample_pick_fits BEFORE INSERT ON ticket_sample_pick BEGIN
  SELECT RAISE(ABORT, 'ticket_sample_pick: is not of its draw')
    WHERE NEW.seq IS NOT (SELECT seq FROM ticket_sample WHERE n = NEW.sample_n);
  SELECT RAISE(ABORT, 'ticket_sample_pick: is no payout of its days')
    WHERE NOT EXISTS (SELECT 1 FROM ticket_payout p JOIN document d ON d.seq = p.seq JOIN ticket_sample s ON s.n = NEW.sample_n
      WHERE p.seq = NEW.payout_seq AND p.returns IS NULL AND d.business_date BETWEEN s.from_date AND s.to_date);
  SELECT RAISE(ABORT, 'ticket_sample_pick: nobody draws their own')
    FROM ticket_payout_part o JOIN ticket_sample s ON s.n = NEW.sample_n
    WHERE o.payout_seq = NEW.payout_seq AND o.person_id = s.person_id;
END;
CREATE TRIGGER ticket_review_fits BEFORE INSERT ON ticket_review BEGIN
  SELECT RAISE(ABORT, 'ticket_review: nobody signs for their own')
    FROM ticket_payout_part o WHERE o.payout_seq = NEW.payout_seq AND o.person_id = NEW.person_id;
END;
CREATE TRIGGER chain_seals_ticket_sample BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM ticket_sample WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'ticket_sample: is not whole')
    FROM ticket_sample s WHERE s.seq = NEW.seq AND s.drawn <> (SELECT count(*) FROM ticket_sample_pick WHERE seq = s.seq);
END;

CREATE TRIGGER ticket_sample_no_update BEFORE UPDATE ON ticket_sample BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_sample_no_delete BEFORE DELETE ON ticket_sample BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_sample_pick_no_update BEFORE UPDATE ON ticket_sample_pick BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_sample_pick_no_delete BEFORE DELETE ON ticket_sample_pick BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_review_no_update BEFORE UPDATE ON ticket_review BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_review_no_delete BEFORE DELETE ON ticket_review BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_sample_unsealed BEFORE INSERT ON ticket_sample WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ticket_sample_pick_unsealed BEFORE INSERT ON ticket_sample_pick WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ticket_review_unsealed BEFORE INSERT ON ticket_review WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
