// All loaded sponsor corrections: they are always judged together.
// mode: read
MATCH (n:Correction)-[:MOVES]->(m:Member)
OPTIONAL MATCH (n)-[:TO]->(s:Member)
RETURN m.id AS member_id, s.id AS sponsor_id, n.at AS decided_at, n.reason AS reason
