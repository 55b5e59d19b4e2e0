// What a summary asks of each customer, kept with her plan; and indexes that answer for a period by themselves.

export const sql = `
-- How she began and came back, and how she stands: derived, and at all times equal to what her facts tell. Moments are
-- milliseconds since 1970: a summary reads thousands of them.
CREATE TABLE tally (
  customer_id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
  -- Her first purchase; nothing before there is one.
  first_at INTEGER,
  anchor_at INTEGER,
  entered_at INTEGER,
  -- The first purchase on a later day, and the first talk since the anchor.
  second_at INTEGER,
  talk_at INTEGER,
  -- When she was last unhappy, until nothing where she still is; and since when she refuses calls.
  unhappy_at INTEGER,
  unhappy_until INTEGER,
  refused_at INTEGER
) STRICT;
CREATE INDEX tally_first ON tally (first_at, anchor_at, entered_at, second_at, talk_at) WHERE first_at IS NOT NULL;
CREATE INDEX tally_standing ON tally (customer_id, unhappy_at, unhappy_until, refused_at)
  WHERE coalesce(unhappy_at, refused_at) IS NOT NULL;

-- Her first calls by their deadlines, and how each came out.
CREATE TABLE first_call (
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  sale_id INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('made', 'missed', 'entered-late')),
  PRIMARY KEY (customer_id, sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX first_call_due ON first_call (due_at, outcome);

-- Contacts and answers of a period are counted without a look at the contacts themselves.
DROP INDEX contact_at;
CREATE INDEX contact_at ON contact (at, outcome, direction);
CREATE INDEX contact_answer ON contact (at, customer_id, nps, csat, factor, factor_score)
  WHERE coalesce(nps, csat, factor_score) IS NOT NULL;
`
