// The sponsor tree has no cycle: the teams of the roots, with the roots, are all members. Returns both counts.
// mode: read · after: nightly/standings/versions
// $as_of: microseconds · $open: to_run of an open version
MATCH (m:Member) WHERE m.joined <= $as_of
WITH m, CASE WHEN EXISTS { (m)-[:SPONSORED_BY {to_run: $open}]->() } THEN 0
  ELSE 1 + coalesce(COLLECT { MATCH (m)-[:CURRENT]->(s) RETURN s.size }[0], 0) END AS reached
RETURN count(m) AS members, sum(reached) AS reached
