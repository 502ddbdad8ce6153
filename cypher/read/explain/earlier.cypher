// Whether an order of a buyer that stood in a run lies before another one.
// mode: read · returns: one row: earlier
// $buyer: id of a member or customer · $at: microseconds of the order · $order: its id · $run: number of the run
RETURN EXISTS {
  MATCH (b:Member|Customer {id: $buyer})-[:PLACED]->(o)
  WHERE (o.at < $at OR o.at = $at AND o.id < $order) AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
    AND o.amount > reduce(t = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | t + a)
} AS earlier
