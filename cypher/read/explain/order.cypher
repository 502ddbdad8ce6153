// One order with who bought it, whose volume it is, its lines and its refunds; a withdrawn one is still
// there, without lines. One that was withdrawn and came back is what the run saw of it.
// mode: read
// $order: order id
// $run: number of the run
// returns: one row, or none; from_run (the first run that counted it) is above the run when the order was not counted yet
{parts/order_seen}
RETURN o.id AS id, o.at AS at, o.amount AS amount, first AS from_run, o.from_run AS version, o.to_run AS to_run, o.revised AS revised,
       buyer.id AS buyer_id, buyer:Member AS by_member, buyer.name AS buyer_name, community_id, owner_id,
       COLLECT { MATCH (o)-[c:CONTAINS|CONTAINED]->(p:Product)
                 WHERE coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $run + 1) > $run
                 RETURN {line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount, category: p.category} ORDER BY c.line_no } AS lines,
       COLLECT { MATCH (f)-[:REFUNDS]->(o)
                 WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run
                 RETURN {id: f.id, at: f.at, amount: f.amount, from_run: f.from_run} ORDER BY f.at, f.id } AS refunds
