// The first of a member's orders that stand as of a run, along the clock.
// mode: part · shape: clause · grain: no row without such an order
// takes: p; first: the microsecond of it where the night kept it, else null · returns: o
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
CALL (p, first) {
  MATCH (p)-[:PLACED]->(o)
  WHERE o.at <= coalesce(first, $as_of) AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
    AND CASE WHEN o.refunded IS NULL THEN true ELSE o.amount > reduce(back = 0, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | back + a) END
  RETURN o ORDER BY o.at, o.id LIMIT 1
}
