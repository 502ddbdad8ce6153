// Every buying group, for calculations outside of the graph.
// mode: read · grain: one row per group
MATCH (n:Group)-[:LED_BY]->(m:Member)
RETURN n.id AS id, m.id AS leader_id, n.opens AS opens, n.closes AS closes
