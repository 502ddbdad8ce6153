// The funnel as read/metrics/funnel. A visitor invited in several months, or by members of several buckets, is one visitor: so each
// month with an invited touch (`at`) of a team stands with the one before it (`before`, null for the first), and the visitors of
// a stretch of months are those whose month before lies before it. Who is not registered waits for 7 days after the last
// invitation of the stretch: so months with an invitation of the last 7 days make pairs of their own, that count the waiting
// alone. Visitors that are alike are counted together first.
// mode: read · after: nightly/aggregates/visitors · grain: one row per team, channel of the touches ('' for all together), and pair of months
// $run: number of the run · $as_of: the run's, microseconds · $zone: the plan's time zone
// $above: per bucket, the ids of the teams with sums that it is part of, '' (the company) included
// returns: before, at (year*12+month-1), channel, invited, registered, first_order, second_order, retained, and of each but the last those waiting (invited_waiting, ...)
MATCH (t:Touch)-[:INVITED_BY]->(inviter:Member) WHERE t.from_run <= $run AND t.at <= $as_of
WITH t, inviter, datetime({epochMillis: t.at / 1000, timezone: $zone}) AS time
WITH t.visitor_id AS visitor, head(collect(t)) AS any, max(t.at) AS touched,
     collect(DISTINCT [time.year * 12 + time.month - 1, coalesce(inviter.bucket, ''), t.channel,
                       $as_of < t.at + 7 * 86400000000]) AS invitations
WITH invitations, any.visitor_ordered AS bought, any.visitor_joined AS joined, touched
{parts/funnel_stage}
WITH invitations, reached, waits, count(*) AS visitors
CALL (invitations, reached) {
  UNWIND CASE WHEN reached = 0 THEN [false, true] ELSE [false] END AS recent
  UNWIND [i IN invitations WHERE i[3] OR NOT recent] AS invitation
  UNWIND $above[invitation[1]] AS team
  UNWIND CASE WHEN invitation[2] = '' THEN [''] ELSE ['', invitation[2]] END AS channel
  WITH DISTINCT recent, team, channel, invitation[0] AS month ORDER BY month
  WITH recent, team, channel, collect(month) AS months
  UNWIND range(0, size(months) - 1) AS place
  RETURN recent, team, channel, months[place] AS at, CASE WHEN place > 0 THEN months[place - 1] END AS before
}
WITH team, channel, before, at, recent, reached, visitors, CASE WHEN waits THEN visitors ELSE 0 END AS waiting
RETURN 'funnel' AS metric, team, channel, before, at,
       sum(CASE WHEN recent THEN 0 ELSE visitors END) AS invited, sum(CASE WHEN recent THEN visitors ELSE 0 END) AS invited_waiting,
       sum(CASE WHEN reached > 0 THEN visitors ELSE 0 END) AS registered, sum(CASE WHEN reached = 1 THEN waiting ELSE 0 END) AS registered_waiting,
       sum(CASE WHEN reached > 1 THEN visitors ELSE 0 END) AS first_order, sum(CASE WHEN reached = 2 THEN waiting ELSE 0 END) AS first_order_waiting,
       sum(CASE WHEN reached > 2 THEN visitors ELSE 0 END) AS second_order, sum(CASE WHEN reached = 3 THEN waiting ELSE 0 END) AS second_order_waiting,
       sum(CASE WHEN reached > 3 THEN visitors ELSE 0 END) AS retained
