// One order with who bought it, whose volume it is, its lines and its refunds; a withdrawn one is still
// there, without lines. One that was withdrawn and came back is what the run saw of it. One that waits for the success of its
// group (R12) is as it was paid.
// mode: read
// $order: order id
// $run: number of the run
// returns: one row, or none; from_run (the first run that knew it) is above the run when the order was not known yet; paid: when it was paid, at: when it counts; waits: whether it counts for nothing as its group has not succeeded; group: {id, opens, closes, buyers: how many distinct ones stand inside its window}, or null
{parts/order_seen}
WITH o, now, first, buyer, community_id, owner_id,
     coalesce(now.waits_from <= $run AND (o.from_run > $run OR now:Order AND o.to_run <= $run), false) AS waits
WITH CASE WHEN waits THEN now ELSE o END AS o, waits, first, buyer, community_id, owner_id
OPTIONAL CALL (o) {
  MATCH (o)-[:IN_GROUP]->(g:Group)
  CALL (g) {
    {parts/group_orders}
    WITH g, who WHERE g.opens <= paid <= g.closes AND net > 0
    RETURN count(DISTINCT who) AS buyers
  }
  RETURN {id: g.id, opens: g.opens, closes: g.closes, buyers: buyers} AS group
}
RETURN o.id AS id, CASE WHEN waits THEN coalesce(o.paid, o.at) ELSE o.at END AS at, coalesce(o.paid, o.at) AS paid,
       o.amount AS amount, first AS from_run, CASE WHEN waits THEN first ELSE o.from_run END AS version, o.to_run AS to_run, o.revised AS revised, waits,
       buyer.id AS buyer_id, buyer:Member AS by_member, buyer.name AS buyer_name, community_id, owner_id,
       COLLECT { MATCH (o)-[c:CONTAINS|CONTAINED]->(p:Product)
                 WHERE coalesce(c.from_run, 0) <= $run AND coalesce(c.to_run, $run + 1) > $run
                 RETURN {line_no: c.line_no, product_id: p.id, quantity: c.quantity, amount: c.amount, category: p.category} ORDER BY c.line_no } AS lines,
       COLLECT { MATCH (f)-[:REFUNDS]->(o)
                 WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run
                 RETURN {id: f.id, at: f.at, amount: f.amount, from_run: f.from_run} ORDER BY f.at, f.id } AS refunds, group
