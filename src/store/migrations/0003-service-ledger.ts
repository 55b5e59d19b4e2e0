// The service ledger: cases, promises, payments, bonus points, consent, and what must not be offered to whom.

export const sql = `
CREATE TABLE service_case (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  sale_id INTEGER REFERENCES sale (id),
  kind TEXT NOT NULL CHECK (kind IN ('question', 'repair', 'return', 'complaint', 'advice')),
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'chat', 'social', 'in-person', 'form')),
  factor TEXT CHECK (factor IN ('fulfilment', 'responsiveness', 'assurance', 'empathy', 'tangibles')),
  origin TEXT NOT NULL CHECK (origin IN ('asked', 'low-answer', 'return', 'promise')),
  -- The contact whose low answer opened it.
  contact_id INTEGER UNIQUE REFERENCES contact (id),
  asked TEXT CHECK (length(asked) BETWEEN 1 AND 2000),
  opened_at TEXT NOT NULL CHECK (opened_at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  CHECK (contact_id IS NULL OR origin = 'low-answer')
) STRICT;
CREATE INDEX service_case_customer ON service_case (customer_id);
CREATE INDEX service_case_opened_at ON service_case (opened_at);

CREATE TABLE case_step (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES service_case (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'resolve', 'confirm', 'reopen')),
  resolution TEXT
    CHECK (resolution IN ('replaced', 'repaired', 'refunded', 'compensated', 'advised', 'apologised')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 2000),
  -- When to look at it again, as promised with the step.
  due_at TEXT CHECK (due_at GLOB '[0-9]*Z'),
  -- The talk in which it was said.
  contact_id INTEGER REFERENCES contact (id),
  CHECK ((kind = 'resolve') = (resolution IS NOT NULL))
) STRICT;
CREATE INDEX case_step_case ON case_step (case_id, at);
CREATE INDEX case_step_contact ON case_step (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE promise (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  sale_id INTEGER REFERENCES sale (id),
  case_id INTEGER REFERENCES service_case (id),
  contact_id INTEGER REFERENCES contact (id),
  kind TEXT NOT NULL CHECK (kind IN ('delivery', 'condition', 'accessory', 'reply', 'payment', 'other')),
  promiser TEXT NOT NULL CHECK (promiser IN ('seller', 'customer')),
  text TEXT CHECK (length(text) BETWEEN 1 AND 500),
  amount_minor INTEGER CHECK (amount_minor > 0),
  made_at TEXT NOT NULL CHECK (made_at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  due_day TEXT NOT NULL CHECK (due_day GLOB '????-??-??'),
  -- Void: it fell away with what it was about, as the promises of a sale that was taken back whole.
  settlement TEXT CHECK (settlement IN ('kept', 'partly', 'broken', 'void')),
  settled_at TEXT CHECK (settled_at GLOB '[0-9]*Z'),
  settled_note TEXT CHECK (length(settled_note) BETWEEN 1 AND 500),
  CHECK ((settlement IS NULL) = (settled_at IS NULL))
) STRICT;
CREATE INDEX promise_customer ON promise (customer_id);
CREATE INDEX promise_due_day ON promise (due_day);
CREATE INDEX promise_settled_at ON promise (settled_at, due_day);
CREATE INDEX promise_sale ON promise (sale_id) WHERE sale_id IS NOT NULL;

-- Whether what came was the right thing, and all of it; nothing where nobody asked.
ALTER TABLE sale ADD COLUMN delivered_right INTEGER CHECK (delivered_right IN (0, 1));
ALTER TABLE sale ADD COLUMN delivered_complete INTEGER CHECK (delivered_complete IN (0, 1));
CREATE INDEX sale_promised_day ON sale (promised_day) WHERE promised_day IS NOT NULL;

-- Which message was sent, where the program worded it or knows it for her own words: an offer is told from a thank-you.
ALTER TABLE contact ADD COLUMN message TEXT
  CHECK (message IS NULL OR (outcome = 'message-sent' AND length(message) BETWEEN 1 AND 40));

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  -- Negative where money was given back.
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0)
) STRICT;
CREATE INDEX payment_sale ON payment (sale_id);

-- Facts of the bonus ledger; a balance is always reckoned from them, never stored.
CREATE TABLE bonus_entry (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  kind TEXT NOT NULL CHECK (kind IN ('purchase', 'referral', 'review', 'gift', 'spend', 'reversal', 'refund')),
  -- Earned and given back are positive, spent and reversed negative.
  points INTEGER NOT NULL CHECK (points <> 0),
  sale_id INTEGER REFERENCES sale (id),
  -- Whose first purchase a referral is for.
  friend_id INTEGER REFERENCES customer (id),
  -- The last day on which earned points can be spent; nothing where they never expire.
  expires_day TEXT CHECK (expires_day GLOB '????-??-??'),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 500),
  CHECK ((kind IN ('spend', 'reversal')) = (points < 0)),
  CHECK (expires_day IS NULL OR points > 0),
  CHECK (CASE kind WHEN 'referral' THEN friend_id IS NOT NULL WHEN 'reversal' THEN 1 ELSE friend_id IS NULL END)
) STRICT;
CREATE INDEX bonus_entry_customer ON bonus_entry (customer_id, at);
CREATE INDEX bonus_entry_sale ON bonus_entry (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX bonus_entry_friend ON bonus_entry (friend_id) WHERE friend_id IS NOT NULL;

-- The rules of the bonus programme that a sale was made under: they stay its own when the settings change.
CREATE TABLE bonus_terms (
  sale_id INTEGER PRIMARY KEY REFERENCES sale (id),
  -- So many points for each full amount, in minor units, of what is kept; nothing where the programme was off.
  earn_points INTEGER CHECK (earn_points > 0),
  earn_minor REAL CHECK (earn_minor > 0),
  -- The last day of the points earned on it; nothing where they never expire.
  expires_day TEXT CHECK (expires_day GLOB '????-??-??'),
  -- Points to be spent on it, as far as its discount has room for them, and what one is worth in minor units.
  spend_points INTEGER NOT NULL CHECK (spend_points >= 0),
  point_minor REAL NOT NULL CHECK (point_minor > 0),
  CHECK ((earn_points IS NULL) = (earn_minor IS NULL))
) STRICT;

CREATE TABLE consent (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('service', 'marketing')),
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 500)
) STRICT;
CREATE INDEX consent_customer ON consent (customer_id, at);

-- What a customer must not be offered, folded as names are: an allergy, a dislike.
CREATE TABLE customer_avoid (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  tag_key TEXT NOT NULL CHECK (length(tag_key) BETWEEN 1 AND 100),
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  PRIMARY KEY (customer_id, tag_key)
) STRICT, WITHOUT ROWID;

-- What is in a product, to be held against what a customer avoids.
CREATE TABLE product_contains (
  product_id INTEGER NOT NULL REFERENCES product (id),
  tag_key TEXT NOT NULL CHECK (length(tag_key) BETWEEN 1 AND 100),
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  PRIMARY KEY (product_id, tag_key)
) STRICT, WITHOUT ROWID;

-- How many customers bought both products; part of the shop's snapshot, and renewed with it.
CREATE TABLE product_pair (
  product_id INTEGER NOT NULL REFERENCES product (id),
  other_id INTEGER NOT NULL REFERENCES product (id) CHECK (other_id <> product_id),
  customers INTEGER NOT NULL CHECK (customers > 0),
  PRIMARY KEY (product_id, other_id)
) STRICT, WITHOUT ROWID;

-- Ids of customers who were forgotten: no restored copy may bring them back.
CREATE TABLE forgotten (
  customer_id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z')
) STRICT;

-- Cards that were made one with another, and what else their customer is known by: who tells the old number is found,
-- and no later customer gets it.
CREATE TABLE merged_customer (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) CHECK (customer_id <> id),
  phone TEXT CHECK (phone GLOB '+[1-9]*' AND substr(phone, 2) NOT GLOB '*[^0-9]*'),
  external_id TEXT CHECK (length(external_id) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX merged_customer_customer ON merged_customer (customer_id);
CREATE INDEX merged_customer_phone ON merged_customer (phone) WHERE phone IS NOT NULL;
CREATE INDEX merged_customer_external_id ON merged_customer (external_id) WHERE external_id IS NOT NULL;

ALTER TABLE stretch ADD COLUMN case_id INTEGER REFERENCES service_case (id);
ALTER TABLE stretch ADD COLUMN promise_id INTEGER REFERENCES promise (id);

-- A low answer that no better one has followed opens a case by itself from now on; those given before have theirs now.
INSERT INTO service_case (customer_id, kind, channel, factor, origin, contact_id, asked, opened_at, entered_at)
  SELECT c.customer_id, 'complaint', c.channel, CASE WHEN c.factor_score <= 2 THEN c.factor END, 'low-answer', c.id,
    nullif(substr(coalesce(c.reason, c.note), 1, 2000), ''), c.at, c.entered_at
  FROM contact c
  WHERE (c.nps <= 6 OR c.csat <= 2)
    AND NOT EXISTS (
      SELECT 1 FROM contact b WHERE b.customer_id = c.customer_id AND (b.at, b.id) > (c.at, c.id)
        AND (b.nps IS NOT NULL OR b.csat IS NOT NULL) AND NOT coalesce(b.nps <= 6, 0) AND NOT coalesce(b.csat <= 2, 0)
    )
    AND NOT EXISTS (
      SELECT 1 FROM contact e WHERE e.customer_id = c.customer_id AND (e.at, e.id) < (c.at, c.id)
        AND (e.nps <= 6 OR e.csat <= 2)
        AND NOT EXISTS (
          SELECT 1 FROM contact b WHERE b.customer_id = c.customer_id AND (b.at, b.id) > (e.at, e.id)
            AND (b.at, b.id) < (c.at, c.id) AND (b.nps IS NOT NULL OR b.csat IS NOT NULL)
            AND NOT coalesce(b.nps <= 6, 0) AND NOT coalesce(b.csat <= 2, 0)
        )
    );
`
