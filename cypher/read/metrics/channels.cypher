// The channels that people came by and that touches name: what readers can narrow figures to.
// mode: read · grain: one row per channel
// $run: number of the run
// $team: member id of the root of the team, empty for the whole company
CALL () {
  CALL () {
    WITH $team AS team WHERE team = ''
    MATCH (p:Member|Customer) RETURN p
    UNION ALL
    MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
    CALL (m) {
      RETURN m AS p
      UNION ALL
      MATCH (m)-[:OWNS]->(:Community)<-[:BUYS_IN]-(c:Customer) RETURN c AS p
    }
    RETURN p
  }
  WITH p WHERE p.from_run <= $run AND p.channel <> ''
  RETURN DISTINCT p.channel AS channel
  UNION
  CALL () {
    WITH $team AS team WHERE team = ''
    MATCH (t:Touch) RETURN t
    UNION ALL
    MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
    MATCH (m)<-[:INVITED_BY]-(t:Touch) RETURN t
  }
  WITH t WHERE t.from_run <= $run AND t.channel <> ''
  RETURN DISTINCT t.channel AS channel
}
RETURN channel ORDER BY channel
