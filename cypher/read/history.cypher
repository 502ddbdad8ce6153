// name: moved
// The members of the company or of a team whose rank one run changed: from which to which, how many, the first of them.
// mode: read · grain: one row per rank before and rank after
// $run: number of the run that is looked at; the team is that of its tree
// $team: member id of the root of the team, empty for the whole company
// $first: how many members are named of each row
// returns: before, after (ranks), members, first (a list of {member_id, name})
CALL () {
  WITH $team AS team WHERE team = ''
  MATCH (m:Member) RETURN m
  UNION ALL
  MATCH (:Member {id: $team}) (()<-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]-())* (m:Member)
  RETURN m
}
WITH m WHERE m.from_run < $run
MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
      (v WHERE v.from_run = $run AND v.to_run > $run)-[:BEFORE]->(b WHERE b.to_run = $run)
WHERE b.rank <> v.rank
WITH b.rank AS before, v.rank AS after, m ORDER BY m.id
RETURN before, after, count(m) AS members, collect({member_id: m.id, name: m.name})[..$first] AS first
ORDER BY after DESC, before DESC

// name: posted
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
