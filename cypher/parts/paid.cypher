// A buyer's orders in the window that stand as of a run, with what stands of their amounts: as the night keeps them with the
// buyer, or from the orders and refunds where the run is an older one.
// mode: part · shape: expression
// takes: p; times: its kept times; nets: its kept amounts, null where the run is an older one · returns: a list of [microsecond, minor units]
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
CASE WHEN nets IS NOT NULL THEN [i IN range(0, size(nets) - 1) WHERE $start <= times[i] < $end | [times[i], nets[i]]]
  ELSE COLLECT {
    MATCH (p)-[:PLACED]->(o)
    WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND $start <= o.at < $end
    WITH o.at AS at, CASE WHEN o.refunded IS NULL THEN o.amount ELSE reduce(net = o.amount, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | net - a) END AS net
    WHERE net > 0
    RETURN [at, net] } END
