// Finds the sales whose clock started on a day by delivery or promise, without a look at every sale there is.

export const sql = `
CREATE INDEX sale_arrival ON sale (coalesce(delivered_day, promised_day))
  WHERE coalesce(delivered_day, promised_day) IS NOT NULL;
`
