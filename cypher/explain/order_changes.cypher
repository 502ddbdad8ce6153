// What the loader did to orders for one run: which are new, withdrawn or refunded.
// mode: read · grain: one row per order
// $orders: order ids
// $run: number of the run
UNWIND $orders AS id
CALL (id) {
  MATCH (o:Order {id: id}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: id}) RETURN o
}
RETURN o.id AS id, o.from_run = $run AS new, coalesce(o.to_run, 0) = $run AS withdrawn,
       EXISTS { MATCH (f:Refund|WithdrawnRefund)-[:REFUNDS]->(o) WHERE f.from_run = $run OR f.to_run = $run } AS refunded
