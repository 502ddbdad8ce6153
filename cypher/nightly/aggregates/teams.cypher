// The members with the largest teams as last rolled up.
// mode: read · after: nightly/volumes/rollup · grain: one row per member
// $size: the least size of the team, the member left out · $most: how many members at most
// returns: member_id, size
MATCH (m:Member) WHERE m.size >= $size
RETURN m.id AS member_id, m.size AS size ORDER BY size DESC, member_id LIMIT $most
