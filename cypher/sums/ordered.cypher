// Keeps with each buyer the times of its orders that stand, along the clock (`ordered`; absent without orders), and the run
// from which on they are these (`ordered_from`). A reader of that run or a later published one need not read orders; a reader
// of an earlier run, of which the times may have been others, reads the orders.
// mode: batched
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
MATCH (p:Member|Customer)
CALL (p) {
  CALL (p) {
    MATCH (p)-[:PLACED]->(o)
    WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
      AND CASE WHEN o.refunded IS NULL THEN true ELSE o.amount > reduce(back = 0, a IN COLLECT {
        MATCH (f)-[:REFUNDS]->(o)
        WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | back + a) END
    WITH o.at AS at ORDER BY at
    RETURN collect(at) AS times
  }
  WITH times WHERE coalesce(p.ordered, []) <> times
  SET p += CASE WHEN size(times) > 0 THEN {ordered: times, ordered_from: $run} ELSE {ordered: null, ordered_from: null} END
} IN TRANSACTIONS OF 50000 ROWS
