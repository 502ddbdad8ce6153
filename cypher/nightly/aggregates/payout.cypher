// What members earned by kind, rank as of the run, month of the entries' day and own channel of the order's buyer (null: pool
// shares), and the revenue net of refunds by month and own channel of the buyer.
// mode: read · after: nightly/aggregates/ordered · grain: one row per team, month and channel; of rewards also per kind and rank
// $run: number of the run
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $months: the calendar's first month, year*12+month-1 · $day0: number of its first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: at (year*12+month-1), channel, revenue or kind, rank and rewards (minor units)
MATCH (m:Member)-[e:EARNED]->(target) WHERE m.from_run <= $run AND e.run <= $run
MATCH (m)-[:CURRENT]->(standing)
OPTIONAL MATCH (target)<-[:PLACED]-(buyer)
WITH coalesce(m.bucket, '') AS bucket, standing.rank AS rank, e.kind AS kind, left(e.day, 7) AS month, e.amount AS amount,
     CASE WHEN buyer IS NOT NULL THEN coalesce(buyer.channel, '') END AS channel
WITH bucket, month, channel, kind, rank, sum(amount) AS amount
UNWIND $above[bucket] AS team
RETURN 'payout' AS metric, team, toInteger(left(month, 4)) * 12 + toInteger(right(month, 2)) - 1 AS at, channel, kind, rank,
       sum(amount) AS rewards, null AS revenue
UNION ALL
CALL () {
  MATCH (p:Member) RETURN p, p.bucket AS bucket
  UNION ALL
  MATCH (p:Customer)
  OPTIONAL MATCH (p)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member)
  RETURN p, owner.bucket AS bucket
}
WITH p, coalesce(bucket, '') AS bucket, coalesce(p.channel, '') AS channel WHERE p.from_run <= $run
WITH bucket, channel, p.ordered AS times, p.ordered_net AS nets WHERE p.ordered_net IS NOT NULL
UNWIND range(0, size(nets) - 1) AS i
WITH bucket, channel, times[i] AS bought, nets[i] AS net, times[i] / 86400000000 - $day0 AS day
WITH bucket, channel, $months + $month[day] + CASE WHEN bought >= $turn[day] THEN 1 ELSE 0 END AS at, net
WITH bucket, channel, at, sum(net) AS net
UNWIND $above[bucket] AS team
RETURN 'payout' AS metric, team, at, channel, null AS kind, null AS rank, null AS rewards, sum(net) AS revenue
