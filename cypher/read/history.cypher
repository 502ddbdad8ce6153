// Published runs as a history, newest first: what each took, counted and checked.
// mode: read · grain: one row per run
// $below: numbers from this one on are left out · $limit: how many
// returns: number, as_of, started, finished (microseconds), plans, counts, seconds, checks (JSON texts)
MATCH (r:Run)
WHERE r.number < $below AND r.state = 'published'
RETURN r.number AS number, r.as_of AS as_of, r.started AS started, r.finished AS finished,
       r.plans AS plans, r.counts AS counts, r.seconds AS seconds, r.checks AS checks
ORDER BY number DESC LIMIT $limit
