-- The end of a business date: its Z report, and the key the counter signs its packages with. All chained.

-- Z reports count from 1 and never again; `perpetual` is what all tenders ever came to and is never reset.
CREATE TABLE z_report (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  business_date TEXT NOT NULL UNIQUE REFERENCES closed_day (business_date) DEFERRABLE INITIALLY DEFERRED,
  documents INTEGER NOT NULL CHECK (documents >= 0),
  taken INTEGER NOT NULL CHECK (taken BETWEEN -2251799813685248 AND 2251799813685248),
  perpetual INTEGER NOT NULL CHECK (perpetual BETWEEN -2251799813685248 AND 2251799813685248),
  -- The debits of the day, which are its credits: one number that central can compare.
  control INTEGER NOT NULL CHECK (control BETWEEN 0 AND 2251799813685248)
) STRICT;
CREATE INDEX z_report_seq ON z_report (seq);

-- Ed25519: the public half as PEM, the secret half as base64 of its PKCS #8 form; the pages it lies on are encrypted.
CREATE TABLE counter_key (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  public_key TEXT NOT NULL CHECK (public_key GLOB '-----BEGIN PUBLIC KEY-----*'),
  secret_key TEXT NOT NULL CHECK (length(secret_key) BETWEEN 40 AND 200)
) STRICT;
CREATE INDEX counter_key_seq ON counter_key (seq);

-- A package that was written: the SHA-256 of its manifest is what the next one names.
CREATE TABLE day_package (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  business_date TEXT NOT NULL UNIQUE REFERENCES z_report (business_date),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
  manifest TEXT NOT NULL CHECK (length(manifest) = 64)
) STRICT;
CREATE INDEX day_package_seq ON day_package (seq);

-- Days are closed in their order, each whole: no shift of it stands open, and its sums are those of its rows.
CREATE TRIGGER z_report_follows BEFORE INSERT ON z_report BEGIN
  SELECT RAISE(ABORT, 'z_report: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM z_report)
      OR EXISTS (SELECT 1 FROM z_report WHERE business_date >= NEW.business_date);
  SELECT RAISE(ABORT, 'z_report: a shift of this day, or of one before, is open')
    WHERE EXISTS (SELECT 1 FROM open_shift o JOIN shift s ON s.id = o.shift_id WHERE s.business_date <= NEW.business_date);
  SELECT RAISE(ABORT, 'z_report: its sums are not those of the day')
    WHERE NEW.taken <> (SELECT coalesce(sum(amount), 0) FROM day_tender WHERE business_date = NEW.business_date)
      OR NEW.control <> (SELECT coalesce(sum(debit), 0) FROM day_account WHERE business_date = NEW.business_date)
      OR NEW.documents <> (SELECT coalesce(sum(count), 0) FROM day_document WHERE business_date = NEW.business_date);
  SELECT RAISE(ABORT, 'z_report: the perpetual total goes on')
    WHERE NEW.perpetual - NEW.taken <> coalesce((SELECT perpetual FROM z_report WHERE n = NEW.n - 1), 0);
END;
CREATE TRIGGER counter_key_follows BEFORE INSERT ON counter_key BEGIN
  SELECT RAISE(ABORT, 'counter_key: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM counter_key);
END;
CREATE TRIGGER day_package_follows BEFORE INSERT ON day_package BEGIN
  SELECT RAISE(ABORT, 'day_package: must follow the last one')
    WHERE NEW.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM day_package)
      OR NEW.first_seq IS NOT (SELECT coalesce(max(last_seq), 0) + 1 FROM day_package);
  SELECT RAISE(ABORT, 'day_package: ends with the act that closed its day')
    WHERE NEW.last_seq IS NOT (SELECT seq FROM z_report WHERE business_date = NEW.business_date);
END;

CREATE TRIGGER z_report_no_update BEFORE UPDATE ON z_report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER z_report_no_delete BEFORE DELETE ON z_report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER counter_key_no_update BEFORE UPDATE ON counter_key BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER counter_key_no_delete BEFORE DELETE ON counter_key BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER day_package_no_update BEFORE UPDATE ON day_package BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER day_package_no_delete BEFORE DELETE ON day_package BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER z_report_unsealed BEFORE INSERT ON z_report WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER counter_key_unsealed BEFORE INSERT ON counter_key WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER day_package_unsealed BEFORE INSERT ON day_package WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
