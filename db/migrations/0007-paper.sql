-- Paper: sheets that were spoiled and printed again, pre-printed stock, and the e-invoices receipts are linked with.

-- 废票: a sheet that came out of the printer wrong, or not at all after it was sent.
CREATE TABLE print_spoil (
  document_seq INTEGER NOT NULL,
  mark_n INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (reason IN ('jam', 'misprint', 'outOfPaper', 'torn', 'other')),
  note TEXT CHECK (length(note) BETWEEN 1 AND 60),
  CHECK (reason <> 'other' OR note IS NOT NULL),
  PRIMARY KEY (document_seq, mark_n),
  FOREIGN KEY (document_seq, mark_n) REFERENCES print_mark (document_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_spoil_seq ON print_spoil (seq);

-- 领用: a run of numbered sheets taken into use.
CREATE TABLE stock_segment (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('printed', 'handwritten')),
  prefix TEXT NOT NULL CHECK (length(prefix) <= 10 AND prefix NOT GLOB '*[^A-Z0-9-]*'),
  digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 12),
  first INTEGER NOT NULL CHECK (first >= 0),
  last INTEGER NOT NULL CHECK (last >= first AND last - first < 100000 AND length(last) <= digits),
  business_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Who handed it out, and who took it.
  person_id INTEGER NOT NULL REFERENCES person (id),
  taken_by INTEGER NOT NULL REFERENCES person (id),
  note TEXT CHECK (length(note) BETWEEN 1 AND 60)
) STRICT;
CREATE INDEX stock_segment_seq ON stock_segment (seq);
CREATE INDEX stock_segment_form ON stock_segment (prefix, digits, first);

