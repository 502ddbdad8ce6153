// Every member with its sponsor as first loaded, for calculations outside of the graph.
// mode: read · grain: one row per member
MATCH (n:Member)
RETURN n.id AS id, nullIf(n.sponsor_id, '') AS sponsor_id, n.joined AS joined
