// The members there are as of a run, those of a team with its root.
// mode: part · shape: clause · returns: p
// $run: number of the run · $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (p:Member) WHERE p.from_run <= $run RETURN p
  UNION ALL
  MATCH (root:Member {id: $team} WHERE root.from_run <= $run)
        (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (p:Member)
  RETURN p
}
