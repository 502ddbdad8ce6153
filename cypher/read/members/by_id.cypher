// Members of a run in the order of ids, of all or of one member with its team: walks the index of ids and looks at a
// limited number of members, for each whether the walk up from it meets the root. The walk is as long as the depths say.
// `inside` is null where that is longer than allowed: then this is the wrong way to ask (read/members/team is the right one).
// mode: read · grain: one row per member
// $first: the first member id wanted · $end: the id after the last one
// $root: id of the member whose team is wanted, empty for all · $including: whether the root itself is wanted
// $depth: depth of the root · $deepest: how far below the root a member may be
// $run: number of the run
// $looked: how many members are looked at · $limit: how many rows
MATCH (m:Member) WHERE m.id >= $first AND m.id < $end
WITH m ORDER BY m.id LIMIT $looked
WITH m WHERE m.from_run <= $run AND ($including OR m.id <> $root)
OPTIONAL CALL (m) {
  WITH m WHERE $root <> ''
  MATCH (m)-[:CURRENT]->() ((newer WHERE newer.from_run > $run)-[:BEFORE]->())*
        (v WHERE v.from_run <= $run AND v.to_run > $run)
  RETURN v LIMIT 1
}
WITH m, CASE WHEN $root = '' OR m.id = $root THEN true
             WHEN v.depth <= $depth THEN false
             WHEN v IS NULL OR v.depth > $depth + $deepest THEN null
             ELSE EXISTS {
  MATCH (m)-[ls:SPONSORED_BY*]->(above)
  WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run) AND above.id = $root
} END AS inside
WHERE inside IS NULL OR inside
RETURN m.id AS member_id, inside LIMIT $limit
