// What one run posted to the ledger of the company's or of a team's members: how many entries of each kind, what they
// add, and what they take back.
// mode: read · grain: one row per kind
// $run: number of the run that is looked at; the team is that of its tree
// $team: member id of the root of the team, empty for the whole company
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) RETURN m
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
MATCH (m)-[e:EARNED]->() WHERE e.run = $run
RETURN e.kind AS kind, count(e) AS entries, sum(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS added,
       sum(CASE WHEN e.amount < 0 THEN e.amount ELSE 0 END) AS taken
ORDER BY kind
