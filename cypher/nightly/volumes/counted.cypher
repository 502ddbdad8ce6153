// What brackets count of the own volume of every member by month (`counted`, as `own` in nightly/volumes/own; R11): of each order what
// falls on the lines that count in its month. For plans with brackets of a part of the volumes alone.
// mode: batched · after: nightly/network/correct, nightly/network/net
// $as_of: microseconds · $day0: number of the first day since 1970, UTC · $month: per UTC day, the month index at its start · $turn: per UTC day, the microsecond at which the next month begins in the plan's zone · $counted: per month that is over, what counts in it (parts/counted); null for nothing
MATCH (m:Member)
CALL (m) {
  CALL (m) {
    MATCH (m)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
    RETURN o
    UNION ALL
    MATCH (m)-[:OWNS]->(:Community)<-[:BUYS_IN]-(:Customer)-[:PLACED]->(o:Order) WHERE o.at <= $as_of
    RETURN o
  }
  WITH o, o.at / 86400000000 - $day0 AS day
  WITH o, $month[day] + CASE WHEN o.at >= $turn[day] THEN 1 ELSE 0 END AS month, coalesce(o.net, o.amount) AS net
  WITH o, month, net, $counted[month] AS counts WHERE net > 0 AND counts IS NOT NULL
  CALL (o, net, counts) {
    {parts/counted}
  }
  WITH month, reduce(t = 0, n IN collect(counted) | t + n) AS volume WHERE volume <> 0
  WITH collect([month, volume]) AS found, max(month) AS last
  WITH CASE WHEN size(found) > 0
    THEN [i IN range(0, last) | reduce(t = 0, f IN found | t + CASE WHEN f[0] = i THEN f[1] ELSE 0 END)] END AS counted
  WITH counted WHERE coalesce(m.counted, []) <> coalesce(counted, [])
  SET m.counted = counted
} IN CONCURRENT TRANSACTIONS OF 20000 ROWS
