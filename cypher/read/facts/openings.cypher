// Every opening standing, for calculations outside of the graph.
// mode: read · grain: one row per opening
MATCH (n:Opening)
OPTIONAL MATCH (n)-[:OWNED_BY]->(t:Member)
RETURN n.id AS member_id, n.rank AS rank, t.id AS team_owner_id
