// Creates opening standings.
// mode: write
// $rows: maps with the columns of the table · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Opening {id: row.member_id})
WITH row WHERE old IS NULL
MATCH (m:Member {id: row.member_id})
OPTIONAL MATCH (t:Member {id: row.team_owner_id})
CREATE (n:Opening {id: row.member_id, rank: row.rank, from_run: $next_run})-[:OF]->(m)
FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (n)-[:OWNED_BY]->(t))