-- What became of one sheet: used, or spoiled before use (n = 1); a used one spoiled or voided afterwards (n = 2).
CREATE TABLE stock_mark (
  segment_id INTEGER NOT NULL REFERENCES stock_segment (id),
  number INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n IN (1, 2)),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('used', 'spoiled', 'voided')),
  document_seq INTEGER REFERENCES document (seq),
  -- The print it went out with; NULL on a hand-written one.
  mark_n INTEGER,
  shift_id INTEGER REFERENCES shift (id),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
  CHECK (state <> 'used' OR (n = 1 AND document_seq IS NOT NULL)),
  CHECK (state <> 'voided' OR n = 2),
  CHECK ((reason IS NULL) = (state = 'used')),
  CHECK (mark_n IS NULL OR document_seq IS NOT NULL),
  CHECK ((document_seq IS NULL) = (state = 'spoiled' AND n = 1)),
  PRIMARY KEY (segment_id, number, n),
  FOREIGN KEY (document_seq, mark_n) REFERENCES print_mark (document_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_mark_seq ON stock_mark (seq);
CREATE UNIQUE INDEX stock_mark_print ON stock_mark (document_seq, mark_n) WHERE state = 'used' AND mark_n IS NOT NULL;
CREATE INDEX stock_mark_document ON stock_mark (document_seq) WHERE document_seq IS NOT NULL;
CREATE INDEX stock_mark_shift ON stock_mark (shift_id, segment_id, number) WHERE shift_id IS NOT NULL;

-- 核销: a range of sheets that were never used and never will be.
CREATE TABLE stock_write_off (
  segment_id INTEGER NOT NULL REFERENCES stock_segment (id),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last >= first),
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  PRIMARY KEY (segment_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_write_off_seq ON stock_write_off (seq);

-- The e-invoice of a receipt: a row per step, the highest n counts. 'none' takes a request back.
CREATE TABLE invoice (
  document_seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL CHECK (status IN ('none', 'requested', 'issued', 'redLettered')),
  kind TEXT NOT NULL CHECK (kind IN ('digital', 'fiscal')),
  code TEXT,
  number TEXT,
  at INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  note TEXT CHECK (length(note) BETWEEN 1 AND 100),
  CHECK ((number IS NOT NULL) = (status IN ('issued', 'redLettered'))),
  CHECK ((code IS NOT NULL) = (number IS NOT NULL AND kind = 'fiscal')),
  CHECK (number IS NULL OR (number NOT GLOB '*[^0-9]*' AND length(number) = CASE kind WHEN 'digital' THEN 20 ELSE 10 END)),
  CHECK (code IS NULL OR (code NOT GLOB '*[^0-9]*' AND length(code) = 8)),
  PRIMARY KEY (document_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_seq ON invoice (seq);
CREATE INDEX invoice_number ON invoice (number) WHERE number IS NOT NULL;

-- What SQL itself refuses --------------------------------------------------------------------------------------------
-- At most one living original: the sheet is the original again only when the one before it was spoiled.
CREATE TRIGGER print_mark_one_original BEFORE INSERT ON print_mark WHEN NEW.kind = 'replacement' BEGIN
  SELECT RAISE(ABORT, 'print_mark: an original that is not spoiled is there')
    WHERE EXISTS (SELECT 1 FROM print_mark m WHERE m.document_seq = NEW.document_seq AND m.kind <> 'copy'
      AND NOT EXISTS (SELECT 1 FROM print_spoil s WHERE s.document_seq = m.document_seq AND s.mark_n = m.n));
END;

CREATE TRIGGER stock_segment_alone BEFORE INSERT ON stock_segment BEGIN
  SELECT RAISE(ABORT, 'stock_segment: must follow the last one')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM stock_segment);
  SELECT RAISE(ABORT, 'stock_segment: these numbers are taken')
    WHERE EXISTS (SELECT 1 FROM stock_segment WHERE prefix = NEW.prefix AND digits = NEW.digits
      AND first <= NEW.last AND last >= NEW.first);
END;

CREATE TRIGGER stock_mark_fits BEFORE INSERT ON stock_mark BEGIN
  SELECT RAISE(ABORT, 'stock_mark: must follow what became of this sheet before')
    WHERE NEW.n IS NOT (SELECT count(*) + 1 FROM stock_mark WHERE segment_id = NEW.segment_id AND number = NEW.number)
      OR (NEW.n = 2 AND NOT EXISTS (SELECT 1 FROM stock_mark WHERE segment_id = NEW.segment_id AND number = NEW.number
        AND n = 1 AND state = 'used' AND document_seq IS NEW.document_seq AND mark_n IS NEW.mark_n));
  SELECT RAISE(ABORT, 'stock_mark: is not of this segment')
    FROM stock_segment s WHERE s.id = NEW.segment_id AND (NEW.number NOT BETWEEN s.first AND s.last
      OR (NEW.state = 'used' AND (s.kind = 'printed') <> (NEW.mark_n IS NOT NULL)));
  SELECT RAISE(ABORT, 'stock_mark: printed sheets are used in order')
    FROM stock_segment s WHERE s.id = NEW.segment_id AND s.kind = 'printed' AND NEW.n = 1
      AND NEW.number < (SELECT max(number) FROM stock_mark WHERE segment_id = NEW.segment_id);
  SELECT RAISE(ABORT, 'stock_mark: this sheet is written off')
    WHERE EXISTS (SELECT 1 FROM stock_write_off WHERE segment_id = NEW.segment_id
      AND NEW.number BETWEEN first AND last);
END;

CREATE TRIGGER stock_write_off_fits BEFORE INSERT ON stock_write_off BEGIN
  SELECT RAISE(ABORT, 'stock_write_off: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM stock_write_off WHERE segment_id = NEW.segment_id);
  SELECT RAISE(ABORT, 'stock_write_off: is not of this segment')
    FROM stock_segment s WHERE s.id = NEW.segment_id AND (NEW.first < s.first OR NEW.last > s.last);
  SELECT RAISE(ABORT, 'stock_write_off: something became of a sheet of it')
    WHERE EXISTS (SELECT 1 FROM stock_mark WHERE segment_id = NEW.segment_id AND number BETWEEN NEW.first AND NEW.last)
      OR EXISTS (SELECT 1 FROM stock_write_off WHERE segment_id = NEW.segment_id
        AND first <= NEW.last AND last >= NEW.first);
END;

CREATE TRIGGER invoice_follows BEFORE INSERT ON invoice BEGIN
  SELECT RAISE(ABORT, 'invoice: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM invoice WHERE document_seq = NEW.document_seq);
  SELECT RAISE(ABORT, 'invoice: cannot become that')
    WHERE NOT CASE coalesce((SELECT status FROM invoice WHERE document_seq = NEW.document_seq AND n = NEW.n - 1), 'none')
      WHEN 'none' THEN NEW.status IN ('requested', 'issued')
      WHEN 'requested' THEN NEW.status IN ('none', 'issued')
      WHEN 'issued' THEN NEW.status = 'redLettered'
      ELSE NEW.status IN ('requested', 'issued') END;
  SELECT RAISE(ABORT, 'invoice: reversed under another number')
    WHERE NEW.status = 'redLettered' AND NOT EXISTS (SELECT 1 FROM invoice WHERE document_seq = NEW.document_seq
      AND n = NEW.n - 1 AND kind = NEW.kind AND code IS NEW.code AND number = NEW.number);
END;

-- Append-only, and closed once sealed ------------------------------------------------------------------------------
CREATE TRIGGER print_spoil_no_update BEFORE UPDATE ON print_spoil BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER print_spoil_no_delete BEFORE DELETE ON print_spoil BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_segment_no_update BEFORE UPDATE ON stock_segment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_segment_no_delete BEFORE DELETE ON stock_segment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_mark_no_update BEFORE UPDATE ON stock_mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_mark_no_delete BEFORE DELETE ON stock_mark BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_write_off_no_update BEFORE UPDATE ON stock_write_off BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_write_off_no_delete BEFORE DELETE ON stock_write_off BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER print_spoil_unsealed BEFORE INSERT ON print_spoil WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER stock_segment_unsealed BEFORE INSERT ON stock_segment WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER stock_mark_unsealed BEFORE INSERT ON stock_mark WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER stock_write_off_unsealed BEFORE INSERT ON stock_write_off WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER invoice_unsealed BEFORE INSERT ON invoice WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
