// Every sponsor correction, for calculations outside of the graph.
// mode: read · grain: one row per correction
MATCH (n:Correction)-[:MOVES]->(m:Member)
OPTIONAL MATCH (n)-[:TO]->(s:Member)
RETURN m.id AS member_id, s.id AS sponsor_id, n.at AS at
