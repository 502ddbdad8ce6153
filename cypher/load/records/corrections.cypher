// Creates sponsor corrections; the nightly run moves the members.
// mode: write
// $rows: maps with the columns of the table, and id · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Correction {id: row.id})
WITH row WHERE old IS NULL
MATCH (m:Member {id: row.member_id})
OPTIONAL MATCH (s:Member {id: row.sponsor_id})
CREATE (n:Correction {id: row.id, at: row.decided_at, reason: row.reason, from_run: $next_run})-[:MOVES]->(m)
FOREACH (_ IN CASE WHEN s IS NULL THEN [] ELSE [1] END | CREATE (n)-[:TO]->(s))
