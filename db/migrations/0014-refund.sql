-- Refunds 退费: cases with their applications, what was confirmed, typed twice and decided; the red slip F; payouts and the
-- documents O by which they leave or come back. Chained, but for the two tables at the end that triggers keep.

-- A case is one wish to have money back, of one receipt or of one account of money held. It is numbered like a slip, posts
-- nothing by itself, and goes through applications that are counted: what is returned is handed in again as the next one.
CREATE TABLE refund_case (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  receipt_seq INTEGER REFERENCES receipt (seq),
  account_id INTEGER REFERENCES prepayment_account (id),
  customer_id INTEGER REFERENCES customer (id),
  CHECK ((receipt_seq IS NULL) <> (account_id IS NULL)),
  CHECK (account_id IS NULL OR customer_id IS NOT NULL)
) STRICT;
CREATE INDEX refund_case_seq ON refund_case (seq);
CREATE INDEX refund_case_receipt ON refund_case (receipt_seq) WHERE receipt_seq IS NOT NULL;
CREATE INDEX refund_case_account ON refund_case (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX refund_case_customer ON refund_case (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX refund_case_person ON refund_case (person_id, id);

-- One handing-in. `amount` is what the lines or loads come to; levels and findings are kept as they were reckoned then
-- (core/refund/approval-levels.ts, risk-rules.ts), because tables and limits change and a case keeps those it was judged by.
CREATE TABLE refund_submission (
  case_id INTEGER NOT NULL REFERENCES refund_case (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  asked_by TEXT NOT NULL CHECK (length(asked_by) BETWEEN 1 AND 60),
  relation TEXT NOT NULL CHECK (relation IN ('self', 'family', 'agent', 'company')),
  channel TEXT NOT NULL CHECK (channel IN ('counter', 'phone', 'online', 'letter', 'department')),
  original_back INTEGER NOT NULL CHECK (original_back IN (0, 1)),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  fee INTEGER NOT NULL CHECK (fee BETWEEN 0 AND amount),
  rounding INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total > 0 AND total = amount - fee + rounding),
  difference INTEGER NOT NULL,
  levels TEXT NOT NULL CHECK (json_valid(levels)),
  verdict TEXT NOT NULL CHECK (verdict IN ('allow', 'extraLevel')),
  findings TEXT NOT NULL CHECK (json_valid(findings)),
  twice_payee INTEGER NOT NULL CHECK (twice_payee IN (0, 1)),
  twice_amount INTEGER NOT NULL CHECK (twice_amount IN (0, 1)),
  PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_submission_seq ON refund_submission (seq);
CREATE INDEX refund_submission_total ON refund_submission (total, at);
CREATE INDEX refund_submission_person ON refund_submission (person_id, at);

-- Parts of lines of the receipt that go back with one handing-in.
CREATE TABLE refund_line (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  line_n INTEGER NOT NULL CHECK (line_n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  receipt_seq INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  gross INTEGER NOT NULL CHECK (gross BETWEEN 0 AND 2251799813685248),
  -- More than the line's own where a benefit was lost with this part, less than nothing where what was lost comes back.
  discount INTEGER NOT NULL CHECK (discount <= gross),
  tax INTEGER NOT NULL CHECK (tax >= 0),
  amount INTEGER NOT NULL CHECK (amount = gross - discount),
  needs_use INTEGER NOT NULL CHECK (needs_use IN (0, 1)),
  PRIMARY KEY (case_id, version, line_n),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n),
  FOREIGN KEY (receipt_seq, line_n) REFERENCES line (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_line_seq ON refund_line (seq);
CREATE INDEX refund_line_of ON refund_line (receipt_seq, line_n);

-- Which tender (of the receipt, or the load it was paid in with) gives how much back, and whether the way it came.
CREATE TABLE refund_back (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  tender_seq INTEGER NOT NULL,
  tender_n INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method GLOB '[a-z]*'),
  way TEXT NOT NULL CHECK (way IN ('original', 'cash', 'transfer')),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  CHECK ((reason IS NULL) = (way = 'original')),
  -- 套现: what a card or a channel brought never leaves as notes, whoever approves it.
  CHECK (way <> 'cash' OR method IN ('cash', 'cheque', 'transfer')),
  PRIMARY KEY (case_id, version, n),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n),
  FOREIGN KEY (tender_seq, tender_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_back_seq ON refund_back (seq);
CREATE INDEX refund_back_of ON refund_back (tender_seq, tender_n);

CREATE TABLE refund_paper (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  attachment_id TEXT REFERENCES attachment (id),
  PRIMARY KEY (case_id, version, n),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_paper_seq ON refund_paper (seq);

-- 双人录入. Entry 1 is the applicant's, the others are tries of somebody else. The account number is sealed (AES-256-GCM,
-- db/refund/payee-seal.ts): a bank needs it whole, nobody who reads the rows does.
CREATE TABLE refund_entry (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT CHECK (length(name) BETWEEN 1 AND 60),
  bank TEXT CHECK (length(bank) BETWEEN 1 AND 60),
  sealed TEXT CHECK (length(sealed) BETWEEN 40 AND 200),
  tail TEXT CHECK (tail GLOB '[0-9][0-9][0-9][0-9]'),
  amount INTEGER CHECK (amount > 0),
  -- What the others are compared with: the applicant's, or what was typed anew when a payout was sent another way.
  base INTEGER NOT NULL CHECK (base IN (0, 1) AND (n > 1 OR base = 1)),
  agrees INTEGER NOT NULL CHECK (agrees IN (0, 1) AND agrees + base < 2),
  CHECK ((name IS NULL) = (bank IS NULL) AND (name IS NULL) = (sealed IS NULL) AND (name IS NULL) = (tail IS NULL)),
  CHECK (name IS NOT NULL OR amount IS NOT NULL),
  PRIMARY KEY (case_id, version, n),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_entry_seq ON refund_entry (seq);

-- What a department said of a line: so much was never carried out, or is back.
CREATE TABLE use_confirmation (
  receipt_seq INTEGER NOT NULL,
  line_n INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  kind TEXT NOT NULL CHECK (kind IN ('notCarriedOut', 'returned')),
  department TEXT NOT NULL CHECK (length(department) BETWEEN 1 AND 40),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (receipt_seq, line_n, n),
  FOREIGN KEY (receipt_seq, line_n) REFERENCES line (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX use_confirmation_seq ON use_confirmation (seq);

-- Every step of a case. Step 1 of a version is its application; the others are those of core/refund/case-state.ts.
CREATE TABLE refund_step (
  case_id INTEGER NOT NULL REFERENCES refund_case (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL,
  step TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  text TEXT CHECK (length(text) BETWEEN 1 AND 300),
  CHECK ((from_state IS NULL) = (n = 1) AND (step = 'applied') = (n = 1)),
  PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_step_seq ON refund_step (seq);

-- The request its levels are decided on; made by the ledger, in the applicant's name, when a version comes to its decision.
CREATE TABLE refund_request (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  request_seq INTEGER NOT NULL UNIQUE REFERENCES approval_request (seq),
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_request_seq ON refund_request (seq);

-- In whose place somebody decided, and the levels' people as the table of that day wanted them.
CREATE TABLE refund_delegation (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  from_id INTEGER NOT NULL REFERENCES person (id),
  to_id INTEGER NOT NULL REFERENCES person (id),
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL CHECK (until_date >= from_date),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  at INTEGER NOT NULL,
  CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX refund_delegation_seq ON refund_delegation (seq);
CREATE INDEX refund_delegation_to ON refund_delegation (to_id);

CREATE TABLE refund_deputy (
  request_seq INTEGER NOT NULL,
  level INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  delegation_id INTEGER NOT NULL REFERENCES refund_delegation (id),
  PRIMARY KEY (request_seq, level),
  FOREIGN KEY (request_seq, level) REFERENCES approval_decision (request_seq, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_deputy_seq ON refund_deputy (seq);

-- 退费单 F: the mirror of what goes back, against refunds payable, in the open day. One per case, for the version that was
-- approved; the approval is used up by it.
CREATE TABLE refund_document (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  case_id INTEGER NOT NULL UNIQUE REFERENCES refund_case (id),
  version INTEGER NOT NULL,
  request_seq INTEGER UNIQUE REFERENCES approval_request (seq),
  at INTEGER NOT NULL,
  tick INTEGER NOT NULL CHECK (tick >= 0),
  -- Of a receipt of a closed accounting year: revenue, tax and discounts go to one account that is set for it.
  prior_account TEXT REFERENCES account (code),
  total INTEGER NOT NULL CHECK (total BETWEEN 1 AND 2251799813685248),
  FOREIGN KEY (case_id, version) REFERENCES refund_submission (case_id, n)
) STRICT;

-- 打款: one sum by one way. A failed one is replaced at most once, by one of the same amount.
CREATE TABLE refund_payout (
  case_id INTEGER NOT NULL REFERENCES refund_case (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  back_n INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method GLOB '[a-z]*'),
  way TEXT NOT NULL CHECK (way IN ('original', 'cash', 'transfer')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  replaces INTEGER,
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK (replaces < n),
  CHECK (way <> 'cash' OR method IN ('cash', 'cheque', 'transfer')),
  PRIMARY KEY (case_id, n),
  UNIQUE (case_id, replaces),
  FOREIGN KEY (case_id, replaces) REFERENCES refund_payout (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_payout_seq ON refund_payout (seq);

CREATE TABLE bank_batch (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  count INTEGER NOT NULL CHECK (count > 0),
  total INTEGER NOT NULL CHECK (total BETWEEN 1 AND 2251799813685248)
) STRICT;
CREATE INDEX bank_batch_seq ON bank_batch (seq);

CREATE TABLE payout_step (
  case_id INTEGER NOT NULL,
  payout_n INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  step TEXT NOT NULL CHECK (step IN ('sent', 'unknown', 'confirmed', 'failed', 'cameBack')),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reference TEXT CHECK (length(reference) BETWEEN 4 AND 64),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  batch_n INTEGER REFERENCES bank_batch (n),
  PRIMARY KEY (case_id, payout_n, n),
  FOREIGN KEY (case_id, payout_n) REFERENCES refund_payout (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX payout_step_seq ON payout_step (seq);
CREATE INDEX payout_step_batch ON payout_step (batch_n) WHERE batch_n IS NOT NULL;
CREATE INDEX payout_step_reference ON payout_step (reference) WHERE reference IS NOT NULL;

-- 打款单 O: money that left for a payout, or that came back after it had.
CREATE TABLE payout_document (
  seq INTEGER PRIMARY KEY REFERENCES document (seq),
  case_id INTEGER NOT NULL,
  payout_n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paid', 'cameBack')),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  UNIQUE (case_id, payout_n, kind),
  FOREIGN KEY (case_id, payout_n) REFERENCES refund_payout (case_id, n)
) STRICT;

-- What a prepayment paid on a refunded receipt returns to the load it was drawn from.
CREATE TABLE prepayment_giveback (
  seq INTEGER NOT NULL REFERENCES payout_document (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  draw_seq INTEGER NOT NULL,
  draw_n INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES prepayment_account (id),
  load_seq INTEGER NOT NULL,
  load_n INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 2251799813685248),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (draw_seq, draw_n) REFERENCES prepayment_draw (seq, n),
  FOREIGN KEY (load_seq, load_n) REFERENCES tender (seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX prepayment_giveback_draw ON prepayment_giveback (draw_seq, draw_n);
CREATE INDEX prepayment_giveback_account ON prepayment_giveback (account_id, seq);
CREATE INDEX prepayment_giveback_load ON prepayment_giveback (load_seq, load_n);

-- Moves: where each case and each payout stands. Written by their steps only; verify derives both again.
CREATE TABLE refund_now (
  case_id INTEGER PRIMARY KEY REFERENCES refund_case (id),
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX refund_now_state ON refund_now (state, case_id);

CREATE TABLE payout_now (
  case_id INTEGER NOT NULL,
  payout_n INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('approved', 'sent', 'unknown', 'confirmed', 'failed')),
  PRIMARY KEY (case_id, payout_n),
  FOREIGN KEY (case_id, payout_n) REFERENCES refund_payout (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX payout_now_state ON payout_now (state, case_id, payout_n);

-- What SQL itself refuses ----------------------------------------------------------------------------------------------
CREATE TRIGGER refund_case_follows BEFORE INSERT ON refund_case BEGIN
  SELECT RAISE(ABORT, 'refund_case: must follow the last one')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM refund_case);
  SELECT RAISE(ABORT, 'refund_case: this receipt was voided')
    WHERE EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = NEW.receipt_seq);
  SELECT RAISE(ABORT, 'refund_case: the invoice of this receipt stands')
    WHERE (SELECT status FROM invoice WHERE document_seq = NEW.receipt_seq ORDER BY n DESC LIMIT 1) IN ('issued', 'requested');
END;
-- A void and a refund exclude each other, whichever comes first.
CREATE TRIGGER receipt_void_not_refunded BEFORE INSERT ON receipt_void BEGIN
  SELECT RAISE(ABORT, 'receipt_void: this receipt is being refunded')
    FROM refund_case c JOIN refund_now s ON s.case_id = c.id
    WHERE c.receipt_seq = NEW.receipt_seq AND s.state NOT IN ('rejected', 'withdrawn');
END;
CREATE TRIGGER tender_correction_not_refunded BEFORE INSERT ON tender_correction BEGIN
  SELECT RAISE(ABORT, 'tender_correction: this receipt is being refunded')
    FROM refund_case c JOIN refund_now s ON s.case_id = c.id
    WHERE c.receipt_seq = NEW.receipt_seq AND s.state NOT IN ('rejected', 'withdrawn');
END;

CREATE TRIGGER refund_submission_follows BEFORE INSERT ON refund_submission BEGIN
  SELECT RAISE(ABORT, 'refund_submission: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refund_submission WHERE case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_submission: is handed in by whoever applied')
    WHERE NEW.person_id IS NOT (SELECT person_id FROM refund_case WHERE id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_submission: the case was not returned')
    WHERE NEW.n > 1 AND (SELECT state FROM refund_now WHERE case_id = NEW.case_id) IS NOT 'returned';
END;
-- From here on its lines count, and those of the version before do not.
CREATE TRIGGER refund_submission_is_now AFTER INSERT ON refund_submission BEGIN
  INSERT INTO refund_now (case_id, version, state, since) VALUES (NEW.case_id, NEW.n, 'returned', NEW.at)
    ON CONFLICT DO UPDATE SET version = NEW.n;
END;

-- Σ refunds of a line ≤ what was paid for it, in money and in quantity, decided or not.
CREATE TRIGGER refund_line_within BEFORE INSERT ON refund_line BEGIN
  SELECT RAISE(ABORT, 'refund_line: is of another receipt')
    WHERE NEW.receipt_seq IS NOT (SELECT receipt_seq FROM refund_case WHERE id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_line: more than was paid')
    FROM line l WHERE l.seq = NEW.receipt_seq AND l.n = NEW.line_n AND (
      NEW.quantity + (SELECT coalesce(sum(r.quantity), 0) FROM refund_line r JOIN refund_now s ON s.case_id = r.case_id AND s.version = r.version
        WHERE r.receipt_seq = l.seq AND r.line_n = l.n AND s.state NOT IN ('rejected', 'withdrawn')) > l.quantity
      OR NEW.gross + (SELECT coalesce(sum(r.gross), 0) FROM refund_line r JOIN refund_now s ON s.case_id = r.case_id AND s.version = r.version
        WHERE r.receipt_seq = l.seq AND r.line_n = l.n AND s.state NOT IN ('rejected', 'withdrawn')) > l.gross
      OR NEW.amount + (SELECT coalesce(sum(r.amount), 0) FROM refund_line r JOIN refund_now s ON s.case_id = r.case_id AND s.version = r.version
        WHERE r.receipt_seq = l.seq AND r.line_n = l.n AND s.state NOT IN ('rejected', 'withdrawn')) > l.amount
      OR NEW.tax + (SELECT coalesce(sum(r.tax), 0) FROM refund_line r JOIN refund_now s ON s.case_id = r.case_id AND s.version = r.version
        WHERE r.receipt_seq = l.seq AND r.line_n = l.n AND s.state NOT IN ('rejected', 'withdrawn')) > l.tax);
END;
-- Σ refunds of a tender ≤ that tender, whichever way they go out; of a load ≤ what was left of it.
CREATE TRIGGER refund_back_within BEFORE INSERT ON refund_back BEGIN
  SELECT RAISE(ABORT, 'refund_back: is of another receipt or account')
    FROM refund_case c WHERE c.id = NEW.case_id AND CASE WHEN c.receipt_seq IS NULL
      THEN NOT EXISTS (SELECT 1 FROM load_left WHERE load_seq = NEW.tender_seq AND load_n = NEW.tender_n AND account_id = c.account_id)
      ELSE NEW.tender_seq <> c.receipt_seq END;
  SELECT RAISE(ABORT, 'refund_back: more than this tender brought')
    FROM tender t WHERE t.seq = NEW.tender_seq AND t.n = NEW.tender_n AND t.applied < NEW.amount + (
      SELECT coalesce(sum(b.amount), 0) FROM refund_back b JOIN refund_now s ON s.case_id = b.case_id AND s.version = b.version
      WHERE b.tender_seq = t.seq AND b.tender_n = t.n AND s.state NOT IN ('rejected', 'withdrawn'));
  SELECT RAISE(ABORT, 'refund_back: more than is left of this load')
    FROM load_left l WHERE l.load_seq = NEW.tender_seq AND l.load_n = NEW.tender_n
      AND (SELECT receipt_seq FROM refund_case WHERE id = NEW.case_id) IS NULL AND l.remaining < NEW.amount + (
      SELECT coalesce(sum(b.amount), 0) FROM refund_back b JOIN refund_now s ON s.case_id = b.case_id AND s.version = b.version
      WHERE b.tender_seq = l.load_seq AND b.tender_n = l.load_n
        AND s.state IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'returned'));
  SELECT RAISE(ABORT, 'refund_back: does not say how the money came')
    FROM tender t WHERE t.seq = NEW.tender_seq AND t.n = NEW.tender_n AND NEW.method IS NOT coalesce(
      (SELECT to_method FROM tender_correction WHERE receipt_seq = t.seq AND tender_n = t.n ORDER BY seq DESC LIMIT 1), t.method);
END;

CREATE TRIGGER refund_entry_by_two BEFORE INSERT ON refund_entry BEGIN
  SELECT RAISE(ABORT, 'refund_entry: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refund_entry WHERE case_id = NEW.case_id AND version = NEW.version);
  SELECT RAISE(ABORT, 'refund_entry: the first is the applicant''s, the others are somebody else''s')
    FROM refund_case c WHERE c.id = NEW.case_id AND (NEW.person_id = c.person_id) <> (NEW.n = 1);
  SELECT RAISE(ABORT, 'refund_entry: two people type, not one')
    WHERE NEW.base = 0 AND NEW.person_id IS (SELECT person_id FROM refund_entry
      WHERE case_id = NEW.case_id AND version = NEW.version AND base = 1 ORDER BY n DESC LIMIT 1);
END;

CREATE TRIGGER use_confirmation_fits BEFORE INSERT ON use_confirmation BEGIN
  SELECT RAISE(ABORT, 'use_confirmation: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM use_confirmation WHERE receipt_seq = NEW.receipt_seq AND line_n = NEW.line_n);
  SELECT RAISE(ABORT, 'use_confirmation: more than was bought')
    FROM line l WHERE l.seq = NEW.receipt_seq AND l.n = NEW.line_n AND l.quantity < NEW.quantity + (
      SELECT coalesce(sum(quantity), 0) FROM use_confirmation WHERE receipt_seq = l.seq AND line_n = l.n);
END;

-- The table of core/refund/case-state.ts, written down once more: a test compares the two.
CREATE TRIGGER refund_step_fits BEFORE INSERT ON refund_step BEGIN
  SELECT RAISE(ABORT, 'refund_step: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refund_step WHERE case_id = NEW.case_id)
      OR NEW.version IS NOT (SELECT version FROM refund_now WHERE case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_step: the case does not stand there')
    WHERE NEW.n > 1 AND NEW.from_state IS NOT (SELECT state FROM refund_now WHERE case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_step: leads nowhere')
    WHERE CASE NEW.n WHEN 1 THEN NEW.to_state NOT IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'approved')
      ELSE NEW.from_state || '/' || NEW.step || '/' || NEW.to_state NOT IN (
      ('awaitingUse/useConfirmed/awaitingUse'), ('awaitingUse/useConfirmed/awaitingSecondEntry'), ('awaitingUse/useConfirmed/awaitingApproval'),
      ('awaitingUse/useConfirmed/approved'), ('awaitingUse/sentBack/returned'), ('awaitingUse/reject/rejected'),
      ('awaitingUse/withdraw/withdrawn'), ('awaitingSecondEntry/secondEntryAgreed/awaitingUse'), ('awaitingSecondEntry/secondEntryAgreed/awaitingSecondEntry'),
      ('awaitingSecondEntry/secondEntryAgreed/awaitingApproval'), ('awaitingSecondEntry/secondEntryAgreed/approved'), ('awaitingSecondEntry/sentBack/returned'),
      ('awaitingSecondEntry/withdraw/withdrawn'), ('awaitingApproval/levelApproved/awaitingApproval'), ('awaitingApproval/lastLevelApproved/approved'),
      ('awaitingApproval/sentBack/returned'), ('awaitingApproval/reject/rejected'), ('awaitingApproval/withdraw/withdrawn'),
      ('returned/resubmitted/awaitingUse'), ('returned/resubmitted/awaitingSecondEntry'), ('returned/resubmitted/awaitingApproval'),
      ('returned/resubmitted/approved'), ('returned/withdraw/withdrawn'), ('approved/payoutStarted/paying'),
      ('approved/allPaid/paid'), ('paying/payoutStarted/paying'), ('paying/payoutFailed/payoutFailed'),
      ('paying/allPaid/paid'), ('payoutFailed/payoutFailed/payoutFailed'), ('payoutFailed/rerouted/approved'),
      ('paid/close/closed'), ('paid/moneyCameBack/payoutFailed'), ('closed/moneyCameBack/payoutFailed')) END;
  SELECT RAISE(ABORT, 'refund_step: two people must have typed it')
    FROM refund_submission v WHERE v.case_id = NEW.case_id AND v.n = NEW.version AND NEW.to_state IN ('awaitingApproval', 'approved')
      AND NEW.step IN ('applied', 'useConfirmed', 'secondEntryAgreed', 'resubmitted') AND v.twice_payee + v.twice_amount > 0
      AND NOT EXISTS (SELECT 1 FROM refund_entry WHERE case_id = v.case_id AND version = v.n AND agrees = 1);
END;
CREATE TRIGGER refund_step_is_now AFTER INSERT ON refund_step BEGIN
  UPDATE refund_now SET state = NEW.to_state, since = NEW.at WHERE case_id = NEW.case_id;
END;
CREATE TRIGGER refund_now_starts BEFORE INSERT ON refund_now BEGIN
  SELECT RAISE(ABORT, 'refund_now: is written by its case only')
    WHERE NOT EXISTS (SELECT 1 FROM refund_submission WHERE case_id = NEW.case_id AND n = NEW.version);
END;
CREATE TRIGGER refund_now_follows BEFORE UPDATE ON refund_now BEGIN
  SELECT RAISE(ABORT, 'refund_now: is where its last step led')
    WHERE NEW.case_id IS NOT OLD.case_id
      OR NEW.version IS NOT (SELECT max(n) FROM refund_submission WHERE case_id = NEW.case_id)
      OR NEW.state IS NOT coalesce((SELECT to_state FROM refund_step WHERE case_id = NEW.case_id ORDER BY n DESC LIMIT 1), 'returned');
END;
CREATE TRIGGER refund_now_stays BEFORE DELETE ON refund_now BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER refund_request_fits BEFORE INSERT ON refund_request BEGIN
  SELECT RAISE(ABORT, 'refund_request: is not asked for the case, its amount and its levels')
    WHERE NOT EXISTS (SELECT 1 FROM approval_request r JOIN refund_submission v ON v.case_id = NEW.case_id AND v.n = NEW.version
      WHERE r.seq = NEW.request_seq AND r.kind = 'refund' AND r.amount = v.total AND r.person_id = v.person_id
        AND r.levels = json_array_length(v.levels));
END;
-- Whoever typed the payee or the amount decides nothing, and nobody decides before or after it is time.
CREATE TRIGGER approval_decision_not_typed BEFORE INSERT ON approval_decision WHEN NEW.verdict <> 'withdrawn' BEGIN
  SELECT RAISE(ABORT, 'approval_decision: who typed the payee does not decide')
    FROM refund_request q JOIN refund_entry e ON e.case_id = q.case_id AND e.version = q.version
    WHERE q.request_seq = NEW.request_seq AND e.person_id = NEW.person_id;
  SELECT RAISE(ABORT, 'approval_decision: this case does not wait for a decision')
    FROM refund_request q WHERE q.request_seq = NEW.request_seq AND NOT EXISTS (SELECT 1 FROM refund_now s
      WHERE s.case_id = q.case_id AND s.version = q.version AND s.state = 'awaitingApproval');
END;
CREATE TRIGGER refund_deputy_fits BEFORE INSERT ON refund_deputy BEGIN
  SELECT RAISE(ABORT, 'refund_deputy: is of another person')
    WHERE NOT EXISTS (SELECT 1 FROM approval_decision d JOIN refund_delegation g ON g.id = NEW.delegation_id AND g.to_id = d.person_id
      WHERE d.request_seq = NEW.request_seq AND d.level = NEW.level);
END;

-- The red slip: of the version that stands, approved at every level within the minute, or by rule where no level was asked for.
CREATE TRIGGER refund_document_fits BEFORE INSERT ON refund_document BEGIN
  SELECT RAISE(ABORT, 'refund_document: is on no document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'F');
  SELECT RAISE(ABORT, 'refund_document: is not of the version that stands')
    WHERE NOT EXISTS (SELECT 1 FROM refund_submission v JOIN refund_now s ON s.case_id = v.case_id AND s.version = v.n
      WHERE v.case_id = NEW.case_id AND v.n = NEW.version AND v.total = NEW.total AND s.state = 'approved');
  SELECT RAISE(ABORT, 'refund_document: nobody approved it')
    FROM refund_submission v WHERE v.case_id = NEW.case_id AND v.n = NEW.version AND json_array_length(v.levels) > 0 AND (
      NEW.request_seq IS NOT (SELECT request_seq FROM refund_request WHERE case_id = v.case_id AND version = v.n)
      OR json_array_length(v.levels) <> (SELECT count(*) FROM approval_decision WHERE request_seq = NEW.request_seq AND verdict = 'approved')
      OR EXISTS (SELECT 1 FROM approval_decision WHERE request_seq = NEW.request_seq AND verdict <> 'approved'));
  SELECT RAISE(ABORT, 'refund_document: names an approval that no rule asked for')
    FROM refund_submission v WHERE v.case_id = NEW.case_id AND v.n = NEW.version AND json_array_length(v.levels) = 0 AND NEW.request_seq IS NOT NULL;
  SELECT RAISE(ABORT, 'refund_document: the approval has run out')
    FROM approval_decision d JOIN approval_request r ON r.seq = d.request_seq
    WHERE r.seq = NEW.request_seq AND d.level = r.levels
      AND NOT (NEW.at - d.at BETWEEN 0 AND 60000 AND NEW.tick - d.tick BETWEEN 0 AND 60000);
END;

CREATE TRIGGER refund_payout_fits BEFORE INSERT ON refund_payout BEGIN
  SELECT RAISE(ABORT, 'refund_payout: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM refund_payout WHERE case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'refund_payout: is of no approved refund')
    WHERE NOT EXISTS (SELECT 1 FROM refund_document f JOIN refund_back b ON b.case_id = f.case_id AND b.version = f.version
      WHERE f.case_id = NEW.case_id AND b.n = NEW.back_n AND b.method = NEW.method AND b.amount = NEW.amount
        AND (NEW.replaces IS NOT NULL OR (b.way = NEW.way AND NEW.reason IS b.reason)));
  SELECT RAISE(ABORT, 'refund_payout: this part is paid out already')
    WHERE NEW.replaces IS NULL AND EXISTS (SELECT 1 FROM refund_payout WHERE case_id = NEW.case_id AND back_n = NEW.back_n);
  SELECT RAISE(ABORT, 'refund_payout: takes the place of none that failed')
    WHERE NEW.replaces IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n
      WHERE p.case_id = NEW.case_id AND p.n = NEW.replaces AND p.back_n = NEW.back_n AND p.amount = NEW.amount AND s.state = 'failed');
END;
CREATE TRIGGER refund_payout_is_now AFTER INSERT ON refund_payout BEGIN
  INSERT INTO payout_now (case_id, payout_n, state) VALUES (NEW.case_id, NEW.n, 'approved');
END;
CREATE TRIGGER payout_now_starts BEFORE INSERT ON payout_now BEGIN
  SELECT RAISE(ABORT, 'payout_now: is written by its payout only')
    WHERE NEW.state <> 'approved' OR NOT EXISTS (SELECT 1 FROM refund_payout WHERE case_id = NEW.case_id AND n = NEW.payout_n)
      OR EXISTS (SELECT 1 FROM payout_step WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n);
END;
CREATE TRIGGER payout_now_follows BEFORE UPDATE ON payout_now BEGIN
  SELECT RAISE(ABORT, 'payout_now: is where its last step led')
    WHERE NEW.case_id IS NOT OLD.case_id OR NEW.payout_n IS NOT OLD.payout_n OR NEW.state IS NOT (
      SELECT to_state FROM payout_step WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n ORDER BY n DESC LIMIT 1);
END;
CREATE TRIGGER payout_now_stays BEFORE DELETE ON payout_now BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The table of core/refund/refund-words.ts: a payout leaves `approved` once, and nothing leads back to it.
CREATE TRIGGER payout_step_fits BEFORE INSERT ON payout_step BEGIN
  SELECT RAISE(ABORT, 'payout_step: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM payout_step WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n);
  SELECT RAISE(ABORT, 'payout_step: the payout does not stand there')
    WHERE NEW.from_state IS NOT (SELECT state FROM payout_now WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n);
  SELECT RAISE(ABORT, 'payout_step: leads nowhere')
    WHERE NEW.from_state || '/' || NEW.step || '/' || NEW.to_state NOT IN (
      ('approved/sent/sent'), ('sent/unknown/unknown'), ('sent/confirmed/confirmed'), ('sent/failed/failed'),
      ('unknown/confirmed/confirmed'), ('unknown/failed/failed'), ('confirmed/cameBack/failed'));
END;
CREATE TRIGGER payout_step_is_now AFTER INSERT ON payout_step BEGIN
  UPDATE payout_now SET state = NEW.to_state WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n;
END;
CREATE TRIGGER bank_batch_follows BEFORE INSERT ON bank_batch BEGIN
  SELECT RAISE(ABORT, 'bank_batch: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM bank_batch);
END;
CREATE TRIGGER payout_document_fits BEFORE INSERT ON payout_document BEGIN
  SELECT RAISE(ABORT, 'payout_document: is on no document of its kind')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type = 'O');
  SELECT RAISE(ABORT, 'payout_document: is not of its payout''s amount')
    WHERE NEW.amount IS NOT (SELECT amount FROM refund_payout WHERE case_id = NEW.case_id AND n = NEW.payout_n);
  SELECT RAISE(ABORT, 'payout_document: the payout does not stand there')
    WHERE NOT EXISTS (SELECT 1 FROM payout_step WHERE case_id = NEW.case_id AND payout_n = NEW.payout_n
      AND seq = NEW.seq AND step = CASE NEW.kind WHEN 'paid' THEN 'confirmed' ELSE 'cameBack' END);
END;
CREATE TRIGGER prepayment_giveback_fits BEFORE INSERT ON prepayment_giveback BEGIN
  SELECT RAISE(ABORT, 'prepayment_giveback: is not of the draw it gives back')
    WHERE NOT EXISTS (SELECT 1 FROM prepayment_draw d JOIN payout_document o ON o.seq = NEW.seq
      JOIN refund_payout p ON p.case_id = o.case_id AND p.n = o.payout_n
      JOIN refund_document f ON f.case_id = p.case_id JOIN refund_back b ON b.case_id = f.case_id AND b.version = f.version AND b.n = p.back_n
      WHERE d.seq = NEW.draw_seq AND d.n = NEW.draw_n AND d.seq = b.tender_seq AND d.tender_n = b.tender_n
        AND d.account_id = NEW.account_id AND d.load_seq = NEW.load_seq AND d.load_n = NEW.load_n AND p.method = 'prepayment');
  SELECT RAISE(ABORT, 'prepayment_giveback: more than was drawn')
    FROM prepayment_draw d WHERE d.seq = NEW.draw_seq AND d.n = NEW.draw_n AND d.amount < NEW.amount + (
      SELECT coalesce(sum(amount), 0) FROM prepayment_giveback WHERE draw_seq = d.seq AND draw_n = d.n);
END;
CREATE TRIGGER prepayment_giveback_returns AFTER INSERT ON prepayment_giveback BEGIN
  UPDATE load_left SET remaining = remaining + NEW.amount WHERE load_seq = NEW.load_seq AND load_n = NEW.load_n;
END;
-- A load is what its draws left of it, and what came back to it since.
DROP TRIGGER load_left_follows;
CREATE TRIGGER load_left_follows BEFORE UPDATE ON load_left BEGIN
  SELECT RAISE(ABORT, 'load_left: is what its draws left of it')
    WHERE NEW.load_seq IS NOT OLD.load_seq OR NEW.load_n IS NOT OLD.load_n OR NEW.account_id IS NOT OLD.account_id
      OR NEW.remaining IS NOT (SELECT t.applied - coalesce((
        SELECT sum(d.amount) FROM prepayment_draw d WHERE d.load_seq = t.seq AND d.load_n = t.n), 0) + coalesce((
        SELECT sum(g.amount) FROM prepayment_giveback g WHERE g.load_seq = t.seq AND g.load_n = t.n), 0)
        FROM tender t WHERE t.seq = OLD.load_seq AND t.n = OLD.load_n);
END;
-- A refund of money held takes it out of its loads as soon as it is approved: it is owed from then on, and cannot be spent.
DROP TRIGGER prepayment_draw_fits;
CREATE TRIGGER prepayment_draw_fits BEFORE INSERT ON prepayment_draw BEGIN
  SELECT RAISE(ABORT, 'prepayment_draw: more than is left of this load')
    WHERE coalesce((SELECT remaining FROM load_left WHERE load_seq = NEW.load_seq AND load_n = NEW.load_n
      AND account_id = NEW.account_id), 0) < NEW.amount;
  SELECT RAISE(ABORT, 'prepayment_draw: the load is of another act')
    WHERE NEW.load_seq >= NEW.seq;
  SELECT RAISE(ABORT, 'prepayment_draw: comes before its tender')
    WHERE NEW.tender_n IS NOT NULL AND EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND n = NEW.tender_n);
  SELECT RAISE(ABORT, 'prepayment_draw: a deposit is not spent')
    WHERE NEW.tender_n IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM prepayment_account WHERE id = NEW.account_id AND purpose = 'prepayment');
  SELECT RAISE(ABORT, 'prepayment_draw: is of no document that draws')
    WHERE NOT EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq
      AND type IN ('Y', 'Q', 'F') = (NEW.tender_n IS NULL) AND (NEW.method IS NULL OR type = 'Y'));
  -- What came by card goes back to the card: no other way exists, so money cannot change its kind here (套现).
  SELECT RAISE(ABORT, 'prepayment_draw: goes back the way it came')
    WHERE NEW.method IS NOT NULL
      AND NEW.method IS NOT (SELECT method FROM tender WHERE seq = NEW.load_seq AND n = NEW.load_n);
  SELECT RAISE(ABORT, 'prepayment_draw: nothing proves yet that this load arrived')
    FROM tender t WHERE NEW.method IS NOT NULL AND t.seq = NEW.load_seq AND t.n = NEW.load_n AND (
      (t.proof = 'unverified' AND NOT EXISTS (SELECT 1 FROM tender_proof WHERE tender_seq = t.seq AND tender_n = t.n))
      OR (t.method = 'cheque' AND NOT EXISTS (SELECT 1 FROM cheque_end
        WHERE tender_seq = t.seq AND tender_n = t.n AND outcome = 'cleared')));
END;
-- The newest trigger is asked first: the seal comes before the rule again.
DROP TRIGGER prepayment_draw_unsealed;
CREATE TRIGGER prepayment_draw_unsealed BEFORE INSERT ON prepayment_draw WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;

-- Sealing: a red slip goes out as its backs say, a payout as its step says.
CREATE TRIGGER chain_seals_refund BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq AND type IN ('F', 'O')) BEGIN
  SELECT RAISE(ABORT, 'document: must be a refund or a payout, as its letter says')
    FROM document d WHERE d.seq = NEW.seq AND (
      (d.type = 'F') <> EXISTS (SELECT 1 FROM refund_document WHERE seq = d.seq)
      OR (d.type = 'O') <> EXISTS (SELECT 1 FROM payout_document WHERE seq = d.seq));
  SELECT RAISE(ABORT, 'refund_document: what it owes is not what is posted')
    FROM refund_document f WHERE f.seq = NEW.seq AND (
      f.total <> (SELECT -coalesce(sum(amount), 0) FROM entry WHERE seq = f.seq AND account = '2241.refund')
      OR f.total <> (SELECT coalesce(sum(amount), 0) FROM refund_payout WHERE seq = f.seq AND case_id = f.case_id)
      OR f.total <> (SELECT coalesce(sum(amount), 0) FROM refund_back WHERE case_id = f.case_id AND version = f.version));
  SELECT RAISE(ABORT, 'payout_document: what it pays is not what is posted')
    FROM payout_document o WHERE o.seq = NEW.seq
      AND CASE o.kind WHEN 'paid' THEN o.amount ELSE -o.amount END
        <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE seq = o.seq AND account = '2241.refund');
  SELECT RAISE(ABORT, 'prepayment_giveback: is not the amount of its payout')
    FROM payout_document o JOIN refund_payout p ON p.case_id = o.case_id AND p.n = o.payout_n
    WHERE o.seq = NEW.seq AND (SELECT coalesce(sum(amount), 0) FROM prepayment_giveback WHERE seq = o.seq)
      <> CASE WHEN o.kind = 'paid' AND p.way = 'original' AND p.method = 'prepayment' THEN o.amount ELSE 0 END;
END;
-- An application is whole when its act is sealed: its lines and backs are its sums.
CREATE TRIGGER chain_seals_submission BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM refund_submission WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'refund_submission: lines, backs and total differ')
    FROM refund_submission v JOIN refund_case c ON c.id = v.case_id WHERE v.seq = NEW.seq AND (
      v.total <> (SELECT coalesce(sum(amount), 0) FROM refund_back WHERE case_id = v.case_id AND version = v.n)
      OR (c.receipt_seq IS NOT NULL
        AND v.amount <> (SELECT coalesce(sum(amount), 0) FROM refund_line WHERE case_id = v.case_id AND version = v.n))
      OR NOT EXISTS (SELECT 1 FROM refund_step WHERE case_id = v.case_id AND version = v.n AND seq = v.seq));
END;

-- Running totals: refunds and payouts of the day, items that went back, money that left by each way.
CREATE TRIGGER refund_document_totals AFTER INSERT ON refund_document BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, -NEW.total FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_item (business_date, item_id, count, quantity, amount)
    SELECT d.business_date, l.item_id, -count(*), -sum(r.quantity), -sum(r.amount)
      FROM document d, refund_line r JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n
      WHERE d.seq = NEW.seq AND r.case_id = NEW.case_id AND r.version = NEW.version GROUP BY l.item_id
    ON CONFLICT DO UPDATE SET count = count + excluded.count, quantity = quantity + excluded.quantity,
      amount = amount + excluded.amount;
END;
CREATE TRIGGER payout_document_totals AFTER INSERT ON payout_document BEGIN
  INSERT INTO day_document (business_date, type, count, amount)
    SELECT business_date, type, 1, CASE NEW.kind WHEN 'paid' THEN -NEW.amount ELSE NEW.amount END FROM document WHERE seq = NEW.seq
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
  INSERT INTO day_tender (business_date, shift_id, method, count, amount)
    SELECT d.business_date, d.shift_id, CASE p.way WHEN 'original' THEN p.method ELSE p.way END, 1,
        CASE NEW.kind WHEN 'paid' THEN -NEW.amount ELSE NEW.amount END
      FROM document d, refund_payout p WHERE d.seq = NEW.seq AND p.case_id = NEW.case_id AND p.n = NEW.payout_n
    ON CONFLICT DO UPDATE SET count = count + 1, amount = amount + excluded.amount;
END;

-- Append-only, and nothing is added to a sealed act ----------------------------------------------------------------------
CREATE TRIGGER refund_case_no_update BEFORE UPDATE ON refund_case BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_case_no_delete BEFORE DELETE ON refund_case BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_submission_no_update BEFORE UPDATE ON refund_submission BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_submission_no_delete BEFORE DELETE ON refund_submission BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_line_no_update BEFORE UPDATE ON refund_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_line_no_delete BEFORE DELETE ON refund_line BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_back_no_update BEFORE UPDATE ON refund_back BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_back_no_delete BEFORE DELETE ON refund_back BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_paper_no_update BEFORE UPDATE ON refund_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_paper_no_delete BEFORE DELETE ON refund_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_entry_no_update BEFORE UPDATE ON refund_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_entry_no_delete BEFORE DELETE ON refund_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER use_confirmation_no_update BEFORE UPDATE ON use_confirmation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER use_confirmation_no_delete BEFORE DELETE ON use_confirmation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_step_no_update BEFORE UPDATE ON refund_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_step_no_delete BEFORE DELETE ON refund_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_request_no_update BEFORE UPDATE ON refund_request BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_request_no_delete BEFORE DELETE ON refund_request BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_delegation_no_update BEFORE UPDATE ON refund_delegation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_delegation_no_delete BEFORE DELETE ON refund_delegation BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_deputy_no_update BEFORE UPDATE ON refund_deputy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_deputy_no_delete BEFORE DELETE ON refund_deputy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_document_no_update BEFORE UPDATE ON refund_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_document_no_delete BEFORE DELETE ON refund_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_payout_no_update BEFORE UPDATE ON refund_payout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_payout_no_delete BEFORE DELETE ON refund_payout BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_batch_no_update BEFORE UPDATE ON bank_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bank_batch_no_delete BEFORE DELETE ON bank_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payout_step_no_update BEFORE UPDATE ON payout_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payout_step_no_delete BEFORE DELETE ON payout_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payout_document_no_update BEFORE UPDATE ON payout_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payout_document_no_delete BEFORE DELETE ON payout_document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_giveback_no_update BEFORE UPDATE ON prepayment_giveback BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER prepayment_giveback_no_delete BEFORE DELETE ON prepayment_giveback BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER refund_case_unsealed BEFORE INSERT ON refund_case WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_submission_unsealed BEFORE INSERT ON refund_submission WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_line_unsealed BEFORE INSERT ON refund_line WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_back_unsealed BEFORE INSERT ON refund_back WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_paper_unsealed BEFORE INSERT ON refund_paper WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_entry_unsealed BEFORE INSERT ON refund_entry WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER use_confirmation_unsealed BEFORE INSERT ON use_confirmation WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_step_unsealed BEFORE INSERT ON refund_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_request_unsealed BEFORE INSERT ON refund_request WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_delegation_unsealed BEFORE INSERT ON refund_delegation WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_deputy_unsealed BEFORE INSERT ON refund_deputy WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_document_unsealed BEFORE INSERT ON refund_document WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER refund_payout_unsealed BEFORE INSERT ON refund_payout WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER bank_batch_unsealed BEFORE INSERT ON bank_batch WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER payout_step_unsealed BEFORE INSERT ON payout_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER payout_document_unsealed BEFORE INSERT ON payout_document WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER prepayment_giveback_unsealed BEFORE INSERT ON prepayment_giveback WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
