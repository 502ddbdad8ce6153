// The funnel as metrics/funnel. A visitor invited in several months, or by members of several buckets, is one visitor: so each
// month with an invited touch (`at`) of a team stands with the one before it (`before`, null for the first), and the visitors of
// a stretch of months are those whose month before lies before it. Visitors that are alike are counted together first.
// mode: read · after: sums/visitors · grain: one row per team, channel of the touches ('' for all together), and pair of months
// $run: number of the run · $as_of: the run's, microseconds · $zone: the plan's time zone
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// returns: before, at (year*12+month-1), channel, invited, registered, first_order, second_order, retained
MATCH (t:Touch)-[:INVITED_BY]->(inviter:Member) WHERE t.from_run <= $run AND t.at <= $as_of
WITH t, inviter, datetime({epochMillis: t.at / 1000, timezone: $zone}) AS time
WITH t.visitor_id AS visitor, head(collect(t)).visitor_ordered AS bought,
     collect(DISTINCT [time.year * 12 + time.month - 1, coalesce(inviter.bucket, ''), t.channel]) AS invitations
CALL (bought) {
  WITH bought, bought[0] + 30 * 86400000000 AS soon
  WITH bought, soon, bought[1] <= soon AS again
  RETURN CASE WHEN size(bought) = 0 THEN 0 WHEN again IS NULL OR NOT again THEN 1
              WHEN any(at IN bought WHERE soon < at <= soon + 30 * 86400000000) THEN 3 ELSE 2 END AS ordered
}
WITH invitations, CASE WHEN bought IS NULL THEN 0 ELSE 1 + ordered END AS reached, count(*) AS visitors
CALL (invitations) {
  UNWIND invitations AS invitation
  UNWIND $above[invitation[1]] AS team
  UNWIND CASE WHEN invitation[2] = '' THEN [''] ELSE ['', invitation[2]] END AS channel
  WITH DISTINCT team, channel, invitation[0] AS month ORDER BY month
  WITH team, channel, collect(month) AS months
  UNWIND range(0, size(months) - 1) AS place
  RETURN team, channel, months[place] AS at, CASE WHEN place > 0 THEN months[place - 1] END AS before
}
RETURN 'funnel' AS metric, team, channel, before, at, sum(visitors) AS invited,
       sum(CASE WHEN reached > 0 THEN visitors ELSE 0 END) AS registered,
       sum(CASE WHEN reached > 1 THEN visitors ELSE 0 END) AS first_order,
       sum(CASE WHEN reached > 2 THEN visitors ELSE 0 END) AS second_order,
       sum(CASE WHEN reached > 3 THEN visitors ELSE 0 END) AS retained
