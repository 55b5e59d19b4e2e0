// Warranties and missed promised days; numbers a customer had before; and on which card points were entered.

export const sql = `
ALTER TABLE product ADD COLUMN warranty_days INTEGER CHECK (warranty_days BETWEEN 1 AND 36500);

-- The first promised day that had come when a later one was agreed: that promise was not kept on its day.
ALTER TABLE sale ADD COLUMN missed_day TEXT CHECK (missed_day GLOB '????-??-??');
CREATE INDEX sale_missed_day ON sale (missed_day) WHERE missed_day IS NOT NULL;

-- Numbers that were taken off a card or gave way to another: with the name they still tell who it is, and what was
-- refused under them stays refused. A number that turned out to be somebody else's is none of them.
CREATE TABLE former_phone (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  phone TEXT NOT NULL CHECK (phone GLOB '+[1-9]*' AND substr(phone, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (customer_id, phone)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_phone_phone ON former_phone (phone);
CREATE INDEX contact_wrong_phone ON contact (wrong_phone) WHERE wrong_phone IS NOT NULL;
CREATE INDEX customer_email ON customer (lower(email)) WHERE email IS NOT NULL;

-- The card that points were entered on, where it was made one with another since; nothing for the customer's own.
ALTER TABLE bonus_entry ADD COLUMN card_id INTEGER;
-- Which card it was made one with, when, and after which entry of points: until then each card had points of its own.
ALTER TABLE merged_customer ADD COLUMN into_id INTEGER;
ALTER TABLE merged_customer ADD COLUMN at TEXT CHECK (at GLOB '[0-9]*Z');
ALTER TABLE merged_customer ADD COLUMN last_entry_id INTEGER;
`
