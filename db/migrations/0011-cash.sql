-- Cash between the drawers, the safe, the petty-cash fund and the bank; counts, handovers, pauses of a shift.
-- Amounts: minor units. Everything here is append-only and chained.

-- More kinds of cash movement. The table is made anew because SQLite cannot widen a CHECK; its rows stay as they are.
CREATE TABLE cash_movement_before AS SELECT seq, kind, amount FROM cash_movement;
DROP TABLE cash_movement;
CREATE TABLE cash_movement (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  kind TEXT NOT NULL CHECK (kind IN ('float', 'shiftClose', 'paidIn', 'paidOut', 'safeDrop', 'safeFill', 'safeCount',
    'pettyFill', 'pettyBack', 'pettySpend', 'transfer', 'exchange', 'depositEnd')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 2251799813685248)
) STRICT;
INSERT INTO cash_movement SELECT seq, kind, amount FROM cash_movement_before;
DROP TABLE cash_movement_before;
CREATE INDEX cash_movement_safe_count ON cash_movement (kind) WHERE kind = 'safeCount';
CREATE TRIGGER cash_movement_totals AFTER INSERT ON cash_movement BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- An offer of cash to a drawer: nothing is posted until whoever works there has counted and accepted it.
CREATE TABLE transfer_offer (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  -- NULL: out of the safe.
  from_shift_id INTEGER REFERENCES shift (id),
  to_drawer_id INTEGER NOT NULL REFERENCES drawer (id),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100)
) STRICT;
CREATE TABLE transfer_end (
  offer_seq INTEGER PRIMARY KEY REFERENCES transfer_offer (seq),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected', 'withdrawn')),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK (outcome <> 'rejected' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX transfer_end_seq ON transfer_end (seq);

-- What a movement says besides its amount: from where to where, why, who, on what paper.
CREATE TABLE cash_slip (
  seq INTEGER PRIMARY KEY REFERENCES cash_movement (seq),
  from_account TEXT REFERENCES account (code),
  to_account TEXT REFERENCES account (code),
  -- Which account the other side is on, by a closed list (core/cash/cash-cause.ts).
  cause TEXT CHECK (length(cause) BETWEEN 1 AND 20),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  party TEXT CHECK (length(party) BETWEEN 1 AND 60),
  paper TEXT CHECK (length(paper) BETWEEN 1 AND 40),
  attachment_id TEXT REFERENCES attachment (id),
  offer_seq INTEGER UNIQUE REFERENCES transfer_offer (seq),
  -- What lay in the safe when it was counted.
  counted INTEGER CHECK (counted BETWEEN 0 AND 2251799813685248),
  CHECK ((from_account IS NULL) = (to_account IS NULL))
) STRICT;

-- Notes and coins of one act. held: counted there. in, out: handed over in a change of notes.
CREATE TABLE cash_piece (
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  side TEXT NOT NULL CHECK (side IN ('held', 'in', 'out')),
  face INTEGER NOT NULL CHECK (face BETWEEN 1 AND 2251799813685248),
  pieces INTEGER NOT NULL CHECK (pieces BETWEEN 1 AND 100000),
  PRIMARY KEY (seq, side, face)
) STRICT, WITHOUT ROWID;

-- 缴款单: cash from the safe on its way to the bank. Document type D.
CREATE TABLE deposit_slip (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  holder TEXT NOT NULL CHECK (length(holder) BETWEEN 1 AND 60),
  bank TEXT NOT NULL CHECK (length(bank) BETWEEN 1 AND 60),
  account_number TEXT NOT NULL CHECK (length(account_number) BETWEEN 1 AND 40),
  bearer TEXT NOT NULL CHECK (length(bearer) BETWEEN 1 AND 60)
) STRICT;
-- What became of it, once: the bank took what it counted, or it came back. A movement of cash answers for it.
CREATE TABLE deposit_end (
  deposit_seq INTEGER PRIMARY KEY REFERENCES deposit_slip (seq),
  seq INTEGER NOT NULL UNIQUE REFERENCES cash_movement (seq),
  outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'returned')),
  reference TEXT CHECK (length(reference) BETWEEN 4 AND 64),
  counted INTEGER NOT NULL CHECK (counted BETWEEN 1 AND 2251799813685248),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((reference IS NOT NULL) = (outcome = 'confirmed')),
  CHECK (outcome = 'confirmed' OR reason IS NOT NULL)
) STRICT;

