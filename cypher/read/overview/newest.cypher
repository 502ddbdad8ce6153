// The newest order that a run of an earlier version counts, which did not keep it (`counts`): how new the data are that its figures
// rest on.
// mode: read
// $run: number of the run · $as_of: the run's, microseconds · $open: to_run of an open version
// returns: at (microseconds, null without an order)
MATCH (o:Order|Withdrawn|Replaced)
WHERE o.from_run <= $run AND coalesce(o.to_run, $open) > $run AND o.at <= $as_of
RETURN max(o.at) AS at
