// What the loader did to orders for a run: which are new, revised, refunded, withdrawn, or came back (also from a run on before
// which they were withdrawn); and of which a group's success decided anew whether or when they count (R12).
// mode: read · grain: one row per order and run
// $rows: each {order: its id, run: number of a run}
// returns: refunds: maps id, amount (minor units), gone (whether the run took it back)
UNWIND $rows AS row
WITH row.order AS id, row.run AS run
CALL (id) {
  MATCH (o:Order {id: id}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: id}) RETURN o
}
CALL (o, run) {
  MATCH (o)-[:WAS*0..]->(was)
  RETURN min(was.from_run) AS first, max(was.from_run = run) AS begins, max(coalesce(was.to_run, 0) = run) AS ends
}
CALL (o, run) {
  OPTIONAL MATCH (o)-[:WAS*0..]->(now {from_run: run})-[:WAS]->(was {to_run: run})
  RETURN coalesce(max(coalesce(now.revised, -1) <> coalesce(was.revised, -1)), false) AS revised
}
CALL (o, run) {
  OPTIONAL MATCH (f)-[:REFUNDS]->()<-[:WAS*0..]-(o) WHERE f.from_run = run OR f.to_run = run
  WITH f, run ORDER BY f.id
  RETURN collect(DISTINCT CASE WHEN f IS NOT NULL THEN {id: f.id, amount: f.amount, gone: coalesce(f.to_run = run, false)} END) AS refunds
}
WITH o, run, first, begins, ends, revised, refunds,
     NOT revised AND o:Order AND EXISTS { (o)-[:IN_GROUP]->() } AND (ends OR begins AND (first < run OR o.waits_from < run)) AS regrouped
RETURN o.id AS id, run, revised, regrouped, first = run AND NOT regrouped AS new, begins AND first < run AND NOT regrouped AND NOT revised AS returned,
       ends AND NOT begins AND NOT regrouped AS withdrawn,
       size(refunds) > 0 AS refunded, refunds