-- 假币: refused at the window, or taken from the customer against a paper of its own. No money of ours.
CREATE TABLE counterfeit_note (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL UNIQUE CHECK (n > 0),
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  face INTEGER NOT NULL CHECK (face > 0),
  serial TEXT NOT NULL CHECK (length(serial) BETWEEN 4 AND 20 AND serial NOT GLOB '*[^0-9A-Z]*'),
  outcome TEXT NOT NULL CHECK (outcome IN ('refused', 'kept')),
  note TEXT CHECK (length(note) BETWEEN 1 AND 100)
) STRICT;

CREATE TABLE drawer_opening (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100)
) STRICT;
CREATE INDEX drawer_opening_shift ON drawer_opening (shift_id, seq);

-- Blind counts of a drawer, every one kept. `expected` is what its account held then, `tolerance` what was set then.
CREATE TABLE cash_count (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  n INTEGER NOT NULL CHECK (n > 0),
  purpose TEXT NOT NULL CHECK (purpose IN ('close', 'handover', 'forced')),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 2251799813685248),
  expected INTEGER NOT NULL CHECK (expected BETWEEN 0 AND 2251799813685248),
  tolerance INTEGER NOT NULL CHECK (tolerance >= 0),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  first_receipt TEXT,
  last_receipt TEXT,
  CHECK ((first_receipt IS NULL) = (last_receipt IS NULL)),
  UNIQUE (shift_id, n)
) STRICT;
-- What machines of their own said at the same time: the slip of a card terminal, the totals of QR codes, cheques in hand.
CREATE TABLE count_channel (
  seq INTEGER NOT NULL REFERENCES cash_count (seq),
  method TEXT NOT NULL CHECK (method IN ('card', 'wechat', 'alipay', 'unionpay', 'cheque')),
  said INTEGER NOT NULL CHECK (said BETWEEN 0 AND 2251799813685248),
  booked INTEGER NOT NULL CHECK (booked BETWEEN -2251799813685248 AND 2251799813685248),
  PRIMARY KEY (seq, method)
) STRICT, WITHOUT ROWID;

-- 交班: a counted drawer offered to whoever comes next, who counts it too and takes it whole or not at all.
CREATE TABLE handover_offer (
  seq INTEGER PRIMARY KEY REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  count_seq INTEGER NOT NULL REFERENCES cash_count (seq),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX handover_offer_shift ON handover_offer (shift_id, seq);
CREATE TABLE handover_end (
  offer_seq INTEGER PRIMARY KEY REFERENCES handover_offer (seq),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected', 'withdrawn')),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  -- What the incoming cashier counted.
  counted INTEGER CHECK (counted BETWEEN 0 AND 2251799813685248),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((counted IS NULL) = (outcome = 'withdrawn')),
  CHECK ((reason IS NULL) = (outcome <> 'rejected'))
) STRICT;
CREATE INDEX handover_end_seq ON handover_end (seq);

-- 挂起/恢复: nothing is posted into a shift that is suspended.
CREATE TABLE shift_pause (
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind = CASE n % 2 WHEN 1 THEN 'suspended' ELSE 'resumed' END),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((reason IS NOT NULL) = (kind = 'suspended')),
  PRIMARY KEY (shift_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_pause_seq ON shift_pause (seq);

-- A shift that its cashier left open, closed by somebody else, and why.
CREATE TABLE shift_forced (
  shift_id INTEGER PRIMARY KEY REFERENCES shift (id),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100)
) STRICT;
CREATE INDEX shift_forced_seq ON shift_forced (seq);

CREATE TRIGGER deposit_slip_totals AFTER INSERT ON deposit_slip BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, NEW.amount FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- What SQL itself refuses ----------------------------------------------------------------------------------------------
-- No drawer, safe or fund holds less than nothing. The safe counts from the first time it was counted: what lay in it
-- before the ledger began is known only then. What an exchange (X) takes back, the next link puts where it was.
CREATE TRIGGER chain_keeps_cash BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq AND amount < 0 AND account GLOB '1001.*')
  AND (SELECT type FROM document WHERE seq = NEW.seq) IS NOT 'X' BEGIN
  SELECT RAISE(ABORT, 'cash: less than nothing would be left')
    FROM entry e JOIN account_balance b ON b.account = e.account
    WHERE e.seq = NEW.seq AND e.account GLOB '1001.*' AND b.balance < 0
      AND (e.account <> '1001.2' OR EXISTS (SELECT 1 FROM cash_movement WHERE kind = 'safeCount'));
