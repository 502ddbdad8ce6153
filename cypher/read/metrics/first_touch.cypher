// The first touch that a run counts: visitors may have come before anybody bought, where the calendar begins.
// mode: read · grain: one row if there is a touch
// $run: number of the run · $as_of: the run's, microseconds
// returns: at, microseconds
MATCH (t:Touch) WHERE t.at <= $as_of AND t.from_run <= $run
RETURN t.at AS at ORDER BY t.at LIMIT 1
