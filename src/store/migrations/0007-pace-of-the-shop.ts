// What a shop's customers do all together, for a value that knows of timing.

export const sql = `
-- Taken anew with the plans of everybody, at once.
ALTER TABLE shop DROP COLUMN daily_rate;
ALTER TABLE shop ADD COLUMN regularity REAL NOT NULL DEFAULT 1 CHECK (regularity BETWEEN 1 AND 6);
ALTER TABLE shop ADD COLUMN leaving REAL NOT NULL DEFAULT 1 CHECK (leaving > 0);
ALTER TABLE shop ADD COLUMN settling REAL NOT NULL DEFAULT 0 CHECK (settling >= 0);
ALTER TABLE shop ADD COLUMN mean_interval_days REAL NOT NULL DEFAULT 60 CHECK (mean_interval_days > 0);

-- A value is reckoned anew at parts of the expected interval.
DELETE FROM setting WHERE key = 'value.firstFadeDays';
`
