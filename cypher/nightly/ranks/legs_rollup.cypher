// The earliest points at which a rank was held in each member's group, so many of them (`held`), deepest members first.
// mode: batched
// $each: how many points are kept · $open: to_run of an open version
MATCH (m:Member)-[:SPONSORED_BY {to_run: $open}]->(s:Member)
WITH m, s ORDER BY m.depth DESC
CALL (m, s) {
  WITH m, s WHERE m.held IS NOT NULL
  SET s.held = COLLECT { UNWIND coalesce(s.held, []) + m.held AS point RETURN point ORDER BY point LIMIT $each }
} IN TRANSACTIONS OF 50000 ROWS
