// What a list of customers tells of each is stored with her plan, so that nobody's history is replayed for it.

export const sql = `
-- Days on which she bought and kept something, and the last of them in days since 1970; talks from the first of them on;
-- her latest answer on 0 to 10; the day from which she counts as lapsed; the days between purchases usual for her.
ALTER TABLE tally ADD COLUMN purchase_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN last_day INTEGER;
ALTER TABLE tally ADD COLUMN talks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN nps INTEGER;
ALTER TABLE tally ADD COLUMN lapsed_day INTEGER;
ALTER TABLE tally ADD COLUMN usual_days REAL NOT NULL DEFAULT 0;
`
