// The parts of the K-factor by month: members whose first order lies in it, and the recruits who placed theirs in it and in the
// window while their sponsor's lies before the month, with the middle of the times between the two (`between`: the sum of the
// two middle ones, microseconds, null without recruits). In a team, or by channel: sponsors of it.
// mode: read · grain: one row per month with a first order; months are indexes of the calendar
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company
// $day0: number of the calendar's first day since 1970, UTC
// $month: per UTC day, the index of the month at its start
// $turn: per UTC day, the microsecond at which the next month begins in the plan's zone
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (p:Member) WHERE p.from_run <= $run
  OPTIONAL MATCH (p)-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->(s:Member)
  RETURN p, s
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (p:Member)
  RETURN p, endNode(up[-1]) AS s
}
WITH p, s,
  {parts/ordered}
  AS bought
WITH *, bought[0] AS first
WITH p, s, first WHERE first IS NOT NULL
CALL (p, s, first) {
  WITH p, first WHERE $channel = '' OR p.channel = $channel
  RETURN p AS inviter, first AS begun, null AS followed
  UNION ALL
  WITH s, first WHERE s IS NOT NULL AND $start <= first < $end AND ($channel = '' OR s.channel = $channel)
  RETURN s AS inviter, null AS begun, first AS followed
}
WITH inviter, max(begun) AS first, collect(followed) AS followers WHERE first IS NOT NULL
WITH first, followers, first / 86400000000 - $day0 AS day
WITH first, [null] + followers AS followers, $month[day] + CASE WHEN first >= $turn[day] THEN 1 ELSE 0 END AS month
UNWIND followers AS followed
WITH first, month, followed, followed / 86400000000 - $day0 AS day
WITH first, month, followed, $month[day] + CASE WHEN followed >= $turn[day] THEN 1 ELSE 0 END AS at
WHERE followed IS NULL OR month < at
WITH coalesce(at, month) AS month, followed - first AS gap
RETURN month, count(*) - count(gap) AS beginners, count(gap) AS recruits, toInteger(2 * percentileCont(gap, 0.5)) AS between
ORDER BY month
