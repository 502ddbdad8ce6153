// Visitors with an invited touch in the window, each with one of these touches, and when the first and the last of them was.
// mode: part · shape: clause · grain: one row per visitor · returns: visitor; t; begun: microseconds; touched: microseconds
// $run: number of the run
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
WITH t.visitor_id AS visitor, head(collect(t)) AS t, min(t.at) AS begun, max(t.at) AS touched
