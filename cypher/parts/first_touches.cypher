// First touches that lie in the window and are at least 7 days old, each with the orders of whom its visitor became, the last
// that is known. In a team: those that were an invitation by one of its members.
// mode: part · shape: clause · returns: at; channel; bought: times of the orders along the clock, null when the visitor became nobody
// $run: number of the run · $open: to_run of an open version · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $channel: that of the first touch, empty for all
// $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (t:Touch) RETURN t
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)<-[:INVITED_BY]-(t:Touch)
  RETURN t
}
WITH t WHERE $start <= t.at < $end AND t.at + 7 * 86400000000 <= $as_of AND t.from_run <= $run
  AND ($channel = '' OR t.channel = $channel)
WITH t WHERE CASE WHEN t.visitor_from <= $run THEN t.is_first ELSE NOT EXISTS {
  MATCH (o:Touch {visitor_id: t.visitor_id})
  WHERE o.from_run <= $run AND (o.at < t.at OR (o.at = t.at AND o.id < t.id)) } END
WITH t.at AS at, t.channel AS channel,
  {parts/visitor_ordered}
  AS bought
