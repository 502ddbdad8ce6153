// The orders with the largest amounts, for the error of a night whose sums do not fit 64 bits.
// mode: read · returns: id, amount (minor units), largest first
// $limit: how many
MATCH (o:Order)
RETURN o.id AS id, o.amount AS amount ORDER BY amount DESC, id LIMIT $limit
