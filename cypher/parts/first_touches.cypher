// Visitors by their first touch, which lies in the window and is at least 7 days old, with whom they became, the last that is
// known. In a team: those whose first touch was an invitation by one of its members.
// mode: part · returns: first: [at, id, channel]; known: [at, id, person], null for nobody
// $run: number of the run · $as_of: the run's, microseconds
// $start: first microsecond of the window · $end: the microsecond after its last, at most the one after as_of
// $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (t:Touch) WHERE t.at <= $as_of AND t.from_run <= $run
  OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
  WITH t.visitor_id AS visitor, min([t.at, t.id, t.channel]) AS first,
       max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END) AS known
  WHERE $start <= first[0] < $end AND first[0] + 7 * 86400000000 <= $as_of
  RETURN first, known
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  MATCH (m)<-[:INVITED_BY]-(i:Touch)
  WHERE $start <= i.at < $end AND i.at + 7 * 86400000000 <= $as_of AND i.from_run <= $run
  WITH i.visitor_id AS visitor, min([i.at, i.id, i.channel]) AS first
  CALL (visitor, first) {
    MATCH (t:Touch {visitor_id: visitor}) WHERE t.at <= $as_of AND t.from_run <= $run
    OPTIONAL MATCH (t)-[:BECAME]->(b) WHERE b.from_run <= $run
    RETURN max(CASE WHEN b IS NOT NULL THEN [t.at, t.id, b] END) AS known,
           max(t.at < first[0] OR (t.at = first[0] AND t.id < first[1])) AS before
  }
  WITH first, known WHERE NOT before
  RETURN first, known
}
