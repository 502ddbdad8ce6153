// The net amount of a member's own orders that stood in a run, from a time up to an order ("Earning while active").
// mode: read · returns: one row: volume (minor units)
// $member: member id · $since: microseconds · $at: microseconds of the order · $order: its id · $run: number of the run
MATCH (m:Member {id: $member})
RETURN reduce(t = 0, net IN COLLECT {
  MATCH (m)-[:PLACED]->(o)
  WHERE $since <= o.at <= $at AND (o.at < $at OR o.id <= $order) AND o.from_run <= $run AND (o:Order OR o.to_run > $run)
  RETURN o.amount - reduce(u = 0, a IN COLLECT { MATCH (f)-[:REFUNDS]->(o)
    WHERE f.from_run <= $run AND coalesce(f.to_run, $run + 1) > $run RETURN f.amount } | u + a)
} | t + net) AS volume
