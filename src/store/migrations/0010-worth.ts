// What each sale is worth, and indexes that answer for a period by themselves where they did not yet.

export const sql = `
-- Derived, and at all times equal to what the lines of the sale tell: the sales of a month are added up without them. A
-- moment in milliseconds since 1970 takes a third of the room of its text.
CREATE TABLE worth (
  sale_id INTEGER PRIMARY KEY REFERENCES sale (id) ON DELETE CASCADE,
  sold_at INTEGER NOT NULL,
  -- Whether anything of it was kept.
  kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
  -- Less its discount, and what has come back of it.
  minor INTEGER NOT NULL
) STRICT;
CREATE INDEX worth_sold_at ON worth (sold_at, kept, minor);

-- Of those who were ever unhappy few are so today: these stand apart, and so does until when the others were.
DROP INDEX tally_standing;
CREATE INDEX tally_standing ON tally (customer_id, unhappy_at, unhappy_until, refused_at)
  WHERE coalesce(refused_at, iif(unhappy_until IS NULL, unhappy_at, NULL)) IS NOT NULL;
CREATE INDEX tally_unhappy_until ON tally (unhappy_until) WHERE unhappy_until IS NOT NULL;

CREATE INDEX contact_csat ON contact (at, csat) WHERE csat IS NOT NULL;
DROP INDEX case_step_case;
CREATE INDEX case_step_case ON case_step (case_id, at, kind);
DROP INDEX sale_promised_day;
CREATE INDEX sale_promised_day ON sale
  (promised_day, missed_day, delivered_day, delivered_right, delivered_complete, sold_at) WHERE promised_day IS NOT NULL;
`
