// The recruits of the K-factor by month and own channel of the inviter, '' for all channels together, with the middle of the times
// between the two first orders (`between`: the sum of the two middle ones, microseconds). A median cannot be added up: it
// is taken for each team of its own.
// mode: read · after: nightly/aggregates/ordered · grain: one row per team, month and channel with a recruit
// $run: number of the run
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $months: the calendar's first month, year*12+month-1 · $day0: number of its first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: at (year*12+month-1), channel, recruits, between
MATCH (m:Member)
WHERE m.from_run <= $run AND EXISTS { (m)<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-() }
WITH m, m.ordered[0] AS first
WITH m, first, first / 86400000000 - $day0 AS day WHERE first IS NOT NULL
WITH m, first, $month[day] + CASE WHEN first >= $turn[day] THEN 1 ELSE 0 END AS month
MATCH (m)<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-(r:Member)
WHERE r.from_run <= $run
WITH m, first, month, r.ordered[0] AS followed
WITH m, first, month, followed, followed / 86400000000 - $day0 AS day WHERE followed IS NOT NULL
WITH m, month, followed - first AS gap, $month[day] + CASE WHEN followed >= $turn[day] THEN 1 ELSE 0 END AS at
WHERE month < at
WITH coalesce(m.bucket, '') AS bucket, coalesce(m.channel, '') AS own, at, collect(gap) AS gaps
UNWIND $above[bucket] AS team
UNWIND CASE WHEN own = '' THEN [''] ELSE ['', own] END AS channel
UNWIND gaps AS gap
RETURN 'k-factor' AS metric, team, $months + at AS at, channel, count(*) AS recruits,
       toInteger(2 * percentileCont(gap, 0.5)) AS between
