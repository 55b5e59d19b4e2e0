// An index of the pieces of names, phones and ids, so that a customer is found without looking at all there are.

export const sql = `
-- Every three signs in a row, and whose card holds them. It is no fact: triggers keep it what the cards tell. Where in
-- a card they stand is not kept, which takes a seventh of the room; whoever asks looks at the few cards it names. What is
-- deleted goes at once, and not when the index is next put in order: nothing may be left of who was forgotten.
CREATE VIRTUAL TABLE customer_piece USING fts5 (
  name_key, phone, external_id,
  content = 'customer', content_rowid = 'id', columnsize = 0, detail = 'none', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO customer_piece (customer_piece, rank) VALUES ('secure-delete', 1);
INSERT INTO customer_piece (customer_piece) VALUES ('rebuild');
`
