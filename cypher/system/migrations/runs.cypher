// The next runs, by number, with what their checks found: a page of what a migration goes through.
// mode: read · returns: number, checks (JSON text)
// $after: number of the last run of the page before, 0 for the first page · $limit: how many
MATCH (r:Run) WHERE r.number > $after AND r.checks IS NOT NULL
RETURN r.number AS number, r.checks AS checks
ORDER BY number LIMIT $limit
