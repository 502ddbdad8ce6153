// Every adjustment, for calculations outside of the graph.
// mode: read · grain: one row per adjustment
MATCH (n:Adjustment)-[:ADJUSTS]->(m:Member)
RETURN n.id AS id, m.id AS member_id, n.day AS day, n.amount AS amount
