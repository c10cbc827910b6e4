-- The hand-over to central finance: which account of ours is which of central's, the vouchers that were made of a closed day,
-- what central answered, and what was delivered where. All chained; the bytes of files lie encrypted beside the ledger.

-- A whole file that was handed to central or came from there, as it was: kept like an attachment, under a key of its own.
CREATE TABLE central_file (
  id TEXT PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('voucher', 'acknowledgement')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 268435456),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE INDEX central_file_seq ON central_file (seq);
-- The same answer of central's is taken once.
CREATE UNIQUE INDEX central_file_answer ON central_file (sha256) WHERE kind = 'acknowledgement';

-- 科目对照: one row per change. No code: not mapped any more from that day. `below`: for the accounts below it as well.
CREATE TABLE voucher_account (
  account TEXT NOT NULL REFERENCES account (code),
  form TEXT NOT NULL CHECK (form IN ('any', 'yonyou', 'kingdee', 'plain')),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  code TEXT CHECK (length(code) BETWEEN 1 AND 40),
  name TEXT CHECK (length(name) BETWEEN 1 AND 80),
  below INTEGER NOT NULL CHECK (below IN (0, 1)),
  department TEXT CHECK (length(department) BETWEEN 1 AND 80),
  person TEXT CHECK (length(person) BETWEEN 1 AND 80),
  customer TEXT CHECK (length(customer) BETWEEN 1 AND 80),
  supplier TEXT CHECK (length(supplier) BETWEEN 1 AND 80),
  project TEXT CHECK (length(project) BETWEEN 1 AND 80),
  summary TEXT CHECK (length(summary) BETWEEN 1 AND 60),
  CHECK ((code IS NULL) = (name IS NULL)),
  CHECK (code IS NOT NULL OR (below = 0
    AND coalesce(department, person, customer, supplier, project, summary) IS NULL)),
  PRIMARY KEY (account, form, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_account_seq ON voucher_account (seq);
CREATE TRIGGER voucher_account_follows BEFORE INSERT ON voucher_account BEGIN
  SELECT RAISE(ABORT, 'voucher_account: must follow the last one') WHERE NEW.n IS NOT
    (SELECT coalesce(max(n), 0) + 1 FROM voucher_account WHERE account = NEW.account AND form = NEW.form);
END;

-- The vouchers of a closed day: their numbers, and by which mapping (every row before this link), mode and words they are
-- made, whenever they are written again. Made anew for a reason they keep their numbers.
CREATE TABLE voucher_set (
  business_date TEXT NOT NULL REFERENCES z_report (business_date),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  mode TEXT NOT NULL CHECK (mode IN ('summary', 'perDocument')),
  word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 4),
  summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 60),
  first_number INTEGER NOT NULL CHECK (first_number > 0),
  vouchers INTEGER NOT NULL CHECK (vouchers >= 0),
  entries INTEGER NOT NULL CHECK (entries >= 2 * vouchers),
  -- The debits, which are the credits: the control total of the day's Z report.
  debit INTEGER NOT NULL CHECK (debit BETWEEN 0 AND 2251799813685248 AND (debit = 0) = (vouchers = 0)),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK ((reason IS NULL) = (n = 1)),
  PRIMARY KEY (business_date, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_set_seq ON voucher_set (seq);
CREATE TRIGGER voucher_set_follows BEFORE INSERT ON voucher_set BEGIN
  SELECT RAISE(ABORT, 'voucher_set: must follow the last one') WHERE NEW.n IS NOT
    (SELECT coalesce(max(n), 0) + 1 FROM voucher_set WHERE business_date = NEW.business_date);
  SELECT RAISE(ABORT, 'voucher_set: is not the control total of its day')
    WHERE NEW.debit IS NOT (SELECT control FROM z_report WHERE business_date = NEW.business_date);
  SELECT RAISE(ABORT, 'voucher_set: keeps its numbers')
    FROM voucher_set o WHERE o.business_date = NEW.business_date
      AND (o.mode <> NEW.mode OR o.word <> NEW.word OR o.first_number <> NEW.first_number OR o.vouchers <> NEW.vouchers);
  SELECT RAISE(ABORT, 'voucher_set: a number of the month is used')
    FROM voucher_set o WHERE o.business_date <> NEW.business_date AND o.word = NEW.word
      AND substr(o.business_date, 1, 7) = substr(NEW.business_date, 1, 7)
      AND o.first_number < NEW.first_number + NEW.vouchers AND NEW.first_number < o.first_number + o.vouchers;
END;

-- The set in one form, as the bytes that were first written.
CREATE TABLE voucher_file (
  business_date TEXT NOT NULL,
  n INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('yonyou', 'kingdee', 'csv', 'xlsx')),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  file_id TEXT NOT NULL UNIQUE REFERENCES central_file (id),
  -- What was done with characters the form cannot write, and in how many texts.
  rule TEXT NOT NULL CHECK (rule IN ('refuse', 'replace')),
  replaced INTEGER NOT NULL CHECK (replaced >= 0),
  PRIMARY KEY (business_date, n, format),
  FOREIGN KEY (business_date, n) REFERENCES voucher_set (business_date, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_file_seq ON voucher_file (seq);

-- 回执: a file of central's answers, whole or not at all.
CREATE TABLE acknowledgement (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  file_id TEXT NOT NULL UNIQUE REFERENCES central_file (id),
  made TEXT NOT NULL CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  answers INTEGER NOT NULL CHECK (answers >= 0),
  balances INTEGER NOT NULL CHECK (balances >= 0)
) STRICT;
CREATE INDEX acknowledgement_seq ON acknowledgement (seq);
CREATE TRIGGER acknowledgement_follows BEFORE INSERT ON acknowledgement BEGIN
  SELECT RAISE(ABORT, 'acknowledgement: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM acknowledgement);
END;

-- No voucher: the package with all of them. `set_n`: of which making of the vouchers it speaks; 0 where there was none.
CREATE TABLE ack_answer (
  ack_n INTEGER NOT NULL REFERENCES acknowledgement (n),
  line INTEGER NOT NULL CHECK (line > 1),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  package INTEGER NOT NULL REFERENCES day_package (n),
  voucher INTEGER CHECK (voucher > 0),
  set_n INTEGER NOT NULL CHECK (set_n >= 0 AND (set_n > 0 OR voucher IS NULL)),
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  CHECK ((reason IS NOT NULL) = (verdict = 'rejected')),
  PRIMARY KEY (ack_n, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX ack_answer_seq ON ack_answer (seq);
CREATE INDEX ack_answer_package ON ack_answer (package, ack_n, line);

-- Central's balance of one of its accounts beside ours at that time; debit positive. None of ours: nothing is mapped to it.
CREATE TABLE ack_balance (
  ack_n INTEGER NOT NULL REFERENCES acknowledgement (n),
  line INTEGER NOT NULL CHECK (line > 1),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  as_of TEXT NOT NULL REFERENCES closed_day (business_date),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
  theirs INTEGER NOT NULL CHECK (theirs BETWEEN -2251799813685248 AND 2251799813685248),
  ours INTEGER CHECK (ours BETWEEN -2251799813685248 AND 2251799813685248),
  PRIMARY KEY (ack_n, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX ack_balance_seq ON ack_balance (seq);

-- What central refused or counts otherwise is somebody's task; how it goes on is a row per step.
CREATE TABLE central_task (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  ack_n INTEGER NOT NULL REFERENCES acknowledgement (n),
  line INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rejected', 'difference')),
  UNIQUE (ack_n, line)
) STRICT;
CREATE INDEX central_task_seq ON central_task (seq);
CREATE TRIGGER central_task_follows BEFORE INSERT ON central_task BEGIN
  SELECT RAISE(ABORT, 'central_task: must follow the last one')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM central_task);
END;

CREATE TABLE central_step (
  task_id INTEGER NOT NULL REFERENCES central_task (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL CHECK (act IN ('assign', 'note', 'resolve', 'reopen')),
  owner_id INTEGER REFERENCES person (id),
  outcome TEXT CHECK (outcome IN ('corrected', 'central', 'explained')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 200),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  CHECK ((owner_id IS NOT NULL) = (act = 'assign')),
  CHECK ((outcome IS NOT NULL) = (act = 'resolve')),
  CHECK (text IS NOT NULL OR act = 'assign'),
  PRIMARY KEY (task_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX central_step_seq ON central_step (seq);
CREATE TRIGGER central_step_follows BEFORE INSERT ON central_step BEGIN
  SELECT RAISE(ABORT, 'central_step: must follow the last one') WHERE NEW.n IS NOT
    (SELECT coalesce(max(n), 0) + 1 FROM central_step WHERE task_id = NEW.task_id);
  SELECT RAISE(ABORT, 'central_step: the task is resolved, or it is not') WHERE (NEW.act = 'reopen') IS NOT
    coalesce((SELECT act = 'resolve' FROM central_step WHERE task_id = NEW.task_id AND n = NEW.n - 1), 0);
END;

-- What was put into the folder central fetches from, and read back there. A package has neither set nor format.
CREATE TABLE delivery (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('package', 'voucher')),
  business_date TEXT NOT NULL REFERENCES z_report (business_date),
  set_n INTEGER NOT NULL CHECK ((set_n > 0) = (kind = 'voucher')),
  format TEXT NOT NULL CHECK ((kind = 'package') = (format = '')),
  folder TEXT NOT NULL CHECK (length(folder) BETWEEN 1 AND 200),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- Of the manifest, or of the file.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  UNIQUE (kind, business_date, set_n, format)
) STRICT;
CREATE INDEX delivery_seq ON delivery (seq);
CREATE TRIGGER delivery_follows BEFORE INSERT ON delivery BEGIN
  SELECT RAISE(ABORT, 'delivery: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM delivery);
  SELECT RAISE(ABORT, 'delivery: is not what was made') WHERE NEW.sha256 IS NOT (CASE NEW.kind
    WHEN 'package' THEN (SELECT manifest FROM day_package WHERE business_date = NEW.business_date)
    ELSE (SELECT f.sha256 FROM voucher_file v JOIN central_file f ON f.id = v.file_id
      WHERE v.business_date = NEW.business_date AND v.n = NEW.set_n AND v.format = NEW.format) END);
END;

CREATE TRIGGER central_file_no_update BEFORE UPDATE ON central_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_file_no_delete BEFORE DELETE ON central_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_account_no_update BEFORE UPDATE ON voucher_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_account_no_delete BEFORE DELETE ON voucher_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_set_no_update BEFORE UPDATE ON voucher_set BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_set_no_delete BEFORE DELETE ON voucher_set BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_file_no_update BEFORE UPDATE ON voucher_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER voucher_file_no_delete BEFORE DELETE ON voucher_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ack_answer_no_update BEFORE UPDATE ON ack_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ack_answer_no_delete BEFORE DELETE ON ack_answer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ack_balance_no_update BEFORE UPDATE ON ack_balance BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ack_balance_no_delete BEFORE DELETE ON ack_balance BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_task_no_update BEFORE UPDATE ON central_task BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_task_no_delete BEFORE DELETE ON central_task BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_step_no_update BEFORE UPDATE ON central_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_step_no_delete BEFORE DELETE ON central_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER delivery_no_update BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER delivery_no_delete BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER central_file_unsealed BEFORE INSERT ON central_file WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER voucher_account_unsealed BEFORE INSERT ON voucher_account WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER voucher_set_unsealed BEFORE INSERT ON voucher_set WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER voucher_file_unsealed BEFORE INSERT ON voucher_file WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER acknowledgement_unsealed BEFORE INSERT ON acknowledgement WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ack_answer_unsealed BEFORE INSERT ON ack_answer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER ack_balance_unsealed BEFORE INSERT ON ack_balance WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER central_task_unsealed BEFORE INSERT ON central_task WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER central_step_unsealed BEFORE INSERT ON central_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER delivery_unsealed BEFORE INSERT ON delivery WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
