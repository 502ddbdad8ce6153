// The plans that runs were calculated with.
// mode: read · grain: one row per run
// $runs: numbers of the runs
MATCH (r:Run) WHERE r.number IN $runs
RETURN r.number AS number, r.plans AS plans ORDER BY number
