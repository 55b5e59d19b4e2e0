// What every command changed, so that it can be taken back and told of; and a stored plan that guards no facts.

export const sql = `
-- One row for every command that changed a fact. It says nothing about anybody.
CREATE TABLE command (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (at GLOB '[0-9]*Z'),
  -- As it is typed: 'sale add'.
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  -- Counts what is done, taken back and brought back: the highest of the commands that stand is the last one done.
  turn INTEGER NOT NULL UNIQUE CHECK (turn >= 1),
  undone_at TEXT CHECK (undone_at GLOB '[0-9]*Z'),
  -- Whether it changed the plans of everybody, and with them the shop's figures.
  everybody INTEGER NOT NULL DEFAULT 0 CHECK (everybody IN (0, 1)),
  -- Why it can neither be taken back nor brought back any more.
  barrier TEXT CHECK (barrier IN ('forgotten', 'migrated'))
) STRICT;

-- Whose facts a command changed. The customer may be gone by now, and so is not referred to.
CREATE TABLE command_customer (
  command_id INTEGER NOT NULL REFERENCES command (id),
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (command_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX command_customer_customer ON command_customer (customer_id, command_id);

-- A row as it was before and after, each an array in the order of the table's columns; nothing where there was no row.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  command_id INTEGER NOT NULL REFERENCES command (id),
  table_name TEXT NOT NULL,
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after)),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_command ON change (command_id);

-- Rows that a command added in such number that only their ids are kept; without a last one while it still adds.
CREATE TABLE command_range (
  command_id INTEGER NOT NULL REFERENCES command (id),
  table_name TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER CHECK (last_id >= first_id),
  PRIMARY KEY (command_id, table_name)
) STRICT, WITHOUT ROWID;

-- The command whose changes are being written down; none outside a change.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  command_id INTEGER REFERENCES command (id)
) STRICT;
INSERT INTO journal (id) VALUES (1);

-- A sale or a product that is taken back would be looked for in every stretch. The plan follows from the facts and is
-- made anew with each change of them, so it need not hold them.
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
  PRIMARY KEY (customer_id, from_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX stretch_order ON stretch (lane, tier, rank, due_at, customer_id, from_at, until_at, kind);
CREATE INDEX stretch_from ON stretch (lane, from_at);

-- An import brings as many of these as it has lines: with numbers of their own their range tells them.
ALTER TABLE line_origin RENAME TO former_origin;
CREATE TABLE line_origin (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  origin TEXT NOT NULL,
  UNIQUE (customer_id, origin)
) STRICT;
INSERT INTO line_origin (customer_id, origin) SELECT customer_id, origin FROM former_origin ORDER BY customer_id, origin;
DROP TABLE former_origin;
`
