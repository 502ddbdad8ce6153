// Opening standings: the rank that a member holds before the first order (rules.md, R9).
// mode: write
MATCH (p:Opening)-[:OF]->(m:Member)
WHERE coalesce(m.opening, 0) <> p.rank
SET m.opening = p.rank
