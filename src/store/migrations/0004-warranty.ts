// How long a product is under warranty, and which promised day of a sale went by without the goods.

export const sql = `
ALTER TABLE product ADD COLUMN warranty_days INTEGER CHECK (warranty_days BETWEEN 1 AND 36500);

-- The first promised day that had come when a later one was agreed: that promise was not kept on its day.
ALTER TABLE sale ADD COLUMN missed_day TEXT CHECK (missed_day GLOB '????-??-??');
CREATE INDEX sale_missed_day ON sale (missed_day) WHERE missed_day IS NOT NULL;
`
