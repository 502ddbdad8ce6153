// Says whether there is an order of that id in a run; a withdrawn one counts, it may have entries.
// mode: read
// $order: order id
// $run: number of the run
// returns: one row if there is
CALL () {
  MATCH (o:Order {id: $order}) RETURN o
  UNION
  MATCH (o:Withdrawn {id: $order}) RETURN o
}
MATCH (o)-[:WAS*0..]->(was) WHERE was.from_run <= $run OR was.waits_from <= $run
RETURN o.id AS id LIMIT 1
