// Members with a sale to somebody else in the last 30 days of each month, by own channel of the buyer, '' for all channels
// together. A seller is of one bucket, and its buyers are below it: sellers of buckets add up.
// mode: read · after: nightly/aggregates/ordered · grain: one row per team, channel and window
// $run: number of the run
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// $windows: per month of the calendar, the windows that an order in it can lie in, [first microsecond, the one after the last]
// $day0: number of the calendar's first day since 1970, UTC · $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
// returns: window, sellers
MATCH (m:Member) WHERE m.from_run <= $run
CALL (m) {
  {parts/sold_to}
  UNWIND p.ordered AS at
  WITH coalesce(p.channel, '') AS own, at, at / 86400000000 - $day0 AS day
  UNWIND $windows[$month[day] + CASE WHEN at >= $turn[day] THEN 1 ELSE 0 END] AS window
  WITH own, window WHERE window[0] <= at < window[1]
  WITH DISTINCT own, window
  UNWIND CASE WHEN own = '' THEN [''] ELSE ['', own] END AS channel
  RETURN DISTINCT channel, window
}
WITH coalesce(m.bucket, '') AS bucket, channel, window, count(*) AS sellers
UNWIND $above[bucket] AS team
RETURN 'buyer-seller' AS metric, team, channel, window, sum(sellers) AS sellers
