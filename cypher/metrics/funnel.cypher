// The funnel: visitors with an invited touch in the window, those of them who registered, placed a first order, a second one
// within 30 days, and one more than 30 and at most 60 days after the first; each stage inside the one before. In a team:
// invited by one of its members.
// mode: read · grain: one row
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the invited touch, empty for all
// $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (t:Touch) WHERE EXISTS { (t)-[:INVITED_BY]->() } RETURN t
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)<-[:INVITED_BY]-(t:Touch)
  RETURN t
}
WITH t WHERE $start <= t.at < $end AND t.from_run <= $run AND ($channel = '' OR t.channel = $channel)
WITH t.visitor_id AS visitor, head(collect(t)) AS t
WITH
  {parts/visitor_ordered}
  AS bought
CALL (bought) {
  WITH bought, bought[0] + 30 * 86400000000 AS soon
  WITH bought, soon, bought[1] <= soon AS again
  RETURN size(bought) > 0 AS first, again,
         again AND any(at IN bought WHERE soon < at <= soon + 30 * 86400000000) AS later
}
RETURN count(*) AS invited, count(bought) AS registered, sum(CASE WHEN first THEN 1 ELSE 0 END) AS first_order,
       sum(CASE WHEN again THEN 1 ELSE 0 END) AS second_order, sum(CASE WHEN later THEN 1 ELSE 0 END) AS retained
