// Opening standings: the rank that a member holds before the first order (rules.md, R9).
// mode: write
// $as_of: microseconds; who joins later is not there yet
MATCH (p:Opening)-[:OF]->(m:Member)
WHERE m.joined <= $as_of AND coalesce(m.opening, 0) <> p.rank
SET m.opening = p.rank