END;

CREATE TRIGGER document_not_suspended BEFORE INSERT ON document BEGIN
  SELECT RAISE(ABORT, 'document: the shift is suspended')
    WHERE (SELECT count(*) FROM shift_pause WHERE shift_id = NEW.shift_id) % 2 = 1;
END;

CREATE TRIGGER cash_slip_fits BEFORE INSERT ON cash_slip BEGIN
  SELECT RAISE(ABORT, 'cash_slip: goes from and to where its kind never does')
    WHERE NOT EXISTS (SELECT 1 FROM cash_movement m JOIN document d ON d.seq = m.seq JOIN shift s ON s.id = d.shift_id
      JOIN drawer w ON w.id = s.drawer_id WHERE m.seq = NEW.seq AND (NEW.offer_seq IS NOT NULL) = (m.kind = 'transfer')
      AND (NEW.counted IS NOT NULL) = (m.kind = 'safeCount') AND CASE m.kind
        WHEN 'paidIn' THEN s.kind = 'till' AND NEW.to_account IS w.account AND NEW.from_account NOT GLOB '1001.*'
        WHEN 'paidOut' THEN s.kind = 'till' AND NEW.from_account IS w.account AND NEW.to_account NOT GLOB '1001.*'
        WHEN 'safeDrop' THEN s.kind = 'till' AND NEW.from_account IS w.account AND NEW.to_account IS '1001.2'
        WHEN 'safeFill' THEN NEW.to_account IS '1001.2' AND NEW.from_account IN ('1002', '2241.imprest')
        WHEN 'safeCount' THEN NEW.from_account IS NULL
          OR (NEW.from_account = '1001.2' AND NEW.to_account IN ('6301.overshort', '2241.imprest'))
          OR (NEW.to_account = '1001.2' AND NEW.from_account IN ('6301.overshort', '2241.imprest'))
        WHEN 'pettyFill' THEN NEW.to_account IS '1001.3'
          AND (NEW.from_account IN ('1001.2', '1002') OR (s.kind = 'till' AND NEW.from_account IS w.account))
        WHEN 'pettyBack' THEN NEW.from_account IS '1001.3' AND NEW.to_account IS '1001.2'
        WHEN 'pettySpend' THEN NEW.from_account IS '1001.3' AND NEW.to_account NOT GLOB '1001.*'
        WHEN 'transfer' THEN s.kind = 'till' AND NEW.to_account IS w.account AND NEW.from_account IS NOT w.account
          AND EXISTS (SELECT 1 FROM transfer_offer o LEFT JOIN open_shift h ON h.shift_id = o.from_shift_id
            LEFT JOIN drawer f ON f.id = h.drawer_id WHERE o.seq = NEW.offer_seq AND o.to_drawer_id = w.id
            AND o.amount = m.amount AND o.person_id <> d.person_id
            AND NEW.from_account IS CASE WHEN o.from_shift_id IS NULL THEN '1001.2' ELSE f.account END)
        WHEN 'exchange' THEN NEW.from_account IS NULL AND m.amount = 0
        ELSE 0 END);
