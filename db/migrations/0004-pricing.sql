-- Lines whose amount no single price says: what was entered, how it was worked out, and the packages they belong to.
-- Quantities and readings: thousandths. Rates: ten-thousandths of a minor unit. Both ends of a period belong to it.

-- One row per line with a formula. The tariff version names the rule; here stands what was entered for it.
CREATE TABLE line_formula (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tiered', 'metered', 'period')),
  item_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- The receipt's, so that the last reading of a customer is found without going through receipts.
  customer_id INTEGER REFERENCES customer (id),
  meter TEXT CHECK (length(meter) <= 30),
  -- The figure after which the meter begins at 0 again.
  meter_range INTEGER CHECK (meter_range IN (1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000)),
  reading_before INTEGER CHECK (reading_before >= 0 AND reading_before < meter_range),
  reading_now INTEGER CHECK (reading_now >= 0 AND reading_now < meter_range),
  old_end INTEGER CHECK (old_end >= 0 AND old_end < meter_range),
  new_start INTEGER CHECK (new_start >= 0 AND new_start < meter_range),
  rate INTEGER CHECK (rate BETWEEN 0 AND 1000000000000),
  area INTEGER CHECK (area BETWEEN 1 AND 1000000000),
  from_date TEXT,
  until_date TEXT CHECK (until_date >= from_date),
  months INTEGER CHECK (months BETWEEN 0 AND 601),
  days INTEGER CHECK (days >= 0 AND days < days_of),
  days_of INTEGER CHECK (days_of BETWEEN 28 AND 31),
  part_month TEXT CHECK (part_month IN ('actual', 'thirty', 'whole')),
  CHECK ((kind = 'metered') = (meter IS NOT NULL) AND (kind = 'metered') = (meter_range IS NOT NULL)
    AND (kind = 'metered') = (reading_before IS NOT NULL) AND (kind = 'metered') = (reading_now IS NOT NULL)),
  CHECK ((old_end IS NULL) = (new_start IS NULL) AND (old_end IS NULL OR kind = 'metered')),
  CHECK ((kind = 'period') = (rate IS NOT NULL) AND (kind = 'period') = (from_date IS NOT NULL)
    AND (kind = 'period') = (until_date IS NOT NULL) AND (kind = 'period') = (months IS NOT NULL)
    AND (kind = 'period') = (days IS NOT NULL) AND (kind = 'period') = (days_of IS NOT NULL)
    AND (kind = 'period') = (part_month IS NOT NULL) AND (area IS NULL OR kind = 'period')),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (seq, n) REFERENCES line (seq, n),
  FOREIGN KEY (item_id, version) REFERENCES item_version (item_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_formula_customer ON line_formula (customer_id, item_id, seq) WHERE customer_id IS NOT NULL;
CREATE INDEX line_formula_meter ON line_formula (item_id, meter, seq) WHERE meter <> '';
CREATE INDEX line_formula_version ON line_formula (item_id, version);

-- What fell into each band: above from_quantity, up to and with up_to (NULL: without end).
CREATE TABLE line_step (
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  step INTEGER NOT NULL CHECK (step > 0),
  from_quantity INTEGER NOT NULL CHECK (from_quantity >= 0),
  up_to INTEGER CHECK (up_to > from_quantity),
  quantity INTEGER NOT NULL CHECK (quantity > 0 AND (up_to IS NULL OR quantity <= up_to - from_quantity)),
  rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (seq, n, step),
  FOREIGN KEY (seq, n) REFERENCES line_formula (seq, n)
) STRICT, WITHOUT ROWID;

-- 套餐: its lines carry package_n and share its price to the fen.
CREATE TABLE line_package (
  seq INTEGER NOT NULL REFERENCES receipt (seq),
  n INTEGER NOT NULL CHECK (n > 0),
  item_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1000 AND 1000000000 AND quantity % 1000 = 0),
  price INTEGER NOT NULL CHECK (price >= 0),
  gross INTEGER NOT NULL CHECK (gross = quantity / 1000 * price),
  PRIMARY KEY (seq, n),
  FOREIGN KEY (item_id, version) REFERENCES item_version (item_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_package_version ON line_package (item_id, version);

-- A formula belongs to a line that says so, of its item and its receipt's customer, and comes to that line's amount.
CREATE TRIGGER line_formula_fits BEFORE INSERT ON line_formula BEGIN
  SELECT RAISE(ABORT, 'line_formula: is not what its line says')
    WHERE NOT EXISTS (SELECT 1 FROM line WHERE seq = NEW.seq AND n = NEW.n AND formula = NEW.kind AND item_id = NEW.item_id);
  SELECT RAISE(ABORT, 'line_formula: its version is priced another way')
    WHERE (SELECT pricing FROM item_version WHERE item_id = NEW.item_id AND n = NEW.version) IS NOT NEW.kind;
  SELECT RAISE(ABORT, 'line_formula: customer is not that of the receipt')
    WHERE NEW.customer_id IS NOT (SELECT customer_id FROM receipt WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'line_formula: quantity is not what the meter counted')
    FROM line l WHERE l.seq = NEW.seq AND l.n = NEW.n AND NEW.kind = 'metered' AND l.quantity <>
      coalesce(NEW.old_end, NEW.reading_now) - NEW.reading_before
      + iif(coalesce(NEW.old_end, NEW.reading_now) < NEW.reading_before, NEW.meter_range, 0)
      + iif(NEW.new_start IS NULL, 0,
          NEW.reading_now - NEW.new_start + iif(NEW.reading_now < NEW.new_start, NEW.meter_range, 0));
  SELECT RAISE(ABORT, 'line_formula: amount is not rate × area × months')
    FROM line l WHERE l.seq = NEW.seq AND l.n = NEW.n AND NEW.kind = 'period' AND (
      l.quantity <> coalesce(NEW.area, 1000)
      OR l.gross <> (2 * NEW.rate * l.quantity * (NEW.months * NEW.days_of + NEW.days) + 10000000 * NEW.days_of)
        / (20000000 * NEW.days_of));
END;
-- Bands are filled from the bottom: a step begins where the steps before it end.
CREATE TRIGGER line_step_follows BEFORE INSERT ON line_step BEGIN
  SELECT RAISE(ABORT, 'line_step: must begin where the last one ends')
    WHERE NEW.step IS NOT (SELECT count(*) + 1 FROM line_step WHERE seq = NEW.seq AND n = NEW.n)
      OR NEW.from_quantity IS NOT (SELECT coalesce(sum(quantity), 0) FROM line_step WHERE seq = NEW.seq AND n = NEW.n);
END;
-- Sealing: every line without a price says where its amount comes from, and comes to it.
CREATE TRIGGER line_amounts_follow BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM line WHERE seq = NEW.seq AND unit_price IS NULL)
  OR EXISTS (SELECT 1 FROM line_package WHERE seq = NEW.seq) BEGIN
  SELECT RAISE(ABORT, 'line: its formula is missing')
    FROM line l WHERE l.seq = NEW.seq AND l.formula IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM line_formula f WHERE f.seq = l.seq AND f.n = l.n);
  SELECT RAISE(ABORT, 'line: steps do not come to its amount')
    FROM line l WHERE l.seq = NEW.seq AND l.formula IN ('tiered', 'metered') AND (
      l.quantity <> (SELECT coalesce(sum(quantity), 0) FROM line_step s WHERE s.seq = l.seq AND s.n = l.n)
      OR l.gross <> (SELECT (2 * coalesce(sum(s.quantity * s.rate), 0) + 10000000) / 20000000
        FROM line_step s WHERE s.seq = l.seq AND s.n = l.n));
  SELECT RAISE(ABORT, 'line: a period has no steps')
    FROM line l JOIN line_step s ON s.seq = l.seq AND s.n = l.n WHERE l.seq = NEW.seq AND l.formula = 'period';
  SELECT RAISE(ABORT, 'line: is of no package')
    FROM line l WHERE l.seq = NEW.seq AND l.package_n IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM line_package p WHERE p.seq = l.seq AND p.n = l.package_n);
  SELECT RAISE(ABORT, 'package: its lines do not come to its price')
    FROM line_package p WHERE p.seq = NEW.seq
      AND p.gross IS NOT (SELECT sum(gross) FROM line l WHERE l.seq = p.seq AND l.package_n = p.n);
END;

CREATE TRIGGER line_formula_no_update BEFORE UPDATE ON line_formula BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_formula_no_delete BEFORE DELETE ON line_formula BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_step_no_update BEFORE UPDATE ON line_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_step_no_delete BEFORE DELETE ON line_step BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_package_no_update BEFORE UPDATE ON line_package BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_package_no_delete BEFORE DELETE ON line_package BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER line_formula_unsealed BEFORE INSERT ON line_formula WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER line_step_unsealed BEFORE INSERT ON line_step WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER line_package_unsealed BEFORE INSERT ON line_package WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END;
