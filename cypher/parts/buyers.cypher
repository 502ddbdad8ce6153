// Who can buy as of a run: members and customers, or those of a team, with the customers of its communities.
// mode: part · shape: clause · returns: p
// $run: number of the run · $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (p:Member|Customer) WHERE p.from_run <= $run RETURN p
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())*
        (:Member) (()-[:OWNS]->(:Community)<-[:BUYS_IN]-(c:Customer WHERE c.from_run <= $run)){0,1} (p)
  RETURN p
}