END;

CREATE TRIGGER transfer_end_fits BEFORE INSERT ON transfer_end BEGIN
  SELECT RAISE(ABORT, 'transfer_end: nobody accepts or rejects their own offer, and nobody else withdraws it')
    FROM transfer_offer o WHERE o.seq = NEW.offer_seq AND (o.person_id = NEW.person_id) <> (NEW.outcome = 'withdrawn');
END;

CREATE TRIGGER deposit_end_fits BEFORE INSERT ON deposit_end BEGIN
  SELECT RAISE(ABORT, 'deposit_end: is not on a movement of its kind and amount')
    WHERE NOT EXISTS (SELECT 1 FROM cash_movement WHERE seq = NEW.seq AND kind = 'depositEnd' AND amount = NEW.counted);
  SELECT RAISE(ABORT, 'deposit_end: a difference needs its reason')
    FROM deposit_slip s WHERE s.seq = NEW.deposit_seq AND s.amount <> NEW.counted AND NEW.reason IS NULL;
END;

CREATE TRIGGER counterfeit_note_follows BEFORE INSERT ON counterfeit_note BEGIN
  SELECT RAISE(ABORT, 'counterfeit_note: number must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM counterfeit_note);
END;

CREATE TRIGGER cash_count_follows BEFORE INSERT ON cash_count BEGIN
  SELECT RAISE(ABORT, 'cash_count: must follow the last one of its shift')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM cash_count WHERE shift_id = NEW.shift_id);
  SELECT RAISE(ABORT, 'cash_count: is not of an open shift at a till, by whom its purpose says')
    WHERE NOT EXISTS (SELECT 1 FROM open_shift WHERE shift_id = NEW.shift_id AND kind = 'till'
      AND (person_id = NEW.person_id) = (NEW.purpose <> 'forced'));
END;

CREATE TRIGGER handover_offer_fits BEFORE INSERT ON handover_offer BEGIN
  SELECT RAISE(ABORT, 'handover_offer: is not of the last count of an open shift, by its cashier')
    WHERE NOT EXISTS (SELECT 1 FROM open_shift o JOIN cash_count c ON c.shift_id = o.shift_id
      WHERE o.shift_id = NEW.shift_id AND o.person_id = NEW.person_id AND c.seq = NEW.count_seq
        AND c.n = (SELECT max(n) FROM cash_count WHERE shift_id = NEW.shift_id));
  SELECT RAISE(ABORT, 'handover_offer: this shift is offered already')
    WHERE EXISTS (SELECT 1 FROM handover_offer o WHERE o.shift_id = NEW.shift_id
      AND NOT EXISTS (SELECT 1 FROM handover_end e WHERE e.offer_seq = o.seq));
END;
CREATE TRIGGER handover_end_fits BEFORE INSERT ON handover_end BEGIN
  SELECT RAISE(ABORT, 'handover_end: nobody accepts or rejects their own offer, and nobody else withdraws it')
    FROM handover_offer o WHERE o.seq = NEW.offer_seq AND (o.person_id = NEW.person_id) <> (NEW.outcome = 'withdrawn');
  SELECT RAISE(ABORT, 'handover_end: two counts differ, or another was made since')
    FROM handover_offer o JOIN cash_count c ON c.seq = o.count_seq WHERE o.seq = NEW.offer_seq
      AND NEW.outcome = 'accepted' AND (c.counted <> NEW.counted
        OR c.n <> (SELECT max(n) FROM cash_count WHERE shift_id = c.shift_id));
END;

