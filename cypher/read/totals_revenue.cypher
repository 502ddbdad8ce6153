// The revenue of a run: the amounts of its orders, of members and of customers, net of its refunds.
// mode: read
// $run: number of the run · $open: to_run of an open version
CALL () {
  MATCH (o:Order|Withdrawn|Replaced) WHERE o.from_run <= $run AND coalesce(o.to_run, $open) > $run
  RETURN coalesce(sum(o.amount), 0) AS ordered
}
CALL () {
  MATCH (f)-[:REFUNDS]->(o)
  WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run
    AND o.from_run <= $run AND coalesce(o.to_run, $open) > $run
  RETURN coalesce(sum(f.amount), 0) AS refunded
}
RETURN ordered - refunded AS revenue
