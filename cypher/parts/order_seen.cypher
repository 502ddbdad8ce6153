// An order as a run saw it, withdrawn or not, with who bought it and, of a customer, whose community that is in.
// mode: part · shape: clause · grain: no row without such an order
// returns: o; now: what it is today; first: the first run that counted it, or found it waiting for its group (R12); buyer; community_id; owner_id
// $order: order id
// $run: number of the run
CALL () {
  MATCH (now:Order {id: $order}) RETURN now
  UNION
  MATCH (now:Withdrawn {id: $order}) RETURN now
}
OPTIONAL MATCH (now) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)
WITH now, coalesce(seen, now) AS o
CALL (now) {
  MATCH (now)-[:WAS*0..]->(was)
  WITH min(was.from_run) AS counted
  RETURN CASE WHEN now.waits_from < counted THEN now.waits_from ELSE counted END AS first
}
OPTIONAL MATCH (buyer)-[:PLACED]->(o)
CALL (buyer) {
  OPTIONAL MATCH (buyer)-[:BUYS_IN]->(c:Community) WHERE buyer:Customer
  OPTIONAL MATCH (owner:Member)-[:OWNS]->(c) WHERE owner.from_run <= $run
  RETURN c.id AS community_id, owner.id AS owner_id LIMIT 1
}
