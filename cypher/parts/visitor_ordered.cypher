// The times of the orders of whom a touch's visitor became, the last that is known, along the clock; null when it became nobody.
// As the night keeps them with the touch, or from all touches of the visitor where the run is an older one.
// mode: part · shape: expression · takes: t · returns: a list of microseconds
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
CASE WHEN t.visitor_from <= $run THEN t.visitor_ordered ELSE COLLECT {
  MATCH (k:Touch {visitor_id: t.visitor_id})-[:BECAME]->(p)
  WHERE k.at <= $as_of AND k.from_run <= $run AND p.from_run <= $run
  WITH p ORDER BY k.at DESC, k.id DESC LIMIT 1
  RETURN
    {parts/ordered}
    AS bought }[0] END
