// The sums by month and own channel of registration (members, by month of joining), of repurchase (buyers, by month),
// retention and cohort repurchase (buyers, by month of the first order) and of members' first orders (part of k-factor).
// People are counted by all that matters of them first, and those that are alike given to the teams above them together.
// mode: read · after: nightly/aggregates/ordered · grain: one row per metric, team, month, channel and key
// $run: number of the run · $as_of: the run's, microseconds · $zone: the plan's time zone
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $months: the calendar's first month, year*12+month-1 · $day0: number of its first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// $registration_days: the N of registration · $repurchase_days: the N of cohort repurchase
// returns: at (year*12+month-1), key (days of registration and cohort repurchase, offset of retention, else 0), counted, again
CALL () {
  MATCH (p:Member) RETURN p, p.bucket AS bucket, p.joined AS joined
  UNION ALL
  MATCH (p:Customer)
  OPTIONAL MATCH (p)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member)
  RETURN p, owner.bucket AS bucket, null AS joined
}
WITH p, coalesce(bucket, '') AS bucket, joined WHERE p.from_run <= $run
WITH p, bucket, joined, p.ordered AS bought
CALL (bought) {
  UNWIND bought AS at
  WITH at, at / 86400000000 - $day0 AS day
  WITH DISTINCT $months + $month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END AS month
  RETURN collect(month) AS months
}
WITH *, bought[0] AS first, months[0] AS cohort
WITH bucket, coalesce(p.channel, '') AS channel, joined, first, cohort, months, bought,
     CASE WHEN joined IS NOT NULL THEN datetime({epochMillis: joined / 1000, timezone: $zone}) END AS begun,
     CASE WHEN first IS NOT NULL THEN 1000 * (datetime.truncate('day', datetime({epochMillis: first / 1000, timezone: $zone}))
                                              + duration({days: 1})).epochMillis END AS tomorrow
WITH bucket, channel, joined IS NOT NULL AS member, cohort, months, begun.year * 12 + begun.month - 1 AS begun,
     [d IN $registration_days WHERE joined + d * 86400000000 <= $as_of |
       [d, CASE WHEN first <= joined + d * 86400000000 THEN 1 ELSE 0 END]] AS soon,
     [d IN $repurchase_days WHERE first + d * 86400000000 <= $as_of |
       [d, CASE WHEN any(at IN bought WHERE tomorrow <= at <= first + d * 86400000000) THEN 1 ELSE 0 END]] AS again
WITH bucket, channel, member, cohort, months, begun, soon, again, count(*) AS people
UNWIND [m IN months | ['repurchase', m, 0, CASE WHEN cohort < m THEN 1 ELSE 0 END]]
     + [m IN months | ['retention', cohort, m - cohort, 0]]
     + [n IN again | ['cohort-repurchase', cohort, n[0], n[1]]]
     + [n IN soon | ['registration', begun, n[0], n[1]]]
     + CASE WHEN member AND cohort IS NOT NULL THEN [['k-factor', cohort, 0, 0]] ELSE [] END AS row
WITH bucket, channel, row[0] AS metric, row[1] AS at, row[2] AS key, sum(people) AS counted, sum(people * row[3]) AS again
UNWIND $above[bucket] AS team
RETURN metric, team, at, channel, key, sum(counted) AS counted, sum(again) AS again
