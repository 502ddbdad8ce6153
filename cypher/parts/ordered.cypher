// The times of a person's orders that stand as of a run, along the clock: as the night keeps them with the person, or from
// the orders and refunds where the run is an older one.
// mode: part · shape: expression · takes: p · returns: a list of microseconds
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
CASE WHEN p.ordered_from <= $run THEN p.ordered ELSE COLLECT {
  MATCH (p)-[:PLACED]->(o)
  WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
    AND CASE WHEN o.refunded IS NULL THEN true ELSE o.amount > reduce(back = 0, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | back + a) END
  RETURN o.at ORDER BY o.at } END
