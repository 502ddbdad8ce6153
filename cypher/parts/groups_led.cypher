// The buying groups that opened in a stretch of time, by leaders of the company or of a team.
// mode: part · shape: clause · returns: g; leader
// $run: number of the run · $team: member id of the root of the team of the leaders, empty for the whole company
// $leader: member id of the one leader that is meant, empty for all · $channel: that of the leader, empty for all
// $start: first microsecond at which a group may have opened · $end: the microsecond after the last
CALL () {
  WITH $leader AS only WHERE only = ''
  CALL () {
    {parts/members}
    RETURN p
  }
  RETURN p AS leader
  UNION ALL
  MATCH (leader:Member {id: $leader}) WHERE leader.from_run <= $run RETURN leader
}
MATCH (g:Group)-[:LED_BY]->(leader)
WHERE $start <= g.opens < $end AND ($channel = '' OR leader.channel = $channel)
