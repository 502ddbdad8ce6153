// The members with the largest teams of the newest run, those of too many people to count whenever somebody asks, each with
// the members above it: they have large teams as well, and larger ones.
// mode: read · grain: one row per member
// $run: number of the run · $size: the least size of the team, the member left out · $most: how many members at most
// returns: member_id, above (member ids, its own included)
MATCH (m:Member)-[:CURRENT]->(v)
WHERE v.size >= $size AND v.from_run <= $run AND v.to_run > $run
WITH m, v ORDER BY v.size DESC, m.id LIMIT $most
MATCH (m) (()-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->())* (a:Member)
RETURN m.id AS member_id, collect(a.id) AS above
