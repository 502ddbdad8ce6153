// Keeps with each touch what its visitor's touches say together: whether it is the first of them (`is_first`), the orders of whom
// the visitor became, the last that is known (`visitor_ordered`, as nightly/aggregates/ordered keeps them; absent when it became nobody), when
// that person registered, if it has no orders (`visitor_joined`), and the run from which on this is so (`visitor_from`). A reader
// of an earlier run reads all touches of the visitor.
// mode: batched · after: nightly/aggregates/ordered
// $run: number of the run · $as_of: the run's, microseconds
MATCH (t:Touch) WHERE t.from_run <= $run AND t.at <= $as_of
OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
WITH t.visitor_id AS visitor, min([t.at, t.id, t])[2] AS earliest, collect(t) AS touches,
     max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END)[2] AS p
CALL (earliest, touches, p) {
  UNWIND touches AS t
  WITH t, t = earliest AS is_first, CASE WHEN p IS NOT NULL THEN coalesce(p.ordered, []) END AS ordered
  WITH t, is_first, ordered, CASE WHEN ordered = [] THEN p.joined END AS joined
  WHERE t.visitor_from IS NULL OR t.is_first <> is_first OR coalesce(t.visitor_ordered, [0]) <> coalesce(ordered, [0])
     OR coalesce(t.visitor_joined, -1) <> coalesce(joined, -1)
  SET t += {is_first: is_first, visitor_ordered: ordered, visitor_joined: joined, visitor_from: $run}
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
