// Members by month of their first order and own channel, with the rewards on these orders.
// mode: read · after: nightly/aggregates/ordered · grain: one row per team, month and channel
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $months: the calendar's first month, year*12+month-1 · $day0: number of its first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: at (year*12+month-1), channel, members, rewards (minor units)
MATCH (p:Member) WHERE p.from_run <= $run
WITH p, p.ordered[0] AS first WHERE first IS NOT NULL
{parts/first_order}
CALL (o) {
  MATCH (:Member)-[e:EARNED]->(o) WHERE e.run <= $run
  RETURN sum(e.amount) AS earned
}
WITH p, earned, first, first / 86400000000 - $day0 AS day
WITH coalesce(p.bucket, '') AS bucket, coalesce(p.channel, '') AS channel,
     $months + $month[day] + CASE WHEN first >= $turn[day] THEN 1 ELSE 0 END AS at, count(*) AS members, sum(earned) AS rewards
UNWIND $above[bucket] AS team
RETURN 'cac' AS metric, team, at, channel, sum(members) AS members, sum(rewards) AS rewards
