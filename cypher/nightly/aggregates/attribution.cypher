// Channel attribution as read/metrics/attribution, by month of the first order.
// mode: read · after: nightly/aggregates/touched · grain: one row per team, month, model, channel of the touch and number of touches
// $run: number of the run
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $months: the calendar's first month, year*12+month-1 · $day0: number of its first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: at (year*12+month-1), model, channel, parts, touches
CALL () {
  MATCH (p:Member) RETURN p, p.bucket AS bucket
  UNION ALL
  MATCH (p:Customer)
  OPTIONAL MATCH (p)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member)
  RETURN p, owner.bucket AS bucket
}
WITH p, coalesce(bucket, '') AS bucket WHERE p.from_run <= $run
WITH bucket, p.ordered[0] AS first, p.touched AS channels WHERE first IS NOT NULL
WITH *, first / 86400000000 - $day0 AS day
WITH bucket, $months + $month[day] + CASE WHEN first >= $turn[day] THEN 1 ELSE 0 END AS at,
     CASE WHEN size(channels) > 0 THEN channels ELSE ['none'] END AS channels, count(*) AS orders
UNWIND [['last', channels[-1], 1], ['first', channels[0], 1]] + [c IN channels | ['linear', c, size(channels)]] AS part
UNWIND $above[bucket] AS team
RETURN 'attribution' AS metric, team, at, part[0] AS model, part[1] AS channel, part[2] AS parts, sum(orders) AS touches
