// Condition `legs`: met when so many legs each contain so many members of a rank (after the roll-up of legs).
// mode: batched
// $position: how many conditions come before it · $holds: property of the rank below that must be held, or null · $count: how many legs · $each: how many members in each · $open: to_run of an open version
MATCH (m:Member) WHERE ($holds IS NULL OR m[$holds] IS NOT NULL) AND size(coalesce(m.met, [])) = $position
CALL (m) {
  MATCH (k:Member)-[:SPONSORED_BY {to_run: $open}]->(m) WHERE size(k.held) >= $each
  WITH k.held[$each - 1] AS point ORDER BY point LIMIT $count
  WITH collect(point) AS points WHERE size(points) = $count
  SET m.met = coalesce(m.met, []) + points[-1]
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
