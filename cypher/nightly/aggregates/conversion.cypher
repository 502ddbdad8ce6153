// Conversion as read/metrics/conversion, by month and channel of the first touch. A visitor has one first touch, and is of the bucket
// of the member who invited by it.
// mode: read · after: nightly/aggregates/visitors · grain: one row per team, month and channel
// $run: number of the run · $as_of: the run's, microseconds · $zone: the plan's time zone
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// returns: at (year*12+month-1), channel, visitors, converted
MATCH (t:Touch {is_first: true})
WHERE t.from_run <= $run AND t.at + 7 * 86400000000 <= $as_of
OPTIONAL MATCH (t)-[:INVITED_BY]->(inviter:Member)
WITH t.at AS at, t.channel AS channel, inviter, t.visitor_ordered[0] AS bought
WITH coalesce(inviter.bucket, '') AS bucket, channel, datetime({epochMillis: at / 1000, timezone: $zone}) AS time,
     CASE WHEN at <= bought <= at + 7 * 86400000000 THEN 1 ELSE 0 END AS converted
WITH bucket, channel, time.year * 12 + time.month - 1 AS at, count(*) AS visitors, sum(converted) AS converted
UNWIND $above[bucket] AS team
RETURN 'conversion' AS metric, team, at, channel, sum(visitors) AS visitors, sum(converted) AS converted
