// What customers' orders came to, net of refunds, by month: revenue from buyers outside of the network.
// mode: read · grain: one row per month
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond · $end: the microsecond after the last, at most the one after as_of · $zone: the plan's time zone
// returns: at (year*12+month-1), retail (minor units)
MATCH (p:Customer) WHERE p.from_run <= $run
WITH p, p.ordered AS times, CASE WHEN p.ordered_from <= $run THEN p.ordered_net END AS nets
UNWIND
  {parts/paid}
  AS sale
WITH datetime({epochMillis: sale[0] / 1000, timezone: $zone}) AS paid, sale[1] AS net
RETURN paid.year * 12 + paid.month - 1 AS at, sum(net) AS retail
ORDER BY at
