// Condition `direct`: met when so many directly sponsored members hold a rank.
// mode: batched
// $position: how many conditions come before it · $holds: property of the rank below that must be held, or null · $since: property of the recruits' rank, null for rank 0 · $count: how many recruits · $open: to_run of an open version
MATCH (m:Member) WHERE ($holds IS NULL OR m[$holds] IS NOT NULL) AND size(coalesce(m.met, [])) = $position
CALL (m) {
  MATCH (k:Member)-[:SPONSORED_BY {to_run: $open}]->(m)
  WITH CASE WHEN $since IS NULL THEN '' ELSE k[$since] END AS point WHERE point IS NOT NULL
  WITH point ORDER BY point LIMIT $count
  WITH collect(point) AS points WHERE size(points) = $count
  SET m.met = coalesce(m.met, []) + points[-1]
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
