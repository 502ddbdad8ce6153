// Takes back the standings of a calculation that was left behind: the version before becomes current again.
// mode: batched
// $run: the first number that was not published · $open: to_run of an open version
MATCH (m:Member)-[c:CURRENT]->(v:Standing) WHERE v.from_run >= $run
CALL (m, c, v) {
  OPTIONAL MATCH (v)-[:BEFORE]->(old:Standing)
  FOREACH (o IN CASE WHEN old IS NULL THEN [] ELSE [old] END | CREATE (m)-[:CURRENT]->(o) SET o.to_run = $open)
  DELETE c
  DETACH DELETE v
} IN TRANSACTIONS OF 20000 ROWS