CREATE TRIGGER shift_pause_follows BEFORE INSERT ON shift_pause BEGIN
  SELECT RAISE(ABORT, 'shift_pause: must follow the last one of an open shift')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM shift_pause WHERE shift_id = NEW.shift_id)
      OR NOT EXISTS (SELECT 1 FROM open_shift WHERE shift_id = NEW.shift_id);
END;
CREATE TRIGGER shift_forced_fits BEFORE INSERT ON shift_forced BEGIN
  SELECT RAISE(ABORT, 'shift_forced: is by the cashier of the shift')
    WHERE EXISTS (SELECT 1 FROM shift WHERE id = NEW.shift_id AND person_id = NEW.person_id);
END;

-- A till ends as it was last counted: within what is tolerated, or with a second person's approval of that count, or
-- closed by somebody else who says why.
CREATE TRIGGER shift_end_counted BEFORE INSERT ON shift_end
WHEN EXISTS (SELECT 1 FROM shift WHERE id = NEW.shift_id AND kind = 'till') BEGIN
  SELECT RAISE(ABORT, 'shift_end: is not as its drawer was last counted')
    WHERE NOT EXISTS (SELECT 1 FROM cash_count c WHERE c.shift_id = NEW.shift_id
      AND c.n = (SELECT max(n) FROM cash_count WHERE shift_id = NEW.shift_id)
      AND c.counted = NEW.counted AND c.expected = NEW.expected
      AND (abs(c.counted - c.expected) <= c.tolerance OR c.purpose = 'forced'
        OR EXISTS (SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
          WHERE u.seq = c.seq AND r.kind = 'recount')));
  SELECT RAISE(ABORT, 'shift_end: nobody says why somebody else closed it')
    FROM cash_count c WHERE c.shift_id = NEW.shift_id AND c.purpose = 'forced'
      AND c.n = (SELECT max(n) FROM cash_count WHERE shift_id = NEW.shift_id)
      AND NOT EXISTS (SELECT 1 FROM shift_forced WHERE shift_id = NEW.shift_id);
END;

-- Sealing. Each looks only at acts of its kind: a plain charge pays for one look by its number.
CREATE TRIGGER chain_seals_slip BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM cash_movement WHERE seq = NEW.seq AND kind NOT IN ('float', 'shiftClose')) BEGIN
  SELECT RAISE(ABORT, 'cash_movement: does not say from where to where, or how its deposit ended')
    FROM cash_movement m WHERE m.seq = NEW.seq AND (
      (m.kind = 'depositEnd') <> EXISTS (SELECT 1 FROM deposit_end WHERE seq = m.seq)
      OR (m.kind <> 'depositEnd') <> EXISTS (SELECT 1 FROM cash_slip WHERE seq = m.seq));
  SELECT RAISE(ABORT, 'cash_slip: is not posted as it says')
    FROM cash_movement m JOIN cash_slip s ON s.seq = m.seq WHERE m.seq = NEW.seq AND (
      (SELECT count(*) FROM entry WHERE seq = m.seq) <> CASE WHEN s.from_account IS NULL THEN 0 ELSE 2 END
      OR (s.from_account IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM entry a JOIN entry b ON b.seq = a.seq WHERE a.seq = m.seq
          AND a.account = s.to_account AND a.amount = m.amount
          AND b.account = s.from_account AND b.amount = -m.amount)));
  SELECT RAISE(ABORT, 'deposit_end: is not posted as it says')
    FROM deposit_end e JOIN deposit_slip d ON d.seq = e.deposit_seq WHERE e.seq = NEW.seq AND EXISTS (
      SELECT 1 FROM (
        SELECT account, amount FROM entry WHERE seq = e.seq
        UNION ALL SELECT CASE e.outcome WHEN 'confirmed' THEN '1002' ELSE '1001.2' END, -e.counted
        UNION ALL SELECT '1002.9', d.amount
        UNION ALL SELECT '6301.overshort', e.counted - d.amount)
      GROUP BY account HAVING sum(amount) <> 0);
  SELECT RAISE(ABORT, 'cash_movement: two people count it')
    FROM cash_movement m WHERE m.seq = NEW.seq AND m.kind IN ('safeDrop', 'safeFill', 'safeCount')
      AND NOT EXISTS (SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
        WHERE u.seq = m.seq AND r.kind = m.kind);
  SELECT RAISE(ABORT, 'cash_slip: the safe does not hold what was counted in it')
    FROM cash_slip s WHERE s.seq = NEW.seq AND s.counted IS NOT NULL
      AND s.counted <> coalesce((SELECT balance FROM account_balance WHERE account = '1001.2'), 0);
  SELECT RAISE(ABORT, 'cash_slip: its offer was not accepted with it')
    FROM cash_slip s WHERE s.seq = NEW.seq AND s.offer_seq IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM transfer_end WHERE offer_seq = s.offer_seq AND seq = s.seq AND outcome = 'accepted');
  SELECT RAISE(ABORT, 'cash_piece: a change of notes is of no net amount')
    FROM cash_movement m WHERE m.seq = NEW.seq AND m.kind = 'exchange' AND (
      NOT EXISTS (SELECT 1 FROM cash_piece WHERE seq = m.seq)
      OR (SELECT sum(CASE side WHEN 'in' THEN face * pieces WHEN 'out' THEN -face * pieces ELSE 1 END)
        FROM cash_piece WHERE seq = m.seq) <> 0);
