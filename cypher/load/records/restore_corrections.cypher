// Gives withdrawn corrections back what they are, as they were delivered last, after load/records/replace_corrections.
// mode: write
// $rows: maps with the columns of the table, and id
UNWIND $rows AS row
MATCH (n:WithdrawnCorrection {id: row.id})
OPTIONAL MATCH (n)-[old:TO]->()
OPTIONAL MATCH (s:Member {id: row.sponsor_id})
DELETE old
SET n:Correction, n += {reason: row.reason, to_run: null}
REMOVE n:WithdrawnCorrection
FOREACH (_ IN CASE WHEN s IS NULL THEN [] ELSE [1] END | CREATE (n)-[:TO]->(s))
