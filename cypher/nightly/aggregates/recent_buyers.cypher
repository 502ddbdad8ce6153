// Buyers without rank in the last 30 days of each month, by own channel. Buyers are people of one bucket each: they add up.
// mode: read · after: nightly/aggregates/ordered · grain: one row per team, channel and window
// $run: number of the run
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $windows: per month of the calendar, the windows that an order in it can lie in, [first microsecond, the one after the last]
// $day0: number of the calendar's first day since 1970, UTC · $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: window, buyers
CALL () {
  MATCH (p:Member) RETURN p, p.bucket AS bucket
  UNION ALL
  MATCH (p:Customer)
  OPTIONAL MATCH (p)-[:BUYS_IN]->(:Community)<-[:OWNS]-(owner:Member)
  RETURN p, owner.bucket AS bucket
}
WITH p, coalesce(bucket, '') AS bucket WHERE p.from_run <= $run
OPTIONAL MATCH (p)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
               (v WHERE v.from_run <= $run AND v.to_run > $run)
WITH p, bucket, v WHERE coalesce(v.rank, 0) = 0
WITH p, bucket, p.ordered AS bought
CALL (bought) {
  UNWIND bought AS at
  WITH at, at / 86400000000 - $day0 AS day
  UNWIND $windows[$month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END] AS window
  WITH window WHERE window[0] <= at < window[1]
  RETURN DISTINCT window
}
WITH bucket, coalesce(p.channel, '') AS channel, window, count(*) AS buyers
UNWIND $above[bucket] AS team
RETURN 'buyer-seller' AS metric, team, channel, window, sum(buyers) AS buyers
