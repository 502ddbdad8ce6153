// Keeps with each buyer its orders that stand, along the clock: their times (`ordered`), what stands of their amounts, minor
// units (`ordered_net`), and the run from which on they are these (`ordered_from`); all absent without such orders. A reader of
// that run or a later published one need not read orders; a reader of an earlier run, when they may have been others, does.
// mode: batched
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
MATCH (p:Member|Customer)
CALL (p) {
  CALL (p) {
    MATCH (p)-[:PLACED]->(o)
    WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
    WITH o.at AS at, CASE WHEN o.refunded IS NULL THEN o.amount ELSE reduce(net = o.amount, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | net - a) END AS net
    WHERE net > 0
    WITH at, net ORDER BY at, net
    RETURN collect(at) AS times, collect(net) AS nets
  }
  WITH times, nets WHERE coalesce(p.ordered, []) <> times OR coalesce(p.ordered_net, []) <> nets
  SET p += CASE WHEN size(times) > 0 THEN {ordered: times, ordered_net: nets, ordered_from: $run}
    ELSE {ordered: null, ordered_net: null, ordered_from: null} END
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
