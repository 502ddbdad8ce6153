// The members with the largest teams as last rolled up, each with the members above it, whose teams are larger.
// mode: read · after: nightly/volumes/rollup · grain: one row per member
// $run: number of the run · $size: the least size of the team, the member left out · $most: how many members at most
// returns: member_id, size, above (member ids, its own included)
MATCH (m:Member) WHERE m.size >= $size
WITH m ORDER BY m.size DESC, m.id LIMIT $most
MATCH (m) (()-[up:SPONSORED_BY WHERE up.from_run <= $run AND up.to_run > $run]->())* (a:Member)
RETURN m.id AS member_id, m.size AS size, collect(a.id) AS above
