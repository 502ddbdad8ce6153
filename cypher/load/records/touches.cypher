// Creates touches.
// mode: write
// $rows: maps with the columns of the table · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Touch {id: row.touch_id})
WITH row WHERE old IS NULL
OPTIONAL MATCH (i:Member {id: row.inviter_id})
OPTIONAL MATCH (m:Member {id: row.became_id})
OPTIONAL MATCH (c:Customer {id: row.became_id})
CREATE (n:Touch {id: row.touch_id, visitor_id: row.visitor_id, at: row.at, channel: row.channel, from_run: $next_run})
FOREACH (_ IN CASE WHEN i IS NULL THEN [] ELSE [1] END | CREATE (n)-[:INVITED_BY]->(i))
FOREACH (b IN [x IN [coalesce(m, c)] WHERE x IS NOT NULL] | CREATE (n)-[:BECAME]->(b))
