-- Tickets 工单 of the counter, and the small payouts from them: the document E, an expense out of the petty-cash fund, a drawer or the bank. Chained.

-- What somebody came with. A slip: numbered K, posts nothing, belongs to no shift. How it stands is said by its last step.
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  petitioner TEXT NOT NULL CHECK (length(petitioner) BETWEEN 1 AND 60),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60)
) STRICT;
CREATE INDEX ticket_seq ON ticket (seq);

-- Every step says the whole of how the ticket stands after it.
CREATE TABLE ticket_step (
  ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  step TEXT NOT NULL CHECK (step IN ('opened', 'classified', 'assigned', 'linked', 'commented', 'closed', 'reopened')),
  state TEXT NOT NULL CHECK (state IN ('open', 'closed') AND (state = 'closed') = (step = 'closed')),
  category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 40),
  assignee_id INTEGER REFERENCES person (id),
  customer_id INTEGER REFERENCES customer (id),
  receipt_seq INTEGER REFERENCES receipt (seq),
  text TEXT CHECK (length(text) BETWEEN 1 AND 300),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  CHECK ((step = 'opened') = (n = 1)),
  CHECK (text IS NOT NULL OR step NOT IN ('commented', 'closed', 'reopened')),
  PRIMARY KEY (ticket_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_step_seq ON ticket_step (seq);

-- 工单打款, and what came back of one: the whole of it, once, by the way it went.
CREATE TABLE ticket_payout (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  n INTEGER NOT NULL CHECK (n > 0),
  returns INTEGER CHECK (returns < n),
  payee_kind TEXT NOT NULL CHECK (payee_kind IN ('petitioner', 'customer', 'employee', 'supplier')),
  payee TEXT NOT NULL CHECK (length(payee) BETWEEN 1 AND 60),
  employee_id INTEGER REFERENCES person (id),
  way TEXT NOT NULL CHECK (way IN ('pettyCash', 'cash', 'transfer')),
  reference TEXT CHECK (length(reference) BETWEEN 4 AND 64),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  -- 1: within the limits of whoever paid. 0: a second person approved it, in the same act.
  direct INTEGER NOT NULL CHECK (direct IN (0, 1)),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  CHECK ((payee_kind = 'employee') = (employee_id IS NOT NULL)),
  CHECK ((reference IS NOT NULL) = (way = 'transfer' AND returns IS NULL)),
  CHECK (returns IS NULL OR direct = 1),
  UNIQUE (ticket_id, n),
  UNIQUE (ticket_id, returns)
) STRICT;
CREATE UNIQUE INDEX ticket_payout_reference ON ticket_payout (reference) WHERE reference IS NOT NULL;

CREATE TRIGGER ticket_follows BEFORE INSERT ON ticket BEGIN
  SELECT RAISE(ABORT, 'ticket: must follow the last one')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM ticket);
