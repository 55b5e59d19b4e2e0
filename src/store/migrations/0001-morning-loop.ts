// The first schema: customers, products, sales, contacts, snoozes, skips, settings, and the stored plan.

export const sql = `
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  external_id TEXT UNIQUE CHECK (length(external_id) BETWEEN 1 AND 200),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_key TEXT NOT NULL,
  phone TEXT CHECK (phone GLOB '+[1-9]*' AND substr(phone, 2) NOT GLOB '*[^0-9]*'),
  email TEXT,
  chat TEXT,
  birthday TEXT CHECK (birthday GLOB '[0-9][0-9]-[0-9][0-9]'),
  note TEXT,
  referred_by_id INTEGER REFERENCES customer (id) CHECK (referred_by_id <> id),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX customer_phone ON customer (phone) WHERE phone IS NOT NULL;
CREATE INDEX customer_name_key ON customer (name_key);
CREATE INDEX customer_referred_by ON customer (referred_by_id) WHERE referred_by_id IS NOT NULL;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_key TEXT NOT NULL UNIQUE,
  price_minor INTEGER CHECK (price_minor >= 0),
  lasts_days REAL CHECK (lasts_days > 0)
) STRICT;

CREATE TABLE product_tip (
  product_id INTEGER NOT NULL REFERENCES product (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_goes_with (
  product_id INTEGER NOT NULL REFERENCES product (id),
  other_id INTEGER NOT NULL REFERENCES product (id) CHECK (other_id <> product_id),
  PRIMARY KEY (product_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  sold_at TEXT NOT NULL CHECK (sold_at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  source TEXT NOT NULL CHECK (source IN ('entered', 'imported')),
  promised_day TEXT CHECK (promised_day GLOB '????-??-??'),
  delivered_day TEXT CHECK (delivered_day GLOB '????-??-??'),
  discount_minor INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
  note TEXT
) STRICT;
CREATE INDEX sale_customer ON sale (customer_id, sold_at);
CREATE INDEX sale_sold_at ON sale (sold_at);

CREATE TABLE sale_line (
  id INTEGER PRIMARY KEY,
  sale_id INTEGER NOT NULL REFERENCES sale (id),
  product_id INTEGER NOT NULL REFERENCES product (id),
  quantity REAL NOT NULL CHECK (quantity <> 0),
  amount_minor INTEGER NOT NULL,
  returned_at TEXT CHECK (returned_at IS NULL OR (returned_at GLOB '[0-9]*Z' AND quantity < 0))
) STRICT;
CREATE INDEX sale_line_sale ON sale_line (sale_id);
CREATE INDEX sale_line_product ON sale_line (product_id);

-- Every line that was ever entered or imported for a customer, as it was written then: what was corrected, moved to
-- somebody else or dropped since is known when a file tells of it once more.
CREATE TABLE line_origin (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  origin TEXT NOT NULL,
  PRIMARY KEY (customer_id, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9]*Z'),
  outcome TEXT NOT NULL
    CHECK (outcome IN ('talked', 'no-answer', 'call-later', 'wrong-number', 'refused', 'message-sent')),
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'chat', 'social', 'in-person')),
  direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  csat INTEGER CHECK (csat BETWEEN 1 AND 5),
  nps INTEGER CHECK (nps BETWEEN 0 AND 10),
  reason TEXT,
  factor TEXT CHECK (factor IN ('fulfilment', 'responsiveness', 'assurance', 'empathy', 'tangibles')),
  factor_score INTEGER CHECK (factor_score BETWEEN 1 AND 5),
  used INTEGER CHECK (used IN (0, 1)),
  repeat TEXT CHECK (repeat IN ('yes', 'no', 'maybe')),
  note TEXT,
  minutes REAL CHECK (minutes >= 0),
  next_at TEXT CHECK (next_at GLOB '[0-9]*Z'),
  runs_out_day TEXT CHECK (runs_out_day GLOB '????-??-??'),
  -- The number that turned out to be wrong; while it is still hers she cannot be called.
  wrong_phone TEXT,
  CHECK ((factor IS NULL) = (factor_score IS NULL))
) STRICT;
CREATE INDEX contact_customer ON contact (customer_id, at);
CREATE INDEX contact_at ON contact (at);
CREATE INDEX contact_minutes ON contact (at, minutes)
  WHERE outcome = 'talked' AND channel = 'phone' AND minutes IS NOT NULL;

CREATE TABLE snooze (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  until_at TEXT NOT NULL CHECK (until_at GLOB '[0-9]*Z')
) STRICT;
CREATE INDEX snooze_customer ON snooze (customer_id);

CREATE TABLE skip (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  reason TEXT
) STRICT;
CREATE INDEX skip_customer ON skip (customer_id);

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- The snapshot of the shop that every stored plan leans on, and the moment of the last change.
CREATE TABLE shop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  since_at TEXT NOT NULL CHECK (since_at GLOB '[0-9]*Z'),
  changed_at TEXT NOT NULL CHECK (changed_at GLOB '[0-9]*Z'),
  median_interval_days REAL NOT NULL CHECK (median_interval_days > 0),
  daily_rate REAL NOT NULL CHECK (daily_rate > 0),
  basket_minor REAL NOT NULL CHECK (basket_minor >= 0)
) STRICT;

-- The stored plan: derived, and at all times equal to the plan computed anew.
CREATE TABLE stretch (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  from_at TEXT NOT NULL,
  until_at TEXT NOT NULL CHECK (until_at > from_at),
  lane TEXT NOT NULL CHECK (lane IN ('call', 'message', 'noPhone', 'promise')),
  tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
  -- The order inside a tier: nothing in tiers 1 and 2, where the oldest due comes first; else the value, negated.
  rank REAL NOT NULL,
  kind TEXT NOT NULL,
  sale_id INTEGER REFERENCES sale (id),
  product_id INTEGER REFERENCES product (id),
  opens_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  closes_at TEXT NOT NULL,
  value REAL NOT NULL,
  attempts INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  carried TEXT NOT NULL,
  PRIMARY KEY (customer_id, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX stretch_order ON stretch (lane, tier, rank, due_at, customer_id, from_at, until_at, kind);
CREATE INDEX stretch_from ON stretch (lane, from_at);
`
