// Which of some members are one member or below it: a walk up from each.
// mode: read · grain: one row per member that is
// $members: member ids
// $root: id of the member that the others may be below of
// $run: number of the run
UNWIND $members AS id
MATCH (m:Member {id: id})
WHERE m.from_run <= $run AND (m.id = $root OR EXISTS {
  MATCH (m)-[ls:SPONSORED_BY*]->(above)
  WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run) AND above.id = $root
})
RETURN m.id AS member_id
