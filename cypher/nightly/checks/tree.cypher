// The sponsor tree has no cycle: the teams of the roots, with the roots, are all members. Returns both counts.
// mode: read
// $as_of: microseconds · $open: to_run of an open version
MATCH (m:Member) WHERE m.joined <= $as_of
WITH count(m) AS members,
     sum(CASE WHEN EXISTS { (m)-[:SPONSORED_BY {to_run: $open}]->() } THEN 0 ELSE 1 + coalesce(m.size, 0) END) AS reached
RETURN members, reached
