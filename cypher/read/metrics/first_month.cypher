// The company's first month in a run, as every standing of the run names it: where the calendar begins.
// mode: read · grain: one row if there is a standing
// $run: number of the run
// returns: first, as year * 12 + month - 1
MATCH (s:Standing) WHERE s.from_run <= $run AND s.to_run > $run
RETURN s.months AS first LIMIT 1
