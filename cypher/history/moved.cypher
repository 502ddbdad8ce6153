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