END;

CREATE TRIGGER chain_seals_deposit BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'D') BEGIN
  SELECT RAISE(ABORT, 'deposit_slip: is not posted as it says')
    WHERE NOT EXISTS (SELECT 1 FROM deposit_slip s JOIN entry a ON a.seq = s.seq JOIN entry b ON b.seq = s.seq
      WHERE s.seq = NEW.seq AND a.account = '1002.9' AND a.amount = s.amount AND b.account = '1001.2'
        AND b.amount = -s.amount AND (SELECT count(*) FROM entry WHERE seq = s.seq) = 2);
  SELECT RAISE(ABORT, 'deposit_slip: two people count it')
    WHERE NOT EXISTS (SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
      WHERE u.seq = NEW.seq AND r.kind = 'bankDeposit');
END;
CREATE TRIGGER deposit_slip_fits BEFORE INSERT ON deposit_slip BEGIN
  SELECT RAISE(ABORT, 'deposit_slip: is on no document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'D');
END;

CREATE TRIGGER chain_seals_count BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM cash_count WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'cash_count: expected is not what the account of its drawer holds')
    FROM cash_count c JOIN shift s ON s.id = c.shift_id JOIN drawer d ON d.id = s.drawer_id WHERE c.seq = NEW.seq
      AND c.expected <> coalesce((SELECT balance FROM account_balance WHERE account = d.account), 0);
  SELECT RAISE(ABORT, 'cash_count: was counted again without a second person')
    FROM cash_count c WHERE c.seq = NEW.seq AND c.purpose <> 'forced'
      AND EXISTS (SELECT 1 FROM cash_count b WHERE b.shift_id = c.shift_id AND b.n < c.n
        AND abs(b.counted - b.expected) > b.tolerance)
      AND NOT EXISTS (SELECT 1 FROM approval_use u JOIN approval_request r ON r.seq = u.request_seq
        WHERE u.seq = c.seq AND r.kind = 'recount');
END;
-- Where notes and coins are told, they come to what the act says.
CREATE TRIGGER chain_seals_pieces BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM cash_piece WHERE seq = NEW.seq AND side = 'held') BEGIN
  SELECT RAISE(ABORT, 'cash_piece: notes and coins are not what was counted')
    WHERE (SELECT sum(face * pieces) FROM cash_piece WHERE seq = NEW.seq AND side = 'held') IS NOT coalesce(
      (SELECT counted FROM cash_count WHERE seq = NEW.seq),
      (SELECT counted FROM cash_slip WHERE seq = NEW.seq),
      (SELECT amount FROM cash_movement WHERE seq = NEW.seq),
      (SELECT amount FROM deposit_slip WHERE seq = NEW.seq));
