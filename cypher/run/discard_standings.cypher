// Takes back the standings of a calculation that was left behind: the version before becomes current again.
// mode: batched
// $run: the first number that was not published · $open: to_run of an open version
MATCH (m:Member)-[c:CURRENT]->(v:Standing) WHERE v.from_run >= $run OR v.to_run < $open
CALL (m, c, v) {
  OPTIONAL MATCH (v)-[:BEFORE]->(old)
  WITH m, c, v, old, v.from_run >= $run AS drop
  FOREACH (_ IN CASE WHEN drop AND old IS NOT NULL THEN [1] ELSE [] END |
    CREATE (m)-[:CURRENT]->(old) SET old.to_run = $open)
  FOREACH (_ IN CASE WHEN drop THEN [1] ELSE [] END | DELETE c DETACH DELETE v)
  FOREACH (_ IN CASE WHEN NOT drop AND v.to_run >= $run THEN [1] ELSE [] END | SET v.to_run = $open)
} IN TRANSACTIONS OF 20000 ROWS
