// What the loader did to orders for runs: which are new, revised, refunded, withdrawn, or came back (also from a run on before
// which they were withdrawn); and of which a group's success decided anew whether or when they count (R12).
// mode: read · grain: one row per order and run
// $rows: each {order: its id, run: number of a run}
UNWIND $rows AS row
WITH row.order AS id, row.run AS number
CALL (id) {
  MATCH (o:Order {id: id}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: id}) RETURN o
}
CALL (o, number) {
  MATCH (o)-[:WAS*0..]->(was)
  RETURN min(was.from_run) AS first, max(was.from_run = number) AS begins, max(coalesce(was.to_run, 0) = number) AS ends
}
CALL (o, number) {
  OPTIONAL MATCH (o)-[:WAS*0..]->(now {from_run: number})-[:WAS]->(was {to_run: number})
  RETURN coalesce(max(coalesce(now.revised, -1) <> coalesce(was.revised, -1)), false) AS revised
}
WITH o, number, first, begins, ends, revised,
     NOT revised AND o:Order AND EXISTS { (o)-[:IN_GROUP]->() } AND (ends OR begins AND (first < number OR o.waits_from < number)) AS regrouped
RETURN o.id AS id, number AS run, revised, regrouped, first = number AND NOT regrouped AS new, begins AND first < number AND NOT regrouped AND NOT revised AS returned,
       ends AND NOT begins AND NOT regrouped AS withdrawn,
       EXISTS { MATCH (f)-[:REFUNDS]->()<-[:WAS*0..]-(o) WHERE f.from_run = number OR f.to_run = number } AS refunded
