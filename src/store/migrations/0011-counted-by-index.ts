// What the morning counts, and what it asks of each customer's talks, is answered by indexes alone.

export const sql = `
-- In calling order one in ten may be live; of what began last most is.
DROP INDEX stretch_from;
CREATE INDEX stretch_from ON stretch (lane, from_at, customer_id, until_at);

-- When she was talked to last, and whether she ever refused.
DROP INDEX contact_customer;
CREATE INDEX contact_customer ON contact (customer_id, at, outcome);
`
