// Who stands at the head of a tree: the heads above the first few members by id.
// mode: read · grain: one row per head
// $run: number of the run
// $limit: how many members are looked at
MATCH (m:Member) WHERE m.id > '' AND m.from_run <= $run
WITH m ORDER BY m.id LIMIT $limit
MATCH (m) (()-[l:SPONSORED_BY WHERE l.from_run <= $run AND l.to_run > $run]->())* (top:Member)
WHERE NOT EXISTS { (top)-[u:SPONSORED_BY WHERE u.from_run <= $run AND u.to_run > $run]->() }
RETURN DISTINCT top.id AS member_id ORDER BY member_id
