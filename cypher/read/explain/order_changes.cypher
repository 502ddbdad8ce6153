// What the loader did to orders for one run: which are new, revised, refunded, withdrawn, or came back (also from a run on before
// which they were withdrawn); and of which a group's success decided anew whether or when they count (R12).
// mode: read · grain: one row per order
// $orders: order ids
// $run: number of the run
UNWIND $orders AS id
CALL (id) {
  MATCH (o:Order {id: id}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: id}) RETURN o
}
CALL (o) {
  MATCH (o)-[:WAS*0..]->(was)
  RETURN min(was.from_run) AS first, max(was.from_run = $run) AS begins, max(coalesce(was.to_run, 0) = $run) AS ends
}
CALL (o) {
  OPTIONAL MATCH (o)-[:WAS*0..]->(now {from_run: $run})-[:WAS]->(was {to_run: $run})
  RETURN coalesce(max(coalesce(now.revised, -1) <> coalesce(was.revised, -1)), false) AS revised
}
WITH o, first, begins, ends, revised,
     NOT revised AND o:Order AND EXISTS { (o)-[:IN_GROUP]->() } AND (ends OR begins AND (first < $run OR o.waits_from < $run)) AS regrouped
RETURN o.id AS id, revised, regrouped, first = $run AND NOT regrouped AS new, begins AND first < $run AND NOT regrouped AND NOT revised AS returned,
       ends AND NOT begins AND NOT regrouped AS withdrawn,
       EXISTS { MATCH (f)-[:REFUNDS]->()<-[:WAS*0..]-(o) WHERE f.from_run = $run OR f.to_run = $run } AS refunded
