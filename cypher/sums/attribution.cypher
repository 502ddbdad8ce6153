// Channel attribution as metrics/attribution, by month of the first order.
// mode: read · after: sums/ordered · grain: one row per team, month, model, channel of the touch and number of touches
// $run: number of the run · $as_of: the run's, microseconds
// $above: per bucket, the ids of the large teams that it is part of, '' (the company) included
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
WITH p, bucket, p.ordered[0] AS first WHERE first IS NOT NULL
CALL (p, first) {
  MATCH (p)<-[:BECAME]-(k:Touch) WHERE k.from_run <= $run AND k.at <= $as_of
  WITH DISTINCT p, first, k.visitor_id AS visitor
  MATCH (t:Touch {visitor_id: visitor}) WHERE t.from_run <= $run AND t.at <= $as_of
  OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
  WITH p, first, visitor, max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END)[2] AS known,
       collect(CASE WHEN first - 7 * 86400000000 <= t.at <= first THEN [t.at, t.id, t.channel] END) AS found
  WHERE known = p
  UNWIND found AS touch
  WITH touch ORDER BY touch
  RETURN collect(touch[2]) AS channels
}
WITH bucket, channels, first, first / 86400000000 - $day0 AS day
WITH bucket, $months + $month[day] + CASE WHEN first >= $turn[day] THEN 1 ELSE 0 END AS at,
     CASE WHEN size(channels) > 0 THEN channels ELSE ['none'] END AS channels, count(*) AS orders
UNWIND [['last', channels[-1], 1], ['first', channels[0], 1]] + [c IN channels | ['linear', c, size(channels)]] AS part
UNWIND $above[bucket] AS team
RETURN 'attribution' AS metric, team, at, part[0] AS model, part[1] AS channel, part[2] AS parts, sum(orders) AS touches
