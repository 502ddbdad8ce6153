// Registration to purchase: members who joined in the window at least N days ago, and how many of them placed their first
// order within N days of joining.
// mode: read · grain: one row per number of days that somebody is old enough for
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: the person's own channel, empty for all
// $team: member id of the root of the team, empty for the whole company · $days: numbers of days
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) WHERE m.from_run <= $run RETURN m
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
WITH m WHERE $channel = '' OR m.channel = $channel
WITH m WHERE $start <= m.joined < $end
WITH m,
     CASE WHEN m.ordered_from <= $run THEN m.ordered ELSE COLLECT {
  MATCH (m)-[:PLACED]->(o)
  WHERE o.from_run <= $run AND (o:Order OR o.to_run > $run) AND o.at <= $as_of
    AND CASE WHEN o.refunded IS NULL THEN true ELSE o.amount > reduce(back = 0, a IN COLLECT {
      MATCH (f)-[:REFUNDS]->(o)
      WHERE f.from_run <= $run AND coalesce(f.to_run, $open) > $run AND f.at <= $as_of RETURN f.amount } | back + a) END
  RETURN o.at ORDER BY o.at } END AS bought
WITH *, bought[0] AS first
UNWIND $days AS days
WITH days, m.joined + days * 86400000000 AS limit, first WHERE limit <= $as_of
RETURN days, count(*) AS joined, sum(CASE WHEN first <= limit THEN 1 ELSE 0 END) AS converted
ORDER BY days
