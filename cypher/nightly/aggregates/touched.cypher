// Keeps with each buyer the channels of its touches before its first order (`touched`, see parts/touched), and the run from which
// on they are these (`touched_from`); absent with those who never were a visitor. A reader of an earlier run reads the touches.
// mode: batched · after: nightly/aggregates/ordered
// $run: number of the run · $as_of: the run's, microseconds
MATCH (k:Touch)-[:BECAME]->(p)
WITH DISTINCT p WHERE p.from_run <= $run
CALL (p) {
  WITH p, p.ordered[0] AS first
  WITH p,
    {parts/touched}
    AS channels
  WHERE p.touched_from IS NULL OR p.touched <> channels
  SET p += {touched: channels, touched_from: $run}
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
