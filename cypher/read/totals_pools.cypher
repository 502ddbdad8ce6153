// Each pool (R7) in figures: what it was fed, what it shared, and what its last day carries on.
// mode: read · grain: one row per pool
// $run: number of the run
MATCH (p:Pool)-[:SHARED]->(s:Share) WHERE s.from_run <= $run < s.to_run
WITH p, s ORDER BY p.day
RETURN p.name AS pool, sum(s.fed) AS fed, sum(s.share * s.holders) AS shared, collect(s.carried)[-1] AS carried
ORDER BY pool
