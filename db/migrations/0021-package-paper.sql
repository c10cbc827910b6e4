-- The Z report as it was put into the package of its day: the bytes of a paper change with the program that draws it, those of
-- a package never. Kept encrypted beside the ledger, like every file.
CREATE TABLE package_paper (
  n INTEGER PRIMARY KEY REFERENCES day_package (n),
  seq INTEGER NOT NULL REFERENCES chain (seq) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 10485760),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE INDEX package_paper_seq ON package_paper (seq);
CREATE TRIGGER package_paper_fits BEFORE INSERT ON package_paper BEGIN
  SELECT RAISE(ABORT, 'package_paper: is not of the package of its own act')
    WHERE NEW.seq IS NOT (SELECT seq FROM day_package WHERE n = NEW.n);
END;
CREATE TRIGGER package_paper_no_update BEFORE UPDATE ON package_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER package_paper_no_delete BEFORE DELETE ON package_paper BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER package_paper_unsealed BEFORE INSERT ON package_paper WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
