// The depth of every member below the roots (a root has 0), written where it is not that already. The shortest path alone
// is asked for: the walk down is then linear, also in chains thousands deep.
// mode: batched
// $as_of: microseconds · $open: to_run of an open version
MATCH (r:Member)
WHERE r.joined <= $as_of AND NOT EXISTS { (r)-[:SPONSORED_BY {to_run: $open}]->() }
MATCH p = (r)<-[:SPONSORED_BY* 0.. {to_run: $open}]-(m)
WITH m, min(length(p)) AS depth WHERE coalesce(m.depth, -1) <> depth
CALL (m, depth) { SET m.depth = depth } IN CONCURRENT TRANSACTIONS OF 20000 ROWS