END;
-- A drawer is handed over with the end of its shift, or not at all.
CREATE TRIGGER chain_seals_handover BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM handover_end WHERE seq = NEW.seq AND outcome = 'accepted') BEGIN
  SELECT RAISE(ABORT, 'handover_end: does not end the shift that was handed over')
    FROM handover_end e JOIN handover_offer o ON o.seq = e.offer_seq WHERE e.seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM shift_end WHERE shift_id = o.shift_id AND seq = e.seq);
END;

-- Append-only, and nothing is added to a sealed act --------------------------------------------------------------------
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_slip_no_update BEFORE UPDATE ON cash_slip BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_slip_no_delete BEFORE DELETE ON cash_slip BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_piece_no_update BEFORE UPDATE ON cash_piece BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_piece_no_delete BEFORE DELETE ON cash_piece BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_count_no_update BEFORE UPDATE ON cash_count BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_count_no_delete BEFORE DELETE ON cash_count BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER count_channel_no_update BEFORE UPDATE ON count_channel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER count_channel_no_delete BEFORE DELETE ON count_channel BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_offer_no_update BEFORE UPDATE ON transfer_offer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_offer_no_delete BEFORE DELETE ON transfer_offer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_end_no_update BEFORE UPDATE ON transfer_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_end_no_delete BEFORE DELETE ON transfer_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_slip_no_update BEFORE UPDATE ON deposit_slip BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_slip_no_delete BEFORE DELETE ON deposit_slip BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_end_no_update BEFORE UPDATE ON deposit_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER deposit_end_no_delete BEFORE DELETE ON deposit_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER counterfeit_note_no_update BEFORE UPDATE ON counterfeit_note BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER counterfeit_note_no_delete BEFORE DELETE ON counterfeit_note BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER drawer_opening_no_update BEFORE UPDATE ON drawer_opening BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER drawer_opening_no_delete BEFORE DELETE ON drawer_opening BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_offer_no_update BEFORE UPDATE ON handover_offer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_offer_no_delete BEFORE DELETE ON handover_offer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_end_no_update BEFORE UPDATE ON handover_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER handover_end_no_delete BEFORE DELETE ON handover_end BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_pause_no_update BEFORE UPDATE ON shift_pause BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_pause_no_delete BEFORE DELETE ON shift_pause BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_forced_no_update BEFORE UPDATE ON shift_forced BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER shift_forced_no_delete BEFORE DELETE ON shift_forced BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_unsealed BEFORE INSERT ON cash_movement WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER cash_slip_unsealed BEFORE INSERT ON cash_slip WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER cash_piece_unsealed BEFORE INSERT ON cash_piece WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER cash_count_unsealed BEFORE INSERT ON cash_count WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER count_channel_unsealed BEFORE INSERT ON count_channel WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER transfer_offer_unsealed BEFORE INSERT ON transfer_offer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER transfer_end_unsealed BEFORE INSERT ON transfer_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER deposit_slip_unsealed BEFORE INSERT ON deposit_slip WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER deposit_end_unsealed BEFORE INSERT ON deposit_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER counterfeit_note_unsealed BEFORE INSERT ON counterfeit_note WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER drawer_opening_unsealed BEFORE INSERT ON drawer_opening WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER handover_offer_unsealed BEFORE INSERT ON handover_offer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER handover_end_unsealed BEFORE INSERT ON handover_end WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER shift_pause_unsealed BEFORE INSERT ON shift_pause WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER shift_forced_unsealed BEFORE INSERT ON shift_forced WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
