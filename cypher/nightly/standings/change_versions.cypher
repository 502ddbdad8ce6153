// The standings that the SQL engine calculated, as new versions where they differ from the published run's; figures as
// nightly/standings/versions has them.
// mode: write
// $run: the number of this run · $open: to_run of an open version · $rows: each {member_id, figures}, figures: a map of the properties of a standing
UNWIND $rows AS row
MATCH (m:Member {id: row.member_id})
OPTIONAL MATCH (m)-[c:CURRENT]->(old:Standing)
CREATE (m)-[:CURRENT]->(new:Standing)
SET new = row.figures, new.from_run = $run, new.to_run = $open
FOREACH (o IN CASE WHEN old IS NULL THEN [] ELSE [old] END |
  CREATE (new)-[:BEFORE]->(o) SET o.to_run = $run DELETE c)
