// What finds open cases and whatever refers to a row; which promises a payment was for, and whose a sale was before.

export const sql = `
-- When a case was closed for good, as its steps tell: open ones are found without looking at all there ever were.
ALTER TABLE service_case ADD COLUMN closed_at TEXT CHECK (closed_at GLOB '[0-9]*Z');
CREATE INDEX service_case_closed_at ON service_case (closed_at);
UPDATE service_case SET closed_at = (
  SELECT CASE kind WHEN 'confirm' THEN at END FROM case_step
  WHERE case_id = service_case.id AND kind <> 'reply' ORDER BY at DESC, id DESC LIMIT 1
);

-- The newest promise of the sale at its entry: a payment covers what was promised by then. Moments may be the same.
ALTER TABLE payment ADD COLUMN newest_promise INTEGER NOT NULL DEFAULT 0 CHECK (newest_promise >= 0);
UPDATE payment SET newest_promise =
  coalesce((SELECT max(p.id) FROM promise p WHERE p.sale_id = payment.sale_id AND p.entered_at < payment.entered_at), 0);

-- Whose a sale was taken for before it was corrected, and until when: words of that time may be about them.
CREATE TABLE former_sale (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  until_at TEXT NOT NULL CHECK (until_at GLOB '[0-9]*Z'),
  PRIMARY KEY (customer_id, sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_sale_sale ON former_sale (sale_id);

-- Whatever refers to a row is looked for when that row goes.
CREATE INDEX service_case_sale ON service_case (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX promise_case ON promise (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX promise_contact ON promise (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX product_pair_other ON product_pair (other_id);
CREATE INDEX product_goes_with_other ON product_goes_with (other_id);
`
