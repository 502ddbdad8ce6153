// Pools (rule R7): the entries of a pool and day are its share for each holder, and what was fed to a pool is what was
// shared and what the last day carries. Returns the pools and days that break it.
// mode: read
// $open: to_run of an open version · $limit: how many rows
CALL () {
  MATCH (p:Pool)
  OPTIONAL MATCH (p)-[:SHARED]->(s:Share {to_run: $open})
  WITH p, coalesce(s.share * s.holders, 0) AS due
  WITH p, due, reduce(t = 0, a IN COLLECT { MATCH ()-[e:EARNED]->(p) RETURN e.amount } | t + a) AS posted
  WHERE due <> posted
  RETURN p.name AS pool, p.day AS day, due, posted
  UNION ALL
  MATCH (p:Pool)-[:SHARED]->(s:Share {to_run: $open})
  WITH p, s ORDER BY p.day
  WITH p.name AS pool, sum(s.fed) AS due, sum(s.share * s.holders) AS shared, collect(s.carried)[-1] AS carried
  WITH pool, due, shared + carried AS posted WHERE due <> posted
  RETURN pool, '' AS day, due, posted
}
RETURN pool, day, due, posted LIMIT $limit
