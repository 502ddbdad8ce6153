// As read/members/named, for one member with its team: one walk down, whatever the depth.
// mode: read · grain: one row per member
// $words: a query of the full-text index, made by graph.reads.search.words
// $prefix: what ids begin with that are not wanted
// $first: the first member id wanted · $end: the id after the last one
// $root: id of the member whose team is wanted, with itself
// $run: number of the run · $limit: how many rows
MATCH (top:Member {id: $root})<-[ls:SPONSORED_BY*0..]-(x:Member)
WHERE all(l IN ls WHERE l.from_run <= $run AND l.to_run > $run)
WITH DISTINCT x
WITH collect(x) AS team
CALL db.index.fulltext.queryNodes('member_name', $words) YIELD node AS m
WITH m, team WHERE m.id >= $first AND m.id < $end AND NOT m.id STARTS WITH $prefix AND m IN team
RETURN m.id AS member_id ORDER BY member_id LIMIT $limit
