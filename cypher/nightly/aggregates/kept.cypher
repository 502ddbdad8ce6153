// The sums of a metric that were kept for a team and a run.
// mode: read · grain: one row if there are any
// $key: "run metric team", the team empty for the company
// returns: sums (JSON)
MATCH (s:Sums {key: $key})
RETURN s.sums AS sums
