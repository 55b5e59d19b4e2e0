// What a shop's customers do all together, for a value that knows of timing; and all that a card says of a stretch.

export const sql = `
-- Taken anew with the plans of everybody, at once.
ALTER TABLE shop DROP COLUMN daily_rate;
ALTER TABLE shop ADD COLUMN regularity REAL NOT NULL DEFAULT 1 CHECK (regularity BETWEEN 1 AND 6);
ALTER TABLE shop ADD COLUMN leaving REAL NOT NULL DEFAULT 1 CHECK (leaving > 0);
ALTER TABLE shop ADD COLUMN settling REAL NOT NULL DEFAULT 0 CHECK (settling >= 0);
ALTER TABLE shop ADD COLUMN mean_interval_days REAL NOT NULL DEFAULT 60 CHECK (mean_interval_days > 0);
ALTER TABLE shop ADD COLUMN forecast_error_days REAL CHECK (forecast_error_days >= 0);
ALTER TABLE shop ADD COLUMN forecasts INTEGER NOT NULL DEFAULT 0 CHECK (forecasts >= 0);

-- A value is reckoned anew at parts of the expected interval.
DELETE FROM setting WHERE key = 'value.firstFadeDays';

-- Made anew at once, like the shop's figures.
DROP TABLE stretch;
CREATE TABLE stretch (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_at TEXT NOT NULL,
  until_at TEXT NOT NULL CHECK (until_at > from_at),
  lane TEXT NOT NULL CHECK (lane IN ('call', 'message', 'noPhone', 'promise')),
  tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
  -- The order inside a tier: nothing in tiers 1 and 2, where the oldest due comes first; else the value, negated.
  rank REAL NOT NULL,
  kind TEXT NOT NULL,
  sale_id INTEGER,
  product_id INTEGER,
  opens_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  closes_at TEXT NOT NULL,
  value REAL NOT NULL,
  attempts INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  carried TEXT NOT NULL,
  case_id INTEGER,
  promise_id INTEGER,
  -- What a card says besides, so that the list is read and not planned anew.
  after_first INTEGER NOT NULL CHECK (after_first IN (0, 1)),
  second INTEGER NOT NULL CHECK (second IN (0, 1)),
  run_out_day TEXT,
  unhappy INTEGER NOT NULL CHECK (unhappy IN (0, 1)),
  spared INTEGER NOT NULL CHECK (spared IN (0, 1)),
  awaited_case_id INTEGER,
  first_uses TEXT NOT NULL,
  reorders TEXT NOT NULL,
  PRIMARY KEY (customer_id, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX stretch_order ON stretch (lane, tier, rank, due_at, customer_id, from_at, until_at, kind);
CREATE INDEX stretch_from ON stretch (lane, from_at);
`