END;
-- What a step does not say anew stays as it was.
CREATE TRIGGER ticket_step_fits BEFORE INSERT ON ticket_step BEGIN
  SELECT RAISE(ABORT, 'ticket_step: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM ticket_step WHERE ticket_id = NEW.ticket_id);
  SELECT RAISE(ABORT, 'ticket_step: the ticket does not stand there')
    FROM ticket_step s WHERE s.ticket_id = NEW.ticket_id AND s.n = NEW.n - 1
      AND (s.state = 'closed') <> (NEW.step = 'reopened');
  SELECT RAISE(ABORT, 'ticket_step: changes what it does not say')
    FROM ticket_step s WHERE s.ticket_id = NEW.ticket_id AND s.n = NEW.n - 1 AND (
      (NEW.step <> 'classified' AND NEW.category <> s.category)
      OR (NEW.step <> 'assigned' AND NEW.assignee_id IS NOT s.assignee_id)
      OR (NEW.step <> 'linked' AND (NEW.customer_id IS NOT s.customer_id OR NEW.receipt_seq IS NOT s.receipt_seq)));
END;
CREATE TRIGGER ticket_payout_fits BEFORE INSERT ON ticket_payout BEGIN
  SELECT RAISE(ABORT, 'ticket_payout: is on no document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'E');
  SELECT RAISE(ABORT, 'ticket_payout: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM ticket_payout WHERE ticket_id = NEW.ticket_id);
  SELECT RAISE(ABORT, 'ticket_payout: its ticket is not open')
    WHERE (SELECT state FROM ticket_step WHERE ticket_id = NEW.ticket_id ORDER BY n DESC LIMIT 1) IS NOT 'open';
  SELECT RAISE(ABORT, 'ticket_payout: nobody pays themselves')
    FROM document d WHERE d.seq = NEW.seq AND d.person_id IS NEW.employee_id AND NEW.returns IS NULL;
  SELECT RAISE(ABORT, 'ticket_payout: its ticket is of no customer')
    WHERE NEW.payee_kind = 'customer' AND NEW.returns IS NULL
      AND (SELECT customer_id FROM ticket_step WHERE ticket_id = NEW.ticket_id ORDER BY n DESC LIMIT 1) IS NULL;
  SELECT RAISE(ABORT, 'ticket_payout: is not what went out')
    WHERE NEW.returns IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ticket_payout p
      WHERE p.ticket_id = NEW.ticket_id AND p.n = NEW.returns AND p.returns IS NULL AND p.amount = NEW.amount
        AND p.way = NEW.way AND p.payee_kind = NEW.payee_kind AND p.payee = NEW.payee AND p.employee_id IS NEW.employee_id);
END;

-- Sealing: posted as it says, and approved in the same act where it is above the limits.
CREATE TRIGGER chain_seals_ticket BEFORE INSERT ON chain
WHEN (SELECT type FROM document WHERE seq = NEW.seq) = 'E' BEGIN
  SELECT RAISE(ABORT, 'ticket_payout: is missing')
    WHERE NOT EXISTS (SELECT 1 FROM ticket_payout WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'ticket_payout: what it pays is not what is posted')
    FROM ticket_payout p WHERE p.seq = NEW.seq AND (
      (SELECT count(*) FROM entry WHERE seq = p.seq) <> 2
      OR CASE WHEN p.returns IS NULL THEN p.amount ELSE -p.amount END
        IS NOT (SELECT amount FROM entry WHERE seq = p.seq AND account = '6602.payout')
      OR NOT EXISTS (SELECT 1 FROM entry WHERE seq = p.seq AND account = CASE p.way WHEN 'transfer' THEN '1002' WHEN 'pettyCash' THEN '1001.3' ELSE
        (SELECT w.account FROM document d JOIN shift s ON s.id = d.shift_id JOIN drawer w ON w.id = s.drawer_id
          WHERE d.seq = p.seq AND w.kind = 'till') END));
  SELECT RAISE(ABORT, 'ticket_payout: nobody approved it')
    FROM ticket_payout p WHERE p.seq = NEW.seq AND p.direct = EXISTS (
      SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
      WHERE u.seq = p.seq AND r.kind = 'ticketPayout' AND r.amount = p.amount);
END;
CREATE TRIGGER chain_seals_ticket_opened BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM ticket WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'ticket: its first step is missing')
    FROM ticket t WHERE t.seq = NEW.seq AND NOT EXISTS (SELECT 1 FROM ticket_step WHERE ticket_id = t.id AND seq = t.seq);
END;

CREATE TRIGGER ticket_payout_totals AFTER INSERT ON ticket_payout BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, CASE WHEN NEW.returns IS NULL THEN -NEW.amount ELSE NEW.amount END
      FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

CREATE TRIGGER ticket_no_update BEFORE UPDATE ON ticket BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_no_delete BEFORE DELETE ON ticket BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_step_no_update BEFORE UPDATE ON ticket_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_step_no_delete BEFORE DELETE ON ticket_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_payout_no_update BEFORE UPDATE ON ticket_payout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_payout_no_delete BEFORE DELETE ON ticket_payout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ticket_unsealed BEFORE INSERT ON ticket WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ticket_step_unsealed BEFORE INSERT ON ticket_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ticket_payout_unsealed BEFORE INSERT ON ticket_payout WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
