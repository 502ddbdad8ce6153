// Everybody above one member, nearest first: the sponsor, its sponsor, and so on to the root.
// `depth` is null where a calculation is moving CURRENT at this moment: ask again.
// mode: read · grain: one row per member above
// $member: member id
// $above: only those with a smaller depth than this
// $run: number of the run · $limit: how many rows
MATCH (:Member {id: $member})-[ls:SPONSORED_BY*]->(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
WITH DISTINCT x
OPTIONAL CALL (x) {
  MATCH (x)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH x.id AS id, v.depth AS depth
WHERE depth IS NULL OR depth < $above
RETURN id AS member_id, depth ORDER BY depth DESC LIMIT $limit
