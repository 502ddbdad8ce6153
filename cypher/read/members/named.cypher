// Members with a name that the words find, in the order of ids; those whose id begins with a text are left out. The scope
// is checked by walks up, as in read/members/by_id.
// mode: read · grain: one row per member
// $words: a query of the full-text index, made by graph.reads.search.words
// $prefix: what ids begin with that are not wanted
// $first: the first member id wanted · $end: the id after the last one
// $root: id of the member whose team is wanted, with itself; empty for all
// $depth: depth of the root · $deepest: how far below the root a member may be
// $run: number of the run · $limit: how many rows
CALL db.index.fulltext.queryNodes('member_name', $words) YIELD node AS m
WITH m WHERE m.from_run <= $run AND m.id >= $first AND m.id < $end AND NOT m.id STARTS WITH $prefix
WITH m ORDER BY m.id
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
